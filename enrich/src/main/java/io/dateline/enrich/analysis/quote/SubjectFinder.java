package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.List;

/** Finds the subject of a verb by how sentences are built. For one story. */
final class SubjectFinder {
    /** How far before a verb its group of auxiliaries and adverbs may reach. */
    static final int GROUP = 8;
    /** How far before a verb the subject of an earlier one is looked for. */
    private static final int SHARED = 40;

    private final StoryView view;
    private final SegmentedText text;
    private final PosTags tags;
    private final PhraseReader phrases;

    SubjectFinder(StoryView view, PhraseReader phrases) {
        this.view = view;
        this.text = view.text;
        this.tags = view.tags;
        this.phrases = phrases;
    }

    /** The subject that ends with the token before a verb and what belongs to it: "who", "Smith", "Jane Smith, 43,". */
    Phrase endingAt(int token, int first) {
        int p = token;
        String lower = text.lower(p);
        boolean relative = lower.equals("who") || lower.equals("which") || lower.equals("that");
        if (relative && (tags.is(p, Pos.PRON) || lower.equals("who"))) {
            return new Phrase(p, p + 1, p);
        }
        for (int step = 0; step < 3 && p >= first; step++) {
            lower = text.lower(p);
            if (lower.equals(")")) {
                p = back(p, first, "(", 15) - 1;
            } else if (lower.equals(",")) {
                return appositive(p, first);
            } else {
                break;
            }
        }
        return p >= first && !view.isQuoted(p) ? phrases.endingAt(p, first) : null;
    }

    private int back(int from, int first, String mark, int most) {
        for (int i = from - 1; i >= first && i >= from - most; i--) {
            if (text.word(i).equals(mark)) {
                return i;
            }
        }
        return first;
    }

    /** "Jane Smith, 43, who runs the bakery, said": back over what stands between commas. */
    private Phrase appositive(int comma, int first) {
        int right = comma;
        for (int tries = 0; tries < 4; tries++) {
            int left = -1;
            for (int i = right - 1; i >= first && i >= right - SHARED && left < 0; i--) {
                left = text.word(i).equals(",") && !view.isQuoted(i) ? i : -1;
            }
            if (left <= first || !isAside(left + 1, right)) {
                return null;
            }
            Phrase phrase = phrases.endingAt(left - 1, first);
            if (phrase != null && !startsLikeAside(phrase, first)) {
                return phrase;
            }
            right = left;
        }
        return null;
    }

    private boolean startsLikeAside(Phrase phrase, int first) {
        return phrase.first() > first && text.word(phrase.first() - 1).equals(",") && tags.is(phrase.first(), Pos.NUM);
    }

    /** Not a clause of its own: no finite verb, unless behind "who" and the like. */
    private boolean isAside(int from, int to) {
        if (from >= to) {
            return true;
        }
        String lower = text.lower(from);
        boolean relative =
                lower.equals("who") || lower.equals("which") || lower.equals("whose") || lower.equals("where");
        if (relative || lower.endsWith("ing")) {
            return true;
        }
        for (int i = from; i < to; i++) {
            String word = text.lower(i);
            if (word.equals("who") || word.equals("which") || word.equals("that")) {
                return true;
            }
            if (tags.is(i, Pos.AUX)) {
                return false;
            }
        }
        return true;
    }

    /** The subject behind a verb, "said Smith"; null where a clause begins there. */
    Phrase inverted(int from, int end) {
        if (from >= end || view.isQuoted(from)) {
            return null;
        }
        Phrase phrase = phrases.startingAt(from, end);
        if (phrase == null) {
            return null;
        }
        // "said the US would ...": a clause, not an inverted subject
        int next = phrase.end();
        while (next < end && next < phrase.end() + GROUP && tags.is(next, Pos.ADV)) {
            next++;
        }
        boolean clause = next < end && tags.isVerbal(next) && !text.lower(next).endsWith("ing");
        return clause ? null : phrase;
    }

    /** The subject of an earlier cue of the sentence, else of the verb that is nearest before. */
    Phrase shared(int verb, int first, List<Cue> before) {
        for (int i = before.size() - 1; i >= 0 && i >= before.size() - 4; i--) {
            Cue cue = before.get(i);
            if (cue.subject() != null && cue.kind() == Cue.Kind.SPEECH) {
                return cue.subject();
            }
        }
        for (int i = verb - 1; i > first && i > verb - SHARED; i--) {
            if (!view.isQuoted(i) && tags.isVerbal(i)) {
                int p = i - 1;
                while (p >= first && p > i - GROUP && isVerbGroup(p)) {
                    p--;
                }
                Phrase subject = p < first || view.isQuoted(p) ? null : endingAt(p, first);
                if (subject != null && !isSubordinate(subject, first)) {
                    return subject;
                }
            }
        }
        return null;
    }

    /** "whether the US is preparing": not what the sentence is about. */
    private boolean isSubordinate(Phrase subject, int first) {
        int before = subject.first() - 1;
        String head = text.lower(subject.head());
        return before > first && tags.is(before, Pos.SCONJ)
                || head.equals("that")
                || head.equals("which")
                || head.equals("what");
    }

    /** An auxiliary, an adverb or the like, which stands between subject and verb. */
    boolean isVerbGroup(int token) {
        return tags.is(token, Pos.AUX)
                || tags.is(token, Pos.ADV)
                || text.kind(token) == TokenKind.CLITIC && !text.lower(token).endsWith("s")
                || text.lower(token).equals("not")
                || text.lower(token).equals("also");
    }
}
