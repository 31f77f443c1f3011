package io.dateline.ingest.format.textwire;

import java.io.IOException;

/**
 * Control characters that are written as {@code &#2;}, as archives of old wires have them: read as the characters that they
 * are, with the bytes that stand for them. For one thread.
 */
public final class ControlEntities {
    private static final int LONGEST = 6;

    private final MessageReader.Source in;
    private final byte[] waiting = new byte[LONGEST];
    private int from;
    private int to;
    private byte[] raw = {};

    ControlEntities(MessageReader.Source in) {
        this.in = in;
    }

    /** Does the text hold control characters that are written so? */
    public static boolean areIn(String text) {
        return text.contains("&#1;") || text.contains("&#2;") || text.contains("&#3;") || text.contains("&#22;");
    }

    /** The text with the control characters themselves. */
    public static String undo(String text) {
        int at = text.indexOf("&#");
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        while (at >= 0) {
            int end = at + 2;
            while (end < text.length() && end - at < 4 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            boolean closed = end > at + 2 && end < text.length() && text.charAt(end) == ';';
            int value = closed ? Integer.parseInt(text.substring(at + 2, end)) : ' ';
            if (value > 0 && value < ' ') {
                out.append(text, done, at).append((char) value);
                done = end + 1;
            }
            at = text.indexOf("&#", Math.max(done, at + 2));
        }
        return out.append(text, done, text.length()).toString();
    }

    /** The next byte, or the control character that the next bytes stand for; -1 at the end. */
    int read() throws IOException {
        if (from < to) {
            raw = new byte[] {waiting[from++]};
            return raw[0] & 0xff;
        }
        int b = in.read();
        if (b != '&') {
            raw = b < 0 ? new byte[0] : new byte[] {(byte) b};
            return b;
        }
        from = 0;
        to = 0;
        int value = 0;
        boolean closed = false;
        while (to < LONGEST) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            waiting[to++] = (byte) next;
            boolean digit = next >= '0' && next <= '9';
            if (to == 1 ? next != '#' : !digit) {
                closed = next == ';' && to > 2;
                break;
            }
            value = to == 1 ? 0 : value * 10 + (next - '0');
        }
        if (closed && value > 0 && value < ' ') {
            raw = new byte[to + 1];
            raw[0] = '&';
            System.arraycopy(waiting, 0, raw, 1, to);
            from = to;
            return value;
        }
        raw = new byte[] {'&'};
        return '&';
    }

    /** The bytes that the last character was read from. */
    byte[] raw() {
        return raw;
    }
}
