package io.dateline.sink;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.service.FailureRule.Verdict;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.store.Change;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What the sink tells of itself: what it has done since it was made, and which of its dependencies is there. Thread-safe. */
public final class SinkMeters {
    private static final String PART = "sink";
    private static final String PREFIX = "dateline." + PART + ".";

    private final Counter stored;
    private final Counter current;
    private final Counter deadLetters;
    private final Counter fenced;
    private final Counter waits;
    private final DistributionSummary batchRecords;
    private final DistributionSummary batchBytes;
    private final Timer write;
    private final Timer fromReceived;
    private final Timer fromEnriched;
    private final Health.Dependency database;
    private final Health.Dependency registry;
    private final Health.Dependency kafka;
    private final InstantSource clock;

    SinkMeters(Telemetry telemetry, InstantSource clock) {
        MeterRegistry meters = telemetry.meters();
        this.clock = clock;
        stored = counter(meters, "records", "Records whose offsets are committed, dead letters among them");
        current = counter(meters, "stories", "Stories that got another current version, kills included");
        deadLetters = counter(meters, "dead.letters", "Records that went to the dead letters");
        fenced = counter(meters, "fenced.batches", "Batches given up because another offset was stored than expected");
        waits = counter(meters, "waits", "Pauses because a batch could not be stored");
        batchRecords = DistributionSummary.builder(PREFIX + "batch.records")
                .description("Records in one transaction")
                .baseUnit("records")
                .serviceLevelObjectives(1, 5, 10, 50, 100, 250, 500, 1000)
                .register(meters);
        batchBytes = Telemetry.sizes(PREFIX + "batch.size", "Bytes of records in one transaction")
                .register(meters);
        write = timer(meters, "write", "Time of one transaction in the database");
        fromReceived = timer(
                meters,
                "received.to.stored",
                "From a version's arrival to its rows; those left out that were under an embargo");
        fromEnriched = timer(meters, "enriched.to.stored", "From a version's enrichment to its rows");
        database = telemetry.health().dependency(PART, "database");
        registry = telemetry.health().dependency(PART, "registry");
        kafka = telemetry.health().dependency(PART, "kafka");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(meters);
    }

    private static Timer timer(MeterRegistry meters, String name, String description) {
        return Telemetry.timer(PREFIX + name, description).register(meters);
    }

    /** Records whose offsets are committed, dead letters among them. */
    public long stored() {
        return (long) stored.count();
    }

    /** Stories that got another current version, kills included; several versions of one story in one batch count once. */
    public long current() {
        return (long) current.count();
    }

    /** Records that went to the dead letters. */
    public long deadLetters() {
        return (long) deadLetters.count();
    }

    /** Batches that were given up because another offset was stored than expected. */
    public long fenced() {
        return (long) fenced.count();
    }

    /** Pauses because something was down. */
    public long waits() {
        return (long) waits.count();
    }

    /** A batch is in the database, offsets included. */
    void written(List<PendingRecord> batch, int stories, Duration duration, Missed missed) {
        Instant now = clock.instant();
        long bytes = 0;
        int letters = 0;
        for (PendingRecord pending : batch) {
            bytes += pending.size();
            letters += pending.isBuried() ? 1 : 0;
            if (pending.change() instanceof Change.Version version && !version.again()) {
                recordLatency(version.article(), now);
            }
        }
        stored.increment(batch.size());
        current.increment(stories);
        deadLetters.increment(letters);
        batchRecords.record(batch.size());
        batchBytes.record(bytes);
        write.record(duration);
        database.up();
        if (missed.registry) {
            registry.up();
        }
        if (missed.kafka) {
            kafka.up();
        }
        missed.registry = false;
        missed.kafka = false;
    }

    /**
     * What one consumer has waited for. What it reads may have been fetched, and its schema known, long before: only who has
     * missed broker or registry can tell that they are there again. For one thread.
     */
    static final class Missed {
        private boolean registry;
        private boolean kafka;
    }

    /**
     * A story that was under an embargo has waited for that, not for us; and one that was found to be told elsewhere comes
     * once more, with its old times.
     */
    private void recordLatency(EnrichedArticle article, Instant now) {
        if (article.getDuplicateOf() != null) {
            return;
        }
        Instant embargo = article.getEmbargoedUntil();
        if (embargo == null || !embargo.isAfter(article.getReceivedAt())) {
            fromReceived.record(since(article.getReceivedAt(), now));
        }
        fromEnriched.record(since(article.getProvenance().getEnrichedAt(), now));
    }

    /** The tables are there. */
    void databaseIsReady() {
        database.up();
    }

    void countFenced() {
        fenced.increment();
    }

    /**
     * A batch has to wait: what it waits for is down, or might as well be, as a database is that answers and lacks a table.
     * A fault of our own is nobody's.
     */
    void waiting(Exception failure, Missed missed) {
        waits.increment();
        if (Failures.isOfDatabase(failure)) {
            database.down(failure);
        } else if (Failures.isOfRegistry(failure)) {
            missed.registry = true;
            registry.down(failure);
        } else if (Failures.isOfKafka(failure) || Failures.of(failure) == Verdict.DEPENDENCY_DOWN) {
            missed.kafka = true;
            kafka.down(failure);
        }
    }

    /** Clocks of two machines may differ: never less than nothing. */
    private static Duration since(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }
}
