package io.dateline.ingest.format.textwire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Undoes the escaping of control characters as {@code &#2;}, as archives of old wires have them. Everything else goes
 * through as it is. For one thread.
 */
public final class ControlEntities extends FilterInputStream {
    private static final int LONGEST = 6;

    private final int[] waiting = new int[LONGEST + 1];
    private int from;
    private int to;

    public ControlEntities(InputStream in) {
        super(in);
    }

    /** Does the text hold control characters that are written so? */
    public static boolean areIn(String text) {
        return text.contains("&#1;") || text.contains("&#2;") || text.contains("&#3;") || text.contains("&#22;");
    }

    @Override
    public int read() throws IOException {
        if (from < to) {
            return waiting[from++];
        }
        int b = in.read();
        if (b != '&') {
            return b;
        }
        from = 0;
        to = 0;
        int value = -1;
        for (int i = 0; i < LONGEST; i++) {
            b = in.read();
            if (b < 0) {
                break;
            }
            waiting[to++] = b;
            if (i == 0 ? b != '#' : b < '0' || b > '9') {
                value = b == ';' && i > 1 ? digits() : -1;
                break;
            }
        }
        if (value > 0 && value < ' ') {
            from = to;
            return value;
        }
        return '&';
    }

    private int digits() {
        int value = 0;
        for (int i = 1; i < to - 1; i++) {
            value = value * 10 + (waiting[i] - '0');
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int b = read();
            if (b < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (byte) b;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
