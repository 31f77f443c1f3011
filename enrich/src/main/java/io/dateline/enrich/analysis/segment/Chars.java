package io.dateline.enrich.analysis.segment;

/** Classes of characters that the analysis cares about. Pure functions. */
public final class Chars {
    private Chars() {}

    /** White space of any kind, zero-width characters, byte-order marks and control characters. */
    public static boolean isSpace(int c) {
        if (c < 128) {
            return c <= ' ' || c == 127;
        }
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || c == '\u200B'
                || c == '\u2060'
                || c == '\uFEFF';
    }

    /** A letter, a digit or a mark that combines with one. */
    public static boolean isWordPart(int c) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Straight or curly apostrophe, or the modifier letter that some names are written with. */
    public static boolean isApostrophe(int c) {
        return c == '\'' || c == '\u2019' || c == '\u02BC';
    }

    /** A hyphen that may join two halves of a word. */
    public static boolean isHyphen(int c) {
        return c == '-' || c == '\u2010' || c == '\u2011';
    }

    /** A dash that parts words: en dash, em dash, bar, minus. */
    public static boolean isDash(int c) {
        return c >= '\u2012' && c <= '\u2015' || c == '\u2212';
    }

    /** A mark that ends a sentence. */
    public static boolean isTerminator(int c) {
        return c == '.' || c == '!' || c == '?' || c == '\u2026' || c == '\u3002' || c == '\uFF01' || c == '\uFF1F';
    }

    /** A quotation mark of any style, apostrophes included. */
    public static boolean isQuotationMark(int c) {
        return switch (c) {
            case '"', '\'', '`', '\u00AB', '\u00BB', '\u2039', '\u203A', '\u201C', '\u201D', '\u201E', '\u201F' -> true;
            case '\u2018', '\u2019', '\u201A', '\u201B', '\uFF02' -> true;
            default -> false;
        };
    }

    /** An opening or closing bracket. */
    public static boolean isBracket(int c) {
        return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    /** Does the text start with an upper-case (or title-case) letter? */
    public static boolean isCapitalised(CharSequence word) {
        if (word.length() == 0) {
            return false;
        }
        int first = Character.codePointAt(word, 0);
        return Character.isUpperCase(first) || Character.isTitleCase(first);
    }

    /** Two letters or more, and all letters upper case. */
    public static boolean isAllCaps(CharSequence word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetter(c)) {
                if (!Character.isUpperCase(c)) {
                    return false;
                }
                letters++;
            }
        }
        return letters >= 2;
    }
}
