package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.IngestService;
import io.dateline.ingest.Kafka;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
                        "ingest.http.tokens", "afp=one,dpa=two,busy=three",
                        "ingest.http.token", "any",
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
        assertThat(post("two", "?feed=dpa", "b").statusCode()).isEqualTo(202);
        assertThat(post("any", "?feed=afp", "c").statusCode()).isEqualTo(202);

        assertThat(feedOf("a")).isEqualTo("http:afp");
        assertThat(feedOf("b")).isEqualTo("http:dpa");
        assertThat(feedOf("c")).isEqualTo("http:afp");
    }

    @Test
    void aFeedsTokenDoesNotOpenAnothersDoor() throws Exception {
        assertThat(post("one", "?feed=dpa", "d").statusCode()).isEqualTo(403);
        assertThat(post("four", "", "d").statusCode()).isEqualTo(401);
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
        assertThat(post("two", "", "e").statusCode()).isEqualTo(202);
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

    /** Sends a byte each so many milliseconds, or none at 0, and gives the status line of the answer. */
    private static String drip(int millis) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", service.httpPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer any\r\nContent-Length: 5000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread dripping = new Thread(() -> {
                try {
                    for (int i = 0; millis > 0 && i < 5000; i++) {
                        out.write('x');
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
