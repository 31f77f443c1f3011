package io.dateline.enrich.analysis.segment;

/**
 * Cuts a stretch of text into tokens, left to right, looking ahead no further than a fixed number of characters. For
 * one text and one thread.
 */
final class TokenScanner {
    /** Longest address whose '@' is looked for. */
    private static final int LONGEST_LOCAL_PART = 64;

    private final String text;
    private final Abbreviations abbreviations;
    private final IntList starts;
    private final IntList ends;
    private byte[] kinds;
    private int limit;

    TokenScanner(String text, Abbreviations abbreviations) {
        this.text = text;
        this.abbreviations = abbreviations;
        this.starts = new IntList(text.length() / 5);
        this.ends = new IntList(text.length() / 5);
        this.kinds = new byte[Math.max(16, text.length() / 5)];
    }

    IntList starts() {
        return starts;
    }

    IntList ends() {
        return ends;
    }

    byte[] kinds() {
        return java.util.Arrays.copyOf(kinds, starts.size());
    }

    /** Cuts from one index to another. */
    void scan(int from, int to) {
        limit = to;
        int at = from;
        while (at < to) {
            int c = text.codePointAt(at);
            int width = Character.charCount(c);
            if (Chars.isSpace(c)) {
                at += width;
            } else if (Chars.isWordPart(c)) {
                int address = addressEnd(at);
                at = address > at ? emit(at, address, TokenKind.ADDRESS) : wordOrNumber(at);
            } else if ((c == '@' || c == '#') && at + 1 < to && isHandlePart(text.charAt(at + 1))) {
                int end = at + 1;
                while (end < to && isHandlePart(text.charAt(end))) {
                    end++;
                }
                at = emit(at, end, TokenKind.ADDRESS);
            } else {
                at = emit(at, punctuationEnd(at, c, width), TokenKind.PUNCTUATION);
            }
        }
    }

    private int emit(int start, int end, TokenKind kind) {
        if (starts.size() == kinds.length) {
            kinds = java.util.Arrays.copyOf(kinds, kinds.length * 2);
        }
        kinds[starts.size()] = (byte) kind.ordinal();
        starts.add(start);
        ends.add(end);
        return end;
    }

    private static boolean isHandlePart(char c) {
        return c == '_' || c < 128 && Chars.isWordPart(c);
    }

    /** Marks that are one only together: "...", "--", "``", "''". */
    private int punctuationEnd(int at, int c, int width) {
        int end = at + width;
        if (c == '.' || c == '-') {
            while (end < limit && text.charAt(end) == c) {
                end++;
            }
        } else if ((c == '`' || c == '\'') && end < limit && text.charAt(end) == c) {
            end++;
        }
        return end;
    }

