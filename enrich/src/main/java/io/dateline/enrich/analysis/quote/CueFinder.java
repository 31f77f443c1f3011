package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds words outside quotation marks that may report speech, and for each the subject that the sentence's build points
 * to. What they report, if anything, and who says it, is for the models. For one story.
 */
final class CueFinder {
    private final StoryView view;
    private final SegmentedText text;
    private final PosTags tags;
    private final SpeechVerbs verbs;
    private final PhraseReader phrases;
    private final SubjectFinder subjects;

    CueFinder(StoryView view, SpeechVerbs verbs, PhraseReader phrases) {
        this.view = view;
        this.text = view.text;
        this.tags = view.tags;
        this.verbs = verbs;
        this.phrases = phrases;
        this.subjects = new SubjectFinder(view, phrases);
    }

    /** The cues of a sentence, in order. */
    List<Cue> find(int sentence) {
        List<Cue> cues = new ArrayList<>();
        int first = text.firstToken(sentence);
        int end = text.endToken(sentence);
        boolean quotes = false;
        for (int i = first; i < end; i++) {
            quotes |= view.isQuoted(i);
        }
        for (int i = first; i < end; i++) {
            if (!view.isQuoted(i) && view.name(i) == 0) {
                Cue cue = at(i, first, end, cues, quotes);
                if (cue != null) {
                    cues.add(cue);
                    i = cue.end() - 1;
                }
            }
        }
        for (int c = 0; c + 1 < cues.size() && cues.get(c).subject() == null; c++) {
            // "Noting that it rained, Smith said ...": the later subject is the earlier one's too
            Cue open = cues.get(c);
            Phrase later = cues.get(c + 1).subject();
            if (open.form() == SpeechVerbs.Form.ING && open.token() == first && later != null) {
                cues.set(c, open.withSharedSubject(later));
            }
        }
        return cues;
    }

    private Cue at(int i, int first, int end, List<Cue> before, boolean quotes) {
        String lower = text.lower(i);
        String next = i + 1 < end ? text.lower(i + 1) : "";
        if (lower.equals("according") && next.equals("to")) {
            return according(i, end);
        }
        SpeechVerbs.Inflected verb = verbs.of(lower, next);
        int stop = verb == null ? i + 1 : i + 2;
        if (verb == null) {
            verb = verbs.of(lower);
        }
        if (verb != null && isVerb(i, lower, verb, stop, end)) {
            return withSubject(Cue.Kind.SPEECH, i, stop, verb, first, end, before);
        }
        if (tags.is(i, Pos.NOUN) && next.equals("that") && i > first && !PhraseReader.isCalendar(lower)) {
            return noun(i, first);
        }
        return quotes && tags.is(i, Pos.VERB) && !view.isNamelike(i)
                ? withSubject(Cue.Kind.VERB, i, i + 1, SpeechVerbs.other(lower), first, end, before)
                : null;
    }

    private Cue according(int i, int end) {
        Phrase source = phrases.startingAt(i + 2, end);
        return source == null
                ? null
                : new Cue(
                        Cue.Kind.ACCORDING,
                        i,
                        i + 2,
                        null,
                        null,
                        source,
                        true,
                        false,
                        Cue.Manner.PLAIN,
                        i,
                        source.end());
    }

