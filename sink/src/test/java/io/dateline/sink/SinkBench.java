package io.dateline.sink;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many stories a second go from Kafka into the database, beside the same with nothing but reading and decoding. Not
 * a test: its name keeps it out of the build. To run it, and find what it says in
 * {@code sink/target/surefire-reports/io.dateline.sink.SinkBench-output.txt}:
 *
 * <pre>mvn -B -pl sink -am verify -Dtest=SinkBench -Dsurefire.failIfNoSpecifiedTests=false -Dbench.stories=20000</pre>
 */
@ExtendWith(Servers.class)
class SinkBench {
    private static final int STORIES = Integer.getInteger("bench.stories", 20_000);
    private static final long SEED = Long.getLong("bench.seed", 20261103);
    private static final int FLUSH = 1000;

    @Test
    void storiesASecond(TestKafka kafka, PostgresServer server) {
        server.syncToDisk(true);
        TestDatabase database = server.newDatabase();
        WireTraffic traffic = new WireTraffic(SEED);
        long bytes = 0;
        for (int i = 0; i < STORIES; i++) {
            EnrichedArticle article = traffic.next("bench-" + i, 1);
            byte[] value = kafka.bytes(article);
            bytes += value.length;
            kafka.sendSoon(NewsTopic.ENRICHED, article.getArticleId(), value);
            if (i % FLUSH == 0) {
                kafka.flush();
            }
        }
        kafka.flush();
        print("stories=%d seed=%d bytes a story=%d threads=%s", STORIES, SEED, bytes / STORIES, threads());

        measure(database, "reading and decoding alone", () -> {
            var stories = AvroSerde.of(EnrichedArticle.class, kafka.registry()).deserializer();
            kafka.read(NewsTopic.ENRICHED, source -> stories.deserialize(source.topic(), source.value()));
        });
        database.migrated();
        for (String statement : System.getProperty("bench.sql", "").split(";")) {
            if (!statement.isBlank()) {
                database.execute(statement);
            }
        }
        Map<String, String> settings = Map.of("sink.threads", threads(), "sink.batch.records", batch());
        try (RunningSink sink = RunningSink.start(kafka, database, settings)) {
            measure(database, "into the database, new stories", () -> await(sink, STORIES));
        }
        // As a second version of every story would: all rows of the first are replaced.
        database.execute("update sink_offsets set next_offset = 0");
        try (RunningSink sink = RunningSink.start(kafka, database, settings)) {
            measure(database, "into the database, stories replaced", () -> await(sink, STORIES));
        }
        print(
                "rows: %s",
                database.rows(
                        "select (select count(*) from articles), (select count(*) from mentions),"
                                + " (select count(*) from quotes), (select count(*) from topics), (select count(*) from entities)"));
    }

    private static String threads() {
        return System.getProperty("bench.threads", "2");
    }

    private static String batch() {
        return System.getProperty("bench.batch", "500");
    }

    private static void await(RunningSink sink, int stories) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sink.counters().stored() >= stories);
    }

    /** Also says what it cost the processors, which another program's load does not change. */
    private static void measure(TestDatabase base, String what, Runnable work) {
        double ours = cpuSeconds(ProcessHandle.current());
        double databaseBefore = databaseSeconds(base);
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        print(
                "%-40s %8.0f stories/s  (%.1f s; processor time: JVM with broker %.1f s, database %.1f s)",
                what,
                STORIES / seconds,
                seconds,
                cpuSeconds(ProcessHandle.current()) - ours,
                databaseSeconds(base) - databaseBefore);
    }

    /** Of the processes that are there now: what a connection that was closed has used is not counted. */
    private static double databaseSeconds(TestDatabase database) {
        long postmaster = database.number("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
        return ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(SinkBench::cpuSeconds)
                .sum();
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
    }

    private static void print(String format, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, format, values));
    }
}
