package io.dateline.schemas;

import java.text.Normalizer;

/**
 * Unicode normalisation of texts that anybody may have sent. Java puts the marks behind a letter in order by insertion, which
 * takes time by the square of their number: a letter with a million marks would hold a thread for hours. No writing has more
 * than {@link #MOST_MARKS} of them, so longer rows are parted, as Unicode's Stream-Safe Text Format does it (UAX #15, D4).
 * Linear in the length of the text. Thread-safe.
 */
public final class NormalForms {
    /** Marks in a row that are put in order among each other. */
    static final int MOST_MARKS = 30;

    /** Combining grapheme joiner: no mark is moved over it, and nothing shows it. */
    private static final char JOINER = '\u034f';

    private static final char HALFWIDTH_VOICED = '\uff9e';
    private static final char HALFWIDTH_SEMI_VOICED = '\uff9f';

    private NormalForms() {}

    /** The text in this form; for texts without overlong rows of marks, what {@link Normalizer} makes of it. */
    public static String of(String text, Normalizer.Form form) {
        return Normalizer.normalize(streamSafe(text), form);
    }

    /** The text with a joiner in every row of more than {@link #MOST_MARKS} marks; any other text as it is. */
    static String streamSafe(String text) {
        StringBuilder safe = null;
        int copied = 0;
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                safe = safe == null ? new StringBuilder(text.length() + text.length() / MOST_MARKS + 1) : safe;
                safe.append(text, copied, i).append(JOINER);
                copied = i;
                marks = 1;
            }
            i += Character.charCount(c);
        }
        return safe == null ? text : safe.append(text, copied, text.length()).toString();
    }

    private static boolean isMark(int c) {
        if (c < 0x300) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || c == HALFWIDTH_VOICED
                || c == HALFWIDTH_SEMI_VOICED;
    }
}
