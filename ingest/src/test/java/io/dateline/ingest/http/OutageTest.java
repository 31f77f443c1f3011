package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker and registry go away and come back: callers are told, files wait, nothing is lost and nothing refused. */
class OutageTest {
    @TempDir
    Path directory;

    private final Telemetry telemetry = new Telemetry();
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> post(IngestService service, String id) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/articles"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"" + id + "\", \"headline\": \"h\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> down() {
        return telemetry.health().reports().stream()
                .filter(report -> report.state().status() == Health.Status.DOWN)
                .map(report -> report.name().dependency())
                .toList();
    }

    /** Behind a balancer that asks for readiness, no story would ever come that shows it. */
    @Test
    void whatWasDownForAStoryThatWasGivenUpIsFoundToBeBackWithoutAnother() throws Exception {
        try (Kafka kafka = new Kafka(directory.resolve("kafka"));
                IngestService service = new IngestService(
                        Settings.of(Map.of(
                                "kafka.bootstrap.servers",
                                kafka.bootstrap(),
                                // The first story needs the topic's partitions, and is not under way without them.
                                "kafka.max.block.ms",
                                "200",
                                "ingest.http.port",
                                "0",
                                "ingest.http.timeout.ms",
                                "1500",
                                "ingest.state.dir",
                                directory.resolve("state").toString())),
                        kafka.registry(),
                        telemetry)) {
            service.start();

            kafka.registry().goDown();
            assertThat(post(service, "no-registry").statusCode()).isEqualTo(503);
            assertThat(down()).containsExactly("registry");
            kafka.registry().comeBack();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(down()).isEmpty());

            int port = kafka.stop();
            assertThat(post(service, "no-broker").statusCode()).isEqualTo(503);
            assertThat(down()).containsExactly("kafka");
            kafka.startAgain(port);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(down()).isEmpty());

            assertThat(post(service, "back").statusCode()).isEqualTo(202);
            assertThat(kafka.stories().stream().map(RawArticle::getArticleId)).containsExactly("unknown|back");
        }
    }

    @Test
    void anOutageIsWaitedOut() throws Exception {
        Path inbox = directory.resolve("inbox");
        try (Kafka kafka = new Kafka(directory.resolve("kafka"));
                IngestService service = new IngestService(
                        Settings.of(Map.of(
                                "kafka.bootstrap.servers",
                                kafka.bootstrap(),
                                "ingest.http.port",
                                "0",
                                "ingest.http.timeout.ms",
                                "1500",
                                "ingest.state.dir",
                                directory.resolve("state").toString(),
                                "ingest.watch.directories",
                                inbox.toString(),
                                "ingest.watch.interval.ms",
                                "50",
                                "ingest.watch.rest.ms",
                                "50")),
                        kafka.registry(),
                        telemetry)) {
            service.start();

            kafka.registry().goDown();
            HttpResponse<String> noRegistry = post(service, "registry-down");
            assertThat(noRegistry.statusCode()).isEqualTo(503);
            assertThat(noRegistry.headers().firstValue("Retry-After")).isPresent();
            assertThat(down()).containsExactly("registry");
            kafka.registry().comeBack();
            assertThat(post(service, "registry-back").statusCode()).isEqualTo(202);
            assertThat(down()).isEmpty();

            int port = kafka.stop();
            HttpResponse<String> noBroker = post(service, "broker-down");
            assertThat(noBroker.statusCode()).isEqualTo(503);
            Path file = Files.writeString(inbox.resolve("story.json"), "{\"id\": \"waits\", \"headline\": \"h\"}");
            Thread.sleep(1000);
            assertThat(file).exists();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(down()).containsExactly("kafka"));

            kafka.startAgain(port);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(inbox.resolve("done").resolve("story.json"))
                            .exists());
            assertThat(file).doesNotExist();
            assertThat(down()).isEmpty();
            assertThat(post(service, "broker-back").statusCode()).isEqualTo(202);

            List<String> ids =
                    kafka.stories().stream().map(RawArticle::getArticleId).toList();
            assertThat(ids).contains("unknown|registry-back", "unknown|waits", "unknown|broker-back");
            assertThat(inbox.resolve("failed")).isEmptyDirectory();
        }
    }
}
