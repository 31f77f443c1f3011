package io.dateline.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.Kafka;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.observe.FeedBook;
import io.dateline.ingest.observe.IngestMeters;
import io.dateline.ingest.produce.ArticleProducer;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.state.StateFile;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A polled feed, against a server on loopback; time is a variable. */
class FeedPollerTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_BYTES = 100_000;

    @TempDir
    static Path directory;

    private static Kafka kafka;
    private static ArticleProducer producer;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T10:00:00Z"));
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<Headers> requests = new ArrayList<>();
    private final AtomicReference<Handler> answer = new AtomicReference<>();
    private HttpServer server;
    private String name;
    private FeedPoller poller;

    /** What the server does with a request. */
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    @BeforeAll
    static void startKafka() {
        kafka = new Kafka(directory.resolve("kafka"));
        Settings settings = Settings.of(Map.of("kafka.bootstrap.servers", kafka.bootstrap(), "topics.partitions", "1"));
        Provisioning.ensure(settings, kafka.registry());
        producer = new ArticleProducer(settings, kafka.registry(), new Telemetry(), 100, 1 << 20);
    }

    @AfterAll
    static void stopKafka() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void startServer(TestInfo test) throws IOException {
        name = test.getTestMethod().orElseThrow().getName();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                synchronized (requests) {
                    requests.add(exchange.getRequestHeaders());
                }
                answer.get().handle(exchange);
            }
        });
        server.start();
        poller = poller(address("/feed.xml"));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private FeedPoller poller(URI address) {
        IngestConfig.PolledFeed feed = new IngestConfig.PolledFeed(name, address, INTERVAL, "coast", null);
        IngestConfig.Poll config =
                new IngestConfig.Poll(List.of(feed), LONGEST, Duration.ofMillis(1500), MAX_BYTES, "Dateline test", 1);
        FeedBook book = new FeedBook(meters, now::get, Duration.ofHours(1), Duration.ofDays(1));
        Intake intake = new Intake(
                StandardParsers.create(), producer, Limits.DEFAULT, new IngestMeters(meters, book), now::get);
        return new FeedPoller(
                feed,
                new Feed("poll:" + name, "coast", null),
                new Fetcher(Fetcher.client(config), config, now::get),
                intake,
                new PollSchedule(INTERVAL, LONGEST, new SplittableRandom(7)),
                new StateFile(state()),
                now::get,
                meters);
    }

    private Path state() {
        return directory.resolve("state").resolve(name + ".json");
    }

    private List<String> headlines() {
        return kafka.stories().stream()
                .filter(story -> story.getFeed().equals("poll:" + name))
                .map(RawArticle::getHeadline)
                .toList();
    }

    private long letters() {
        return kafka.records(NewsTopic.DEAD_LETTERS).stream()
                .filter(letter -> ("poll:" + name).equals(Kafka.header(letter, DeadLetter.NODE)))
                .count();
    }

    private double polls(String outcome) {
        return meters.get("dateline.ingest.polls")
                .tags("feed", "poll:" + name, "outcome", outcome)
                .counter()
                .count();
    }

    private static String item(String guid, String title) {
        return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + title
                + "</title><description>The harbour of Vila Nova was closed, the port said.</description></item>";
    }

    private static byte[] rss(String... items) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>Coast</title>"
                        + "<link>http://coast.example/</link><description>News</description>"
                        + String.join("", items) + "</channel></rss>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void serve(byte[] document) {
        answer.set(exchange -> send(exchange, 200, document));
    }

    private void redirect(int status, String location) {
        answer.set(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/feed.xml")) {
                exchange.getResponseHeaders().set("Location", location);
                send(exchange, status, new byte[0]);
            } else {
                send(exchange, 200, rss(item("1", "Moved")));
            }
        });
    }

    private Duration poll() throws InterruptedException {
        now.set(now.get().plus(INTERVAL));
        return poller.poll();
    }

    @Test
    void onlyWhatIsNewOrChangedIsTakenIn() throws Exception {
        serve(rss(item("1", "One"), item("2", "Two")));
        poll();
        serve(rss(item("3", "Three"), item("1", "One"), item("2", "Two, corrected")));
        poll();

        assertThat(headlines()).containsExactlyInAnyOrder("One", "Two", "Three", "Two, corrected");
        assertThat(meters.get("dateline.ingest.stories")
                        .tags("feed", "poll:" + name, "outcome", "unchanged")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(poller.status().outcome()).isEqualTo("taken");
        assertThat(poller.status().problem()).isNull();
    }

    @Test
    void theServerIsToldWhatIsKnownAndItsAnswerIsBelieved() throws Exception {
        answer.set(exchange -> {
            if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                send(exchange, 304, new byte[0]);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Thu, 26 Nov 2026 09:00:00 GMT");
            send(exchange, 200, rss(item("1", "One")));
        });
        poll();
        Duration next = poll();

        assertThat(requests.get(0).containsKey("If-None-Match")).isFalse();
        assertThat(requests.get(1).getFirst("If-Modified-Since")).isEqualTo("Thu, 26 Nov 2026 09:00:00 GMT");
        assertThat(requests.get(1).getFirst("User-Agent")).isEqualTo("Dateline test");
        assertThat(polls("not-modified")).isEqualTo(1);
        assertThat(next).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
        assertThat(headlines()).containsExactly("One");
    }

    @Test
    void aRestartPublishesNothingTwice() throws Exception {
        serve(rss(item("1", "One"), item("2", "Two")));
        poll();

        poller = poller(address("/feed.xml"));
        poll();
        serve(rss(item("2", "Two"), item("1", "One"), item("3", "Three")));
        poll();

        assertThat(headlines()).containsExactlyInAnyOrder("One", "Two", "Three");
    }

    @Test
    void withoutItsStateTheFeedIsTakenInAnew() throws Exception {
        serve(rss(item("1", "One")));
        poll();
        Files.writeString(state(), "{ half of it");

        poller = poller(address("/feed.xml"));
        poll();

        assertThat(headlines()).containsExactly("One", "One");
        assertThat(poller.status().problem()).isNull();
    }

    @Test
    void theStateHoldsNoAddress() throws Exception {
        poller = poller(address("/feed.xml?key=s3cret"));
        serve(rss(item("1", "One")));
        poll();

        assertThat(Files.readString(state())).doesNotContain("s3cret").doesNotContain("127.0.0.1");
    }

    @Test
    void failuresAreWaitedOutLongerAndLonger() throws Exception {
        answer.set(exchange -> send(exchange, 500, new byte[0]));
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            minutes.add(Math.round(poll().toSeconds() / 60.0));
        }

        assertThat(minutes.get(0)).isBetween(4L, 6L);
        assertThat(minutes.get(1)).isBetween(9L, 11L);
        assertThat(minutes.get(2)).isBetween(18L, 22L);
        assertThat(minutes.get(6)).isBetween(54L, 66L);
        assertThat(poller.status().failures()).isEqualTo(7);
        assertThat(meters.get("dateline.ingest.poll.failing").gauge().value()).isEqualTo(7);
        assertThat(polls("http-5xx")).isEqualTo(7);

        serve(rss(item("1", "One")));

        assertThat(poll()).isLessThan(Duration.ofMinutes(6));
        assertThat(poller.status().failures()).isZero();
        assertThat(headlines()).containsExactly("One");
    }

    @Test
    void aServerThatAsksToBeLeftAloneIs() throws Exception {
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7200");
            send(exchange, 429, new byte[0]);
        });
        assertThat(poll()).isEqualTo(Duration.ofHours(2));

        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "Thu, 26 Nov 2026 14:10:00 GMT");
            send(exchange, 503, new byte[0]);
        });
        assertThat(poll()).isEqualTo(Duration.ofHours(4));

        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "99999999999999999999");
            send(exchange, 503, new byte[0]);
        });
        assertThat(poll()).isEqualTo(Duration.ofDays(1));

        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "soon");
            send(exchange, 503, new byte[0]);
        });
        assertThat(poll()).isLessThan(Duration.ofHours(2));
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            redirect(status, "/elsewhere.xml");
            poll();
            assertThat(poller.status().problem()).as("%d", status).isNull();
        }

        assertThat(headlines()).containsExactly("Moved");
    }

    @Test
    void redirectsThatLeadNowhereGoodAreNot() throws Exception {
        for (String location :
                List.of("file:///etc/passwd", "ftp://coast.example/feed", "http://u:p@127.0.0.1/", "::")) {
            redirect(301, location);
            poll();
            assertThat(poller.status().outcome()).as(location).isEqualTo("redirect");
        }
        redirect(302, "/feed.xml");
        poll();

        assertThat(poller.status().problem()).contains("more than 5 redirects");
        assertThat(polls("redirect")).isEqualTo(5);
        assertThat(headlines()).isEmpty();
    }

    @Test
    void documentsMayBeCompressed() throws Exception {
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, gzip(rss(item("1", "Packed"))));
        });
        poll();

        assertThat(requests.get(0).getFirst("Accept-Encoding")).isEqualTo("gzip");
        assertThat(headlines()).containsExactly("Packed");
    }

    @Test
    void everyMemberOfACompressedDocumentIsRead() throws Exception {
        byte[] document = rss(item("1", "One"), item("2", "Two"));
        byte[] first = gzip(Arrays.copyOf(document, 50));
        byte[] second = gzip(Arrays.copyOfRange(document, 50, document.length));
        servePacked(first, second);
        poll();
        assertThat(headlines()).containsExactlyInAnyOrder("One", "Two");

        second[0] = 0;
        servePacked(gzip(document), second);
        poll();
        assertThat(poller.status().outcome()).isEqualTo("encoding");
        assertThat(poller.status().problem()).contains("what follows a member is no gzip");
    }

    private void servePacked(byte[]... members) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte[] member : members) {
            packed.writeBytes(member);
        }
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, packed.toByteArray());
        });
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aDocumentOverTheLimitIsNotTaken() throws Exception {
        serve(new byte[MAX_BYTES + 1]);
        poll();
        assertThat(poller.status().outcome()).isEqualTo("too-large");

        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, gzip(new byte[10 * MAX_BYTES]));
        });
        poll();
        assertThat(poller.status().outcome()).isEqualTo("too-large");

        // Without an announced length, and without an end.
        answer.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[10_000];
            while (true) {
                exchange.getResponseBody().write(block);
            }
        });
        poll();
        assertThat(polls("too-large")).isEqualTo(3);
    }

    @Test
    void aServerThatDripsIsGivenUpOn() throws Exception {
        answer.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 200; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long begun = System.nanoTime();
        poll();

        assertThat(poller.status().outcome()).isEqualTo("timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void whatIsNoFeedIsRefusedOnceAndPolledLessOften() throws Exception {
        serve("{\"neither\": \"story\"}".getBytes(StandardCharsets.UTF_8));
        poll();
        assertThat(poller.status().outcome()).isEqualTo("refused");
        assertThat(poller.status().failures()).isEqualTo(1);
        poll();

        assertThat(letters()).isEqualTo(1);
    }

    @Test
    void aServerThatIsAwayIsAFailureToo() throws Exception {
        server.stop(0);
        poll();

        assertThat(poller.status().outcome()).isIn("unreachable", "timeout");
        assertThat(poller.status().lastSuccess()).isNull();
    }

    @Test
    void anItemThatStandsTwiceInADocumentIsTakenOnce() throws Exception {
        serve(rss(item("1", "One"), item("1", "One")));
        poll();

        assertThat(headlines()).containsExactly("One");
    }
}
