package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Finds verbs of speech outside quotation marks, and their subjects. For one story. */
final class CueFinder {
    private final SegmentedText text;
    private final PosTags tags;
    private final SpeechVerbs verbs;
    private final PhraseReader phrases;
    private final boolean[] quoted;

    CueFinder(SegmentedText text, PosTags tags, SpeechVerbs verbs, PhraseReader phrases, boolean[] quoted) {
        this.text = text;
        this.tags = tags;
        this.verbs = verbs;
        this.phrases = phrases;
        this.quoted = quoted;
    }

    /** The cues of a sentence, in order. */
    List<Cue> find(int sentence) {
        List<Cue> cues = new ArrayList<>();
        int first = text.firstToken(sentence);
        int end = text.endToken(sentence);
        for (int i = first; i < end; i++) {
            if (quoted[i]) {
                continue;
            }
            Cue cue = at(i, first, end, cues);
            if (cue != null) {
                cues.add(cue);
                i = cue.end() - 1;
            }
        }
        for (int c = 0; c + 1 < cues.size() && cues.get(c).subject() == null; c++) {
            // "Noting that it rained, Smith said ...": the later subject is the earlier one's too
            Cue open = cues.get(c);
            Phrase later = cues.get(c + 1).subject();
            if (open.form() == SpeechVerbs.Form.ING && open.token() == first && later != null) {
                cues.set(
                        c,
                        new Cue(
                                open.token(),
                                open.end(),
                                open.verb(),
                                open.form(),
                                later,
                                false,
                                true,
                                open.first(),
                                open.after()));
            }
        }
        return cues;
    }

    private Cue at(int i, int first, int end, List<Cue> before) {
        String lower = text.lower(i);
        if (lower.equals("according") && i + 1 < end && text.lower(i + 1).equals("to")) {
            Phrase source = phrases.startingAt(i + 2, end);
            return source == null
                    ? null
                    : new Cue(i, i + 2, null, SpeechVerbs.Form.PRESENT, source, true, false, i, source.end());
        }
        SpeechVerbs.Inflected verb = i + 1 < end ? verbs.of(lower, text.lower(i + 1)) : null;
        int stop = verb == null ? i + 1 : i + 2;
        if (verb == null) {
            verb = verbs.of(lower);
        }
        if (verb == null || !isVerb(i, lower, verb, stop, end)) {
            return null;
        }
        return withSubject(i, stop, verb, first, end, before);
    }

    private boolean isVerb(int i, String lower, SpeechVerbs.Inflected verb, int stop, int end) {
        if (tags.is(i, Pos.VERB) || tags.is(i, Pos.AUX)) {
            return true;
        }
        // taggers take "noting that" for a conjunction
        boolean participle = verb.form() == SpeechVerbs.Form.ING;
        if (participle
                && (tags.is(i, Pos.SCONJ) || stop < end && text.lower(stop).equals("that"))) {
            return true;
        }
        return switch (lower) {
            case "said", "says", "told", "added", "tweeted" -> true;
            default -> false;
        };
    }

    private Cue withSubject(int verb, int stop, SpeechVerbs.Inflected inflected, int first, int end, List<Cue> before) {
        int p = verb - 1;
        boolean auxiliary = false;
        boolean passive = false;
        while (p >= first && !quoted[p] && isVerbGroup(p)) {
            String lower = text.lower(p);
            if (isNegation(lower)) {
                return null;
            }
            auxiliary |= tags.is(p, Pos.AUX);
            passive |= isBe(lower);
            p--;
        }
        if (p >= first && text.lower(p).equals("to")) {
            p = beforeInfinitive(p, first);
            if (p < first) {
                return null;
            }
        } else if (passive && inflected.alsoParticiple() && inflected.form() != SpeechVerbs.Form.ING) {
            return null;
        } else if (inflected.form() == SpeechVerbs.Form.PARTICIPLE && !auxiliary) {
            return null;
        }
        int group = p + 1;
        if (inflected.form() == SpeechVerbs.Form.ING && !auxiliary) {
            return participle(verb, stop, inflected, first, end, before);
        }
        Phrase subject = p < first || quoted[p] ? null : subjectEndingAt(p, first);
        if (subject != null) {
            return cue(verb, stop, inflected, subject, false, subject.first(), end);
        }
        Phrase inverted = isPlain(inflected) && (p < first || isBoundary(p)) ? invertedSubject(stop, end) : null;
        if (inverted != null) {
            return new Cue(
                    verb, stop, inflected.verb(), inflected.form(), inverted, true, false, group, inverted.end());
        }
        Phrase shared = sharedSubject(verb, first, before);
        return shared == null && !isBoundary(Math.max(first, p))
                ? null
                : cue(verb, stop, inflected, shared, true, group, end);
    }

    private static boolean isPlain(SpeechVerbs.Inflected inflected) {
        return inflected.form() == SpeechVerbs.Form.PAST || inflected.form() == SpeechVerbs.Form.PRESENT;
    }

