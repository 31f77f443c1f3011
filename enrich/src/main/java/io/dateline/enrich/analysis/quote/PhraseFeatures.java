package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;

/** What kind of phrase it is that may name a speaker. For one story. */
final class PhraseFeatures {
    private final StoryView view;
    private final SegmentedText text;
    private final SpeechVerbs verbs;

    PhraseFeatures(StoryView view, SpeechVerbs verbs) {
        this.view = view;
        this.text = view.text;
        this.verbs = verbs;
    }

    /** A number for the kind of phrase: pronouns by sort, names by type, common nouns by number. */
    int kind(Phrase phrase) {
        int head = phrase.head();
        if (view.tags.is(head, Pos.PRON)
                || phrase.end() - phrase.first() == 1 && text.lower(head).equals("who")) {
            return switch (text.lower(head)) {
                case "he", "she" -> 1;
                case "they", "we" -> 2;
                case "i", "you" -> 3;
                case "it" -> 4;
                case "who" -> 5;
                case "that", "which", "what", "this" -> 6;
                case "his", "her", "their", "my", "our", "its", "your" -> 7;
                default -> 8;
            };
        }
        int name = view.name(head);
        if (name > 0) {
            return 10 + name;
        }
        for (int i = phrase.first(); i < phrase.end(); i++) {
            if (view.isPerson(i)) {
                return 16;
            }
        }
        if (view.tags.is(head, Pos.PROPN) || Chars.isCapitalised(text.word(head))) {
            return 17;
        }
        if (view.tags.is(head, Pos.NUM)) {
            return 18;
        }
        return text.lower(head).endsWith("s") ? 19 : 20;
    }

    /** A pronoun that names no person: "It rained". */
    boolean isThing(Phrase phrase) {
        int kind = kind(phrase);
        return kind == 4 || kind == 6 || kind == 8;
    }

    /** Features of the phrase by itself. */
    void features(Features out, Phrase phrase, int template) {
        int head = view.word(phrase.head());
        boolean named = view.name(phrase.head()) > 0;
        out.add(template, named ? 0 : head);
        out.add(template + 1, view.shape(phrase.first()), Features.bucket(phrase.end() - phrase.first()));
        out.add(template + 2, kind(phrase), Features.bucket(phrase.end() - phrase.first()));
        out.add(template + 3, view.pos(phrase.head()), view.name(phrase.head()));
    }

    /** The verb whose subject the phrase may be: behind it, auxiliaries and adverbs passed over; -1 without one. */
    int verbBehind(Phrase phrase) {
        int found = -1;
        for (int i = phrase.end(); i < phrase.end() + 5 && i < view.size(); i++) {
            if (view.isQuoted(i)) {
                break;
            }
            if (view.tags.is(i, Pos.VERB)) {
                return i;
            }
            if (view.tags.is(i, Pos.AUX)) {
                found = i;
            } else if (!view.tags.is(i, Pos.ADV) && !view.tags.is(i, Pos.PART)) {
                break;
            }
        }
        return found;
    }

    /** Is the token a form of a verb of speech? */
    boolean isSpeech(int token) {
        return token >= 0 && token < view.size() && verbs.of(text.lower(token)) != null;
    }
}
