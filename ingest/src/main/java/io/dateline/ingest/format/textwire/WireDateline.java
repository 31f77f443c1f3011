package io.dateline.ingest.format.textwire;

import io.dateline.ingest.clean.Months;
import java.util.Arrays;
import java.util.Locale;

/**
 * The dateline that a story begins with: "Berlin (dpa) - ", "PARIS, 3 mars 2010 (AFP) - ", "HONOLULU (AP) _ ", "NEW YORK,
 * March 2 - ", "Oslo (NTB): ", "MADRID 3 mar (EFE).- ", "OTTAWA -- ". Beside the general rule for datelines it knows the
 * dashes and the orders of the text wires, and it tells the agency. Immutable.
 *
 * @param text as written, without the dash
 * @param place its first place as written
 * @param agency what stands in brackets; null without
 * @param end where the story begins, in chars of the paragraph
 */
public record WireDateline(String text, String place, String agency, int end) {
    private static final int LONGEST = 140;
    private static final int LONGEST_PLACE = 60;
    private static final int LONGEST_SMALL_WORD = 3;
    private static final String[] DASHES = {
        " - ", " -- ", " _ ", " \u2013 ", " \u2014 ", ".- ", ". - ", " -", " = ", ": "
    };

    /** The dateline at the beginning of a paragraph, or null. */
    public static WireDateline of(String paragraph) {
        String head = paragraph.substring(0, Math.min(paragraph.length(), LONGEST));
        int lead = 0;
        while (lead < head.length() && head.charAt(lead) <= ' ') {
            lead++;
        }
        if (lead < head.length() && head.charAt(lead) == '(') {
            return behindAgency(paragraph, lead);
        }
        for (int i = lead + 1; i < head.length(); i++) {
            String dash = dashAt(head, i);
            if (dash != null) {
                WireDateline found =
                        read(head.substring(lead, i), i + dash.length(), !dash.equals(": ") && !dash.equals(" = "));
                if (found != null) {
                    return found;
                }
            }
        }
        return withoutDash(head, lead);
    }

    /** "(ANSA) - ROMA, 12 MAG - ": the agency goes first. */
    private static WireDateline behindAgency(String paragraph, int lead) {
        int close = paragraph.indexOf(") - ", lead);
        if (close < 0 || close > LONGEST_PLACE || paragraph.startsWith("(", close + 4)) {
            return null;
        }
        String agency = paragraph.substring(lead + 1, close);
        WireDateline place = Agencies.isKnown(agency) ? of(paragraph.substring(close + 4)) : null;
        return place == null
                ? null
                : new WireDateline(
                        paragraph.substring(lead, close + 4) + place.text(),
                        place.place(),
                        agency,
                        close + 4 + place.end());
    }

    /** "Genève (ats) Le scandale": an agency that is known, and no dash. */
    private static WireDateline withoutDash(String head, int lead) {
        int open = head.indexOf('(', lead);
        int close = head.indexOf(") ", Math.max(open, 0));
        if (open <= lead || close < 0 || close + 2 >= head.length() || Character.isLowerCase(head.charAt(close + 2))) {
            return null;
        }
        return Agencies.isKnown(head.substring(open + 1, close))
                ? read(head.substring(lead, close + 1), close + 2, true)
                : null;
    }

    private static String dashAt(String head, int at) {
        for (String dash : DASHES) {
            if (head.startsWith(dash, at) && (!dash.equals(" -") || at + 2 == head.length())) {
                return dash;
            }
        }
        return null;
    }

    private static WireDateline read(String written, int end, boolean isDash) {
        String text = written.strip();
        int open = text.lastIndexOf('(');
        boolean bracketed = open >= 0 && (text.endsWith(")") || text.endsWith(")."));
        if (!bracketed) {
            return isDash ? withoutAgency(text, end) : null;
        }
        int close = text.lastIndexOf(')');
        String agency = text.substring(open + 1, close).strip();
        String before = text.substring(0, open).strip();
        if (!isAgency(agency) || before.isEmpty()) {
            return null;
        }
        String place = placeOf(before);
        return place == null || !isPlace(place, Agencies.isKnown(agency))
                ? null
                : new WireDateline(text, first(place), agency, end);
    }

    private static String first(String place) {
        return place.indexOf(',') < 0 ? place : place.substring(0, place.indexOf(','));
    }

