package io.dateline.ingest.http;

import io.dateline.ingest.produce.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

/** Reads a request's body within a size and a time, however slowly it drips. */
final class BoundedBody {
    private static final int CHUNK = 16 * 1024;

    private BoundedBody() {}

    /** The body did not arrive in time. */
    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The first bytes of a stream.
     *
     * @param most bytes to read at most
     * @throws TooSlowException when neither the end nor so many bytes were there in time
     */
    static byte[] read(InputStream in, int most, Deadline deadline) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        while (body.size() < most) {
            int read;
            try {
                read = in.read(chunk, 0, Math.min(chunk.length, most - body.size()));
            } catch (IOException e) {
                if (e.getCause() instanceof TimeoutException) {
                    throw new TooSlowException();
                }
                throw e;
            }
            if (read < 0) {
                break;
            }
            body.write(chunk, 0, read);
            if (deadline.leftMillis() == 0) {
                throw new TooSlowException();
            }
        }
        return body.toByteArray();
    }

    /** The same stream, which fails with {@link TooSlowException} once time is over, whatever is made of its bytes. */
    static InputStream within(Deadline deadline, InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (deadline.leftMillis() == 0) {
                    throw new TooSlowException();
                }
                return in.read(buffer, offset, length);
            }
        };
    }
}
