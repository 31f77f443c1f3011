package io.dateline.ingest.poll;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a feed is polled next: after its interval, a tenth more or less by chance, so that many feeds of one publisher
 * don't come at once; after failures with pauses that double, up to a longest; and not before a server wants it. For one
 * thread.
 */
final class PollSchedule {
    private static final double JITTER = 0.1;
    private static final int MOST_DOUBLINGS = 30;

    private final Duration interval;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    PollSchedule(Duration interval, Duration longest, RandomGenerator random) {
        this.interval = interval;
        this.longest = longest.compareTo(interval) < 0 ? interval : longest;
        this.random = random;
    }

    /** Failures since the last success. */
    int failures() {
        return failures;
    }

    /** The first poll after a start, somewhere within an interval or ten seconds. */
    Duration first() {
        long most = Math.min(interval.toMillis(), Duration.ofSeconds(10).toMillis());
        return Duration.ofMillis(random.nextLong(most + 1));
    }

    Duration afterSuccess() {
        failures = 0;
        return jittered(interval);
    }

    /** @param retryAfter how long the server asks to be left alone; null when it does not */
    Duration afterFailure(Duration retryAfter) {
        long doubled = interval.toMillis() << Math.min(failures, MOST_DOUBLINGS - 1);
        failures++;
        Duration pause =
                doubled <= 0 || doubled > longest.toMillis() ? jittered(longest) : jittered(Duration.ofMillis(doubled));
        return retryAfter != null && retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
    }

    private Duration jittered(Duration pause) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis((long) (pause.toMillis() * factor));
    }
}
