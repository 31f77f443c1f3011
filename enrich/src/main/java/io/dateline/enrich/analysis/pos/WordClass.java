package io.dateline.enrich.analysis.pos;

/** How a word is written, in the classes that OpenNLP's models know. */
enum WordClass {
    LOWER("lc"),
    TWO_DIGITS("2d"),
    FOUR_DIGITS("4d"),
    LETTERS_AND_DIGITS("an"),
    DIGITS_AND_HYPHEN("dd"),
    DIGITS_AND_SLASH("ds"),
    DIGITS_AND_COMMA("dc"),
    DIGITS_AND_STOP("dp"),
    NUMBER("num"),
    ONE_CAPITAL("sc"),
    CAPITALS("ac"),
    CAPITAL_AND_STOP("cp"),
    CAPITALISED("ic"),
    OTHER("other");

    static final int COUNT = values().length;

    private final String code;

    WordClass(String code) {
        this.code = code;
    }

    /** The class of that code; null when there is none. */
    static WordClass named(String code) {
        for (WordClass c : values()) {
            if (c.code.equals(code)) {
                return c;
            }
        }
        return null;
    }

    static WordClass of(String word) {
        int length = word.length();
        int capitals = 0;
        int letters = 0;
        int digits = 0;
        boolean hyphen = false;
        boolean slash = false;
        boolean comma = false;
        boolean stop = false;
        boolean initial = false;
        for (int i = 0; i < length; i++) {
            char c = word.charAt(i);
            if (c >= 'a' && c <= 'z') {
                letters++;
            } else if (c >= 'A' && c <= 'Z' || c > 127 && Character.getType(c) == Character.UPPERCASE_LETTER) {
                letters++;
                capitals++;
                initial |= i == 0;
            } else if (c >= '0' && c <= '9' || c > 127 && Character.isDigit(c)) {
                digits++;
            } else if (c > 127 && Character.isLetter(c)) {
                letters++;
            } else {
                hyphen |= c == '-';
                slash |= c == '/';
                comma |= c == ',';
                stop |= c == '.';
            }
        }
        if (letters == length && capitals == 0) {
            return LOWER;
        }
        if (digits > 0) {
            return withDigits(digits, letters > 0, hyphen, slash, comma, stop);
        }
        if (capitals == length) {
            return length == 1 ? ONE_CAPITAL : CAPITALS;
        }
        if (length == 2 && stop && capitals == 1 && word.charAt(0) <= 'Z' && initial) {
            return CAPITAL_AND_STOP;
        }
        return initial ? CAPITALISED : OTHER;
    }

    private static WordClass withDigits(
            int digits, boolean letters, boolean hyphen, boolean slash, boolean comma, boolean stop) {
        if (digits == 2) {
            return TWO_DIGITS;
        }
        if (digits == 4) {
            return FOUR_DIGITS;
        }
        if (letters) {
            return LETTERS_AND_DIGITS;
        }
        if (hyphen) {
            return DIGITS_AND_HYPHEN;
        }
        if (slash) {
            return DIGITS_AND_SLASH;
        }
        if (comma) {
            return DIGITS_AND_COMMA;
        }
        return stop ? DIGITS_AND_STOP : NUMBER;
    }
}
