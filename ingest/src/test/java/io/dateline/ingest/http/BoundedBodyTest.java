package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.ingest.format.archive.Gunzip;
import io.dateline.ingest.produce.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BoundedBodyTest {
    @Test
    void readsNoMoreThanIsAskedFor() throws IOException {
        byte[] body = BoundedBody.read(new ByteArrayInputStream(new byte[100_000]), 70_001, Deadline.never());

        assertThat(body).hasSize(70_001);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void timeHoldsAlsoWhereNothingComesOutOfWhatIsRead() {
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        byte[] block = {0, 0, 0, (byte) 0xff, (byte) 0xff};
        InputStream endless = new InputStream() {
            private long at;

            @Override
            public int read() {
                long now = at++;
                return (now < header.length ? header[(int) now] : block[(int) ((now - header.length) % block.length)])
                        & 0xff;
            }
        };
        Deadline deadline = Deadline.in(Duration.ofMillis(200));

        assertThatThrownBy(() -> BoundedBody.read(new Gunzip(BoundedBody.within(deadline, endless)), 1000, deadline))
                .isInstanceOf(BoundedBody.TooSlowException.class);
    }
}
