package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.config.Settings;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Telemetry telemetry = new Telemetry();
    private final Part part = new Part();
    private HealthServer server;

    private static final class Part implements Service {
        private volatile boolean ready = true;

        @Override
        public void start() {}

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() {
        server = HealthServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), part, telemetry);
    }

    @AfterEach
    void stop() {
        server.close();
        telemetry.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void readinessFollowsTheService() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        part.ready = false;

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void readinessNamesTheDependencyThatIsDown() throws Exception {
        telemetry.health().dependency("sink", "kafka").up();
        telemetry.health().dependency("sink", "database").down("connection refused");

        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"status\":\"DOWN\",\"dependencies\":[{")
                .containsPattern("\"dependency\":\"database\",\"status\":\"DOWN\",\"since\":\"[^\"]+\","
                        + "\"reason\":\"connection refused\"")
                .contains("\"dependency\":\"kafka\",\"status\":\"UP\"");

        telemetry.health().dependency("sink", "database").up();

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreInPrometheusTextFormatInBaseUnits() throws Exception {
        Counter.builder("dateline.ingest.things")
                .tag("feed", "a")
                .register(telemetry.meters())
                .increment();
        Telemetry.timer("dateline.sink.write", "Time to write")
                .register(telemetry.meters())
                .record(Duration.ofMillis(20));

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("dateline_ingest_things_total{feed=\"a\"} 1.0")
                .contains("dateline_sink_write_seconds_bucket{le=\"0.01\"} 0")
                .contains("dateline_sink_write_seconds_bucket{le=\"0.025\"} 1")
                .contains("jvm_memory_used_bytes{");
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAPortNothingListens() {
        try (HealthServer off = HealthServer.start(Settings.of(Map.of()), part, telemetry)) {
            assertThat(off.port()).isEqualTo(-1);
        }
    }
}
