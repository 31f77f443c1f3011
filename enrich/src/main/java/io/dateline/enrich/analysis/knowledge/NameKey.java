package io.dateline.enrich.analysis.knowledge;

import io.dateline.schemas.NormalForms;
import java.text.Normalizer;
import java.util.Locale;

/** Under which key names are looked up: what differs between writings of one name is taken away. Linear in the name. */
final class NameKey {
    /** A name all in capitals up to this many letters is an acronym, whose case counts: "WHO" is not "who". */
    private static final int LONGEST_ACRONYM = 5;

    private NameKey() {}

    /**
     * Lower case, without accents and dots, hyphens as spaces, without "the" before it and "'s" after it. "U.S." gives
     * "us", "Côte d’Ivoire" "cote d'ivoire". Empty when nothing is left.
     */
    static String of(String name) {
        String plain = isAscii(name) ? name : NormalForms.of(name, Normalizer.Form.NFKD);
        StringBuilder key = new StringBuilder(plain.length());
        boolean gap = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '-' || c == '\u2013' || c == '\u2010' || c == '/' || c == ',' || Character.isWhitespace(c)) {
                gap = key.length() > 0;
                continue;
            }
            String folded = fold(c);
            if (folded.isEmpty()) {
                continue;
            }
            if (gap) {
                key.append(' ');
                gap = false;
            }
            key.append(folded);
        }
        int end = key.length();
        if (end > 2 && key.charAt(end - 1) == 's' && key.charAt(end - 2) == '\'') {
            end -= 2;
        } else if (end > 1 && key.charAt(end - 1) == '\'') {
            end -= 1;
        }
        int start = key.length() > 4 && key.indexOf("the ") == 0 ? 4 : 0;
        return key.substring(Math.min(start, end), end);
    }

    /** Is it an acronym, so that its case counts? Dots don't. */
    static boolean isAcronym(String name) {
        int letters = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLowerCase(c) || Character.isWhitespace(c)) {
                return false;
            }
            letters += Character.isUpperCase(c) ? 1 : 0;
        }
        return letters > 0 && letters <= LONGEST_ACRONYM;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String fold(char c) {
        if (c < 128) {
            return c == '.' || c == '"' ? "" : c == '&' ? "and" : String.valueOf(Character.toLowerCase(c));
        }
        if (Character.getType(c) == Character.NON_SPACING_MARK) {
            return "";
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u02bc', '\u02bb' -> "'";
            case '\u201c', '\u201d' -> "";
            case 'ø', 'Ø' -> "o";
            case 'ł', 'Ł' -> "l";
            case 'đ', 'Đ', 'ð', 'Ð' -> "d";
            case 'ı' -> "i";
            case 'ß' -> "ss";
            case 'æ', 'Æ' -> "ae";
            case 'œ', 'Œ' -> "oe";
            case 'ə', 'Ə' -> "a";
            default -> String.valueOf(c).toLowerCase(Locale.ROOT);
        };
    }
}