    /** "Smith's claim that", "her claim that". */
    private Cue noun(int i, int first) {
        Phrase owner = null;
        int from = i;
        for (int p = i - 1; p >= first && p >= i - 4 && owner == null; p--) {
            if (PhraseReader.isPossessive(text.lower(p))) {
                owner = new Phrase(p, p + 1, p);
                from = p;
            } else if (text.kind(p) == TokenKind.CLITIC && text.lower(p).endsWith("s") && p > first) {
                owner = phrases.endingAt(p - 1, first);
                from = owner == null ? i : owner.first();
            } else if (!tags.is(p, Pos.ADJ) && !tags.is(p, Pos.NOUN)) {
                break;
            }
        }
        return new Cue(Cue.Kind.NOUN, i, i + 1, null, null, owner, false, false, Cue.Manner.PLAIN, from, i + 1);
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

    private Cue withSubject(
            Cue.Kind kind, int verb, int stop, SpeechVerbs.Inflected inflected, int first, int end, List<Cue> before) {
        int p = verb - 1;
        boolean auxiliary = false;
        boolean be = false;
        boolean negated = false;
        int low = Math.max(first, verb - SubjectFinder.GROUP);
        while (p >= low && !view.isQuoted(p) && subjects.isVerbGroup(p)) {
            String lower = text.lower(p);
            negated |= isNegation(lower);
            auxiliary |= tags.is(p, Pos.AUX);
            be |= isBe(lower);
            p--;
        }
        Cue.Manner manner = negated ? Cue.Manner.NEGATED : Cue.Manner.PLAIN;
        if (p >= first && text.lower(p).equals("to")) {
            manner = isContinuing(p, first) ? manner : Cue.Manner.INFINITIVE;
            p--;
            for (int steps = 0;
                    steps < SubjectFinder.GROUP && p >= first && (tags.isVerbal(p) || subjects.isVerbGroup(p));
                    steps++) {
                p--;
            }
        } else if (be && inflected.alsoParticiple() && inflected.form() != SpeechVerbs.Form.ING) {
            manner = Cue.Manner.PASSIVE;
        } else if (inflected.form() == SpeechVerbs.Form.PARTICIPLE && !auxiliary) {
            manner = Cue.Manner.PASSIVE;
        }
        int group = p + 1;
        Reading reading = new Reading(kind, verb, stop, inflected, manner, end);
        if (inflected.form() == SpeechVerbs.Form.ING && !auxiliary) {
            return participle(reading, first, before);
        }
        Phrase subject = p < first || view.isQuoted(p) ? null : subjects.endingAt(p, first);
        if (subject != null) {
            return cue(reading, subject, false, subject.first());
        }
        Phrase inverted = isPlain(inflected) && (p < first || isBoundary(p)) ? subjects.inverted(stop, end) : null;
        if (inverted != null) {
            return new Cue(
                    kind,
                    verb,
                    stop,
                    inflected.verb(),
                    inflected.form(),
                    inverted,
                    true,
                    false,
                    manner,
                    group,
                    inverted.end());
        }
        return cue(reading, subjects.shared(verb, first, before), true, group);
    }

    /** A verb while its subject is looked for. */
    private record Reading(
            Cue.Kind kind, int verb, int stop, SpeechVerbs.Inflected inflected, Cue.Manner manner, int end) {}

    private static boolean isPlain(SpeechVerbs.Inflected inflected) {
        return inflected.form() == SpeechVerbs.Form.PAST || inflected.form() == SpeechVerbs.Form.PRESENT;
    }

    private Cue cue(Reading reading, Phrase subject, boolean joined, int attribution) {
        int after = reading.stop();
        SpeechVerbs.Verb verb = reading.inflected().verb();
        if (verb != null && verb.takes('o')) {
            Phrase addressee = phrases.startingAt(after, reading.end());
            boolean told = verb.base().equals("tell");
            if (addressee != null && (told || isFollowedByContent(addressee.end(), reading.end()))) {
                after = addressee.end();
            }
        }
        return new Cue(
                reading.kind(),
                reading.verb(),
                reading.stop(),
                verb,
                reading.inflected().form(),
                subject,
                false,
                joined,
                reading.manner(),
                attribution,
                after);
    }

    private boolean isFollowedByContent(int token, int end) {
        if (token >= end) {
            return false;
        }
        String lower = text.lower(token);
        return lower.equals("that")
                || lower.equals("to")
                || lower.equals(":")
                || lower.equals(",")
                || view.isQuoted(token);
    }

    /** "..., saying that": whoever spoke or acted in the sentence before; "a statement saying": the statement. */
    private Cue participle(Reading reading, int first, List<Cue> before) {
        int verb = reading.verb();
        int p = verb - 1;
        if (p < first) {
            return cue(reading, null, true, verb);
        }
        boolean apart = text.word(p).equals(",") || isBoundary(p) || tags.is(p, Pos.SCONJ) || tags.is(p, Pos.ADP);
        Phrase subject = apart ? subjects.shared(verb, first, before) : subjects.endingAt(p, first);
        if (subject == null) {
            subject = subjects.shared(verb, first, before);
        }
        return cue(reading, subject, apart, verb);
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
    private boolean isContinuing(int to, int first) {
        int p = to - 1;
        if (p >= first && text.lower(p).equals("on")) {
            p--;
        }
        return p >= first
                && switch (text.lower(p)) {
                    case "went", "goes", "continued", "continues" -> true;
                    default -> false;
                };
    }

    private boolean isBoundary(int token) {
        char c = text.word(token).charAt(0);
        return text.kind(token) == TokenKind.PUNCTUATION && c != ')' || tags.is(token, Pos.CCONJ);
    }
}
