package io.dateline.schemas.service;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Capped exponential backoff with jitter: each wait is drawn between half of and the full current step, so that many that
 * wait for one thing don't come back at once. Not thread-safe.
 */
public final class Backoff {
    private final long firstMs;
    private final long capMs;
    private long stepMs;

    /** Waits about {@code first} at first, twice as long each time, never longer than {@code cap}. */
    public Backoff(Duration first, Duration cap) {
        if (first.toMillis() < 1 || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("backoff from " + first + " to " + cap);
        }
        this.firstMs = first.toMillis();
        this.capMs = cap.toMillis();
        this.stepMs = firstMs;
    }

    /** How long to wait now. */
    public Duration next() {
        long step = stepMs;
        stepMs = Math.min(capMs, step * 2);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(step / 2, step + 1));
    }

    /** Waits. */
    public void await() throws InterruptedException {
        Thread.sleep(next().toMillis());
    }

    /** It worked: begin again with the first step. */
    public void reset() {
        stepMs = firstMs;
    }
}
