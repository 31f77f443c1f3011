package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant START = Instant.parse("2026-11-03T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Telemetry telemetry = new Telemetry(now::get);
    private final Health health = telemetry.health();

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void whatHasNotBeenTriedIsNotDown() {
        Health.Dependency kafka = health.dependency("ingest", "kafka");

        assertThat(kafka.state()).isEqualTo(new Health.State(Health.Status.UNKNOWN, START, null));
        assertThat(health.isWell()).isTrue();
    }

    @Test
    void downKeepsTheFirstReasonAndTimeUntilItIsUpAgain() {
        Health.Dependency kafka = health.dependency("ingest", "kafka");
        now.set(START.plusSeconds(1));
        kafka.down(new IllegalStateException("no route\nto host"));
        now.set(START.plusSeconds(2));
        kafka.down("something else");

        assertThat(kafka.state())
                .isEqualTo(new Health.State(
                        Health.Status.DOWN, START.plusSeconds(1), "java.lang.IllegalStateException: no route to host"));
        assertThat(health.isWell()).isFalse();

        kafka.up();
        now.set(START.plusSeconds(3));
        kafka.up();

        assertThat(kafka.state()).isEqualTo(new Health.State(Health.Status.UP, START.plusSeconds(2), null));
        assertThat(health.isWell()).isTrue();
    }

    @Test
    void whoRefusesDoesSoUntilItTakesSomethingOrHasRefusedNothingForLong() {
        Health.Dependency kafka = health.dependency("ingest", "kafka");
        kafka.refused(new IllegalStateException("no right to write"));
        assertThat(kafka.state().status()).isEqualTo(Health.Status.DOWN);
        assertThat(kafka.refuses()).isTrue();

        kafka.up();
        assertThat(kafka.refuses()).isFalse();

        kafka.refused(new IllegalStateException("no right to write"));
        now.set(START.plusSeconds(119));
        assertThat(kafka.refuses()).isTrue();
        now.set(START.plusSeconds(120));
        assertThat(kafka.refuses()).isFalse();
        assertThat(kafka.state().status()).as("until somebody asks it").isEqualTo(Health.Status.DOWN);
    }

    @Test
    void eachPartHasItsOwnViewAndOutagesAreCountedOnce() {
        health.dependency("sink", "kafka").up();
        Health.Dependency ingests = health.dependency("ingest", "kafka");
        ingests.down("a");
        ingests.down("b");
        ingests.up();
        ingests.down("c");

        assertThat(health.dependency("ingest", "kafka")).isSameAs(ingests);
        assertThat(health.reports())
                .extracting(
                        report -> report.name().part() + " " + report.state().status())
                .containsExactly("ingest DOWN", "sink UP");
        assertThat(telemetry.scrape())
                .contains("dateline_dependency_up{dependency=\"kafka\",part=\"ingest\"} 0.0")
                .contains("dateline_dependency_up{dependency=\"kafka\",part=\"sink\"} 1.0")
                .contains("dateline_dependency_outages_total{dependency=\"kafka\",part=\"ingest\"} 2.0");
    }

    @Test
    void aReasonOfAnyLengthIsCut() {
        Health.Dependency database = health.dependency("sink", "database");

        database.down("x".repeat(100_000));

        assertThat(database.state().reason()).hasSize(300);
    }
}
