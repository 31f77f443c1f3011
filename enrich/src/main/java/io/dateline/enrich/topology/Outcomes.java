package io.dateline.enrich.topology;

import io.dateline.enrich.life.Decision;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what becomes of stories, as {@code dateline.enrich.stories} with the tags outcome and reason. What is counted is
 * what was handled: after a crash, or when a transaction fails, stories since the last commit are handled, and counted,
 * again. The ledger on {@code news.articles.versions} is exact. Thread-safe.
 */
final class Outcomes {
    static final String STORIES = "dateline.enrich.stories";
    static final String FORGOTTEN = "dateline.enrich.forgotten";
    static final String HELD = "dateline.enrich.held";
    static final String LATENCY = "dateline.enrich.received.to.enriched";

    static final String BANDS = "dateline.enrich.likeness.bands";
    static final String COMPARISONS = "dateline.enrich.likeness.comparisons";

    private static final String SERVED = "served";
    private static final String METADATA_ONLY = "metadata_only";
    private static final String CANCELLED = "cancelled";
    private static final String HELD_OUTCOME = "held";
    private static final String LATE = "late";
    private static final String DUPLICATE = "duplicate";
    private static final String NEAR_DUPLICATE = "near_duplicate";
    private static final String DEAD_LETTERED = "dead_lettered";
    private static final List<String> CHANGES =
            Arrays.stream(ChangeKind.values()).map(Outcomes::nameOf).toList();

    /**
     * All that can become of a version, dead letters aside: a series that is first seen with a one in it has not increased,
     * by Prometheus' count.
     */
    private static final Map<String, List<String>> EXPECTED = Map.of(
            SERVED, CHANGES,
            METADATA_ONLY, CHANGES,
            CANCELLED, List.of("killed_before", HELD_OUTCOME, "kill", "ordered"),
            HELD_OUTCOME, List.of("withheld", "embargo", "unreadable_embargo"),
            LATE, List.of("older", HELD_OUTCOME),
            DUPLICATE, List.of("same_content"),
            NEAR_DUPLICATE, List.of("found", "gone"));

    private final MeterRegistry meters;
    private final Counter forgotten;
    private final Counter bandsWithRoom;
    private final Counter fullBands;
    private final Counter foundAlike;
    private final Counter foundUnlike;
    private final Counter notCompared;
    private final Timer latency;
    /** How many stories each task holds. */
    private final Map<String, Long> held = new ConcurrentHashMap<>();

    Outcomes(MeterRegistry meters) {
        this.meters = meters;
        this.forgotten = Counter.builder(FORGOTTEN)
                .description("Stories forgotten because there was no news of them for longer than the retention.")
                .register(meters);
        this.bandsWithRoom = bands("yes");
        this.fullBands = bands("no");
        this.foundAlike = comparisons("alike");
        this.foundUnlike = comparisons("unlike");
        this.notCompared = comparisons("left_out");
        this.latency = Telemetry.timer(LATENCY, "From a version's arrival to its enrichment; held ones left out.")
                .register(meters);
        Gauge.builder(
                        HELD,
                        held,
                        tasks -> tasks.values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .description("Stories under an embargo or withheld, about.")
                .baseUnit("stories")
                .register(meters);
        EXPECTED.forEach((outcome, reasons) -> reasons.forEach(reason -> counter(meters, outcome, reason)));
    }

    /** A node that may have dead letters: counted from none, so that the first one is seen to be one more. */
    void expectDeadLetters(String node) {
        counter(meters, DEAD_LETTERED, node);
    }

    /** What a task holds now, about; 0 when the task goes elsewhere. */
    void holding(String task, long stories) {
        held.put(task, stories);
    }

    /** An arriving version of which consumers see nothing. */
    void dropped(Decision.Reason reason) {
        switch (reason) {
            case DUPLICATE -> count(DUPLICATE, "same_content");
            case LATE -> count(LATE, "older");
            case CANCELLED -> count(CANCELLED, "killed_before");
        }
    }

    /** An arriving version that is held. */
    void held(Decision.Hold hold) {
        count(HELD_OUTCOME, hold.withheld() ? "withheld" : hold.due() != null ? "embargo" : "unreadable_embargo");
    }

    /** A version that was held and is not going to be served. */
    void heldInVain(boolean killed) {
        count(killed ? CANCELLED : LATE, HELD_OUTCOME);
    }

    /**
     * What was published.
     *
     * @param released was it held until now?
     */
    void published(EnrichedArticle article, Decision decision, boolean released) {
        if (!released) {
            Duration took = Duration.between(
                    article.getReceivedAt(), article.getProvenance().getEnrichedAt());
            latency.record(took.isNegative() ? Duration.ZERO : took);
        }
        switch (article.getStatus()) {
            case CANCELED ->
                count(
                        CANCELLED,
                        decision instanceof Decision.Cancel cancel && cancel.rule() != null ? "kill" : "ordered");
            case WITHHELD -> count(HELD_OUTCOME, "withheld");
            case USABLE -> count(article.getMetadataOnly() ? METADATA_ONLY : SERVED, nameOf(article.getChangeKind()));
        }
    }

    /** A served story turned out to be a duplicate of another one, or to be none any more. */
    void nearDuplicate(boolean found) {
        count(NEAR_DUPLICATE, found ? "found" : "gone");
    }

    /** A story came into a band. */
    void filedInBand(boolean full) {
        (full ? fullBands : bandsWithRoom).increment();
    }

    /** The texts of two stories were compared. */
    void compared(boolean alike) {
        (alike ? foundAlike : foundUnlike).increment();
    }

    /** Two stories were not compared, because one of them had been compared with too many. */
    void notCompared() {
        notCompared.increment();
    }

    /** A record that a node could not handle. */
    void deadLettered(String node) {
        countDeadLetter(meters, node);
    }

    /** The same, for those whom Kafka Streams makes. */
    static void countDeadLetter(MeterRegistry meters, String node) {
        count(meters, DEAD_LETTERED, node);
    }

    void forgotten(int stories) {
        forgotten.increment(stories);
    }

    private Counter bands(String room) {
        return Counter.builder(BANDS)
                .description("Stories that came into a band of their sketch, and whether it had room for another.")
                .tag("room", room)
                .register(meters);
    }

    private Counter comparisons(String outcome) {
        return Counter.builder(COMPARISONS)
                .description("Pairs of stories that may say the same, and what the comparison of their texts came to.")
                .tag("outcome", outcome)
                .register(meters);
    }

    private void count(String outcome, String reason) {
        count(meters, outcome, reason);
    }

    private static void count(MeterRegistry meters, String outcome, String reason) {
        counter(meters, outcome, reason).increment();
    }

    private static Counter counter(MeterRegistry meters, String outcome, String reason) {
        return Counter.builder(STORIES)
                .description("What became of stories.")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(meters);
    }

    private static String nameOf(ChangeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