    private Cue cue(
            int verb,
            int stop,
            SpeechVerbs.Inflected inflected,
            Phrase subject,
            boolean joined,
            int attribution,
            int end) {
        int after = stop;
        if (inflected.verb().takes('o')) {
            Phrase addressee = phrases.startingAt(stop, end);
            boolean told = inflected.verb().base().equals("tell");
            if (addressee != null && (told || isFollowedByContent(addressee.end(), end))) {
                after = addressee.end();
            }
        }
        return new Cue(verb, stop, inflected.verb(), inflected.form(), subject, false, joined, attribution, after);
    }

    private boolean isFollowedByContent(int token, int end) {
        if (token >= end) {
            return false;
        }
        String lower = text.lower(token);
        return lower.equals("that") || lower.equals("to") || lower.equals(":") || lower.equals(",") || quoted[token];
    }

    /** "..., saying that": whoever spoke or acted in the sentence before; "a statement saying": the statement. */
    private Cue participle(int verb, int stop, SpeechVerbs.Inflected inflected, int first, int end, List<Cue> before) {
        int p = verb - 1;
        if (p < first) {
            return cue(verb, stop, inflected, null, true, verb, end);
        }
        boolean apart = text.word(p).equals(",") || isBoundary(p) || tags.is(p, Pos.SCONJ) || tags.is(p, Pos.ADP);
        Phrase subject = apart ? sharedSubject(verb, first, before) : subjectEndingAt(p, first);
        if (subject == null) {
            subject = sharedSubject(verb, first, before);
        }
        return subject == null ? null : cue(verb, stop, inflected, subject, apart, verb, end);
    }

    private boolean isVerbGroup(int token) {
        return tags.is(token, Pos.AUX)
                || tags.is(token, Pos.ADV)
                || text.kind(token) == TokenKind.CLITIC && !text.lower(token).endsWith("s")
                || text.lower(token).equals("not")
                || text.lower(token).equals("also");
    }

    private static boolean isNegation(String lower) {
        return lower.equals("not") || lower.equals("never") || lower.startsWith("n't") || lower.equals("n\u2019t");
    }

    private static boolean isBe(String lower) {
        return switch (lower) {
            case "is", "are", "was", "were", "be", "been", "being" -> true;
            default -> false;
        };
    }

    /** "went on to say", "continued to insist" are said; "declined to say", "wants to say" are not. */
    private int beforeInfinitive(int to, int first) {
        int p = to - 1;
        if (p >= first && text.lower(p).equals("on")) {
            p--;
        }
        if (p < first) {
            return -1;
        }
        return switch (text.lower(p)) {
            case "went", "goes", "continued", "continues" -> p - 1 >= first ? p - 1 : -1;
            default -> -1;
        };
    }

    private boolean isBoundary(int token) {
        char c = text.word(token).charAt(0);
        return text.kind(token) == TokenKind.PUNCTUATION && c != ')' || tags.is(token, Pos.CCONJ);
    }

    private Phrase subjectEndingAt(int token, int first) {
        int p = token;
        for (int step = 0; step < 3 && p >= first; step++) {
            String lower = text.lower(p);
            if (lower.equals("who") || lower.equals("which") || lower.equals("that")) {
                p -= p > first && text.word(p - 1).equals(",") ? 2 : 1;
            } else if (lower.equals(")")) {
                p = back(p, first, "(", 15) - 1;
            } else if (lower.equals(",")) {
                return appositive(p, first);
            } else {
                break;
            }
        }
        return p >= first && !quoted[p] ? phrases.endingAt(p, first) : null;
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
            for (int i = right - 1; i >= first && i >= right - 40 && left < 0; i--) {
                left = text.word(i).equals(",") && !quoted[i] ? i : -1;
            }
            if (left <= first) {
                return null;
            }
            if (!isAside(left + 1, right)) {
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

    private Phrase invertedSubject(int from, int end) {
        if (from >= end || quoted[from]) {
            return null;
        }
        Phrase phrase = phrases.startingAt(from, end);
        if (phrase == null) {
            return null;
        }
        // "said the US would ...": a clause, not an inverted subject
        int next = phrase.end();
        while (next < end && tags.is(next, Pos.ADV)) {
            next++;
        }
        boolean clause = next < end && tags.isVerbal(next) && !text.lower(next).endsWith("ing");
        return clause ? null : phrase;
    }

    /** The subject of an earlier cue of the sentence, else of the verb that is nearest before. */
    private Phrase sharedSubject(int verb, int first, List<Cue> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            if (before.get(i).subject() != null && !before.get(i).isAccording()) {
                return before.get(i).subject();
            }
        }
        for (int i = verb - 1; i > first; i--) {
            if (!quoted[i] && tags.isVerbal(i)) {
                int p = i - 1;
                while (p >= first && isVerbGroup(p)) {
                    p--;
                }
                Phrase subject = p < first || quoted[p] ? null : subjectEndingAt(p, first);
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
        return before > first && tags.is(before, Pos.SCONJ) || isRelative(subject);
    }

    private boolean isRelative(Phrase subject) {
        String lower = text.lower(subject.head());
        return lower.equals("that") || lower.equals("which") || lower.equals("what");
    }
}
