package io.dateline.ingest.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Bytes to parse: in memory, or in a file that may be larger than memory. Immutable as long as nobody writes to the
 * array or the file. Thread-safe.
 */
public sealed interface Content {

    /** The storage failed while it was read; that says nothing about what the bytes mean. Parsers let it pass. */
    final class UnreadableException extends UncheckedIOException {
        public UnreadableException(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** Number of bytes. */
    long size();

    /** A new stream over all of it; the caller closes it. */
    InputStream open();

    /** All of it. Not a copy where it already is an array: don't write to it. */
    byte[] bytes();

    /** The first bytes, at most {@code length}. */
    byte[] head(int length);

    /** Bytes in memory; the array is not copied. */
    static Content of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** A file, read when it is needed. */
    static Content of(Path file) {
        try {
            return new OnDisk(file, Files.size(file));
        } catch (IOException e) {
            throw new UnreadableException("file " + file.getFileName() + " can't be read", e);
        }
    }

    /** Bytes in memory. */
    record InMemory(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] head(int length) {
            return bytes.length <= length ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    /** A file. */
    record OnDisk(Path file, long size) implements Content {
        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UnreadableException("file " + file.getFileName() + " can't be opened", e);
            }
        }

        @Override
        public byte[] bytes() {
            return read(Integer.MAX_VALUE - 16);
        }

        @Override
        public byte[] head(int length) {
            return read(length);
        }

        private byte[] read(int length) {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(length);
            } catch (IOException e) {
                throw new UnreadableException("file " + file.getFileName() + " can't be read", e);
            }
        }
    }
}
