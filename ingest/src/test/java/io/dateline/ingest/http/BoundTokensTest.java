package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.ingest.produce.Intake;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token that is bound to providers does not open. */
class BoundTokensTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Kafka kafka;
    private static IngestService service;

    @BeforeAll
    static void start() throws InterruptedException {
        kafka = new Kafka(directory.resolve("kafka"));
        service = new IngestService(
                Settings.of(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrap(),
                        "ingest.state.dir", directory.resolve("state").toString(),
                        "ingest.http.port", "0",
                        "ingest.provider", "coast",
                        "ingest.http.tokens", "afp=one,desk=two",
                        "ingest.http.providers", "afp=AFP,afp=afx")),
                kafka.registry(),
                new Telemetry());
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        kafka.close();
    }

    @Test
    void itsOwnStoriesAreTakenUnderEachOfItsNames() throws Exception {
        assertThat(post("one", "", "{\"id\":\"a1\",\"provider\":\"Agence France-Presse\",\"headline\":\"H\"}")
                        .get("articleId")
                        .asText())
                .isEqualTo("afp|a1");
        assertThat(post("one", "?provider=AFX", "{\"id\":\"a2\",\"headline\":\"H\",\"supersedes\":[\"afp|a1\",\"a0\"]}")
                        .get("articleId")
                        .asText())
                .isEqualTo("afx|a2");
    }

    @Test
    void aStoryThatDoesntSayWhoseItIsIsTheFirstProviders() throws Exception {
        assertThat(post("one", "", "{\"id\":\"a3\",\"headline\":\"H\"}")
                        .get("articleId")
                        .asText())
                .isEqualTo("afp|a3");
    }

    @Test
    void anotherProviderInTheQueryIsRefused() throws Exception {
        JsonNode answer = post("one", "?provider=reuters", "{\"id\":\"b1\",\"headline\":\"H\"}");

        assertThat(answer.get("status").asInt()).isEqualTo(403);
        assertThat(answer.get("code").asText()).isEqualTo("forbidden");
        assertThat(answer.get("reason").asText()).contains("afp, afx");
        assertThat(ids()).noneMatch(id -> id.endsWith("|b1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"c1\",\"provider\":\"Reuters\",\"headline\":\"H\"}",
                "{\"id\":\"c2\",\"provider\":\"reuters\",\"status\":\"canceled\"}",
                "{\"id\":\"c3\",\"headline\":\"H\",\"supersedes\":[\"afp|a1\",\"reuters|r1\"]}",
                "{\"id\":\"c4\",\"status\":\"canceled\",\"supersedes\":[\"reuters|r1\"]}"
            })
    void anotherProviderInTheBodyIsRefusedAndItsBytesAreKept(String body) throws Exception {
        JsonNode answer = post("one", "", body);

        assertThat(answer.get("status").asInt()).isEqualTo(403);
        assertThat(answer.get("code").asText()).isEqualTo("other-provider");
        assertThat(answer.get("reason").asText()).contains("reuters").contains("afp, afx");
        String id = JSON.readTree(body).get("id").asText();
        assertThat(ids()).noneMatch(known -> known.endsWith("|" + id));
        ConsumerRecord<byte[], byte[]> letter = kafka.records(NewsTopic.DEAD_LETTERS).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).equals(body))
                .findFirst()
                .orElseThrow();
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.EXCEPTION)).isEqualTo("other-provider");
        assertThat(DeadLetter.read(letter.headers(), Intake.ALLOWED)).isEqualTo("afp,afx");
    }

    @Test
    void ofSeveralStoriesOnlyThoseOfOthersAreRefused() throws Exception {
        JsonNode answer = post(
                "one",
                "",
                "{\"id\":\"d1\",\"headline\":\"H\"}\n{\"id\":\"d2\",\"provider\":\"reuters\",\"headline\":\"H\"}\n");

        assertThat(answer.get("status").asInt()).isEqualTo(202);
        assertThat(answer.get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.get("outcomes").get(1).get("code").asText()).isEqualTo("other-provider");
        assertThat(ids()).contains("afp|d1").doesNotContain("reuters|d2");
    }

    @Test
    void aTokenThatIsNotBoundSendsForAnybody() throws Exception {
        assertThat(post("two", "", "{\"id\":\"e1\",\"provider\":\"reuters\",\"headline\":\"H\"}")
                        .get("articleId")
                        .asText())
                .isEqualTo("reuters|e1");
        assertThat(post("two", "", "{\"id\":\"e2\",\"headline\":\"H\"}")
                        .get("articleId")
                        .asText())
                .isEqualTo("coast|e2");
    }

    private static List<String> ids() {
        return kafka.stories().stream().map(story -> story.getArticleId()).toList();
    }

    /** The answer, with its status put in. */
    private static JsonNode post(String token, String query, String body) throws Exception {
        HttpResponse<byte[]> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/articles" + query))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return ((ObjectNode) JSON.readTree(response.body())).put("status", response.statusCode());
    }
}
