package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
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
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may send by HTTP, how much, and how slowly. */
class HttpGuardsTest {
    private static final int PER_SECOND = 3;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Telemetry TELEMETRY = new Telemetry();

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
                        "ingest.http.tokens", "afp=one,dpa=two,busy=three,slow=four,free=five",
                        "ingest.http.token", "any",
                        "ingest.http.providers", "dpa=dpa,dpa=dpa-afx",
                        "ingest.http.rate", Integer.toString(PER_SECOND),
                        "ingest.http.timeout.ms", "2000")),
                kafka.registry(),
                TELEMETRY);
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        kafka.close();
    }

    @Test
    void feedsThatAreKnownAreCountedFromNone() {
        for (String feed : List.of("http", "http:afp", "http:dpa", "http:busy")) {
            for (String outcome : List.of("accepted", "refused", "unstored")) {
                assertThat(TELEMETRY
                                .meters()
                                .find("dateline.ingest.stories")
                                .tags("feed", feed, "outcome", outcome)
                                .counter())
                        .as(feed + " " + outcome)
                        .isNotNull();
            }
        }
    }

    @Test
    void whatIsSentWithAFeedsTokenIsThatFeeds() throws Exception {
        assertThat(post("one", "", "a").statusCode()).isEqualTo(202);
        assertThat(post("five", "?feed=free", "b").statusCode()).isEqualTo(202);
        assertThat(post("any", "?feed=afp", "c").statusCode()).isEqualTo(202);

        assertThat(feedOf("a")).isEqualTo("http:afp");
        assertThat(feedOf("b")).isEqualTo("http:free");
        assertThat(feedOf("c")).isEqualTo("http:afp");
    }

    @Test
    void aFeedsTokenDoesNotOpenAnothersDoor() throws Exception {
        assertThat(post("one", "?feed=dpa", "d").statusCode()).isEqualTo(403);
        assertThat(post("nobody's", "", "d").statusCode()).isEqualTo(401);
        assertThat(kafka.stories()).noneMatch(story -> story.getArticleId().equals("test|d"));
    }

    @Test
    void moreThanTheRateIsPutOffAndOtherCallersAreNot() throws Exception {
        int putOff = 0;
        for (int i = 0; i < 4 * PER_SECOND; i++) {
            HttpResponse<String> answer = post("three", "", "busy" + i);
            if (answer.statusCode() == 429) {
                putOff++;
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isBetween(1L, 2L);
            }
        }
        assertThat(putOff).isPositive();
        assertThat(post("one", "", "e").statusCode()).isEqualTo(202);
    }

    @Test
    void aTokenWithoutBoundsSendsForAnyProvider() throws Exception {
        assertThat(post("five", "?provider=reuters", "f").statusCode()).isEqualTo(202);
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws Exception {
        long begun = System.nanoTime();
        String status = drip(200);

        assertThat(status).contains(" 408 ");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aBodyThatNeverComesIsGivenUp() throws Exception {
        assertThat(drip(0)).contains(" 408 ");
    }

    @Test
    void gzipOfWhichNothingComesOutIsGivenUp() throws Exception {
        byte[] named = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] plain = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        byte[] emptyBlock = {0, 0, 0, (byte) 0xff, (byte) 0xff};

        assertThat(drip("Content-Encoding: gzip\r\n", named, new byte[] {'a'}, 100))
                .contains(" 408 ");
        assertThat(drip("Content-Encoding: gzip\r\n", plain, emptyBlock, 100)).contains(" 408 ");
    }

    @Test
    void gzipOfVeryManyMembersOfNothingIsRefused() throws Exception {
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new GZIPOutputStream(empty).close();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 60_000; i++) {
            members.writeBytes(empty.toByteArray());
        }

        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/articles"))
                        .header("Authorization", "Bearer any")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(members.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("empty");
        assertThat(kafka.records(NewsTopic.DEAD_LETTERS))
                .anyMatch(letter -> Arrays.equals(letter.value(), members.toByteArray()));
    }

    @Test
    void aHeadThatDripsIsGivenUp() throws Exception {
        try (Socket socket = connect()) {
            assertThat(cutAfter(socket)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        }
    }

    @Test
    void aHeadThatDripsAfterAnotherRequestIsGivenUp() throws Exception {
        try (Socket socket = connect()) {
            String asked = "GET /v1/feeds HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer four\r\n\r\n";
            assertThat(answerTo(socket, asked)).contains(" 200 ");

            assertThat(cutAfter(socket)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        }
    }

    @Test
    void aConnectionThatRestsBetweenRequestsIsLeftAlone() throws Exception {
        try (Socket socket = connect()) {
            String asked = "GET /v1/feeds HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer four\r\n\r\n";
            assertThat(answerTo(socket, asked)).contains(" 200 ");
            Thread.sleep(3000);
            assertThat(answerTo(socket, asked)).contains(" 200 ");
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", service.httpPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** The head of the answer; its body is read over. */
    private static String answerTo(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = socket.getInputStream().read();
            assertThat(b).as("an answer after " + head).isNotNegative();
            head.append((char) b);
        }
        int length = Integer.parseInt(head.toString()
                .toLowerCase(Locale.ROOT)
                .split("content-length: ")[1]
                .split("\r\n")[0]);
        assertThat(socket.getInputStream().readNBytes(length)).hasSize(length);
        return head.toString();
    }

    /** Drips a head, and gives the time after which the other side ended the connection. */
    private static Duration cutAfter(Socket socket) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            socket.setSoTimeout(1);
            OutputStream out = socket.getOutputStream();
            out.write("POST /v1/articles HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(100);
                try {
                    if (socket.getInputStream().read() < 0) {
                        break;
                    }
                } catch (SocketTimeoutException e) {
                    // It still waits for more.
                }
            }
        } catch (IOException e) {
            // The other side has had enough.
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Sends a byte each so many milliseconds, or none at 0, and gives the status line of the answer. */
    private static String drip(int millis) throws IOException, InterruptedException {
        return drip("", new byte[0], new byte[] {'x'}, millis);
    }

    /** The same for a body that begins with these bytes at once. */
    private static String drip(String header, byte[] beginning, byte[] drop, int millis)
            throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", service.httpPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer any\r\n" + header
                            + "Content-Length: 5000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(beginning);
            out.flush();
            Thread dripping = new Thread(() -> {
                try {
                    for (int i = 0; millis > 0 && i < 5000; i++) {
                        out.write(drop);
                        out.flush();
                        Thread.sleep(millis);
                    }
                } catch (IOException | InterruptedException e) {
                    // The other side has had enough.
                }
            });
            dripping.start();
            try {
                return String.valueOf(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                                .readLine());
            } catch (SocketException e) {
                return e.toString();
            } finally {
                dripping.interrupt();
                dripping.join();
            }
        }
    }

    private static HttpResponse<String> post(String token, String query, String id) throws Exception {
        String story =
                "{\"id\":\"" + id + "\",\"provider\":\"test\",\"headline\":\"H\",\"body\":\"Text of " + id + ".\"}";
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/v1/articles" + query))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(story))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String feedOf(String id) {
        return kafka.stories().stream()
                .filter(story -> story.getArticleId().equals("test|" + id))
                .map(RawArticle::getFeed)
                .findFirst()
                .orElse(null);
    }
}
