package io.dateline.ingest.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds that stories come in by: how many, when the last one came, and which has gone strangely quiet. Names can come
 * from callers, so only the first {@value #MOST_FEEDS} are told apart; the others are one. Thread-safe.
 */
public final class FeedBook {
    private static final Logger LOG = LoggerFactory.getLogger(FeedBook.class);

    /** Feeds that are told apart. */
    static final int MOST_FEEDS = 500;

    /** Name of all the others. */
    static final String OTHERS = "others";

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Duration floor;
    private final Duration apprenticeship;
    private final Map<String, Entry> feeds = new ConcurrentHashMap<>();

    /**
     * @param floor a silence shorter than this is never strange
     * @param apprenticeship how long a feed is watched before it can be called quiet
     */
    public FeedBook(MeterRegistry meters, InstantSource clock, Duration floor, Duration apprenticeship) {
        this.meters = meters;
        this.clock = clock;
        this.floor = floor;
        this.apprenticeship = apprenticeship;
    }

    /**
     * What is known of a feed.
     *
     * @param lastStory when the last one was accepted since the start; null for none
     * @param usualSilence null while too little is known
     */
    public record Status(
            String feed,
            long accepted,
            long refused,
            long unchanged,
            long unstored,
            Instant lastStory,
            Duration silence,
            Duration usualSilence,
            boolean quiet) {}

    /** Notes a feed before its first story, so that its silence is seen from the start. */
    public void expect(String feed) {
        entry(feed);
    }

    /** How all feeds are, by name. */
    public List<Status> statuses() {
        return new TreeMap<>(feeds).values().stream().map(Entry::status).toList();
    }

    /** Looks which feeds have gone quiet, or speak again, and logs each change. To be called every half minute or so. */
    public void check() {
        feeds.values().forEach(Entry::check);
    }

    /** What has been learned of all feeds, by name. */
    public Map<String, FeedPulse.Memory> memories() {
        Map<String, FeedPulse.Memory> memories = new HashMap<>();
        feeds.forEach((name, entry) -> memories.put(name, entry.memory()));
        return memories;
    }

    /** Goes on from what an earlier process has learned. To be called before the first story. */
    public void recall(Map<String, FeedPulse.Memory> memories) {
        memories.forEach((name, memory) -> entry(name).recall(memory));
    }

    Entry entry(String feed) {
        Entry known = feeds.get(feed);
        if (known != null) {
            return known;
        }
        // Two at a time may go over the limit by one; it is there against floods.
        String name = feeds.size() < MOST_FEEDS ? feed : OTHERS;
        return feeds.computeIfAbsent(name, Entry::new);
    }

    /** One feed. */
    final class Entry {
        private final String name;
        private final Counter accepted;
        private final Counter refused;
        private final Counter unchanged;
        private final Counter unstored;
        private FeedPulse pulse;
        private Instant lastStory;
        private boolean quiet;

        private Entry(String name) {
            this.name = name;
            this.pulse = new FeedPulse(floor, apprenticeship, clock.instant());
            this.accepted = counter("accepted");
            this.refused = counter("refused");
            this.unchanged = counter("unchanged");
            this.unstored = counter("unstored");
            Tags tags = Tags.of("feed", name);
            Gauge.builder("dateline.ingest.feed.silence", this, entry -> seconds(entry.silence()))
                    .description("Time since the last accepted story, or since the start")
                    .baseUnit("seconds")
                    .tags(tags)
                    .register(meters);
            Gauge.builder("dateline.ingest.feed.silence.usual", this, entry -> seconds(entry.usual()))
                    .description("Longest silence that is usual; NaN while too little is known")
                    .baseUnit("seconds")
                    .tags(tags)
                    .register(meters);
            Gauge.builder("dateline.ingest.feed.quiet", this, entry -> entry.isQuiet() ? 1 : 0)
                    .description("1 while the feed is silent for strangely long")
                    .tags(tags)
                    .register(meters);
        }

        private Counter counter(String outcome) {
            return Counter.builder("dateline.ingest.stories")
                    .description("Items that came in, by what became of them")
                    .tags("feed", name, "outcome", outcome)
                    .register(meters);
        }

        void accept() {
            accepted.increment();
            Instant now = clock.instant();
            synchronized (this) {
                pulse.beat(now);
                lastStory = now;
            }
            check();
        }

        void refuse() {
            refused.increment();
        }

        void leaveOut() {
            unchanged.increment();
        }

        void lose() {
            unstored.increment();
        }

        private synchronized Duration silence() {
            return pulse.silence(clock.instant());
        }

        private synchronized Duration usual() {
            return pulse.usual(clock.instant());
        }

        private synchronized boolean isQuiet() {
            return pulse.isQuiet(clock.instant());
        }

        private synchronized FeedPulse.Memory memory() {
            return pulse.memory();
        }

        private synchronized void recall(FeedPulse.Memory memory) {
            pulse = FeedPulse.of(memory, floor, apprenticeship, clock.instant());
        }

        private synchronized Status status() {
            Instant now = clock.instant();
            return new Status(
                    name,
                    (long) accepted.count(),
                    (long) refused.count(),
                    (long) unchanged.count(),
                    (long) unstored.count(),
                    lastStory,
                    pulse.silence(now),
                    pulse.usual(now),
                    pulse.isQuiet(now));
        }

        private synchronized void check() {
            boolean now = isQuiet();
            if (now == quiet) {
                return;
            }
            quiet = now;
            if (now) {
                LOG.warn(
                        "feed has gone quiet feed={} silent.s={} usual.s={}",
                        name,
                        silence().toSeconds(),
                        usual().toSeconds());
            } else {
                LOG.info("feed speaks again feed={}", name);
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1000.0;
    }
}
