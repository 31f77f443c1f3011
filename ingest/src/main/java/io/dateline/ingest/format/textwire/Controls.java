package io.dateline.ingest.format.textwire;

/**
 * Control characters within a text, by what IPTC 7901 (5th edition, and its ancestor ISO-IR 26) and ANPA 1312 mean by
 * them: fonts and rails are dropped, a typesetter's instructions too, a killed word is taken out with its mark, column
 * breaks become tabs and spaces of every width become spaces. Thread-safe.
 */
public final class Controls {
    private static final char BELL = 7;
    private static final char TAB_LINE = 8;
    private static final char END_INSTRUCTION = 0x0b;
    private static final char START_INSTRUCTION = 0x0c;
    private static final char SPACE_BAND = 0x10;
    private static final char KILL_WORD = 0x18;
    private static final char UNIT_SEPARATOR = 0x1f;
    private static final int LONGEST_INSTRUCTION = 80;

    private Controls() {}

    /** The text without control characters but tabs and line ends. */
    public static String apply(String text) {
        int first = firstControl(text);
        if (first < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != 0x7f || c == '\n' || c == '\t') {
                out.append(c);
            } else if (c == KILL_WORD) {
                killWord(out);
            } else if (c == START_INSTRUCTION) {
                i = afterInstruction(text, i, out);
            } else if (c == UNIT_SEPARATOR || c == TAB_LINE) {
                out.append('\t');
            } else if (c == SPACE_BAND || c == 0x1d || c == 0x1e) {
                out.append(' ');
            }
        }
        return out.toString();
    }

    private static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c == 0x7f) {
                return i;
            }
        }
        return -1;
    }

    /** Back to the space before the last word, or to the line's beginning. */
    private static void killWord(StringBuilder out) {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        while (end > 0 && out.charAt(end - 1) != ' ' && out.charAt(end - 1) != '\n' && out.charAt(end - 1) != '\t') {
            end--;
        }
        out.setLength(end);
    }

    /** From its start to its end mark on the same line; without an end mark it is a page break. */
    private static int afterInstruction(String text, int start, StringBuilder out) {
        for (int i = start + 1; i < text.length() && i - start <= LONGEST_INSTRUCTION; i++) {
            char c = text.charAt(i);
            if (c == END_INSTRUCTION) {
                return i;
            }
            if (c == '\n') {
                break;
            }
        }
        out.append('\n');
        return start;
    }

    /** Does the text ring a bell? */
    public static boolean rings(String text) {
        return text.indexOf(BELL) >= 0;
    }
}
