package io.dateline.ingest.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.ingest.Kafka;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.observe.FeedBook;
import io.dateline.ingest.observe.IngestMeters;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all entrances end in, while the broker is away and after it is back. */
class BackPressureTest {
    private static final int MOST_RECORDS = 20;
    private static final int ITEMS = 500;

    @TempDir
    Path directory;

    private final Telemetry telemetry = new Telemetry();
    private Kafka kafka;
    private ArticleProducer producer;
    private FeedBook book;
    private Intake intake;

    @BeforeEach
    void start() {
        kafka = new Kafka(directory);
        Settings settings = Settings.of(Map.of("kafka.bootstrap.servers", kafka.bootstrap(), "topics.partitions", "1"));
        Provisioning.ensure(settings, kafka.registry());
        producer = new ArticleProducer(settings, kafka.registry(), telemetry, MOST_RECORDS, 1);
        book = new FeedBook(telemetry.meters(), Clock.systemUTC(), Duration.ofHours(1), Duration.ofDays(1));
        intake = new Intake(
                StandardParsers.create(),
                producer,
                Limits.DEFAULT,
                new IngestMeters(telemetry.meters(), book),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        producer.close();
        kafka.close();
        telemetry.close();
    }

    /** Lines of which every tenth is broken. */
    private static Intake.Delivery delivery(String feed) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            lines.append(
                    i % 10 == 3
                            ? "{\"id\": \"" + feed + "-" + i + "\", \"head\n"
                            : "{\"id\": \"" + feed + "-" + i + "\", \"headline\": \"h\"}\n");
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        return new Intake.Delivery(Content.of(bytes), "application/x-ndjson", null, Feed.named(feed), null);
    }

    private double gauge(String name) {
        return telemetry.meters().get(name).gauge().value();
    }

    private FeedBook.Status status(String feed) {
        return book.statuses().stream()
                .filter(status -> status.feed().equals(feed))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whileTheBrokerIsAwayNoMoreIsUnderWayThanMayBeAndThenEverythingHasOneOutcome() throws Exception {
        intake.take(delivery("before"), Deadline.never()).get(30, TimeUnit.SECONDS);
        int port = kafka.stop();

        assertThatThrownBy(() -> intake.take(delivery("hurried"), Deadline.in(Duration.ofMillis(800))))
                .isInstanceOf(TimeoutException.class);
        assertThat(gauge("dateline.ingest.inflight.records")).isLessThanOrEqualTo(MOST_RECORDS);
        assertThat(status("hurried").unstored()).isEqualTo(1);

        CompletableFuture<Intake.Report> patient = CompletableFuture.supplyAsync(() -> {
            try {
                return intake.take(delivery("patient"), Deadline.never()).get(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(300);
        assertThat(patient).isNotDone();
        kafka.startAgain(port);
        double most = 0;
        while (!patient.isDone()) {
            most = Math.max(most, gauge("dateline.ingest.inflight.records"));
            assertThat(gauge("dateline.ingest.inflight")).isLessThan(gauge("dateline.ingest.inflight.limit"));
        }
        assertThat(most).isBetween(1.0, (double) MOST_RECORDS);
        Intake.Report report = patient.get(60, TimeUnit.SECONDS);

        assertThat(report.accepted()).isEqualTo(ITEMS * 9 / 10);
        assertThat(report.refused()).isEqualTo(ITEMS / 10);
        assertThat(report.outcomes()).hasSize(ITEMS);
        assertThat(keys("unknown|patient-")).hasSize(ITEMS * 9 / 10).doesNotHaveDuplicates();
        assertThat(status("patient").accepted() + status("patient").refused()).isEqualTo(ITEMS);
        // What was under way for the one who gave up arrives, once each.
        Set<String> late = new HashSet<>(keys("unknown|hurried-"));
        assertThat(keys("unknown|hurried-")).hasSameSizeAs(late).hasSizeLessThanOrEqualTo(MOST_RECORDS);
        assertThat(gauge("dateline.ingest.inflight.records")).isZero();
    }

    private List<String> keys(String prefix) {
        return kafka.records(NewsTopic.RAW).stream()
                .map(found -> new String(found.key(), StandardCharsets.UTF_8))
                .filter(key -> key.startsWith(prefix))
                .toList();
    }
}
