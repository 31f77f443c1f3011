package io.dateline.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier process has learned, among it names that callers made up. */
class RecalledFeedsTest {
    @Test
    void feedsOfTheConfigurationHaveTheirOwnMetersHoweverManyOthersThereWere(@TempDir Path directory) throws Exception {
        Path state = directory.resolve("state");
        FeedBook before =
                new FeedBook(new SimpleMeterRegistry(), Clock.systemUTC(), Duration.ofMinutes(15), Duration.ofDays(1));
        for (int i = 0; i < 600; i++) {
            before.entry("http:run-" + i).accept();
        }
        Files.createDirectories(state);
        new FeedMemory(state).keep(before);
        Path inbox = Files.createDirectories(directory.resolve("coast"));

        try (Telemetry telemetry = new Telemetry();
                Kafka kafka = new Kafka(directory.resolve("kafka"));
                IngestService service = new IngestService(
                        Settings.of(Map.of(
                                "kafka.bootstrap.servers",
                                kafka.bootstrap(),
                                "topics.partitions",
                                "1",
                                "ingest.http.port",
                                "0",
                                "ingest.http.tokens",
                                "river=secret",
                                "ingest.watch.directories",
                                inbox.toString(),
                                "ingest.state.dir",
                                state.toString())),
                        kafka.registry(),
                        telemetry)) {
            service.start();

            for (String feed : new String[] {"watch:coast", "http:river", "http:run-0"}) {
                assertThat(telemetry
                                .meters()
                                .find("dateline.ingest.feed.silence")
                                .tag("feed", feed)
                                .gauge())
                        .as(feed)
                        .isNotNull();
            }
        }
    }
}
