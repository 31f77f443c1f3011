package io.dateline.ingest.format.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), all of its members one behind the other. Whatever is damaged, cut off, or behind a member neither
 * gzip nor zeros is an exception with a reason: the JDK's stream takes it for the end, also where the next member has merely not
 * arrived yet. Of headers nothing is held in memory, and they may not be endless, as Commons Compress' may. Reads nothing before it is read from;
 * not thread-safe.
 */
public final class Gunzip extends InputStream {
    /** Bytes that a header may have, with the name and the comment in it. */
    static final int MAX_HEADER = 64 * 1024;

    private static final String BEHIND = "what follows a member is no gzip";

    private static final int BUFFER = 8 * 1024;
    private static final int DEFLATE = 8;
    private static final int TIME_SYSTEM_AND_LEVEL = 6;

    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int UNDEFINED = 0xe0;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int headerBytes;
    private boolean inMember;
    private boolean behindMember;

    /** @param packed is closed with this */
    public Gunzip(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, out.length);
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int unpacked = inflate(out, offset, length);
            if (unpacked > 0) {
                checksum.update(out, offset, unpacked);
                return unpacked;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary is asked for");
            } else if (inflater.needsInput()) {
                feed();
            }
        }
        return -1;
    }

    private int inflate(byte[] out, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(out, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage() == null ? "damaged data" : e.getMessage());
        }
    }

    private void feed() throws IOException {
        if (!fill()) {
            throw cutOff();
        }
        inflater.setInput(buffer, 0, filled);
    }

    /** False at the end of the input, where that is behind a member. */
    private boolean beginMember() throws IOException {
        if (at == filled && !fill()) {
            if (behindMember) {
                return false;
            }
            throw cutOff();
        }
        if (behindMember && buffer[at] == 0) {
            passPadding();
            return false;
        }
        header();
        checksum.reset();
        inflater.reset();
        inflater.setInput(buffer, at, filled - at);
        inMember = true;
        return true;
    }

    /** Tapes, and tools that once wrote to them, fill the last block up with zeros. */
    private void passPadding() throws IOException {
        do {
            while (at < filled) {
                if (buffer[at++] != 0) {
                    throw new ZipException(BEHIND);
                }
            }
        } while (fill());
    }

    private void header() throws IOException {
        headerBytes = 0;
        checksum.reset();
        if (inHeader() != 0x1f || inHeader() != 0x8b) {
            throw new ZipException(behindMember ? BEHIND : "it is no gzip");
        }
        if (inHeader() != DEFLATE) {
            throw new ZipException("packed by a method that is not read");
        }
        int flags = inHeader();
        if ((flags & UNDEFINED) != 0) {
            throw new ZipException("a header with flags that nobody has defined");
        }
        skipInHeader(TIME_SYSTEM_AND_LEVEL);
        if ((flags & EXTRA) != 0) {
            skipInHeader(inHeader() | inHeader() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            int expected = (int) checksum.getValue() & 0xffff;
            if ((inHeader() | inHeader() << 8) != expected) {
                throw new ZipException("the checksum of a header does not match");
            }
        }
    }

    private int inHeader() throws IOException {
        if (++headerBytes > MAX_HEADER) {
            throw new ZipException("a header of more than " + MAX_HEADER + " bytes");
        }
        int b = next();
        checksum.update(b);
        return b;
    }

    private void skipInHeader(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            inHeader();
        }
    }

    /** A name or a comment: up to a NUL. */
    private void skipText() throws IOException {
        int b = inHeader();
        while (b != 0) {
            b = inHeader();
        }
    }

    private void endMember() throws IOException {
        at = filled - inflater.getRemaining();
        if (number() != checksum.getValue() || number() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("the checksum does not match");
        }
        inMember = false;
        behindMember = true;
    }

    /** Four bytes, the lowest first. */
    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (at == filled && !fill()) {
            throw cutOff();
        }
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, packed.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    private static EOFException cutOff() {
        return new EOFException("it is cut off");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
