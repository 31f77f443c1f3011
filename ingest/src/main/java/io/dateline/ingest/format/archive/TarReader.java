package io.dateline.ingest.format.archive;

import io.dateline.ingest.wire.RefusalCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar from a stream. Files only; links, devices and sparse files are left out. */
final class TarReader {
    /** A block of a tar, by which it is told. */
    static final int BLOCK = 512;

    private static final int MAX_HEADERS = 1024 * 1024;
    private static final int MAGIC = 257;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private TarReader() {}

    /** Is this the first block of a tar? */
    static boolean isTar(byte[] block) {
        if (block.length < BLOCK || block[0] == 0) {
            return false;
        }
        String magic = new String(block, MAGIC, 5, StandardCharsets.US_ASCII);
        return magic.equals("ustar") || hasChecksum(block);
    }

    /** Tars from before POSIX have no mark, but the sum of their header in six octal digits. */
    private static boolean hasChecksum(byte[] block) {
        int stored = 0;
        int digits = 0;
        for (int i = CHECKSUM; i < CHECKSUM + CHECKSUM_LENGTH; i++) {
            byte b = block[i];
            if (b >= '0' && b <= '7') {
                stored = stored * 8 + (b - '0');
                digits++;
            } else if (b != ' ' && b != 0) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            sum += own ? ' ' : block[i] & 0xff;
        }
        return digits > 2 && sum == stored;
    }

    static void read(InputStream source, Entries entries) {
        HeaderGuard guard = new HeaderGuard(source);
        TarArchiveInputStream tar = new TarArchiveInputStream(guard, StandardCharsets.UTF_8.name());
        try {
            guard.allow(MAX_HEADERS);
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                if (!entries.next()) {
                    return;
                }
                guard.allow(Long.MAX_VALUE);
                if (entry.isFile() && !Entries.isLitter(entry.getName())) {
                    file(tar, entry, entries);
                }
                // What is left of the entry is skipped on the way to the next; headers beyond that have a limit.
                guard.allow(entry.getSize() + MAX_HEADERS);
            }
        } catch (IOException e) {
            entries.refuseRest(e);
        }
    }

    private static void file(TarArchiveInputStream tar, TarArchiveEntry entry, Entries entries)
            throws Budget.BombException {
        if (entry.isSparse()) {
            entries.refuse(RefusalCode.UNSAFE, "a sparse file, which can be of any size", entry.getName());
        } else if (entry.isLink()
                || entry.isSymbolicLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO()) {
            return;
        } else {
            entries.entry(entry.getName(), () -> uncloseable(tar));
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        return Entries.step(tar::getNextEntry);
    }

    private static InputStream uncloseable(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, length);
            }

            @Override
            public void close() {
                // The archive goes on.
            }
        };
    }

    /** Names and attributes of any length can stand before an entry, and the library holds them in memory. */
    private static final class HeaderGuard extends FilterInputStream {
        private long left;

        HeaderGuard(InputStream in) {
            super(in);
        }

        void allow(long bytes) {
            left = bytes < 0 ? Long.MAX_VALUE : bytes;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count(n);
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = in.skip(n);
            count(skipped);
            return skipped;
        }

        private void count(long bytes) throws IOException {
            left -= Math.max(bytes, 0);
            if (left < 0) {
                throw new IOException("headers of more than " + MAX_HEADERS + " bytes");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
