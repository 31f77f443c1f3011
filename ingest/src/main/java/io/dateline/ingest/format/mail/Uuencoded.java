package io.dateline.ingest.format.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * Files that are written into a text by uuencode, which is how mail carried them before MIME.
 *
 * @param text the text without them
 * @param names names of the files, in order
 */
record Uuencoded(String text, List<String> names) {
    private static final int MAX_NAMES = 100;

    /** Takes them out; the same text when there are none. */
    static Uuencoded takenOut(String text) {
        int begin = nextBegin(text, 0);
        if (begin < 0) {
            return new Uuencoded(text, List.of());
        }
        StringBuilder out = new StringBuilder(text.length());
        List<String> names = new ArrayList<>();
        int from = 0;
        while (begin >= 0) {
            int line = lineEnd(text, begin);
            int end = endOf(text, line + 1);
            if (end > 0) {
                out.append(text, from, begin);
                if (names.size() < MAX_NAMES) {
                    names.add(
                            text.substring(begin + "begin 644 ".length(), line).strip());
                }
                from = end;
            }
            begin = nextBegin(text, Math.max(line, from));
        }
        return new Uuencoded(out.append(text, from, text.length()).toString(), List.copyOf(names));
    }

    private static int nextBegin(String text, int from) {
        for (int at = text.indexOf("begin ", from); at >= 0; at = text.indexOf("begin ", at + 1)) {
            boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
            if (lineStart && isMode(text, at + 6)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isMode(String text, int at) {
        for (int i = at; i < at + 3; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return at + 3 < text.length() && text.charAt(at + 3) == ' ';
    }

    /** One past the "end" line, when there is nothing but encoded lines before it; else -1. */
    private static int endOf(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            int length = end - at - (end > at && text.charAt(end - 1) == '\r' ? 1 : 0);
            if (length == 3 && text.startsWith("end", at)) {
                return Math.min(end + 1, text.length());
            }
            if (length > 64) {
                return -1;
            }
            for (int i = at; i < at + length; i++) {
                if (text.charAt(i) < ' ' || text.charAt(i) > '`') {
                    return -1;
                }
            }
            at = end + 1;
        }
        return -1;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