    /** Where the web or mail address that starts here ends; the start itself when there is none. */
    private int addressEnd(int start) {
        if (startsWith(start, "http://") || startsWith(start, "https://") || startsWith(start, "www.")) {
            int end = start;
            while (end < limit && isAddressPart(text.charAt(end))) {
                end++;
            }
            while (end > start + 4 && isTrailing(text.charAt(end - 1))) {
                end--;
            }
            return end;
        }
        int at = start;
        int stop = Math.min(limit, start + LONGEST_LOCAL_PART);
        while (at < stop && (isHandlePart(text.charAt(at)) || ".+-%".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at >= stop || text.charAt(at) != '@') {
            return start;
        }
        int end = at + 1;
        boolean dot = false;
        while (end < limit && (isHandlePart(text.charAt(end)) || ".-".indexOf(text.charAt(end)) >= 0)) {
            dot |= text.charAt(end) == '.' && end > at + 1;
            end++;
        }
        while (end > at && ".-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return dot && end > at + 3 ? end : start;
    }

    private boolean startsWith(int at, String prefix) {
        return at + prefix.length() < limit && text.regionMatches(true, at, prefix, 0, prefix.length());
    }

    private static boolean isAddressPart(char c) {
        return !Chars.isSpace(c) && c != '<' && c != '>' && c != '"' && c != '\u201C' && c != '\u201D';
    }

    private static boolean isTrailing(char c) {
        return ".,;:!?)]}'\u2019\u00BB".indexOf(c) >= 0;
    }

    private int wordOrNumber(int start) {
        int at = start;
        boolean letters = false;
        boolean digits = false;
        while (at < limit) {
            int c = text.codePointAt(at);
            if (Chars.isWordPart(c)) {
                boolean digit = Character.isDigit(c);
                digits |= digit;
                letters |= !digit;
                at += Character.charCount(c);
            } else if (at > start && joins(start, at, c)) {
                letters |= c == '.' && !digits;
                at++;
            } else {
                break;
            }
        }
        if (digits && !letters) {
            return emit(start, at, TokenKind.NUMBER);
        }
        if (at < limit && text.charAt(at) == '.' && keepsFullStop(start, at)) {
            return emit(start, at + 1, TokenKind.WORD);
        }
        int clitic = clitic(start, at);
        if (clitic > start && clitic < at) {
            emit(start, clitic, digits && !lettersBetween(start, clitic) ? TokenKind.NUMBER : TokenKind.WORD);
            return emit(clitic, at, TokenKind.CLITIC);
        }
        return emit(start, at, TokenKind.WORD);
    }

    private boolean lettersBetween(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Does the mark at the index join what stands on both sides of it into one token? */
    private boolean joins(int start, int at, int c) {
        if (at + 1 >= limit) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at + 1);
        if (!Chars.isWordPart(before) || !Chars.isWordPart(after)) {
            return false;
        }
        if (Chars.isHyphen(c)) {
            return true;
        }
        boolean digitBefore = Character.isDigit(before);
        boolean digitAfter = Character.isDigit(after);
        if (c == '.' || c == ',' || c == ':') {
            if (digitBefore && digitAfter) {
                return true;
            }
            return c == '.' && !digitBefore && !digitAfter && joinsLetters(start, at, after);
        }
        if (Chars.isApostrophe(c)) {
            return !digitAfter;
        }
        return c == '&' && Character.isUpperCase(before) && Character.isUpperCase(after);
    }

    /** "U.S", "p.m", "Ph.D", "defensenews.com"; but not "government.The", where a space is missing. */
    private boolean joinsLetters(int start, int at, int after) {
        int part = at;
        while (part > start && Chars.isWordPart(text.charAt(part - 1))) {
            part--;
        }
        boolean single = at - part == 1;
        boolean singleAfter = at + 2 >= limit || !Chars.isWordPart(text.charAt(at + 2));
        if (single && singleAfter || at - part == 2 && singleAfter) {
            return true;
        }
        return !single && !Character.isUpperCase(after);
    }

    private boolean keepsFullStop(int start, int end) {
        boolean dotted = false;
        for (int i = start; i < end && end - start <= 12; i++) {
            dotted |= text.charAt(i) == '.';
        }
        if (end - start == 1) {
            return isInitial(start);
        }
        if (dotted && end - start <= 10 && text.charAt(end - 2) == '.') {
            return true;
        }
        Abbreviations.Class kind = abbreviations.of(text, start, end);
        if (kind == null) {
            return false;
        }
        if (kind == Abbreviations.Class.NUMBER) {
            int next = end + 1;
            while (next < limit && text.charAt(next) == ' ') {
                next++;
            }
            return next < limit && Character.isDigit(text.charAt(next));
        }
        // "sat.", "mar.", "miss." and "co." written small are ordinary words at a sentence's end
        return Character.isUpperCase(text.charAt(start)) || !isOrdinary(start, end);
    }

    /** Abbreviations of names that are ordinary words when written small. */
    private boolean isOrdinary(int start, int end) {
        return switch (text.substring(start, end)) {
            case "sat", "sun", "mar", "dec", "jan", "fri", "mon", "wed", "miss", "mass", "ill", "wash", "del", "ore" ->
                true;
            case "man", "la", "pa", "ma", "gen", "rep", "sen", "gov", "col", "co", "min", "max", "fig", "est", "al" ->
                true;
            case "mt", "ft", "hon", "fr", "st", "pres", "pen", "conn", "ind", "ky", "det", "inst", "div" -> true;
            default -> false;
        };
    }

    /** A single capital before a full stop is an initial; "I" is one only between names. */
    private boolean isInitial(int at) {
        char c = text.charAt(at);
        if (!Character.isUpperCase(c)) {
            return c == 'v' && at + 2 < limit && text.charAt(at + 2) == ' ';
        }
        if (c != 'I') {
            return true;
        }
        int before = starts.isEmpty() ? -1 : starts.last();
        return before >= 0
                && Character.isUpperCase(text.charAt(before))
                && at + 3 < limit
                && Character.isUpperCase(text.charAt(at + 3));
    }

    /** Where the clitic begins that ends the word; the word's start when there is none. */
    private int clitic(int start, int end) {
        for (int i = end - 1; i > start && i >= end - 3; i--) {
            if (Chars.isApostrophe(text.charAt(i))) {
                String tail = text.substring(i + 1, end);
                switch (tail) {
                    case "s", "S", "re", "RE", "ve", "VE", "ll", "LL", "d", "D", "m", "M":
                        return i;
                    case "t", "T":
                        char n = text.charAt(i - 1);
                        return (n == 'n' || n == 'N') && i - 1 > start ? i - 1 : start;
                    default:
                        return start;
                }
            }
        }
        return start;
    }
}
