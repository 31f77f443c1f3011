package io.dateline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.VersionOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Crashes, outages, replays and rebalances: nothing is lost, nothing doubled, nothing comes back. */
@ExtendWith(Servers.class)
class SinkRecoveryTest {

    private static void sendStories(TestKafka kafka, int from, int to) {
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = from; i < to; i++) {
            articles.add(Stories.usable("s" + i, 1).build());
        }
        kafka.send(articles.toArray(EnrichedArticle[]::new));
    }

    private static void expectStories(TestDatabase database, int count) {
        assertThat(database.number("select count(*) from articles")).isEqualTo(count);
        assertThat(database.number("select count(*) from quotes")).isEqualTo(count);
        assertThat(database.number("select count(*) from mentions")).isEqualTo(2L * count);
    }

    @Test
    void readingAgainFromAnyEarlierOffsetGivesTheSameTables(TestKafka kafka, TestDatabase database) {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            String id = "s" + random.nextInt(25);
            long version = 1 + random.nextInt(6);
            switch (random.nextInt(8)) {
                case 0 -> kafka.send(Stories.killed(id, version).build());
                case 1 -> kafka.send(Stories.withheld(id, version).build());
                case 2 ->
                    kafka.send(Stories.outcome(id, version, VersionOutcome.LATE).build());
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        kafka.send(NewsTopic.ENRICHED, Stories.articleId(id), null);
                    }
                }
                default ->
                    kafka.send(Stories.usable(id, version, "Said " + random.nextInt(100))
                            .build());
            }
        }
        Map<String, String> smallBatches = Map.of("sink.batch.records", "7");
        try (RunningSink sink = RunningSink.start(kafka, database, smallBatches)) {
            RunningSink.awaitAllStored(kafka, database);
        }
        Map<String, List<String>> once = database.dump();
        assertThat(once.get("articles")).isNotEmpty();

        for (String earlier : List.of("0", "next_offset / 2", "greatest(next_offset - 5, 0)")) {
            database.execute("update sink_offsets set next_offset = " + earlier);
            try (RunningSink sink = RunningSink.start(kafka, database)) {
                RunningSink.awaitAllStored(kafka, database);
                assertThat(sink.counters().stored()).isPositive();
            }
            assertThat(database.dump()).as("seed %d, from %s", seed, earlier).isEqualTo(once);
        }
    }

    @Test
    void aCrashBetweenWritingAndCommittingLeavesNeitherRowsNorOffsets(TestKafka kafka, TestDatabase database) {
        database.migrated();
        // At the commit, when all rows are written, the server ends the connection's process.
        database.execute("""
                create function die() returns trigger language plpgsql as
                $$begin perform pg_terminate_backend(pg_backend_pid()); return null; end$$""");
        database.execute("""
                create constraint trigger die after insert on articles
                deferrable initially deferred for each row execute function die()""");
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            sendStories(kafka, 0, 50);
            await().until(() -> sink.counters().waits() > 2);
            assertThat(database.dump().values())
                    .allSatisfy(rows -> assertThat(rows).isEmpty());
            assertThat(database.number("select coalesce(max(next_offset), 0) from sink_offsets"))
                    .isZero();

            database.execute("drop trigger die on articles");

            RunningSink.awaitAllStored(kafka, database);
            expectStories(database, 50);
            assertThat(sink.counters().deadLetters()).isZero();
        }
    }

    @Test
    void aMissingTableMakesNoDeadLetters(TestKafka kafka, TestDatabase database) {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            database.execute("alter table quotes rename to mislaid");
            sendStories(kafka, 0, 10);
            await().until(() -> sink.counters().waits() > 2);
            assertThat(database.number("select count(*) from articles")).isZero();

            database.execute("alter table mislaid rename to quotes");

            RunningSink.awaitAllStored(kafka, database);
            expectStories(database, 10);
            assertThat(sink.counters().deadLetters()).isZero();
        }
    }

    @Test
    void aDatabaseThatIsRestartedIsWaitedForWithoutLeavingTheGroup(TestKafka kafka, @TempDir Path directory)
            throws Exception {
        try (PostgresServer server = PostgresServer.start(directory.resolve("postgres"))) {
            TestDatabase database = server.newDatabase();
            Map<String, String> impatient =
                    Map.of("kafka.max.poll.interval.ms", "2000", "sink.statement.timeout.ms", "1000");
            try (RunningSink sink = RunningSink.start(kafka, database, impatient)) {
                sendStories(kafka, 0, 100);
                RunningSink.awaitAllStored(kafka, database);
                String member = member(kafka, database);

                server.stop();
                sendStories(kafka, 100, 200);
                // Twice as long as a consumer may stay away from its group.
                Thread.sleep(4000);
                assertThat(sink.counters().waits()).isPositive();
                assertThat(member(kafka, database)).isEqualTo(member);
                server.start();

                RunningSink.awaitAllStored(kafka, database);
                expectStories(database, 200);
                assertThat(sink.counters().deadLetters()).isZero();
                assertThat(sink.counters().fenced()).isZero();
                assertThat(member(kafka, database)).isEqualTo(member);
            }
        }
    }

    private static String member(TestKafka kafka, TestDatabase database) throws Exception {
        String group = database.url();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get(30, TimeUnit.SECONDS)
                    .members()
                    .toString();
        }
    }

    @Test
    void whatAnotherInstanceHasStoredIsNotGoneBackOn(TestKafka kafka, TestDatabase database) {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            sendStories(kafka, 0, 20);
            RunningSink.awaitAllStored(kafka, database);
            long before = database.number("select sum(next_offset) from sink_offsets");
            // As if another instance had gone on here while this one did not look.
            database.execute("update sink_offsets set next_offset = next_offset + 3 where topic = '"
                    + NewsTopic.ENRICHED.topicName() + "'");

            sendStories(kafka, 20, 60);

            RunningSink.awaitAllStored(kafka, database);
            assertThat(sink.counters().fenced()).isPositive();
            assertThat(before).isEqualTo(20);
            assertThat(database.number("select count(*) from articles")).isEqualTo(60 - 3 * TestKafka.PARTITIONS);
        }
    }

    @Test
    void anInstanceThatHangsLosesItsPartitionsAndOverwritesNothing(TestKafka kafka, TestDatabase database)
            throws SQLException, InterruptedException {
        Map<String, String> impatient = Map.of("kafka.max.poll.interval.ms", "1500");
        try (RunningSink hanging = RunningSink.start(kafka, database, impatient);
                Connection blocker = database.pool().getConnection();
                Statement block = blocker.createStatement()) {
            // The first instance hangs in its transaction, and is put out of the group.
            block.execute("select * from sink_offsets for update");
            sendStories(kafka, 0, 40);
            Thread.sleep(2500);
            try (RunningSink successor = RunningSink.start(kafka, database, impatient)) {
                kafka.send(
                        Stories.usable("s0", 2).build(), Stories.killed("s1", 2).build());
                Thread.sleep(500);
                blocker.rollback();

                RunningSink.awaitAllStored(kafka, database);

                assertThat(hanging.counters().fenced() + successor.counters().fenced())
                        .isPositive();
                assertThat(hanging.counters().stored() + successor.counters().stored())
                        .as("each record is committed by one instance")
                        .isEqualTo(42);
                assertThat(database.number("select count(*) from articles")).isEqualTo(40);
                assertThat(database.rows(
                                "select version, status from articles where article_id in ('acme|s0', 'acme|s1')"
                                        + " order by article_id"))
                        .containsExactly("2|USABLE", "2|CANCELED");
            }
        }
    }

    @Test
    void instancesComeAndGoAndEveryRecordIsStoredOnce(TestKafka kafka, TestDatabase database) throws Exception {
        List<RunningSink> sinks = new ArrayList<>();
        long stored = 0;
        Thread feed = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                sendStories(kafka, 10 * i, 10 * i + 10);
            }
        });
        try {
            sinks.add(RunningSink.start(kafka, database, Map.of("sink.batch.records", "20")));
            feed.start();
            for (int i = 0; i < 3; i++) {
                RunningSink next = RunningSink.start(kafka, database, Map.of("sink.threads", "2"));
                Thread.sleep(300);
                RunningSink former = sinks.remove(0);
                former.close();
                stored += former.counters().stored();
                sinks.add(next);
            }
            feed.join();

            RunningSink.awaitAllStored(kafka, database);
            stored += sinks.get(0).counters().stored();
            expectStories(database, 3000);
            assertThat(stored).isEqualTo(3000);
        } finally {
            feed.join(Duration.ofSeconds(60).toMillis());
            sinks.forEach(RunningSink::close);
        }
    }
}
