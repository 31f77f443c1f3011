package io.dateline.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedBookTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final FeedBook book = book(meters);

    private FeedBook book(MeterRegistry registry) {
        return new FeedBook(registry, now::get, Duration.ofMinutes(15), Duration.ofDays(1));
    }

    private void sendHourly(FeedBook to, String feed, int stories) {
        for (int i = 0; i < stories; i++) {
            now.set(now.get().plus(Duration.ofHours(1)));
            to.entry(feed).accept();
        }
    }

    private double gauge(String name, String feed) {
        return meters.get(name).tag("feed", feed).gauge().value();
    }

    @Test
    void aFeedThatGoesQuietIsSeenAndSoIsItsReturn() {
        sendHourly(book, "watch:coast", 48);
        assertThat(gauge("dateline.ingest.feed.quiet", "watch:coast")).isZero();

        now.set(now.get().plus(Duration.ofHours(5)));
        book.check();

        assertThat(gauge("dateline.ingest.feed.quiet", "watch:coast")).isEqualTo(1);
        assertThat(gauge("dateline.ingest.feed.silence", "watch:coast")).isEqualTo(5 * 3600.0);
        assertThat(gauge("dateline.ingest.feed.silence.usual", "watch:coast")).isBetween(3600.0, 5400.0);
        assertThat(book.statuses()).singleElement().satisfies(status -> {
            assertThat(status.quiet()).isTrue();
            assertThat(status.accepted()).isEqualTo(48);
        });

        book.entry("watch:coast").accept();

        assertThat(gauge("dateline.ingest.feed.quiet", "watch:coast")).isZero();
    }

    @Test
    void aFeedThatIsExpectedShowsItsSilenceBeforeItsFirstStory() {
        book.expect("poll:coast");
        now.set(START.plusSeconds(90));

        assertThat(gauge("dateline.ingest.feed.silence", "poll:coast")).isEqualTo(90);
        assertThat(gauge("dateline.ingest.feed.silence.usual", "poll:coast")).isNaN();
    }

    @Test
    void eachItemIsCountedByFeedAndOutcome() {
        IngestMeters ingest = new IngestMeters(meters, book);
        ingest.accepted("http:a", Duration.ofMillis(3));
        ingest.refused("http:a");
        ingest.refused("http:b");
        ingest.unchanged("http:a");
        ingest.unstored("http:a");
        ingest.failure("ninjs", "malformed");
        ingest.failure(null, "unknown-format");
        ingest.input("http:a", 5000);

        assertThat(meters.get("dateline.ingest.stories").tags("feed", "http:a").counters())
                .allMatch(counter -> counter.count() == 1)
                .hasSize(4);
        assertThat(meters.get("dateline.ingest.parse.failures")
                        .tags("format", "unknown", "reason", "unknown-format")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("dateline.ingest.input")
                        .tag("entrance", "http")
                        .summary()
                        .totalAmount())
                .isEqualTo(5000);
    }

    @Test
    void namesFromCallersDontFloodTheMetrics() {
        for (int i = 0; i < 10_000; i++) {
            book.entry("http:caller-" + i).accept();
        }

        assertThat(book.statuses()).hasSize(FeedBook.MOST_FEEDS + 1);
        assertThat(book.statuses().stream().mapToLong(FeedBook.Status::accepted).sum())
                .isEqualTo(10_000);
    }

    @Test
    void whatWasLearnedIsKeptInAFile(@TempDir Path directory) throws Exception {
        sendHourly(book, "watch:coast", 48);
        new FeedMemory(directory).keep(book);

        FeedBook next = book(new SimpleMeterRegistry());
        new FeedMemory(directory).recall(next);

        assertThat(next.statuses())
                .singleElement()
                .satisfies(status -> assertThat(status.usualSilence()).isNotNull());
        now.set(now.get().plus(Duration.ofHours(5)));
        assertThat(next.statuses().get(0).quiet()).isTrue();

        Files.writeString(directory.resolve("feeds.json"), "{\"watch:coa");
        FeedBook anew = book(new SimpleMeterRegistry());
        new FeedMemory(directory).recall(anew);

        assertThat(anew.statuses()).isEmpty();
        assertThat(directory.resolve("feeds.json.unreadable")).exists();
    }
}
