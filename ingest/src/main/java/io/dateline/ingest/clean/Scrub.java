package io.dateline.ingest.clean;

import java.util.function.Consumer;

/**
 * Cleaning of single characters: line ends become {@code \n}, every kind of space becomes a space, what is invisible or a
 * control is dropped, lone surrogates are replaced. Thread-safe.
 */
final class Scrub {
    static final String NOTE_SURROGATE = "Halves of characters without their other half were replaced.";
    static final String NOTE_C1 = "Control characters that were windows-1252 once were read as such.";

    private Scrub() {}

    /** The clean text; the same instance when nothing had to be done. */
    static String clean(String text, Consumer<String> notes) {
        int first = firstToMend(text);
        if (first < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        out.append(text, 0, first);
        boolean lone = false;
        boolean c1 = false;
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                out.append('\uFFFD');
                lone = true;
            } else if (c == '\r') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\u0085' || c == '\u2028' || c == '\u000B' || c == '\f') {
                out.append('\n');
            } else if (c == '\u2029') {
                out.append("\n\n");
            } else if (c >= 0x80 && c < 0xA0) {
                c1 |= appendWindows(c, out);
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                out.append(' ');
            } else if (!isInvisible(c)) {
                out.append(c);
            }
        }
        if (lone) {
            notes.accept(NOTE_SURROGATE);
        }
        if (c1) {
            notes.accept(NOTE_C1);
        }
        return out.toString();
    }

    private static int firstToMend(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPlain(char c) {
        if (c < 0x7f) {
            return c >= ' ' || c == '\n' || c == '\t';
        }
        return c > 0xA0
                && !Character.isSurrogate(c)
                && !isInvisible(c)
                && c != '\u2028'
                && c != '\u2029'
                && Character.getType(c) != Character.SPACE_SEPARATOR;
    }

    /** Joiners (U+200C, U+200D) and direction marks stay: scripts and emoji need them. */
    private static boolean isInvisible(char c) {
        return c < ' '
                || c == 0x7f
                || c == '\u00AD'
                || c == '\u200B'
                || c == '\u2060'
                || c == '\uFEFF'
                || c == '\uFFFE'
                || c == '\uFFFF';
    }

    private static boolean appendWindows(char c, StringBuilder out) {
        String windows = new String(new byte[] {(byte) c}, Charsets.WINDOWS_1252);
        if (windows.charAt(0) == '\uFFFD' || windows.charAt(0) == c) {
            return false;
        }
        out.append(windows);
        return true;
    }
}
