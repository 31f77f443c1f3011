package io.dateline.ingest.produce;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Until when a caller is willing to wait for Kafka and the registry. Immutable. */
public final class Deadline {
    private static final Deadline NEVER = new Deadline(false, 0);

    private final boolean ends;
    private final long at;

    private Deadline(boolean ends, long at) {
        this.ends = ends;
        this.at = at;
    }

    /** Waits as long as it takes. */
    public static Deadline never() {
        return NEVER;
    }

    /** Waits so long from now on. */
    public static Deadline in(Duration patience) {
        return new Deadline(true, System.nanoTime() + patience.toNanos());
    }

    /** Nanoseconds left; 0 when it is over. */
    long left() {
        return ends ? Math.max(0, at - System.nanoTime()) : Long.MAX_VALUE;
    }

    /** Milliseconds left, as a wait takes them. */
    public long leftMillis() {
        return TimeUnit.NANOSECONDS.toMillis(left());
    }

    /** A pause, but not beyond the deadline. */
    Duration within(Duration pause) {
        long left = left();
        return left < pause.toNanos() ? Duration.ofNanos(left) : pause;
    }

    boolean isOver() {
        return ends && left() == 0;
    }
}
