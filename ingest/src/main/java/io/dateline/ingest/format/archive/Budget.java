package io.dateline.ingest.format.archive;

import io.dateline.ingest.wire.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is left to unpack of an archive and of all archives in it. For one thread. */
final class Budget {
    private final long allowed;
    private long unpacked;

    /** @param archiveBytes size of the outermost archive */
    Budget(long archiveBytes, ArchiveLimits limits) {
        long byRatio =
                archiveBytes > Long.MAX_VALUE / limits.maxRatio() ? Long.MAX_VALUE : archiveBytes * limits.maxRatio();
        this.allowed = Math.max(byRatio, limits.freeBytes());
    }

    /** It unpacks to more than any honest archive of its size. */
    static final class BombException extends IOException {
        private static final long serialVersionUID = 1;

        BombException(String message) {
            super(message, null);
        }
    }

    /** Unpacked bytes, counted as they are read or skipped. */
    InputStream counting(InputStream in) {
        return new Counting(in);
    }

    private void count(long bytes) throws BombException {
        unpacked += bytes;
        if (unpacked > allowed) {
            throw new BombException("it unpacks to more than " + allowed + " bytes");
        }
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
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
            count(Math.max(n, 0));
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = in.skip(n);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** The archive's own bytes: when its storage fails, that says nothing about what they mean. */
    static InputStream source(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw unreadable(e);
                }
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                try {
                    return in.read(buffer, offset, length);
                } catch (IOException e) {
                    throw unreadable(e);
                }
            }
        };
    }

    private static Content.UnreadableException unreadable(IOException e) {
        return new Content.UnreadableException("archive can't be read", e);
    }
}
