package io.dateline.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.ingest.Kafka;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.observe.FeedBook;
import io.dateline.ingest.observe.IngestMeters;
import io.dateline.ingest.produce.ArticleProducer;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatcherTest {
    private static final Duration INTERVAL = Duration.ofMillis(60);
    private static final Duration REST = Duration.ofMillis(150);
    private static final Duration EMPTY_GRACE = Duration.ofMillis(300);
    private static final Duration TROUBLE_PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Kafka kafka;
    private static ArticleProducer producer;
    private static FeedBook feeds;
    private static Intake intake;

    private Path inbox;
    private Feed feed;
    private DirectoryWatcher watcher;

    @BeforeAll
    static void startKafka() {
        kafka = new Kafka(directory.resolve("kafka"));
        Settings settings = Settings.of(Map.of("kafka.bootstrap.servers", kafka.bootstrap()));
        Provisioning.ensure(settings, kafka.registry());
        producer = new ArticleProducer(settings, kafka.registry(), new Telemetry(), 100, 1 << 20);
        MeterRegistry meters = new SimpleMeterRegistry();
        feeds = new FeedBook(meters, Clock.systemUTC(), Duration.ofHours(1), Duration.ofDays(1));
        intake = new Intake(
                StandardParsers.create(), producer, Limits.DEFAULT, new IngestMeters(meters, feeds), Clock.systemUTC());
    }

    @AfterAll
    static void stopKafka() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void watch(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        inbox = directory.resolve(name);
        feed = new Feed("watch:" + name, "coast", null);
        watcher = DirectoryWatcher.start(inbox, feed, intake, INTERVAL, REST, EMPTY_GRACE, TROUBLE_PAUSE);
    }

    @AfterEach
    void stop() {
        watcher.close();
    }

    private List<RawArticle> stories() {
        return kafka.stories().stream()
                .filter(story -> story.getFeed().equals(feed.name()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        return kafka.records(NewsTopic.DEAD_LETTERS).stream()
                .filter(letter -> feed.name().equals(Kafka.header(letter, DeadLetter.NODE)))
                .toList();
    }

    private Path put(String name, String text) throws IOException {
        return Files.writeString(inbox.resolve(name), text);
    }

    private void awaitFile(String path) {
        await().atMost(PATIENCE).until(() -> Files.exists(inbox.resolve(path)));
    }

    @Test
    void aFileIsMovedOnceItsStoryIsOnKafka() throws IOException {
        put("one.json", "{\"id\": \"1\", \"headline\": \"h\"}");

        awaitFile("done/one.json");

        assertThat(inbox.resolve("one.json")).doesNotExist();
        assertThat(stories()).extracting(RawArticle::getArticleId).containsExactly("coast|1");
    }

    @Test
    void whatCannotBeReadGoesToFailedWithItsReasonAndToTheDeadLetters() throws IOException {
        put("bad.json", "{\"id\": \"1\", \"headline\": \"cut");

        awaitFile("failed/bad.json");

        assertThat(inbox.resolve("failed/bad.json.reason.txt")).content().contains("malformed: ");
        assertThat(letters()).hasSize(1);
        assertThat(new String(letters().get(0).key(), StandardCharsets.UTF_8)).isEqualTo("bad.json");
        assertThat(new String(letters().get(0).value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\": \"1\", \"headline\": \"cut");
        assertThat(stories()).isEmpty();
    }

    @Test
    void aFileWithStoriesAndRefusalsIsDoneAndSaysWhatWasRefused() throws IOException {
        put(
                "mixed.ndjson",
                "{\"id\": \"1\", \"headline\": \"a\"}\n{\"id\": 2, \"hea\n{\"id\": \"3\", \"headline\": \"c\"}\n");

        awaitFile("done/mixed.ndjson");

        assertThat(inbox.resolve("done/mixed.ndjson.reason.txt"))
                .content()
                .contains("2 accepted, 1 refused")
                .contains("line 2");
        assertThat(stories()).hasSize(2);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void filesBeingWrittenAreLeftAlone() throws Exception {
        put(".hidden.json", "{\"id\": \"h\", \"headline\": \"h\"}");
        put("upload.json.part", "{\"id\": \"p\", \"headline\": \"h\"}");
        put("upload.json.tmp", "{\"id\": \"t\", \"headline\": \"h\"}");
        Path growing = inbox.resolve("growing.ndjson");
        try (OutputStream out = Files.newOutputStream(growing)) {
            for (int i = 0; i < 20; i++) {
                out.write(("{\"id\": \"g" + i + "\", \"headline\": \"h\"}\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(INTERVAL.toMillis() / 3);
                assertThat(growing).exists();
            }
        }
        // Renamed in place: the upload is complete.
        Files.move(inbox.resolve("upload.json.part"), inbox.resolve("upload.json"));

        awaitFile("done/growing.ndjson");
        awaitFile("done/upload.json");

        assertThat(inbox.resolve(".hidden.json")).exists();
        assertThat(inbox.resolve("upload.json.tmp")).exists();
        assertThat(stories()).hasSize(21);
    }

    @Test
    void aWriterThatPausesForLessThanTheRestIsWaitedFor() throws Exception {
        watcher.close();
        watcher = DirectoryWatcher.start(inbox, feed, intake, Duration.ofMillis(20), Duration.ofMillis(900));
        Path file = put("paused.ndjson", "{\"id\": \"1\", \"headline\": \"h\"}\n");
        Thread.sleep(300);
        Files.writeString(file, "{\"id\": \"2\", \"headline\": \"h\"}\n", StandardOpenOption.APPEND);

        awaitFile("done/paused.ndjson");

        assertThat(stories()).extracting(RawArticle::getArticleId).containsExactly("coast|1", "coast|2");
    }

    @Test
    void aFileThatIsRenamedInPlaceIsTakenOnce() throws Exception {
        Path first = put("first.json", "{\"id\": \"1\", \"headline\": \"h\"}");
        Thread.sleep(INTERVAL.toMillis());
        Files.move(first, inbox.resolve("second.json"));

        await().atMost(PATIENCE)
                .until(() -> Files.exists(inbox.resolve("done/second.json"))
                        || Files.exists(inbox.resolve("done/first.json")));

        assertThat(stories()).hasSize(1);
        assertThat(inbox.resolve("failed")).isEmptyDirectory();
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.json"), "{\"id\": \"s\", \"headline\": \"secret\"}");
        Path link = Files.createSymbolicLink(inbox.resolve("link.json"), secret);
        put("plain.json", "{\"id\": \"1\", \"headline\": \"h\"}");

        awaitFile("done/plain.json");

        assertThat(link).isSymbolicLink();
        assertThat(stories()).extracting(RawArticle::getHeadline).containsExactly("h");
    }

    @Test
    void aNameThatIsTakenIsNotOverwritten() throws IOException {
        put("same.json", "{\"id\": \"1\", \"headline\": \"first\"}");
        awaitFile("done/same.json");
        put("same.json", "{\"id\": \"1\", \"headline\": \"second\"}");
        awaitFile("done/same.json.1");

        assertThat(inbox.resolve("done/same.json")).content().contains("first");
        assertThat(inbox.resolve("done/same.json.1")).content().contains("second");
    }

    @Test
    void anEmptyFileIsGivenTimeToBeFilledAndThenRefused() throws Exception {
        Path filled = put("filled.json", "");
        Thread.sleep(INTERVAL.toMillis() * 2);
        assertThat(filled).exists();
        Files.writeString(filled, "{\"id\": \"1\", \"headline\": \"h\"}");
        put("empty.json", "");

        awaitFile("done/filled.json");
        awaitFile("failed/empty.json");

        assertThat(inbox.resolve("failed/empty.json.reason.txt")).content().contains("empty");
    }

    @Test
    void ofAHugeFileTheLetterHasTheBeginningAndSaysOfWhat() throws IOException {
        Path huge = directory.resolve("huge.txt");
        byte[] block = "word ".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(huge)) {
            for (int i = 0; i < 17; i++) {
                out.write(block);
            }
        }
        Files.move(huge, inbox.resolve("huge.txt"));

        awaitFile("failed/huge.txt");

        assertThat(inbox.resolve("failed/huge.txt.reason.txt")).content().contains("too-large");
        assertThat(letters()).hasSize(1);
        ConsumerRecord<byte[], byte[]> letter = letters().get(0);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                .hasSize(64 * 1024)
                .startsWith("word word ");
        assertThat(Kafka.header(letter, DeadLetter.MESSAGE)).contains("not all of its bytes");
        assertThat(Kafka.header(letter, Intake.CUT)).isEqualTo("beginning");
        assertThat(Kafka.header(letter, Intake.INPUT_BYTES)).isEqualTo("17000000");
        assertThat(Kafka.header(letter, Intake.INPUT_SHA256))
                .isEqualTo(sha256(Files.readAllBytes(inbox.resolve("failed/huge.txt"))));
    }

    @Test
    void ofALineThatIsTooLargeTheLetterHasTheBeginningAndTheFileIsKept() throws IOException {
        String lines = "{\"id\": \"large\", \"headline\": \"" + "x".repeat(11 << 20)
                + "\"}\n{\"id\": \"small\", \"headline\": \"h\"}\n";
        put("lines.ndjson", lines);

        awaitFile("done/lines.ndjson");

        ConsumerRecord<byte[], byte[]> letter = letters().get(0);
        assertThat(lines).startsWith(new String(letter.value(), StandardCharsets.UTF_8));
        assertThat(Kafka.header(letter, Intake.CUT)).isEqualTo("beginning");
        assertThat(Kafka.header(letter, Intake.INPUT_BYTES)).isEqualTo(Integer.toString(lines.length()));
        assertThat(Kafka.header(letter, Intake.INPUT_SHA256)).isEqualTo(sha256(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsRefusedOfAnArchiveIsKeptWholeWhereItFits() throws IOException {
        byte[] broken = new byte[12 << 20];
        new Random(7).nextBytes(broken);
        Path archive = directory.resolve("entries.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("broken.txt"));
            zip.write(broken);
            zip.closeEntry();
        }
        Files.move(archive, inbox.resolve("entries.zip"));

        awaitFile("failed/entries.zip");

        assertThat(letters().get(0).value()).isEqualTo(broken);
        assertThat(Kafka.header(letters().get(0), Intake.CUT)).isNull();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileForWhichMemoryDoesNotSufficeDoesNotEndTheWatch() throws IOException {
        watcher.close();
        Intake poor = scarce(Integer.MAX_VALUE);
        put("large.txt", "x");
        watcher = DirectoryWatcher.start(inbox, feed, poor, INTERVAL, REST);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        put("small.txt", "x");

        awaitFile("done/small.txt");

        assertThat(inbox.resolve("large.txt")).exists();
    }

    @Test
    void aFileForWhichMemoryNeverSufficesIsRefusedInTheEnd() throws IOException {
        watcher.close();
        put("large.txt", "x");
        watcher = DirectoryWatcher.start(
                inbox, feed, scarce(Integer.MAX_VALUE), INTERVAL, REST, EMPTY_GRACE, TROUBLE_PAUSE);

        awaitFile("failed/large.txt");

        assertThat(inbox.resolve("failed/large.txt.reason.txt"))
                .content()
                .contains("internal: ", "memory did not suffice to read it, 3 times");
        assertThat(letters()).hasSize(1);
        assertThat(letters().get(0).value()).asString().isEqualTo("x");
    }

    @Test
    void aFileForWhichMemorySufficesTheThirdTimeIsTaken() throws IOException {
        watcher.close();
        put("large.txt", "x");
        watcher = DirectoryWatcher.start(inbox, feed, scarce(2), INTERVAL, REST, EMPTY_GRACE, TROUBLE_PAUSE);

        awaitFile("done/large.txt");

        assertThat(letters()).isEmpty();
    }

    /** Memory does not suffice for {@code large.txt}, so many times. */
    private static Intake scarce(int times) {
        AtomicInteger left = new AtomicInteger(times);
        WireParser scarce = new WireParser() {
            @Override
            public String format() {
                return "toy";
            }

            @Override
            public Confidence sniff(WireHead head) {
                return Confidence.CERTAIN;
            }

            @Override
            public void parse(WireInput input, ParseSink sink) {
                if (input.fileName().equals("large.txt") && left.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("as if");
                }
                sink.accept(ArticleDraft.of(input, "toy").headline("h").build());
            }
        };
        return new Intake(
                WireParsers.of(List.of(scarce)),
                producer,
                Limits.DEFAULT,
                new IngestMeters(new SimpleMeterRegistry(), feeds),
                Clock.systemUTC());
    }

    @Test
    void filesThatVanishDoNotDisturbTheOthers() throws Exception {
        for (int i = 0; i < 30; i++) {
            Path file = put("gone-" + i + ".json", "{\"id\": \"" + i + "\", \"headline\": \"h\"}");
            if (i % 2 == 0) {
                Files.deleteIfExists(file);
            }
        }
        put("stays.json", "{\"id\": \"stays\", \"headline\": \"h\"}");

        awaitFile("done/stays.json");
    }

    @Test
    void olderFilesGoFirst() throws IOException {
        watcher.close();
        Instant time = Instant.parse("2026-03-01T00:00:00Z");
        for (int i = 0; i < 20; i++) {
            Path file = put("v" + (i * 7 % 20) + ".json", "{\"id\": \"s\", \"headline\": \"" + i + "\"}");
            Files.setLastModifiedTime(file, FileTime.from(time.plusSeconds(i)));
        }
        watcher = DirectoryWatcher.start(inbox, feed, intake, INTERVAL, REST);

        await().atMost(PATIENCE).until(() -> stories().size() == 20);

        assertThat(stories())
                .extracting(RawArticle::getHeadline)
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void whatWasNotMovedIsTakenAgainAtTheNextStart() throws IOException {
        put("again.json", "{\"id\": \"1\", \"headline\": \"h\"}");
        awaitFile("done/again.json");
        watcher.close();
        // As a crash between the acknowledgement and the move leaves it.
        Files.move(inbox.resolve("done/again.json"), inbox.resolve("again.json"));
        watcher = DirectoryWatcher.start(inbox, feed, intake, INTERVAL, REST);

        awaitFile("done/again.json");

        assertThat(stories()).extracting(RawArticle::getArticleId).containsExactly("coast|1", "coast|1");
    }
}
