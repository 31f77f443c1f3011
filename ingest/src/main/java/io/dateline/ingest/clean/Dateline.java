package io.dateline.ingest.clean;

import java.util.Locale;
import java.util.Set;

/**
 * The dateline that a story begins with: "WASHINGTON — …", "LISBON, Nov 3 - …", "GROSSETO, Italy (AP) -- …", "Berlin (dpa)
 * - …". A place in capitals, or one in another case with an agency in brackets or a date behind it; then a dash.
 *
 * @param text as written, without the dash
 * @param place its first place as written
 */
public record Dateline(String text, String place) {
    private static final int LONGEST = 90;
    private static final int LONGEST_PART = 40;
    private static final int LONGEST_AGENCY = 16;
    private static final int MOST_WORDS = 6;
    private static final String[] DASHES = {
        " — ", " – ", " - ", " -- ", "—", " –", " -", "--", " _ ", ").- ", ").-- ", ") = ", "): "
    };
    private static final Set<String> NO_PLACES = Set.of(
            "BREAKING",
            "UPDATE",
            "UPDATED",
            "CORRECTION",
            "CORRECTED",
            "EXCLUSIVE",
            "NOTE",
            "ANALYSIS",
            "FACTBOX",
            "OPINION",
            "WATCH",
            "URGENT",
            "FLASH",
            "BULLETIN",
            "NEWS",
            "ADVISORY",
            "EDITORS",
            "ALERT",
            "EMBARGO",
            "EMBARGOED",
            "KILL",
            "TIMELINE",
            "EXPLAINER",
            "INTERVIEW",
            "FEATURE",
            "VIDEO",
            "PHOTOS",
            "REFILE",
            "WRAPUP",
            "LIVE",
            "Q&A",
            "PROFILE",
            "ATTENTION",
            "CAUTION",
            "WARNING");

    /** Does it name an agency or a date, so that it can't be the beginning of something else? */
    public boolean isCertain() {
        return text.endsWith(")")
                || text.endsWith("/")
                || text.startsWith("(")
                || text.indexOf(',') > 0 && text.chars().anyMatch(Character::isDigit);
    }

    /** The dateline at the beginning of a paragraph; null when there is none. */
    public static Dateline at(String paragraph) {
        String head = paragraph.substring(0, Math.min(paragraph.length(), LONGEST + 4));
        if (head.startsWith("(")) {
            return behindAgency(head);
        }
        Dateline pressRelease = aroundAgency(head);
        return pressRelease != null ? pressRelease : toDash(head);
    }

    /** "(ANSA) - ROMA, 12 MAG - …": the agency goes first. */
    private static Dateline behindAgency(String head) {
        int close = head.indexOf(") - ");
        boolean agency = close > 2 && close <= LONGEST_AGENCY && isName(head.substring(1, close));
        Dateline found = agency ? toDash(head.substring(close + 4)) : null;
        return found == null ? null : new Dateline(head.substring(0, close + 4) + found.text(), found.place());
    }

    /** "NEW YORK--(BUSINESS WIRE)--…". */
    private static Dateline aroundAgency(String head) {
        int open = head.indexOf("--(");
        int close = open < 1 ? -1 : head.indexOf(")--", open);
        if (close < 0) {
            return null;
        }
        Dateline found = parse(head.substring(0, open) + " " + head.substring(open + 2, close + 1));
        return found == null ? null : new Dateline(head.substring(0, close + 1), found.place());
    }

    private static Dateline toDash(String head) {
        int end = -1;
        for (String dash : DASHES) {
            int found = head.indexOf(dash);
            // A bracket before the dash is the dateline's own.
            int at = dash.startsWith(")") && found >= 0 ? found + 1 : found;
            if (at > 1 && at <= LONGEST && (end < 0 || at < end)) {
                end = at;
            }
        }
        return end < 0 ? null : parse(head.substring(0, end).strip());
    }

    private static Dateline parse(String text) {
        String places = text;
        boolean agency = false;
        if (text.endsWith(")")) {
            int open = text.lastIndexOf('(');
            agency = open > 1 && text.length() - open <= LONGEST_PART;
            if (!agency) {
                return null;
            }
            places = text.substring(0, open).strip();
        } else if (text.endsWith("/")) {
            // "NEW YORK, May 5, 2021 /PRNewswire/": some agencies write no brackets.
            int open = text.lastIndexOf(" /");
            agency = open > 1 && open + 2 < text.length() && isName(text.substring(open + 2, text.length() - 1));
            places = agency ? text.substring(0, open).strip() : text;
        }
        if (places.endsWith(",")) {
            places = places.substring(0, places.length() - 1);
        }
        String[] parts = places.split(",");
        if (parts.length == 0) {
            // Nothing but commas.
            return null;
        }
        if (agency) {
            parts[0] = withoutDate(parts[0].strip());
        }
        String place = parts[0].strip();
        if (!isName(place)
                || place.endsWith("/")
                || NO_PLACES.contains(firstWord(place).toUpperCase(Locale.ROOT))) {
            return null;
        }
        boolean dated = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (isDate(part)) {
                dated = true;
            } else if (!isName(part) || parts.length > 4) {
                return null;
            }
        }
        boolean capitals = place.equals(place.toUpperCase(Locale.ROOT)) && place.length() > 1;
        return capitals || agency || dated ? new Dateline(text, place) : null;
    }

    /** "BRUSSEL 03/06", "Madrid 3 mar": the day without a comma before it. */
    private static String withoutDate(String place) {
        int at = place.indexOf(' ');
        while (at > 0 && at + 1 < place.length() && !Character.isDigit(place.charAt(at + 1))) {
            at = place.indexOf(' ', at + 1);
        }
        if (at < 0 || at + 1 == place.length()) {
            return place;
        }
        String date = place.substring(at + 1);
        boolean numeric = date.length() <= 5 && date.indexOf('/') > 0 && WireTimes.isDigits(date.replace("/", ""));
        return numeric || isDate(date) ? place.substring(0, at) : place;
    }

    /** Words that each begin with a capital letter, as names of places do; small words may stand between. */
    private static boolean isName(String part) {
        if (part.isEmpty() || part.length() > LONGEST_PART) {
            return false;
        }
        String[] words = part.split("[ /]+");
        if (words.length > MOST_WORDS) {
            return false;
        }
        for (int w = 0; w < words.length; w++) {
            String word = words[w];
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (!Character.isLetter(c) && c != '.' && c != '-' && c != '\'' && c != '’') {
                    return false;
                }
            }
            boolean small = w > 0 && word.length() <= 3;
            boolean sentenceEnds = w + 1 < words.length && word.endsWith(".") && word.length() > 5;
            if (word.isEmpty() || !Character.isUpperCase(word.charAt(0)) && !small || sentenceEnds) {
                return false;
            }
        }
        return true;
    }

    /** "Nov 3", "3 November", "21 Nov. 2024", "Nov. 3, 2024" (in two parts), "2024". */
    private static boolean isDate(String part) {
        String[] words = part.split("[ .]+");
        if (words.length > 4) {
            return false;
        }
        boolean digits = false;
        for (String word : words) {
            boolean number = WireTimes.isDigits(word) && word.length() <= 4;
            digits |= number;
            if (!number && !LooseTime.isMonthOrDay(word)) {
                return false;
            }
        }
        return digits || words.length == 1 && LooseTime.isMonthOrDay(words[0]);
    }

    private static String firstWord(String place) {
        int end = 0;
        while (end < place.length() && place.charAt(end) != ' ' && place.charAt(end) != '-') {
            end++;
        }
        return place.substring(0, end);
    }
}
