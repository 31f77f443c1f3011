package io.dateline.ingest.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many requests a second in the long run; as many at once as a second allows. Thread-safe.
 */
final class RateLimit {
    private static final double SECOND = 1e9;

    private final int rate;
    private final LongSupplier nanos;
    private double permits;
    private long at;

    /**
     * @param rate requests a second; 0 for no limit
     * @param nanos a clock that only goes forward
     */
    RateLimit(int rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
        this.permits = rate;
        this.at = nanos.getAsLong();
    }

    /** Takes one permit. Zero when there was one, else how long until there is one again. */
    synchronized Duration take() {
        if (rate == 0) {
            return Duration.ZERO;
        }
        long now = nanos.getAsLong();
        permits = Math.min(rate, permits + (now - at) / SECOND * rate);
        at = now;
        if (permits >= 1) {
            permits -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - permits) / rate * SECOND));
    }
}
