package io.dateline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
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
    }
}
