package io.dateline.enrich.duplicate;

import io.dateline.schemas.NormalForms;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as a row of words that agencies write alike: without case, accents, punctuation, agency names, courtesy titles and
 * currency signs; numbers in digits; British and American spellings as one. A word of a script without blanks is one
 * character. Linear in the length of the text. Immutable.
 */
final class Words {
    /** What a word states besides being a word. */
    enum Fact {
        NONE,
        /** A figure: "1200", "6-3". Another one in its place says something else. */
        NUMBER,
        /** A day of the week or a month. */
        DAY,
        /** Written with a capital within a sentence. */
        NAME
    }

    private static final int DATELINE_WITHIN = 120;

    private final List<String> words = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();

    private Words() {}

    /** Reads a text. */
    static Words of(String text) {
        Words result = new Words();
        result.read(NormalForms.of(withoutDateline(text), Normalizer.Form.NFKD));
        return result;
    }

    int size() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    Fact fact(int index) {
        return facts.get(index);
    }

    /**
     * A dateline that was not marked as boilerplate: a place in capitals before a dash at the beginning, "PARIS (AFP) -",
     * "NAIROBI, Kenya, Nov 3 —".
     */
    private static String withoutDateline(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int capitals = 0;
        for (int i = start; i < Math.min(text.length(), start + DATELINE_WITHIN); i++) {
            char c = text.charAt(i);
            boolean dash =
                    c == '\u2013' || c == '\u2014' || c == '-' && isBlank(text, i - 1) && isBlankOrDash(text, i + 1);
            if (dash && i > start + 2) {
                return capitals >= 3 ? text.substring(i + 1) : text;
            }
            if (c == '\n' || c == '"' || c == '\u201c' || c == '.' && isBlank(text, i + 1) && i - start > 40) {
                return text;
            }
            boolean leading = capitals == i - start || !Character.isLetter(c);
            if (Character.isUpperCase(c) && leading) {
                capitals++;
            }
        }
        return text;
    }

    private static boolean isBlank(String text, int index) {
        return index >= 0 && index < text.length() && Character.isWhitespace(text.charAt(index));
    }

    private static boolean isBlankOrDash(String text, int index) {
        return isBlank(text, index) || index < text.length() && text.charAt(index) == '-';
    }

    private void read(String text) {
        boolean sentenceStart = true;
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            int width = Character.charCount(c);
            if (Character.isIdeographic(c) || isUnspaced(c)) {
                add(text.substring(i, i + width), Fact.NONE);
                sentenceStart = false;
                i += width;
            } else if (isDigit(c)) {
                i = number(text, i);
                sentenceStart = false;
            } else if (Character.isLetter(c)) {
                int end = wordEnd(text, i);
                word(text.substring(i, end), sentenceStart);
                sentenceStart = false;
                i = end;
            } else {
                if (c == '%') {
                    add("percent", Fact.NONE);
                }
                boolean ends = c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || isQuote(c);
                sentenceStart |= ends;
                i += width;
            }
        }
    }

    /** Letters, marks, digits behind them; an apostrophe between letters belongs to the word and is left out. */
    private static int wordEnd(String text, int start) {
        int i = start;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            boolean inside = Character.isLetterOrDigit(c) && !Character.isIdeographic(c) && !isUnspaced(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK;
            boolean joined = isApostrophe(c) && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
            boolean initials = c == '.'
                    && i + 1 < text.length()
                    && Character.isUpperCase(text.charAt(i + 1))
                    && Character.isUpperCase(text.charAt(i - 1))
                    && (i == start + 1 || text.charAt(i - 2) == '.');
            if (!inside && !joined && !initials) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private void word(String written, boolean sentenceStart) {
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                plain.append(c);
            }
        }
        String letters = plain.toString();
        String lower = letters.toLowerCase(Locale.ROOT);
        if (lower.endsWith("s") && written.length() > letters.length() && isPossessive(written)) {
            lower = lower.substring(0, lower.length() - 1);
        }
        if (WordForms.isLeftOut(letters, lower)) {
            return;
        }
        if (lower.equals("cent")
                && !words.isEmpty()
                && words.get(words.size() - 1).equals("per")) {
            words.set(words.size() - 1, "percent");
            return;
        }
        if (lower.equals("press")
                && !words.isEmpty()
                && words.get(words.size() - 1).equals("associated")) {
            words.remove(words.size() - 1);
            facts.remove(facts.size() - 1);
            return;
        }
        String day = WordForms.day(lower, Character.isUpperCase(letters.charAt(0)));
        if (day != null) {
            add(day, Fact.DAY);
            return;
        }
        String digits = WordForms.number(lower);
        if (digits != null) {
            add(digits, lower.equals("one") ? Fact.NONE : Fact.NUMBER);
            return;
        }
        boolean name = !sentenceStart && letters.length() > 1 && Character.isUpperCase(letters.charAt(0));
        add(WordForms.spelling(lower), name ? Fact.NAME : Fact.NONE);
    }

    /** "1,200.50", "6-3", "10:30"; signs between digits belong to it, thousands marks and closing zeros are left out. */
    private int number(String text, int start) {
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean between = (c == ',' || c == '.' || c == ':' || c == '-' || c == '/' || c == '\u2013')
                    && i + 1 < text.length()
                    && isDigit(text.charAt(i + 1));
            if (!isDigit(c) && !between) {
                break;
            }
            i++;
        }
        add(WordForms.figure(text.substring(start, i)), Fact.NUMBER);
        int end = i;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String unit = text.substring(i, end).toLowerCase(Locale.ROOT);
        if (!unit.isEmpty() && !WordForms.isOrdinalEnd(unit)) {
            add(WordForms.unit(unit), Fact.NONE);
        }
        return end;
    }

    private void add(String word, Fact fact) {
        String folded = word;
        if (fact == Fact.NONE && !facts.isEmpty() && facts.get(facts.size() - 1) == Fact.NUMBER) {
            folded = WordForms.unit(word);
        }
        words.add(folded);
        facts.add(fact);
    }

    private static boolean isPossessive(String written) {
        return written.length() > 2 && isApostrophe(written.charAt(written.length() - 2));
    }

    private static boolean isApostrophe(int c) {
        return c == '\''
                || c == '\u2019'
                || c == '\u2018'
                || c == '\u00b4'
                || c == '`'
                || c == '\u02bc'
                || c == '\u0301';
    }

    private static boolean isQuote(int c) {
        return c == '"' || c == '\u201c' || c == '\u201d' || c == '\u201e' || c == '\u00ab' || c == '\u00bb';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Scripts that put no blanks between words. */
    private static boolean isUnspaced(int c) {
        Character.UnicodeScript script = c < 0x0e00 ? null : Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.THAI
                || script == Character.UnicodeScript.LAO
                || script == Character.UnicodeScript.KHMER
                || script == Character.UnicodeScript.MYANMAR;
    }
}
