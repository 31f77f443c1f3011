package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.quote.SpeakerCandidate.Relation;
import io.dateline.enrich.analysis.segment.SegmentedText;

/** Who has spoken last, and who before; and whose turn it is. Mutable; for one story. */
final class Conversation {
    private final StoryView view;
    private final SegmentedText text;
    private DirectQuote quote;
    private Phrase last;
    private Phrase other;

    Conversation(StoryView view) {
        this.view = view;
        this.text = view.text;
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

    /**
     * Who says a quote that has no attribution and fills the paragraph after the quote before: the same speaker, or, where
     * one of the two asks and the other does not, the one spoken with. Null where it stands otherwise.
     */
    SpeakerCandidate inTurn(DirectQuote next) {
        if (quote == null || last == null) {
            return null;
        }
        QuotedRegion left = view.regions.get(quote.endRegion() - 1);
        QuotedRegion right = view.regions.get(next.firstRegion());
        QuotedRegion end = view.regions.get(next.endRegion() - 1);
        int paragraph = text.paragraphOf(right.open());
        boolean follows = paragraph == text.paragraphOf(left.end() - 1) + 1
                && text.firstTokenOfParagraph(paragraph) == right.open()
                && text.endTokenOfParagraph(text.paragraphOf(end.end() - 1)) <= end.after();
        if (!follows) {
            return null;
        }
        boolean answers = asks(left) != asks(end);
        if (answers) {
            return other == null ? null : new SpeakerCandidate(other, Relation.OTHER, 0, null);
        }
        return new SpeakerCandidate(last, Relation.SAME, 0, null);
    }

    private boolean asks(QuotedRegion region) {
        return text.word(region.end() - 1).equals("?");
    }
}
