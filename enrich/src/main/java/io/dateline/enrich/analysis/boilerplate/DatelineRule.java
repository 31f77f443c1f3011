package io.dateline.enrich.analysis.boilerplate;

import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows a dateline at a paragraph's start: a place in capitals, perhaps a date and an agency in brackets, and a dash.
 * "WASHINGTON —", "PARIS, Nov 3 (Reuters) -", "LONDON (AP) _", "Geneva, 4 May (IPS) –".
 */
final class DatelineRule {
    /** Tokens within which the dash must come. */
    private static final int LONGEST = 16;

    private static final Set<String> LINKS =
            Set.of("of", "de", "del", "la", "le", "and", "the", "al", "el", "by", "di");
    private static final Set<String> MONTHS = Set.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "jan.",
            "feb",
            "feb.",
            "mar",
            "mar.",
            "apr",
            "apr.",
            "jun",
            "jun.",
            "jul",
            "jul.",
            "aug",
            "aug.",
            "sep",
            "sep.",
            "sept",
            "sept.",
            "oct",
            "oct.",
            "nov",
            "nov.",
            "dec",
            "dec.");

    private final Furniture furniture;
    private final Predicate<String> isPlace;

    /**
     * @param isPlace is it the name of a place, in lower case? Asked where the dateline's form alone does not tell
     */
    DatelineRule(Furniture furniture, Predicate<String> isPlace) {
        this.furniture = furniture;
        this.isPlace = isPlace;
    }

    /** One past the dash of the dateline that starts at the token; the token itself when none does. */
    int match(SegmentedText text, int first, int end) {
        int stop = Math.min(end, first + LONGEST);
        int placeEnd = placeEnd(text, first, stop);
        if (placeEnd == first) {
            return first;
        }
        boolean agency = false;
        boolean date = false;
        int at = placeEnd;
        while (at < stop && !isDash(text, at)) {
            String lower = text.lower(at);
            if (lower.equals("(")) {
                int close = at + 1;
                while (close < stop && !text.lower(close).equals(")")) {
                    close++;
                }
                agency |= isAgency(text, at + 1, Math.min(close, stop));
                at = close;
            } else {
                date |= MONTHS.contains(lower);
                boolean word = text.kind(at) == TokenKind.WORD;
                if (word && !Chars.isCapitalised(text.word(at)) && !LINKS.contains(lower)) {
                    return first;
                }
                if (!word && text.kind(at) != TokenKind.NUMBER && !",./".contains(text.word(at))) {
                    return first;
                }
            }
            at++;
        }
        if (at >= stop || at + 1 >= end) {
            return first;
        }
        boolean capitals = isCapitals(text, first, placeEnd);
        boolean known = isPlace.test(place(text, first).toLowerCase(java.util.Locale.ROOT));
        boolean holds = agency || known && (capitals || date) || capitals && isProperDash(text, at);
        return holds ? at + 1 : first;
    }

    /** The place of the dateline that starts at the token. */
    String place(SegmentedText text, int first) {
        int end = placeEnd(text, first, Math.min(text.endTokenOfParagraph(text.paragraphOf(first)), first + LONGEST));
        return text.span(first, end).of(text.text());
    }

    /** One past the words of the place: up to a comma, bracket or dash; the first token itself when it is none. */
    private int placeEnd(SegmentedText text, int first, int stop) {
        int at = first;
        while (at < stop && text.kind(at) == TokenKind.WORD) {
            String word = text.word(at);
            String lower = text.lower(at);
            boolean fits = Chars.isCapitalised(word) || at > first && LINKS.contains(lower);
            if (!fits || furniture.has("shout", lower) || MONTHS.contains(lower) || at - first >= 4) {
                return first;
            }
            at++;
        }
        boolean tooShort = at == first + 1 && text.word(first).length() < 3;
        return tooShort ? first : at;
    }

    private boolean isCapitals(SegmentedText text, int first, int end) {
        for (int i = first; i < end; i++) {
            if (!Chars.isAllCaps(text.word(i)) && !text.word(i).endsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private boolean isAgency(SegmentedText text, int first, int end) {
        for (int i = first; i < end; i++) {
            if (furniture.match("agency", text, i, end) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDash(SegmentedText text, int token) {
        String word = text.word(token);
        return word.equals("-") || word.equals("_") || isProperDash(text, token);
    }

    /** A dash that is never a hyphen. */
    private static boolean isProperDash(SegmentedText text, int token) {
        String word = text.word(token);
        return word.startsWith("--") || word.length() == 1 && Chars.isDash(word.charAt(0));
    }
}
