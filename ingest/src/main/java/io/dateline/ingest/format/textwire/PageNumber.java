package io.dateline.ingest.format.textwire;

import java.util.Locale;

/**
 * Which page of a story a line says it is: "BREXIT =2", "Page 2", "(2/3)", "Take 3", "2. Folge", "(suite)".
 *
 * @param number from 1
 * @param rest the line without it
 */
public record PageNumber(int number, String rest) {
    private static final int MOST_PAGES = 40;
    private static final String[] WORDS = {
        "page ", "take ", "teil ", "folge ", "suite ", "seite ", "part ", "pagina ", "sida "
    };

    /** The page that a line names at its end; null when it names none. */
    public static PageNumber of(String line) {
        if (line == null) {
            return null;
        }
        String text = line.strip();
        String inner = text.endsWith(")") ? text.substring(0, text.length() - 1) : text;
        int digits = inner.length();
        while (digits > 0 && Character.isDigit(inner.charAt(digits - 1))) {
            digits--;
        }
        String lower = inner.toLowerCase(Locale.ROOT);
        if (lower.endsWith("(suite") || lower.endsWith("(continued") || lower.endsWith("(fortsetzung")) {
            return new PageNumber(2, text.substring(0, inner.lastIndexOf('(')).strip());
        }
        if (digits == inner.length() || inner.length() - digits > 2) {
            return null;
        }
        int last = Integer.parseInt(inner.substring(digits));
        String before = lower.substring(0, digits);
        boolean closed = inner.length() < text.length();
        if (before.endsWith("=")) {
            return page(last, text.substring(0, digits - 1));
        }
        if (closed && before.endsWith("/")) {
            int open = before.lastIndexOf('(');
            String number = open < 0 ? "" : before.substring(open + 1, before.length() - 1);
            boolean pages = DayTime.isDigits(number, 1, 2) && Integer.parseInt(number) <= last;
            return pages ? page(Integer.parseInt(number), text.substring(0, open)) : null;
        }
        for (String word : WORDS) {
            if (before.endsWith(word)) {
                int start = digits - word.length();
                boolean alone = start == 0 || " -/,(".indexOf(before.charAt(start - 1)) >= 0;
                return alone ? page(last, text.substring(0, start)) : null;
            }
        }
        return null;
    }

    private static PageNumber page(int number, String rest) {
        if (number < 1 || number > MOST_PAGES) {
            return null;
        }
        int end = rest.length();
        while (end > 0 && " -/,(".indexOf(rest.charAt(end - 1)) >= 0) {
            end--;
        }
        return new PageNumber(number, rest.substring(0, end));
    }
}
