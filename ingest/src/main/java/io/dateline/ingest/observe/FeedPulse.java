package io.dateline.ingest.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a feed is usually silent between two stories, learned from the gaps that it has left, and whether it is silent
 * for strangely long now. Not thread-safe.
 *
 * <p>What is usual is the longest silence that it has left twice lately: so a feed that sends thirty stories at the full
 * hour is known by its hours, one that sleeps at night by its nights, and an outage that happened once does not count. A
 * gap counts for less the older it is, half after two weeks. A feed is quiet when it is silent for half as long again.
 */
public final class FeedPulse {
    /** Gaps that have to be known before anything is said of a feed. Those under a second don't count. */
    static final int FEWEST_GAPS = 20;

    private static final double TWICE = 1.5;
    private static final double FACTOR = 1.5;
    private static final double HALF_LIFE_SECONDS = Duration.ofDays(14).toSeconds();

    /** Bounds of the classes of gaps: seconds, each a quarter longer than the one before, up to some 50 days. */
    private static final int CLASSES = 69;

    private static final double STEP = Math.log(1.25);

    private final Duration floor;
    private final Duration apprenticeship;
    private final double[] weights;
    private final Instant since;
    private long gaps;
    private Instant last;
    private Instant decayed;

    /**
     * A feed of which nothing is known.
     *
     * @param floor a silence shorter than this is never strange
     * @param apprenticeship how long a feed is watched before anything is said of it
     */
    public FeedPulse(Duration floor, Duration apprenticeship, Instant now) {
        this(floor, apprenticeship, new double[CLASSES], now, 0, null, now);
    }

    private FeedPulse(
            Duration floor,
            Duration apprenticeship,
            double[] weights,
            Instant since,
            long gaps,
            Instant last,
            Instant decayed) {
        this.floor = floor;
        this.apprenticeship = apprenticeship;
        this.weights = weights;
        this.since = since;
        this.gaps = gaps;
        this.last = last;
        this.decayed = decayed;
    }

    /**
     * What is known of a feed, to be kept over a restart.
     *
     * @param since from when on it has been watched
     * @param gaps how many have been seen
     * @param weights how often each class of gaps was seen, less the older, at {@code at}
     */
    public record Memory(Instant since, long gaps, double[] weights, Instant at) {}

    /** What is known now. */
    public Memory memory() {
        return new Memory(since, gaps, weights.clone(), decayed);
    }

    /** Goes on from what was known. The time in between, in which nobody watched, is no gap of the feed. */
    public static FeedPulse of(Memory memory, Duration floor, Duration apprenticeship, Instant now) {
        double[] weights = new double[CLASSES];
        System.arraycopy(memory.weights(), 0, weights, 0, Math.min(CLASSES, memory.weights().length));
        return new FeedPulse(floor, apprenticeship, weights, memory.since(), memory.gaps(), now, memory.at());
    }

    /** A story has come. A clock that went back gives no gap. */
    public void beat(Instant now) {
        if (last != null && now.isAfter(last)) {
            double gap = Duration.between(last, now).toMillis() / 1000.0;
            decay(now);
            weights[classOf(gap)]++;
            if (gap >= 1) {
                gaps++;
            }
        }
        if (last == null || now.isAfter(last)) {
            last = now;
        }
    }

    /** How long no story has come; since the feed is watched, when none ever has. */
    public Duration silence(Instant now) {
        Duration silence = Duration.between(last == null ? since : last, now);
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    /** The longest silence that is usual; null while too little is known. */
    public Duration usual(Instant now) {
        if (gaps < FEWEST_GAPS || Duration.between(since, now).compareTo(apprenticeship) < 0) {
            return null;
        }
        double longer = 0;
        for (int i = CLASSES - 1; i >= 0; i--) {
            longer += weights[i];
            if (longer >= TWICE) {
                return Duration.ofMillis((long) (1000 * Math.exp((i + 1) * STEP)));
            }
        }
        return null;
    }

    /** Is it silent for strangely long? Never while too little is known. */
    public boolean isQuiet(Instant now) {
        Duration usual = usual(now);
        if (usual == null) {
            return false;
        }
        Duration silence = silence(now);
        return silence.compareTo(floor) > 0 && silence.toMillis() > FACTOR * usual.toMillis();
    }

    private void decay(Instant now) {
        double seconds = Duration.between(decayed, now).toMillis() / 1000.0;
        if (seconds > 0) {
            double left = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
            for (int i = 0; i < CLASSES; i++) {
                weights[i] *= left;
            }
            decayed = now;
        }
    }

    private static int classOf(double seconds) {
        return seconds <= 1 ? 0 : Math.min(CLASSES - 1, (int) (Math.log(seconds) / STEP));
    }
}
