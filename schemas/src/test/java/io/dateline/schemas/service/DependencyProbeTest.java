package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Health.Status;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may say that a dependency is up again. */
class DependencyProbeTest {
    private final Telemetry telemetry = new Telemetry();
    private final Health.Dependency registry = telemetry.health().dependency("ingest", "registry");
    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final AtomicBoolean idle = new AtomicBoolean();
    private final DependencyProbe.Watched watched = new DependencyProbe.Watched(
            registry,
            DependencyProbe.Watch.registry(
                    () -> {
                        if (!answers.get()) {
                            throw new IllegalStateException("no answer");
                        }
                    },
                    idle::get));

    @AfterEach
    void close() {
        telemetry.close();
    }

    private Status askedWhileItAnswers(boolean answering) {
        answers.set(answering);
        watched.ask();
        return registry.state().status();
    }

    @Test
    void whatHasNotBeenTriedIsUpOnceItAnswers() {
        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.UP);
    }

    @Test
    void whatTheProbeFoundDownIsUpWhenTheProbeFindsIt() {
        assertThat(askedWhileItAnswers(false)).isEqualTo(Status.DOWN);
        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.UP);
    }

    @Test
    void whatThePartFoundDownAndStillTriesIsForThePartToTell() {
        registry.down("it refuses what is written");

        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.DOWN);
    }

    @Test
    void whatThePartFoundDownAndTriesNoMoreIsUpWhenItAnswers() {
        registry.down("no answer to a story that was given up");
        idle.set(true);

        assertThat(askedWhileItAnswers(false)).isEqualTo(Status.DOWN);
        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.UP);
    }

    @Test
    void whatTheProbeSaidLongAgoGivesItNoSayInWhatThePartFindsNow() {
        askedWhileItAnswers(false);
        registry.up();
        askedWhileItAnswers(true);
        registry.down("it refuses what is written");

        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.DOWN);
    }

    @Test
    void thatItAnswersSaysNothingWhileItRefuses() {
        askedWhileItAnswers(false);
        idle.set(true);
        registry.refused(new IllegalStateException("it takes no schema of ours"));

        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.DOWN);

        registry.up();
        assertThat(askedWhileItAnswers(true)).isEqualTo(Status.UP);
    }

    /** Kafka's clients are not even made then, and a part whose broker is being moved must not end for it. */
    @Test
    void aBrokerWhoseNameNobodyKnowsIsDown() throws Exception {
        Settings settings = Settings.of(Map.of("kafka.bootstrap.servers", "kafka.invalid:9092"));
        Health.Dependency kafka = telemetry.health().dependency("ingest", "kafka");
        try (DependencyProbe probe = DependencyProbe.start("ingest", settings, telemetry.health(), idle::get)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (kafka.state().status() != Status.DOWN && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        }
        assertThat(kafka.state().status()).isEqualTo(Status.DOWN);
        assertThat(kafka.state().reason()).contains("bootstrap");
    }
}
