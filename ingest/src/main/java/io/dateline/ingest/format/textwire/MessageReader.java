package io.dateline.ingest.format.textwire;

import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into the messages of a text wire, one at a time, with bounded memory. Where the wire has its control
 * characters, a message goes from SOH to EOT or to the next SOH; where they were lost, up to a line {@code NNNN} or to ETX. What
 * stands between messages is left out when it is nothing but fill (controls, blanks, ZCZC). For one thread.
 */
public final class MessageReader {
    /** Start of heading. */
    public static final char SOH = 1;
    /** Start of text. */
    public static final char STX = 2;
    /** End of text. */
    public static final char ETX = 3;
    /** End of transmission. */
    public static final char EOT = 4;

    private static final int BUFFER = 64 * 1024;
    private static final int LINE_OF_FOUR = 12;
    /** Before SOH stand codes for a line or a teleprinter, now and then. */
    private static final int PREAMBLE = 64;

    private final Source in;
    private final ControlEntities escaped;
    private final int maxBytes;
    private final boolean framed;
    private ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean cut;
    private boolean started;
    private boolean ended;
    private int number;

    /**
     * A message.
     *
     * @param bytes all of it, or its beginning when it is too large
     * @param isCut is it larger than the limit?
     * @param number counted from 1
     */
    public record RawMessage(byte[] bytes, boolean isCut, int number) {

        /** The message as one that is larger than a story may be. */
        public Refused tooLarge(String where, int maxBytes) {
            Refused refused = Refused.of(
                    RefusalCode.TOO_LARGE, "a message of more than the " + maxBytes + " bytes that a story may have");
            return isCut ? refused.atBeginning(where, bytes) : refused.at(where, bytes);
        }
    }

    /**
     * @param in not closed here
     * @param maxBytes kept of one message; of a larger one the rest is read over
     * @param head the beginning of the stream as text: shows whether there are control characters to go by, or entities
     *     that stand for them
     */
    public MessageReader(InputStream in, int maxBytes, String head) {
        boolean controls = head.indexOf(SOH) >= 0;
        boolean entities = !controls && ControlEntities.areIn(head);
        this.in = new Source(in);
        this.escaped = entities ? new ControlEntities(this.in) : null;
        this.maxBytes = maxBytes;
        this.framed = controls || entities && head.contains("&#1;");
    }

    /** Bytes one by one, without the locks of the library's streams. */
    static final class Source {
        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int at;
        private int end;

        Source(InputStream in) {
            this.in = in;
        }

        /** The next byte; -1 at the end. */
        int read() throws IOException {
            if (at == end) {
                end = in.read(buffer, 0, buffer.length);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return -1;
                }
            }
            return buffer[at++] & 0xff;
        }
    }

    private int read() throws IOException {
        return escaped == null ? in.read() : escaped.read();
    }

    /** The next message, or null at the end. */
    public RawMessage next() throws IOException {
        while (!ended) {
            RawMessage found = framed ? nextFramed() : nextByLines();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private RawMessage nextFramed() throws IOException {
        for (int b = read(); b >= 0; b = read()) {
            if (b == SOH && (started || hasText())) {
                RawMessage done = take();
                started = true;
                keep(b);
                if (done != null) {
                    return done;
                }
            } else if (b == EOT && started) {
                keep(b);
                return take();
            } else {
                started |= b == SOH;
                keep(b);
            }
        }
        ended = true;
        return take();
    }

    private RawMessage nextByLines() throws IOException {
        StringBuilder line = new StringBuilder(LINE_OF_FOUR);
        for (int b = read(); b >= 0; b = read()) {
            keep(b);
            if (b == ETX) {
                return take();
            }
            if (b == '\n' || b == '\r') {
                if (isEndMark(line)) {
                    return take();
                }
                line.setLength(0);
            } else if (line.length() < LINE_OF_FOUR && b > ' ' && b < 0x7f) {
                line.append((char) b);
            }
        }
        ended = true;
        return take();
    }

    private static boolean isEndMark(CharSequence line) {
        return line.length() == 4 && "NNNN".contentEquals(line) || line.length() == 4 && "nnnn".contentEquals(line);
    }

    private void keep(int b) {
        if (message.size() < maxBytes) {
            if (escaped == null) {
                message.write(b);
            } else {
                message.writeBytes(escaped.raw());
            }
        } else {
            cut = true;
        }
    }

    private boolean hasText() {
        return !isFill(message.toByteArray());
    }

    /** Ends the message at hand; null when it is only fill. */
    private RawMessage take() {
        byte[] bytes = message.toByteArray();
        boolean wasCut = cut;
        boolean wasStarted = started;
        message = new ByteArrayOutputStream();
        cut = false;
        started = false;
        boolean preamble = framed && !wasStarted && bytes.length <= PREAMBLE;
        if (!wasCut && (preamble || isFill(bytes))) {
            return null;
        }
        number++;
        return new RawMessage(bytes, wasCut, number);
    }

    /** Controls, blanks, and the marks that begin and end a telex; nothing that somebody wrote. */
    static boolean isFill(byte[] bytes) {
        if (bytes.length > 512) {
            return false;
        }
        StringBuilder words = new StringBuilder();
        for (byte b : bytes) {
            int c = b & 0xff;
            if (c > ' ' && c != 0x7f) {
                words.append((char) c);
            }
        }
        String text = words.toString().replace("ZCZC", "").replace("NNNN", "");
        return text.isEmpty();
    }
}
