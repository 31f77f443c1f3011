package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dateline.ingest.Kafka;
import io.dateline.ingest.produce.Intake;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEntranceTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TempDir
    static Path directory;

    private static RunningEntrance entrance;
    private static Kafka kafka;

    @BeforeAll
    static void start() throws InterruptedException {
        entrance = new RunningEntrance(directory, Map.of("ingest.zones", "coast=Europe/Paris"));
        kafka = entrance.kafka();
    }

    @AfterAll
    static void stop() {
        entrance.close();
    }

    private static ConsumerRecord<byte[], byte[]> letter(String body) {
        List<ConsumerRecord<byte[], byte[]>> found = kafka.records(NewsTopic.DEAD_LETTERS).stream()
                .filter(letter -> new String(letter.value(), StandardCharsets.UTF_8).equals(body))
                .toList();
        assertThat(found).as(body).hasSize(1);
        return found.get(0);
    }

    @Test
    void anAcceptedStoryIsOnKafkaUnderItsId() throws Exception {
        String body = "{\"id\": \"http-1\", \"provider\": \"Coast\", \"version\": 4, \"headline\": \"Ä\"}";

        RunningEntrance.Answer answer = entrance.send(entrance.request("?feed=test&provider=ignored&file=a.json")
                .header("traceparent", TRACE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("articleId").asText()).isEqualTo("coast|http-1");
        assertThat(answer.body().get("version").asLong()).isEqualTo(4);
        RawArticle story = entrance.story("coast|http-1");
        assertThat(story.getFeed()).isEqualTo("http:test");
        assertThat(story.getMediaType()).isEqualTo("application/json");
        assertThat(StandardCharsets.UTF_8.decode(story.getOriginal()).toString())
                .isEqualTo(body);
        ConsumerRecord<byte[], byte[]> onKafka = kafka.records(NewsTopic.RAW).stream()
                .filter(found -> new String(found.key(), StandardCharsets.UTF_8).equals("coast|http-1"))
                .findFirst()
                .orElseThrow();
        assertThat(Kafka.header(onKafka, "traceparent")).isEqualTo(TRACE);
    }

    @Test
    void aTraceContextThatIsNoneIsNotCarried() throws Exception {
        entrance.send(entrance.request("")
                .header("traceparent", TRACE.replace('4', 'X'))
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"trace-2\", \"headline\": \"h\"}")));

        assertThat(kafka.records(NewsTopic.RAW))
                .filteredOn(found -> new String(found.key(), StandardCharsets.UTF_8).equals("unknown|trace-2"))
                .hasSize(1)
                .allMatch(found -> found.headers().lastHeader("traceparent") == null);
    }

    @Test
    void timesWithoutAZoneAreReadInTheProviders() throws Exception {
        entrance.send(entrance.request("?provider=coast")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"id\": \"zone-1\", \"headline\": \"h\", \"publishedAt\": \"2026-07-01 10:00\"}")));

        assertThat(entrance.story("coast|zone-1").getVersionCreated()).isEqualTo(Instant.parse("2026-07-01T08:00:00Z"));
    }

    @Test
    void severalStoriesHaveAnOutcomeEach() throws Exception {
        RunningEntrance.Answer answer = entrance.post(
                "{\"id\": \"many-1\", \"headline\": \"a\"}\n{\"id\": \"many-2\", \"headl\n{\"id\": \"many-3\", \"headline\": \"c\"}\n");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.body().get("refused").asInt()).isEqualTo(1);
        JsonNode outcomes = answer.body().get("outcomes");
        assertThat(outcomes.get(0).get("articleId").asText()).isEqualTo("unknown|many-1");
        assertThat(outcomes.get(1).get("code").asText()).isEqualTo("malformed");
        assertThat(outcomes.get(1).get("reason").asText()).startsWith("line 2");
        assertThat(outcomes.get(2).get("articleId").asText()).isEqualTo("unknown|many-3");
        letter("{\"id\": \"many-2\", \"headl");
    }

    @Test
    void whatCurlDeclaresUnaskedIsNoDeclaration() throws Exception {
        entrance.send(entrance.request("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"curl-1\", \"headline\": \"a=b&c=d\"}")));

        assertThat(entrance.story("unknown|curl-1").getMediaType()).isEqualTo("application/json");
        assertThat(entrance.story("unknown|curl-1").getHeadline()).isEqualTo("a=b&c=d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": \"x\", \"headline\": \"cut | 400 | malformed",
                "{\"neither\": \"story\", \"nor\": 1} | 422 | no-story",
                "%PDF-1.7 something           | 415 | unknown-format"
            })
    void whatIsRefusedIsExplainedAndKept(String body, int status, String code) throws Exception {
        RunningEntrance.Answer answer = entrance.send(
                entrance.request("?file=bad.bin&provider=coast").POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("code").asText()).isEqualTo(code);
        assertThat(answer.body().get("reason").asText()).isNotBlank();
        ConsumerRecord<byte[], byte[]> letter = letter(body);
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("bad.bin");
        assertThat(Kafka.header(letter, DeadLetter.STAGE)).isEqualTo("ingest");
        assertThat(Kafka.header(letter, DeadLetter.NODE)).isEqualTo("http");
        assertThat(Kafka.header(letter, DeadLetter.EXCEPTION)).isEqualTo(code);
        assertThat(Kafka.header(letter, Intake.PROVIDER)).isEqualTo("coast");
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        assertThat(entrance.post("").status()).isEqualTo(400);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithOrWithoutAnAnnouncedLength() throws Exception {
        byte[] large = new byte[100_001];
        java.util.Arrays.fill(large, (byte) 'a');

        RunningEntrance.Answer announced =
                entrance.send(entrance.request("").POST(HttpRequest.BodyPublishers.ofByteArray(large)));
        RunningEntrance.Answer chunked = entrance.send(entrance.request("")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.body().get("code").asText()).isEqualTo("too-large");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void thatABodyOverTheLimitWasSentIsKept() throws Exception {
        RunningEntrance.Answer answer = entrance.send(entrance.request("?feed=large&file=large.json")
                .header("traceparent", TRACE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[123_456])));

        assertThat(answer.status()).isEqualTo(413);
        ConsumerRecord<byte[], byte[]> letter = kafka.records(NewsTopic.DEAD_LETTERS).stream()
                .filter(found -> "http:large".equals(Kafka.header(found, DeadLetter.NODE)))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).isEmpty();
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("large.json");
        assertThat(Kafka.header(letter, DeadLetter.EXCEPTION)).isEqualTo("too-large");
        assertThat(Kafka.header(letter, Intake.CUT)).isEqualTo("unread");
        assertThat(Kafka.header(letter, Intake.INPUT_BYTES)).isEqualTo("123456");
        assertThat(Kafka.header(letter, "traceparent")).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @CsvSource({"Bearer wrong", "Bearer s3cre", "bearer", "Basic s3cret", "Bearer s3cret2"})
    void withoutTheTokenNothingIsTaken(String authorization) throws Exception {
        RunningEntrance.Answer answer =
                entrance.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + entrance.port() + "/v1/articles"))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"no\", \"headline\": \"h\"}")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(kafka.stories()).noneMatch(story -> story.getArticleId().endsWith("|no"));
    }

    @Test
    void theCaseOfATokenCountsAlsoOnAConnectionThatSawAnother() throws IOException {
        List<String> authorizations =
                List.of("bearer", "Bearer s3cret", "BEARER s3cret", "Bearer S3CRET", "Bearer s3cret", "basic s3cret");
        List<Integer> statuses = new java.util.ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", entrance.port())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String authorization : authorizations) {
                String body = "{\"id\": \"case\", \"headline\": \"h\"}";
                socket.getOutputStream()
                        .write(("POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.UTF_8));
                statuses.add(Integer.valueOf(in.readLine().split(" ")[1]));
                skipBody(in);
            }
        }

        assertThat(statuses).containsExactly(401, 202, 202, 401, 202, 401);
    }

    private static void skipBody(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        in.skip(length);
    }

    @ParameterizedTest
    @CsvSource({"?zone=Mars/Olympus", "?provider=a%0Ab"})
    void aWrongParameterIsRefused(String query) throws Exception {
        assertThat(entrance.send(entrance.request(query).POST(HttpRequest.BodyPublishers.ofString("text")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void healthIsToldByTheHealthServerAloneWhichKnowsMore() throws Exception {
        for (String path : List.of("/health/live", "/health/ready")) {
            HttpResponse<Void> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + entrance.port() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatBecameOfEachFeedIsToldToThoseWithTheToken() throws Exception {
        entrance.send(entrance.request("?feed=told")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"told-1\", \"headline\": \"h\"}")));
        entrance.send(entrance.request("?feed=told")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"told-2\", \"head")));
        URI feeds = URI.create("http://127.0.0.1:" + entrance.port() + "/v1/feeds");

        JsonNode told = null;
        for (JsonNode feed : entrance.send(HttpRequest.newBuilder(feeds).header("Authorization", "Bearer s3cret"))
                .body()
                .get("feeds")) {
            told = feed.get("feed").asText().equals("http:told") ? feed : told;
        }

        assertThat(told).isNotNull();
        assertThat(told.get("accepted").asLong()).isEqualTo(1);
        assertThat(told.get("refused").asLong()).isEqualTo(1);
        assertThat(told.get("quiet").asBoolean()).isFalse();
        assertThat(entrance.send(HttpRequest.newBuilder(feeds)).status()).isEqualTo(401);
        assertThat(entrance.telemetry()
                        .meters()
                        .get("dateline.ingest.parse.failures")
                        .tags("format", "json", "reason", "malformed")
                        .counter()
                        .count())
                .isPositive();
        assertThat(entrance.telemetry()
                        .meters()
                        .get("dateline.ingest.inflight.records")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void anArchiveIsAnsweredEntryByEntry() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String[] entry : new String[][] {
                {"a/one.json", "{\"id\": \"zip-1\", \"headline\": \"h\"}"}, {"two.json", "{\"id\": \"zip-2\", \"he"}
            }) {
                zip.putNextEntry(new ZipEntry(entry[0]));
                zip.write(entry[1].getBytes(StandardCharsets.UTF_8));
            }
        }

        RunningEntrance.Answer answer =
                entrance.send(entrance.request("").POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("outcomes").findValuesAsText("where")).containsExactly("one.json", "two.json");
    }

    @Test
    void theSameBytesTwiceAreTheSameStoryTwice() throws Exception {
        entrance.post("OSLO - It rained on Monday, and on Tuesday it did not.");
        RunningEntrance.Answer again = entrance.post("OSLO - It rained on Monday, and on Tuesday it did not.");

        assertThat(kafka.stories())
                .filteredOn(story -> story.getArticleId()
                        .equals(again.body().get("articleId").asText()))
                .hasSize(2);
    }
}
