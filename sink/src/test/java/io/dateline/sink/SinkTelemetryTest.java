package io.dateline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the sink tells an operator, from the real thing. */
@ExtendWith(Servers.class)
class SinkTelemetryTest {

    @Test
    void itTellsWhatItStoredInWhatTimeAndLots(TestKafka kafka, TestDatabase database) throws Exception {
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry)) {
            sink.start();
            kafka.send(Stories.usable("a", 1).build());
            kafka.send(Stories.usable("b", 1).build());
            RunningSink.awaitAllStored(kafka, database);

            MeterRegistry meters = telemetry.meters();
            await().until(() -> meters.get("dateline.sink.stories").counter().count() == 2);
            assertThat(meters.get("dateline.sink.records").counter().count()).isEqualTo(2);
            assertThat(meters.get("dateline.sink.dead.letters").counter().count())
                    .isZero();
            assertThat(meters.get("dateline.sink.batch.records").summary().totalAmount())
                    .isEqualTo(2);
            assertThat(meters.get("dateline.sink.write").timer().totalTime(TimeUnit.NANOSECONDS))
                    .isPositive();
            assertThat(meters.get("dateline.sink.received.to.stored").timer().count())
                    .isEqualTo(2);
            assertThat(meters.get("dateline.sink.enriched.to.stored").timer().count())
                    .isEqualTo(2);
            assertThat(meters.find("kafka.consumer.fetch.manager.records.lag.max")
                            .gauges())
                    .isNotEmpty();
        }
    }

    @Test
    void whatWaitedForAnEmbargoOrIsToldElsewhereDoesNotCountAsSlow(TestKafka kafka, TestDatabase database)
            throws Exception {
        Instant morning = Instant.now().minus(Duration.ofHours(6));
        EnrichedArticle released = Stories.usable("held", 1)
                .setReceivedAt(morning)
                .setEmbargoedUntil(Instant.now().minusSeconds(1))
                .build();
        released.getProvenance().setEnrichedAt(Instant.now());
        EnrichedArticle copy = Stories.usable("copy", 1)
                .setReceivedAt(morning)
                .setDuplicateOf("first")
                .build();
        copy.getProvenance().setEnrichedAt(morning);
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry)) {
            sink.start();
            kafka.send(released, copy);
            RunningSink.awaitAllStored(kafka, database);

            MeterRegistry meters = telemetry.meters();
            await().until(() -> meters.get("dateline.sink.stories").counter().count() == 2);
            assertThat(meters.get("dateline.sink.received.to.stored").timer().count())
                    .isZero();
            assertThat(meters.get("dateline.sink.enriched.to.stored").timer().count())
                    .isEqualTo(1);
            assertThat(meters.get("dateline.sink.enriched.to.stored").timer().max(TimeUnit.HOURS))
                    .isLessThan(1);
        }
    }

    /** A registry that is away is not there again because a schema is known. */
    @Test
    void storiesWhoseSchemaIsKnownDoNotSayThatTheRegistryIsThere(TestKafka kafka, TestDatabase database)
            throws Exception {
        AtomicBoolean registryIsThere = new AtomicBoolean(true);
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(
                        kafka.settings(database, Map.of()), new Absent(kafka.registry(), registryIsThere), telemetry)) {
            sink.start();
            kafka.send(Stories.usable("a", 1).build());
            RunningSink.awaitAllStored(kafka, database);

            registryIsThere.set(false);
            Health.Dependency registry = telemetry.health().dependency("sink", "registry");
            await().atMost(Duration.ofSeconds(30)).until(() -> registry.state().status() == Health.Status.DOWN);
            Instant since = registry.state().since();
            for (int version = 2; version < 6; version++) {
                kafka.send(Stories.usable("a", version).build());
                RunningSink.awaitAllStored(kafka, database);
            }
            assertThat(registry.state().status()).isEqualTo(Health.Status.DOWN);
            assertThat(registry.state().since()).isEqualTo(since);

            registryIsThere.set(true);
            await().atMost(Duration.ofSeconds(30)).until(() -> registry.state().status() == Health.Status.UP);
        }
    }

    /** Where an administrator makes the topics, the one of redrive's is made by the first redrive. */
    @Test
    void howFarItIsBehindIsKnownBeforeTheFirstRedrive(TestKafka kafka, TestDatabase database) throws Exception {
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(
                        kafka.settings(database, Map.of("topics.create", "false")), kafka.registry(), telemetry)) {
            sink.start();
            kafka.send(Stories.usable("a", 1).build());
            RunningSink.awaitAllStored(kafka, database);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> telemetry
                                    .meters()
                                    .find("dateline.behind")
                                    .tag("topic", NewsTopic.ENRICHED.topicName())
                                    .gauges()
                                    .size()
                            == TestKafka.PARTITIONS);
        }
    }

    @Test
    void aDatabaseThatGoesAwayWhileNothingIsToBeWrittenIsNoticed(TestKafka kafka, PostgresServer server)
            throws Exception {
        TestDatabase database = server.newDatabase();
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry)) {
            sink.start();
            Health.Dependency watched = telemetry.health().dependency("sink", "database");
            await().until(() -> watched.state().status() == Health.Status.UP);

            server.stop();
            await().atMost(Duration.ofSeconds(30)).until(() -> watched.state().status() == Health.Status.DOWN);
            assertThat(watched.state().reason()).contains("refused");
            assertThat(telemetry.health().isWell()).isFalse();
            assertThat(telemetry.health().dependency("sink", "kafka").state().status())
                    .isEqualTo(Health.Status.UP);

            server.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> telemetry.health().isWell());
            assertThat(sink.isReady()).isTrue();
        }
    }

    @Test
    void whileItWaitsAtTheStartItTellsForWhat(TestKafka kafka, PostgresServer server) throws Exception {
        TestDatabase database = server.newDatabase();
        AtomicBoolean registryIsThere = new AtomicBoolean();
        server.stop();
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(
                        kafka.settings(database, Map.of()), new Absent(kafka.registry(), registryIsThere), telemetry)) {
            Thread starting = new Thread(() -> start(sink), "starting");
            starting.start();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(states(telemetry))
                            .contains("kafka UP null", "registry DOWN " + Absent.REASON)
                            .anyMatch(state -> state.startsWith("database DOWN ") && state.contains("refused")));
            assertThat(telemetry.health().isWell()).isFalse();
            registryIsThere.set(true);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(states(telemetry)).contains("registry UP null"));
            assertThat(sink.isReady()).isFalse();
            server.start();

            // Without a story that would show it.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sink.isReady() && telemetry.health().isWell());
            starting.join();
        }
    }

    @Test
    void aTableThatIsMissingIsToldAndItIsNotReady(TestKafka kafka, TestDatabase database) throws Exception {
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry)) {
            sink.start();
            assertThat(sink.isReady()).isTrue();

            database.execute("alter table quotes rename to mislaid");
            kafka.send(Stories.usable("a", 1).build());

            Health.Dependency watched = telemetry.health().dependency("sink", "database");
            await().until(() -> !sink.isReady());
            assertThat(watched.state().status()).isEqualTo(Health.Status.DOWN);
            assertThat(watched.state().reason()).contains("relation \"quotes\" does not exist");
            // The probe asks in the meantime, and the database answers.
            Thread.sleep(6000);
            assertThat(sink.isReady()).isFalse();
            assertThat(watched.state().status()).isEqualTo(Health.Status.DOWN);

            database.execute("alter table mislaid rename to quotes");

            RunningSink.awaitAllStored(kafka, database);
            await().until(() -> sink.isReady() && telemetry.health().isWell());
        }
    }

    @Test
    void aConsumerThatEndsAgainAndAgainIsNotReady(TestKafka kafka, TestDatabase database) throws Exception {
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry)) {
            sink.start();
            kafka.send(Stories.usable("a", 1).build());
            RunningSink.awaitAllStored(kafka, database);
            assertThat(sink.isReady()).isTrue();

            // No place that a consumer could go to; it asks when it finds another one stored than it knows.
            database.execute("update sink_offsets set next_offset = -2 - next_offset");
            kafka.send(Stories.usable("a", 2).build());
            await().atMost(Duration.ofSeconds(30)).until(() -> !sink.isReady());
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> !sink.isReady());

            database.execute("update sink_offsets set next_offset = -2 - next_offset");
            await().atMost(Duration.ofSeconds(30)).until(sink::isReady);
            RunningSink.awaitAllStored(kafka, database);
        }
    }

    /** Kafka's own lag of a reader of committed records ends where the transaction begins. */
    @Test
    void whatWaitsBehindATransactionThatNobodyEndsIsSeen(TestKafka kafka, TestDatabase database) throws Exception {
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "forgotten");
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry);
                KafkaProducer<byte[], byte[]> forgotten =
                        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            sink.start();
            forgotten.initTransactions();
            forgotten.beginTransaction();
            forgotten
                    .send(new ProducerRecord<>(
                            NewsTopic.ENRICHED.topicName(),
                            0,
                            Stories.articleId("x").getBytes(UTF_8),
                            null))
                    .get();
            for (int i = 0; i < 20; i++) {
                kafka.send(Stories.usable("a" + i, 1).build());
            }
            long behind = kafka.ends(NewsTopic.ENRICHED, "read_uncommitted")
                    .get(new TopicPartition(NewsTopic.ENRICHED.topicName(), 0));

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(gauge(telemetry, "dateline.behind", 0)).isEqualTo(behind);
                assertThat(gauge(telemetry, "dateline.behind", 1)).isZero();
                assertThat(gauge(telemetry, "dateline.standstill", 0)).isGreaterThan(5);
            });
            assertThat(telemetry
                            .meters()
                            .find("kafka.consumer.fetch.manager.records.lag.max")
                            .gauges())
                    .allSatisfy(lag -> assertThat(lag.value()).isLessThanOrEqualTo(1));

            // Its end is a record in the log, and nothing to be stored.
            forgotten.abortTransaction();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(gauge(telemetry, "dateline.behind", 0)).isZero();
                assertThat(gauge(telemetry, "dateline.standstill", 0)).isZero();
            });
        }
    }

    @Test
    void theEndOfATransactionIsNothingToBeBehindOf(TestKafka kafka, TestDatabase database) throws Exception {
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "ended");
        try (Telemetry telemetry = new Telemetry();
                SinkService sink = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), telemetry);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            sink.start();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                            NewsTopic.ENRICHED.topicName(),
                            0,
                            Stories.articleId("a").getBytes(UTF_8),
                            kafka.bytes(Stories.usable("a", 1).build())))
                    .get();
            producer.commitTransaction();

            await().until(() -> database.number("select count(*) from articles") == 1);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(gauge(telemetry, "dateline.behind", 0)).isZero());
            assertThat(database.number("select max(next_offset) from sink_offsets"))
                    .as("before the end of the transaction")
                    .isEqualTo(1);
        }
    }

    /** NaN while there is none: it comes with the first look at what is stored. */
    private static double gauge(Telemetry telemetry, String name, int partition) {
        Gauge gauge = telemetry
                .meters()
                .find(name)
                .tags("part", "sink", "topic", NewsTopic.ENRICHED.topicName(), "partition", Integer.toString(partition))
                .gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    private static void start(SinkService sink) {
        try {
            sink.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> states(Telemetry telemetry) {
        return telemetry.health().reports().stream()
                .map(report -> report.name().dependency() + " " + report.state().status() + " "
                        + report.state().reason())
                .toList();
    }

    /** A registry that does not answer until it is there. */
    private record Absent(SchemaRegistry registry, AtomicBoolean there) implements SchemaRegistry {
        private static final String REASON = SchemaRegistryUnavailableException.class.getName() + ": no answer";

        private SchemaRegistry ask() {
            if (!there.get()) {
                throw new SchemaRegistryUnavailableException("no answer", null);
            }
            return registry;
        }

        @Override
        public int idOf(String subject, Schema schema) {
            return ask().idOf(subject, schema);
        }

        @Override
        public Schema schemaOf(int id) {
            return ask().schemaOf(id);
        }

        @Override
        public void requireFullTransitive(String subject) {
            ask().requireFullTransitive(subject);
        }

        @Override
        public void reach() {
            ask().reach();
        }
    }
}
