package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.Set;

/** Reads noun phrases around a token by parts of speech, never past the given bounds. For one story. */
final class PhraseReader {
    private static final int MOST_PARTS = 3;
    /** Longest noun phrase in tokens, prepositions aside. */
    private static final int LONGEST = 16;

    private static final Set<String> LINKS = Set.of(
            "of", "for", "at", "in", "from", "with", "on", "behind", "near", "to", "against", "within", "familiar");
    private static final Set<String> SHORTENED =
            Set.of("familiar", "briefed", "involved", "close", "aware", "acquainted", "knowledgeable");
    private static final Set<String> CALENDAR = Set.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "yesterday",
            "today",
            "tomorrow",
            "tonight",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan.",
            "feb.",
            "aug.",
            "sept.",
            "oct.",
            "nov.",
            "dec.",
            "morning",
            "afternoon",
            "evening",
            "night",
            "week",
            "month",
            "year",
            "earlier",
            "later",
            "ago",
            "recently");
    private static final Set<String> PERSONAL =
            Set.of("i", "he", "she", "they", "we", "you", "it", "who", "one", "some", "many", "others", "both", "most");

    private final StoryView view;
    private final SegmentedText text;
    private final PosTags tags;

    PhraseReader(StoryView view) {
        this.view = view;
        this.text = view.text;
        this.tags = view.tags;
    }

    static boolean isCalendar(String lower) {
        return CALENDAR.contains(lower);
    }

    boolean isNominal(int token) {
        Pos pos = tags.of(token);
        boolean noun = pos == Pos.NOUN || pos == Pos.PROPN || pos == Pos.PRON || pos == Pos.NUM;
        return (noun || view.isNamelike(token)) && !CALENDAR.contains(text.lower(token));
    }

    /** The phrase that ends with the token; null when none does. */
    Phrase endingAt(int token, int low) {
        return endingAt(token, low, MOST_PARTS);
    }

    private Phrase endingAt(int token, int low, int parts) {
        boolean adjective = tags.is(token, Pos.ADJ) || tags.is(token, Pos.X);
        if (!isNominal(token) && !adjective) {
            return null;
        }
        if (tags.is(token, Pos.PRON) && PERSONAL.contains(text.lower(token))) {
            return new Phrase(token, token + 1, token);
        }
        if (tags.is(token, Pos.PRON) && isPossessive(text.lower(token))) {
            return null;
        }
        int first = token;
        while (first > low && token - first < LONGEST && belongs(first - 1)) {
            first--;
        }
        if (first > low + 1 && parts > 0) {
            int link = first - 1;
            boolean preposition = tags.is(link, Pos.ADP) && LINKS.contains(text.lower(link));
            // "people familiar with the matter", "officials briefed on the talks"
            int noun = preposition && link - 2 > low && SHORTENED.contains(text.lower(link - 1)) ? link - 2 : link - 1;
            if (preposition && isNominal(noun) && !tags.is(noun, Pos.PRON)) {
                Phrase outer = endingAt(noun, low, parts - 1);
                if (outer != null) {
                    return new Phrase(outer.first(), token + 1, outer.head());
                }
            }
            if (text.lower(link).equals("and") && isNominal(link - 1) && tags.is(token, Pos.PROPN)) {
                Phrase outer = endingAt(link - 1, low, parts - 1);
                if (outer != null && tags.is(link - 1, Pos.PROPN)) {
                    return new Phrase(outer.first(), token + 1, outer.head());
                }
            }
        }
        return new Phrase(first, token + 1, token);
    }

    private boolean belongs(int token) {
        if (CALENDAR.contains(text.lower(token))) {
            return false;
        }
        return switch (tags.of(token)) {
            case DET, ADJ, NOUN, PROPN, NUM -> true;
            case PART -> text.lower(token).endsWith("s") && !text.lower(token).equals("as");
            case PRON -> isPossessive(text.lower(token));
            case PUNCT -> isHyphenOrInnerMark(token);
            case VERB -> view.isNamelike(token) || isOwned(token);
            default -> view.isNamelike(token);
        };
    }

    /** "her neighbour Jane Smith", where the tagger takes the neighbour for a verb. */
    private boolean isOwned(int token) {
        return token > 0
                && tags.is(token - 1, Pos.PRON)
                && isPossessive(text.lower(token - 1))
                && view.isPerson(token + 1);
    }

    static boolean isPossessive(String lower) {
        return switch (lower) {
            case "his", "her", "its", "their", "our", "my", "your" -> true;
            default -> false;
        };
    }

    private boolean isHyphenOrInnerMark(int token) {
        return text.word(token).equals("-")
                || text.word(token).equals("&")
                || text.word(token).equals("'");
    }

    /** The phrase that begins with the token; null when none does. */
    Phrase startingAt(int token, int stop) {
        if (token >= stop) {
            return null;
        }
        String lower = text.lower(token);
        if (tags.is(token, Pos.PRON) && PERSONAL.contains(lower)) {
            return new Phrase(token, token + 1, token);
        }
        int end = run(token, stop);
        int head = lastNominal(token, end);
        if (head < 0) {
            return null;
        }
        end = head + 1;
        for (int parts = 0; parts < MOST_PARTS && end + 1 < stop; parts++) {
            if (!tags.is(end, Pos.ADP) || !LINKS.contains(text.lower(end))) {
                break;
            }
            int next = run(end + 1, stop);
            int nominal = lastNominal(end + 1, next);
            if (nominal < 0 || CALENDAR.contains(text.lower(end + 1))) {
                break;
            }
            end = nominal + 1;
        }
        return new Phrase(token, end, head);
    }

    private int run(int token, int stop) {
        int end = token;
        while (end < stop && end - token < LONGEST && belongs(end)) {
            end++;
        }
        return end;
    }

    private int lastNominal(int first, int end) {
        for (int i = end - 1; i >= first; i--) {
            if (isNominal(i)) {
                return i;
            }
        }
        return -1;
    }
}
