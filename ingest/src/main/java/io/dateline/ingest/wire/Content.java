package io.dateline.ingest.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes to parse: in memory, or in a file that may be larger than memory. Immutable as long as nobody writes to the
 * array or the file. Thread-safe.
 */
public sealed interface Content {
    /** Bytes that {@link #sha256} reads at a time. */
    int DIGESTED_AT_ONCE = 64 * 1024;

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

    /** SHA-256 of all of it, in hexadecimal. */
    default String sha256() {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[DIGESTED_AT_ONCE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UnreadableException("input can't be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

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
