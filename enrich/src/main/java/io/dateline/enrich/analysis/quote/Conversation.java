package io.dateline.enrich.analysis.quote;

/** Who has spoken last, and who before. Mutable; for one story. */
final class Conversation {
    private final StoryView view;
    private DirectQuote quote;
    private Phrase last;
    private Phrase other;

    Conversation(StoryView view) {
        this.view = view;
    }

    /** The quote before; null at the beginning. */
    DirectQuote quote() {
        return quote;
    }

    /** Who said it, or null. */
    Phrase last() {
        return last;
    }

    /** Who else has spoken before, or null. */
    Phrase other() {
        return other;
    }

    void add(DirectQuote next, Phrase speaker) {
        quote = next;
        if (speaker != null) {
            if (last != null && view.word(last.head()) != view.word(speaker.head())) {
                other = last;
            }
            last = speaker;
        }
    }
}
