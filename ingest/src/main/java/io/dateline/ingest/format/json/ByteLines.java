package io.dateline.ingest.format.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of bytes from a stream, in bounded memory. Not thread-safe; does not close the stream. */
final class ByteLines {
    private static final int BUFFER = 64 * 1024;
    private static final int KEPT_OF_LONG = 64 * 1024;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long number;

    /**
     * @param limit longest line in bytes; of a longer one only the beginning is kept
     */
    ByteLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * A line without its end.
     *
     * @param number counted from 1
     * @param isCut was it longer than the limit?
     */
    record Line(long number, byte[] bytes, boolean isCut) {
        private boolean isBlank() {
            if (isCut) {
                return false;
            }
            for (byte b : bytes) {
                // Byte order marks count as blank: some tools leave one at the end of a file.
                if (b != ' ' && b != '\t' && b != '\r' && b != (byte) 0xEF && b != (byte) 0xBB && b != (byte) 0xBF) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The next line that holds something; null at the end. */
    Line nextNotBlank() throws IOException {
        Line line = next();
        while (line != null && line.isBlank()) {
            line = next();
        }
        return line;
    }

    private Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        boolean any = false;
        boolean cut = false;
        while (fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int length = end - at;
            int room = Math.min(length, limit - bytes.size());
            bytes.write(buffer, at, room);
            cut |= room < length;
            boolean complete = end < filled;
            at = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        byte[] line = bytes.toByteArray();
        return new Line(number, cut && line.length > KEPT_OF_LONG ? Arrays.copyOf(line, KEPT_OF_LONG) : line, cut);
    }

    private boolean fill() throws IOException {
        if (at < filled) {
            return true;
        }
        at = 0;
        filled = Math.max(in.read(buffer), 0);
        return filled > 0;
    }
}
