package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An entrance with a real broker behind it, one token, and a limit of 100,000 bytes. */
final class RunningEntrance implements AutoCloseable {
    static final String TOKEN = "s3cret";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Telemetry telemetry = new Telemetry();
    private final Kafka kafka;
    private final IngestService service;

    RunningEntrance(Path directory, Map<String, String> more) throws InterruptedException {
        kafka = new Kafka(directory.resolve("kafka"));
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrap(),
                "ingest.http.port",
                "0",
                "ingest.http.token",
                TOKEN,
                "ingest.http.max.bytes",
                "100000",
                "ingest.state.dir",
                directory.resolve("state").toString()));
        service = new IngestService(settings.with(more), kafka.registry(), telemetry);
        service.start();
    }

    record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {}

    HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/v1/articles" + query))
                .header("Authorization", "Bearer " + TOKEN);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    }

    Answer post(String body) throws IOException, InterruptedException {
        return send(request("").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The one story of that id on Kafka. */
    RawArticle story(String articleId) {
        List<RawArticle> found = kafka.stories().stream()
                .filter(story -> story.getArticleId().equals(articleId))
                .toList();
        assertThat(found).as(articleId).hasSize(1);
        return found.get(0);
    }

    int port() {
        return service.httpPort();
    }

    Kafka kafka() {
        return kafka;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    @Override
    public void close() {
        service.close();
        kafka.close();
        telemetry.close();
    }
}
