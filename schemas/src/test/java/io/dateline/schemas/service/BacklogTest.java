package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of the offsets that were found; SinkTelemetryTest and MonitoringIT find them on a broker. */
class BacklogTest {
    private static final TopicPartition FIRST = new TopicPartition("news", 0);
    private static final TopicPartition SECOND = new TopicPartition("news", 1);

    private final AtomicLong nanos = new AtomicLong();
    private final Telemetry telemetry = new Telemetry();
    private final Backlog backlog =
            new Backlog("sink", List.of("news"), (admin, partitions) -> Map.of(), telemetry.meters(), nanos::get);

    @AfterEach
    void close() {
        telemetry.close();
    }

    private void found(long at, long end) {
        backlog.found(Map.of(FIRST, end), Map.of(FIRST, 0L), Map.of(FIRST, at));
    }

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private double gauge(String name, TopicPartition partition) {
        return telemetry
                .meters()
                .get(name)
                .tags("part", "sink", "topic", "news", "partition", Integer.toString(partition.partition()))
                .gauge()
                .value();
    }

    @Test
    void itIsBehindByWhatIsBetweenItsPlaceAndTheEnd() {
        backlog.found(Map.of(FIRST, 120L, SECOND, 7L), Map.of(FIRST, 0L, SECOND, 0L), Map.of(FIRST, 20L, SECOND, 7L));

        assertThat(gauge(Backlog.BEHIND, FIRST)).isEqualTo(100);
        assertThat(gauge(Backlog.BEHIND, SECOND)).isZero();
        assertThat(telemetry.scrape())
                .contains("dateline_behind_records{part=\"sink\",partition=\"0\",topic=\"news\"} 100.0")
                .contains("dateline_standstill_seconds{part=\"sink\",partition=\"0\",topic=\"news\"} 0.0");
    }

    @Test
    void whatWasNeverReadIsReadFromWhereTheLogBegins() {
        backlog.found(Map.of(FIRST, 120L), Map.of(FIRST, 30L), Map.of());

        assertThat(gauge(Backlog.BEHIND, FIRST)).isEqualTo(90);
    }

    @Test
    void aPlaceBeyondTheEndThatWasFoundBeforeIsNotBehind() {
        found(12, 10);

        assertThat(gauge(Backlog.BEHIND, FIRST)).isZero();
    }

    @Test
    void itStandsStillFromWhenItDoesNotMoveThoughThereIsMore() {
        found(10, 10);
        later(Duration.ofHours(1));
        found(10, 10);
        assertThat(gauge(Backlog.STANDSTILL, FIRST)).as("nothing to be read").isZero();

        later(Duration.ofSeconds(5));
        found(10, 11);
        later(Duration.ofMinutes(6));
        found(10, 900);
        assertThat(gauge(Backlog.STANDSTILL, FIRST)).isEqualTo(365);

        later(Duration.ofSeconds(5));
        found(11, 950);
        assertThat(gauge(Backlog.STANDSTILL, FIRST))
                .as("it moves, and is behind")
                .isZero();
        assertThat(gauge(Backlog.BEHIND, FIRST)).isEqualTo(939);
    }

    @Test
    void whatCanNotBeFoundOutIsNotANumber() {
        found(10, 20);
        later(Duration.ofMinutes(1));
        found(10, 20);

        backlog.measure(Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "300", "request.timeout.ms", "100")));
        assertThat(gauge(Backlog.BEHIND, FIRST)).isNaN();
        assertThat(gauge(Backlog.STANDSTILL, FIRST)).isNaN();

        later(Duration.ofMinutes(10));
        found(10, 20);
        assertThat(gauge(Backlog.STANDSTILL, FIRST)).as("nobody watched").isZero();
    }

    @Test
    void whenItIsClosedItsGaugesAreGoneAndAnotherMayCome() {
        found(10, 20);
        backlog.close();
        assertThat(telemetry.scrape()).doesNotContain("dateline_behind_records{");

        new Backlog("sink", List.of("news"), (admin, partitions) -> Map.of(), telemetry.meters())
                .found(Map.of(FIRST, 5L), Map.of(FIRST, 0L), Map.of());

        assertThat(gauge(Backlog.BEHIND, FIRST)).isEqualTo(5);
    }
}
