package io.dateline.enrich.analysis;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long one story may be analysed, in processor time of the thread at work: a machine that is busy, or was asleep, does
 * not make a good story bad. No thread is ended from outside; the analysers ask between their steps and in their loops,
 * and the thread goes on with the next story. For one thread.
 */
public final class TimeBudget {
    private final long limitNanos;
    private final LongSupplier clock;
    private long begun;

    /** A budget by the processor time of the thread that asks. */
    public TimeBudget(Duration limit) {
        this(limit, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /** The same by any clock, in nanoseconds. */
    TimeBudget(Duration limit, LongSupplier clock) {
        this.limitNanos = limit.toNanos();
        this.clock = clock;
    }

    /** A budget that is never spent. */
    public static TimeBudget unlimited() {
        return new TimeBudget(Duration.ofNanos(Long.MAX_VALUE), () -> 0);
    }

    /** A story begins. */
    void begin() {
        begun = clock.getAsLong();
    }

    /**
     * May the work on this story go on? Costs less than a microsecond: for every step and every sentence, not for every
     * word.
     *
     * @param step what is about to be done, for the message
     * @throws SpentException when the story has had its time
     */
    public void check(String step) {
        if (clock.getAsLong() - begun > limitNanos) {
            throw new SpentException(String.format(
                    Locale.ROOT, "analysed for more than %d ms, given up at: %s", limitNanos / 1_000_000, step));
        }
    }

    /** A story took more than it may. */
    public static final class SpentException extends RuntimeException {
        SpentException(String message) {
            super(message);
        }
    }
}