    private static WireDateline withoutAgency(String text, int end) {
        int last = text.lastIndexOf(' ');
        boolean signed =
                last > 0 && Character.isDigit(text.charAt(last - 1)) && Agencies.isKnown(text.substring(last + 1));
        String place = placeOf(signed ? text.substring(0, last) : text);
        if (place == null || !isPlace(place, false)) {
            return null;
        }
        // Without an agency only capitals tell a place from a beginning of a sentence.
        String city = first(place);
        boolean dated = place.length() < text.length();
        boolean sentence = text.endsWith("!") || text.endsWith("?");
        return isCapitals(city) && (dated || !sentence) && Marks.of(city) == null
                ? new WireDateline(text, city, agencyIn(text), end)
                : null;
    }

    /** "NEW YORK, March 2, Reuter", "MOSCOW MARCH 12 TASS": the agency as the last part, or behind the day. */
    private static String agencyIn(String text) {
        String part = text.substring(text.lastIndexOf(',') + 1).strip();
        if (text.indexOf(',') > 0 && Agencies.isKnown(part)) {
            return part;
        }
        String word = text.substring(text.lastIndexOf(' ') + 1);
        int before = text.length() - word.length() - 2;
        return before > 0 && Character.isDigit(text.charAt(before)) && Agencies.isKnown(word) ? word : null;
    }

    /** Without the parts that are a date, a weekday or an agency. */
    private static String placeOf(String before) {
        StringBuilder place = new StringBuilder();
        int parts = 0;
        for (String part : before.split(",")) {
            String bare = part.strip();
            if (bare.isEmpty() || isDate(bare) || parts > 0 && Agencies.isKnown(bare)) {
                continue;
            }
            if (parts > 0 && hasDigit(bare)) {
                return null;
            }
            place.append(parts == 0 ? "" : ", ").append(bare);
            parts++;
        }
        String found = withoutTrailingDate(place.toString());
        return found.isEmpty() || parts > 3 ? null : found;
    }

    /** "MOSCOW. March 3", "Madrid 3 Mar." */
    private static String withoutTrailingDate(String place) {
        String[] words = place.split(" ");
        for (int i = 1; i < words.length; i++) {
            StringBuilder rest = new StringBuilder();
            for (int k = i; k < words.length; k++) {
                rest.append(words[k]).append(' ');
            }
            if (isDate(rest.toString().strip())) {
                String before = String.join(" ", Arrays.copyOf(words, i));
                return before.endsWith(".") ? before.substring(0, before.length() - 1) : before;
            }
        }
        return place;
    }

    /** "03/06". */
    private static boolean isNumericDate(String word) {
        int slash = word.indexOf('/');
        return slash > 0
                && DayTime.isDigits(word.substring(0, slash), 1, 2)
                && DayTime.isDigits(word.substring(slash + 1), 1, 2);
    }

    private static boolean isDate(String part) {
        boolean known = false;
        for (String word : part.split("[ .]+")) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (Months.of(word) > 0) {
                known = true;
            } else if (DayTime.isDigits(word, 4, 4)) {
                known = true;
            } else if (isNumericDate(word)) {
                known = true;
            } else if (!DayTime.isDigits(word, 1, 2)
                    && !lower.equals("de")
                    && !lower.equals("1er")
                    && !lower.isEmpty()) {
                return false;
            }
        }
        return known;
    }

    private static boolean isAgency(String name) {
        if (name.isEmpty() || name.length() > 40 || hasDigit(name)) {
            return false;
        }
        // Brackets in a headline hold parties and states; an agency nobody knows is written in one word.
        return Agencies.isKnown(name) || name.indexOf(' ') < 0 && name.length() <= 12;
    }

    private static boolean isPlace(String place, boolean certain) {
        int first = place.codePointAt(0);
        if (place.length() > LONGEST_PLACE || !Character.isLetter(first) || Character.isLowerCase(first)) {
            return false;
        }
        String[] words = place.split("[ /]+");
        for (String word : words) {
            if (word.length() > LONGEST_SMALL_WORD
                    && Character.isLowerCase(word.codePointAt(0))
                    && word.indexOf('\'') < 0) {
                return false;
            }
        }
        return hasNoSentence(place) && words.length <= (certain ? 7 : 5);
    }

    private static boolean hasNoSentence(String place) {
        for (int i = 0; i < place.length(); i++) {
            if ("\"\u201c\u201e\u00ab?!:;=+*|%$".indexOf(place.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCapitals(String city) {
        int letters = 0;
        for (int i = 0; i < city.length(); i++) {
            char c = city.charAt(i);
            if (Character.isLowerCase(c)) {
                return false;
            }
            letters += Character.isLetter(c) ? 1 : 0;
            if (Character.isDigit(c)) {
                return false;
            }
        }
        return letters > 2;
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
