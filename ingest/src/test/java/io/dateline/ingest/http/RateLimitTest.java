package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong clock = new AtomicLong(-5_000_000_000L);
    private final RateLimit limit = new RateLimit(4, clock::get);

    @Test
    void aSecondsWorthIsTakenAtOnceAndThenOneByOne() {
        for (int i = 0; i < 4; i++) {
            assertThat(limit.take()).isZero();
        }
        assertThat(limit.take()).isEqualTo(Duration.ofMillis(250));

        clock.addAndGet(Duration.ofMillis(249).toNanos());
        assertThat(limit.take()).isPositive();
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(limit.take()).isZero();
        assertThat(limit.take()).isPositive();
    }

    @Test
    void whatWasNotUsedIsNotSavedUpBeyondASecond() {
        clock.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 4; i++) {
            assertThat(limit.take()).isZero();
        }
        assertThat(limit.take()).isPositive();
    }

    @Test
    void zeroIsNoLimit() {
        RateLimit none = new RateLimit(0, clock::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(none.take()).isZero();
        }
    }
}
