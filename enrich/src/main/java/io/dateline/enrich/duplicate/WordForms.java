package io.dateline.enrich.duplicate;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What agencies write differently and mean the same. Only has to fold alike what is alike, not to be good spelling. */
final class WordForms {
    private static final int LONG_ENOUGH = 5;

    /** Agency names, courtesy titles and currencies: "told Reuters" and "told AFP" are the same words. */
    private static final Set<String> LEFT_OUT = Set.of(
            "reuters",
            "afp",
            "dpa",
            "ansa",
            "efe",
            "xinhua",
            "tass",
            "interfax",
            "upi",
            "kyodo",
            "bloomberg",
            "mr",
            "mrs",
            "ms",
            "dollar",
            "dollars",
            "euro",
            "euros",
            "usd",
            "eur",
            "gbp",
            "a",
            "an",
            "the");

    /** Agencies whose names are words when not in capitals. */
    private static final Set<String> LEFT_OUT_IN_CAPITALS = Set.of("AP", "PA", "AAP", "ANI", "PTI", "NTB", "TT", "APA");

    private static final Map<String, String> DAYS = days();
    private static final Map<String, String> NUMBERS = numbers();
    private static final Map<String, String> UNITS = units();

    private WordForms() {}

    /** Does the word tell nothing of the story? */
    static boolean isLeftOut(String written, String lower) {
        return LEFT_OUT.contains(lower) || LEFT_OUT_IN_CAPITALS.contains(written);
    }

    /** The full name of a day or month; null for any other word. "May" and "march" are words unless in capitals. */
    static String day(String lower, boolean capital) {
        return capital ? DAYS.get(lower) : null;
    }

    /** A small number written out, in digits; null for any other word. */
    static String number(String lower) {
        return NUMBERS.get(lower);
    }

    /** Is it the "th" of "4th"? */
    static boolean isOrdinalEnd(String lower) {
        return lower.equals("st") || lower.equals("nd") || lower.equals("rd") || lower.equals("th");
    }

    /** What stands behind a number: "m", "mln" and "million" are one. */
    static String unit(String lower) {
        return UNITS.getOrDefault(lower, lower);
    }

    /** "1,200.50" is 1200.5. A comma before three digits parts thousands. */
    static String figure(String written) {
        StringBuilder figure = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\u2013') {
                figure.append('-');
            } else if (c != ',' || !partsThousands(written, i)) {
                figure.append(c);
            }
        }
        int point = figure.indexOf(".");
        if (point > 0 && figure.indexOf(".", point + 1) < 0 && figure.indexOf("-") < 0 && figure.indexOf(":") < 0) {
            int end = figure.length();
            while (figure.charAt(end - 1) == '0') {
                end--;
            }
            figure.setLength(figure.charAt(end - 1) == '.' ? end - 1 : end);
        }
        return figure.toString();
    }

    /** One spelling for British and American ones. */
    static String spelling(String word) {
        if (word.length() < LONG_ENOUGH) {
            return word;
        }
        String w = word.contains("our") ? word.replace("our", "or") : word;
        w = w.contains("isation") ? w.replace("isation", "ization") : w;
        // The last letter says which endings are worth a look; most words have none.
        return switch (w.charAt(w.length() - 1)) {
            case 'd' -> ending(ending(ending(w, "ised", "ized"), "ysed", "yzed"), "lled", "led");
            case 'g' -> ending(ending(w, "ising", "izing"), "lling", "ling");
            case 's' ->
                ending(ending(ending(ending(w, "ises", "izes"), "tres", "ters"), "mmes", "ms"), "wards", "ward");
            case 'e' -> spellingOfE(w);
            default -> w;
        };
    }

    private static String spellingOfE(String word) {
        String w = ending(word, "ise", "ize");
        w = ending(w, "yse", "yze");
        w = ending(w, "tre", "ter");
        w = ending(w, "ence", "ense");
        w = ending(w, "mme", "m");
        return ending(w, "ogue", "og");
    }

    private static String ending(String word, String british, String american) {
        return word.endsWith(british) ? word.substring(0, word.length() - british.length()) + american : word;
    }

    private static boolean partsThousands(String written, int comma) {
        int digits = 0;
        for (int i = comma + 1; i < written.length() && Character.isDigit(written.charAt(i)); i++) {
            digits++;
        }
        return digits == 3;
    }

    private static Map<String, String> days() {
        Map<String, String> days = new HashMap<>();
        for (String names : new String[] {
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec"
        }) {
            put(days, names.split(" ")[0], names);
        }
        return Map.copyOf(days);
    }

    private static Map<String, String> numbers() {
        Map<String, String> numbers = new HashMap<>();
        String[] small = {
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty"
        };
        for (int i = 0; i < small.length; i++) {
            numbers.put(small[i], Integer.toString(i + 1));
        }
        String[] tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        for (int i = 0; i < tens.length; i++) {
            numbers.put(tens[i], Integer.toString(30 + 10 * i));
        }
        return Map.copyOf(numbers);
    }

    private static Map<String, String> units() {
        Map<String, String> units = new HashMap<>();
        put(units, "percent", "percent pct");
        put(units, "million", "million millions mln mn m mio");
        put(units, "billion", "billion billions bln bn b");
        put(units, "trillion", "trillion trillions trn tn");
        put(units, "km", "km kilometer kilometers kilometre kilometres kilometrs");
        put(units, "kg", "kg kilogram kilograms kilogramme kilogrammes kilogramm");
        return Map.copyOf(units);
    }

    private static void put(Map<String, String> forms, String form, String list) {
        for (String word : list.split(" ")) {
            forms.put(word, form);
        }
    }
}
