package io.dateline.app.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is sent as one input: a file, an entry of an archive, or some lines.
 *
 * @param name for people, and as a hint for the parser; null for stdin
 * @param mediaType as declared to the parser; null for none
 */
record Piece(Id id, String name, String mediaType, byte[] bytes) {

    /** What tells one piece from all others: 128 bits of a SHA-256. */
    record Id(long high, long low) {

        /** Of a file as it is now. One that is written again has another. */
        static Id ofFile(String path, long size, long modifiedNanos) {
            return of("file", path, Long.toString(size), Long.toString(modifiedNanos));
        }

        /** Of content that came from somewhere. */
        static Id ofContent(String from, byte[] content) {
            MessageDigest digest = sha256();
            digest.update(from.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return of(digest.digest(content));
        }

        private static Id of(String... parts) {
            MessageDigest digest = sha256();
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return of(digest.digest());
        }

        private static Id of(byte[] digest) {
            ByteBuffer buffer = ByteBuffer.wrap(digest);
            return new Id(buffer.getLong(), buffer.getLong());
        }

        /** From what {@link #toString} gives. */
        static Id parse(String text) {
            if (text.length() != 32) {
                throw new NumberFormatException("no id: " + text);
            }
            return new Id(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
        }

        @Override
        public String toString() {
            return String.format("%016x%016x", high, low);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
