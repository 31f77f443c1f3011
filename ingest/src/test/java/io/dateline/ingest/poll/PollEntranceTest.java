package io.dateline.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds as they are configured, polled by a running ingest. */
class PollEntranceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final AtomicInteger polls = new AtomicInteger();

    private HttpServer publisher() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rss", exchange -> {
            try (exchange) {
                // Every poll another document, always with the same stories.
                byte[] body = ("<rss version=\"2.0\"><channel><title>Coast</title><description>"
                                + polls.incrementAndGet() + "</description><item><guid>a</guid><title>Ferry is late"
                                + "</title><pubDate>3 Nov 2026 10:00:00</pubDate></item></channel></rss>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private IngestService service(Kafka kafka, int port) throws InterruptedException {
        String address = "http://127.0.0.1:" + port;
        IngestService service = new IngestService(
                Settings.of(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrap(),
                        "topics.partitions", "1",
                        "ingest.http.port", "0",
                        "ingest.state.dir", directory.resolve("state").toString(),
                        "ingest.poll.feeds", "coast=" + address + "/rss, gone=" + address + "/gone",
                        "ingest.poll.interval.ms", "1000",
                        "ingest.poll.providers", "coast=coastpress",
                        "ingest.poll.zones", "coast=Europe/Lisbon")),
                kafka.registry(),
                new Telemetry());
        service.start();
        return service;
    }

    private static String feeds(IngestService service) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/feeds"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void configuredFeedsArePolledAndARestartPublishesNothingAgain() throws Exception {
        HttpServer publisher = publisher();
        try (Kafka kafka = new Kafka(directory.resolve("kafka"))) {
            int port = publisher.getAddress().getPort();
            try (IngestService service = service(kafka, port)) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(kafka.stories()).hasSize(1));
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(feeds(service))
                                .contains("\"feed\":\"poll:coast\"")
                                .contains("\"outcome\":\"unchanged\"")
                                .contains("\"problem\":\"status 404\""));
            }
            int before = polls.get();
            try (IngestService service = service(kafka, port)) {
                await().atMost(SOON).until(() -> polls.get() > before + 1);
                assertThat(feeds(service)).contains("\"unchanged\":");
            }

            RawArticle story = kafka.stories().get(0);
            assertThat(kafka.stories()).hasSize(1);
            assertThat(story.getArticleId()).isEqualTo("coastpress|a");
            assertThat(story.getFeed()).isEqualTo("poll:coast");
        } finally {
            publisher.stop(0);
        }
    }
}
