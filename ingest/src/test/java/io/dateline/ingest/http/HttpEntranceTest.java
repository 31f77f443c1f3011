package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.ingest.produce.Intake;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Kafka kafka;
    private static final Telemetry telemetry = new Telemetry();
    private static IngestService service;

    @BeforeAll
    static void start() throws InterruptedException {
        kafka = new Kafka(directory.resolve("kafka"));
        service = service(Map.of(
                "ingest.http.token", "s3cret",
                "ingest.http.max.bytes", "100000",
                "ingest.zones", "coast=Europe/Paris"));
    }

    @AfterAll
    static void stop() {
        service.close();
        kafka.close();
    }

    private static IngestService service(Map<String, String> more) throws InterruptedException {
        Settings settings = Settings.of(Map.of(
                        "kafka.bootstrap.servers",
                        kafka.bootstrap(),
                        "ingest.http.port",
                        "0",
                        "ingest.state.dir",
                        directory.resolve("state").toString()))
                .with(more);
        IngestService started = new IngestService(settings, kafka.registry(), telemetry);
        started.start();
        return started;
    }

    private record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {}

    private static HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/articles" + query))
                .header("Authorization", "Bearer s3cret");
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    }

    private static Answer post(String body) throws IOException, InterruptedException {
        return send(request("").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static RawArticle story(String articleId) {
        List<RawArticle> found = kafka.stories().stream()
                .filter(story -> story.getArticleId().equals(articleId))
                .toList();
        assertThat(found).as(articleId).hasSize(1);
        return found.get(0);
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

        Answer answer = send(request("?feed=test&provider=ignored&file=a.json")
                .header("traceparent", TRACE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("articleId").asText()).isEqualTo("coast|http-1");
        assertThat(answer.body().get("version").asLong()).isEqualTo(4);
        RawArticle story = story("coast|http-1");
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
        send(request("")
                .header("traceparent", TRACE.replace('4', 'X'))
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"trace-2\", \"headline\": \"h\"}")));

        assertThat(kafka.records(NewsTopic.RAW))
                .filteredOn(found -> new String(found.key(), StandardCharsets.UTF_8).equals("unknown|trace-2"))
                .hasSize(1)
                .allMatch(found -> found.headers().lastHeader("traceparent") == null);
    }

    @Test
    void timesWithoutAZoneAreReadInTheProviders() throws Exception {
        send(request("?provider=coast")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"id\": \"zone-1\", \"headline\": \"h\", \"publishedAt\": \"2026-07-01 10:00\"}")));

        assertThat(story("coast|zone-1").getVersionCreated()).isEqualTo(Instant.parse("2026-07-01T08:00:00Z"));
    }

    @Test
    void severalStoriesHaveAnOutcomeEach() throws Exception {
        Answer answer = post(
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
        send(request("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"curl-1\", \"headline\": \"a=b&c=d\"}")));

        assertThat(story("unknown|curl-1").getMediaType()).isEqualTo("application/json");
        assertThat(story("unknown|curl-1").getHeadline()).isEqualTo("a=b&c=d");
    }

    private static Answer postPacked(String query, byte[]... parts) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        return send(request(query)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String line(String id) {
        return "{\"id\": \"" + id + "\", \"headline\": \"h\"}\n";
    }

    @Test
    void everyMemberOfACompressedBodyIsRead() throws Exception {
        Answer answer = postPacked("", gzip(line("member-1")), gzip(""), gzip(line("member-2")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void membersThatArriveOneByOneAreRead() throws Exception {
        String request = "POST /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer s3cret\r\n"
                + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", service.httpPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                byte[] member = gzip(line("piece-" + i));
                out.write((Integer.toHexString(member.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(member);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(300);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .contains(" 202 ");
        }

        for (int i = 0; i < 3; i++) {
            story("unknown|piece-" + i);
        }
    }

    @Test
    void whatIsNoGzipIsRefusedAndKeptAsItWasReceived() throws Exception {
        byte[] whole = gzip(line("damaged-1"));
        byte[] damaged = gzip(line("damaged-2"));
        damaged[0] = 0;
        Map<String, byte[][]> bodies = Map.of(
                "none", new byte[][] {"no gzip".getBytes(StandardCharsets.US_ASCII)},
                "cut", new byte[][] {Arrays.copyOf(whole, whole.length - 3)},
                "second", new byte[][] {whole, damaged},
                "behind", new byte[][] {whole, {1, 2, 3}});
        for (Map.Entry<String, byte[][]> body : bodies.entrySet()) {
            Answer answer = postPacked("?feed=gzip-" + body.getKey(), body.getValue());

            assertThat(answer.status()).as(body.getKey()).isEqualTo(400);
            assertThat(answer.body().get("code").asText()).isEqualTo("malformed");
            assertThat(answer.body().get("reason").asText()).contains("not the gzip that its header says: ");
            assertKept("http:gzip-" + body.getKey(), body.getValue(), "malformed");
        }
        assertThat(kafka.stories()).noneMatch(story -> story.getArticleId().contains("damaged-"));
    }

    @Test
    void gzipOfNothingIsRefusedAndKept() throws Exception {
        byte[][] members = new byte[4000][];
        Arrays.fill(members, gzip(""));

        Answer answer = postPacked("?feed=gzip-nothing", members);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").asText()).isEqualTo("empty");
        assertKept("http:gzip-nothing", members, "empty");
    }

    private static void assertKept(String feed, byte[][] parts, String code) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        List<ConsumerRecord<byte[], byte[]>> letters = kafka.records(NewsTopic.DEAD_LETTERS).stream()
                .filter(found -> feed.equals(Kafka.header(found, DeadLetter.NODE)))
                .toList();
        assertThat(letters).as(feed).hasSize(1);
        assertThat(letters.get(0).value()).isEqualTo(body.toByteArray());
        assertThat(Kafka.header(letters.get(0), DeadLetter.EXCEPTION)).isEqualTo(code);
        assertThat(telemetry
                        .meters()
                        .get("dateline.ingest.stories")
                        .tags("feed", feed, "outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aHeaderOfGzipBeyondTheLimitIsRefused() throws Exception {
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] name = new byte[100_000];
        Arrays.fill(name, (byte) 'a');
        byte[] body = Arrays.copyOf(header, header.length + name.length);
        System.arraycopy(name, 0, body, header.length, name.length);

        Answer chunked = send(request("")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(chunked.status()).isEqualTo(413);
        assertThat(postPacked("", Arrays.copyOf(body, 90_000)).status()).isEqualTo(400);
    }

    @Test
    void bodiesMayBeCompressed() throws Exception {
        assertThat(postPacked("", gzip(line("gzip-1"))).status()).isEqualTo(202);
        assertThat(send(request("").header("Content-Encoding", "br").POST(HttpRequest.BodyPublishers.ofString("x")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aBodyThatUnpacksBeyondTheLimitIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[10_000_000]);
        }

        Answer answer = send(request("")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));

        assertThat(answer.status()).isEqualTo(413);
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
        Answer answer = send(request("?file=bad.bin&provider=coast").POST(HttpRequest.BodyPublishers.ofString(body)));

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
        assertThat(post("").status()).isEqualTo(400);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithOrWithoutAnAnnouncedLength() throws Exception {
        byte[] large = new byte[100_001];
        java.util.Arrays.fill(large, (byte) 'a');

        Answer announced = send(request("").POST(HttpRequest.BodyPublishers.ofByteArray(large)));
        Answer chunked = send(request("")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.body().get("code").asText()).isEqualTo("too-large");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void thatABodyOverTheLimitWasSentIsKept() throws Exception {
        Answer answer = send(request("?feed=large&file=large.json")
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
        Answer answer =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/articles"))
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
        try (Socket socket = new Socket("127.0.0.1", service.httpPort())) {
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
        assertThat(send(request(query).POST(HttpRequest.BodyPublishers.ofString("text")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void healthIsToldByTheHealthServerAloneWhichKnowsMore() throws Exception {
        for (String path : List.of("/health/live", "/health/ready")) {
            HttpResponse<Void> response = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatBecameOfEachFeedIsToldToThoseWithTheToken() throws Exception {
        send(request("?feed=told")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"told-1\", \"headline\": \"h\"}")));
        send(request("?feed=told").POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"told-2\", \"head")));
        URI feeds = URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/feeds");

        JsonNode told = null;
        for (JsonNode feed : send(HttpRequest.newBuilder(feeds).header("Authorization", "Bearer s3cret"))
                .body()
                .get("feeds")) {
            told = feed.get("feed").asText().equals("http:told") ? feed : told;
        }

        assertThat(told).isNotNull();
        assertThat(told.get("accepted").asLong()).isEqualTo(1);
        assertThat(told.get("refused").asLong()).isEqualTo(1);
        assertThat(told.get("quiet").asBoolean()).isFalse();
        assertThat(send(HttpRequest.newBuilder(feeds)).status()).isEqualTo(401);
        assertThat(telemetry
                        .meters()
                        .get("dateline.ingest.parse.failures")
                        .tags("format", "json", "reason", "malformed")
                        .counter()
                        .count())
                .isPositive();
        assertThat(telemetry
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

        Answer answer = send(request("").POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("outcomes").findValuesAsText("where")).containsExactly("one.json", "two.json");
    }

    @Test
    void theSameBytesTwiceAreTheSameStoryTwice() throws Exception {
        post("OSLO - It rained on Monday, and on Tuesday it did not.");
        Answer again = post("OSLO - It rained on Monday, and on Tuesday it did not.");

        assertThat(kafka.stories())
                .filteredOn(story -> story.getArticleId()
                        .equals(again.body().get("articleId").asText()))
                .hasSize(2);
    }
}
