package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.EnrichCommand;
import io.dateline.ingest.IngestService;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.HealthServer;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SinkService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part that is started before its broker is there says so, long before it gives up its first try. */
class StartHealthTest {

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "enrich", "sink"})
    void aPartThatWaitsForItsBrokerAtTheStartSaysSo(String part, @TempDir Path directory) throws Exception {
        int port = freePort();
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "enrich.state.dir", directory.resolve("enrich").toString(),
                "ingest.state.dir", directory.resolve("ingest").toString(),
                "health.port", Integer.toString(port)));
        try (Telemetry telemetry = new Telemetry();
                Service service = service(part, settings, telemetry);
                HealthServer health = HealthServer.start(settings, service, telemetry)) {
            Thread starting = new Thread(() -> start(service), "starting-" + part);
            starting.start();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                HttpResponse<String> answer = ready(port);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(statusOf(part, "kafka", answer.body())).isEqualTo("DOWN");
            });

            starting.interrupt();
            starting.join();
        }
    }

    private static Service service(String part, Settings settings, Telemetry telemetry) {
        SchemaRegistry registry = ConfluentSchemaRegistry.connect(settings.registry());
        return switch (part) {
            case "ingest" -> new IngestService(settings, registry, telemetry);
            case "enrich" -> EnrichCommand.service(settings, registry, telemetry);
            default -> new SinkService(settings, registry, telemetry);
        };
    }

    private static void start(Service service) {
        try {
            service.start();
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String statusOf(String part, String dependency, String body) throws IOException {
        for (JsonNode entry : new ObjectMapper().readTree(body).get("dependencies")) {
            if (entry.get("part").asText().equals(part)
                    && entry.get("dependency").asText().equals(dependency)) {
                return entry.get("status").asText();
            }
        }
        return "not there";
    }

    private static HttpResponse<String> ready(int port) throws IOException, InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
