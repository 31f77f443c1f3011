package io.dateline.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.ingest.IngestService;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.Telemetry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What `dateline feed` makes of files, against a real ingest and a real broker. */
class FeedIT {
    private static final int MANY = 20_000;

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static IngestService ingest;

    private String name;
    private Path files;
    private Path journal;

    @BeforeAll
    static void start() throws InterruptedException {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "topics.partitions", "1",
                "ingest.http.port", "0",
                "ingest.state.dir", directory.resolve("state").toString()));
        ingest = new IngestService(settings, ConfluentSchemaRegistry.connect(settings.registry()), new Telemetry());
        ingest.start();
    }

    @AfterAll
    static void stop() {
        ingest.close();
        registry.close();
        kafka.close();
    }

    @BeforeEach
    void name(TestInfo test) throws IOException {
        name = test.getTestMethod().orElseThrow().getName();
        files = Files.createDirectories(directory.resolve(name));
        journal = directory.resolve(name + ".journal");
    }

    private record Fed(int exitCode, List<String> lines) {
        List<String> refused() {
            return lines.stream().filter(line -> line.startsWith("refused")).toList();
        }
    }

    private Fed feed(byte[] stdin, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(
                List.of("--url", "http://127.0.0.1:" + ingest.httpPort(), "--provider", name, "--patience", "5"));
        all.addAll(Arrays.asList(arguments));
        int exitCode = new CommandLine(new FeedCommand(
                        new ByteArrayInputStream(stdin), new PrintStream(out, true, StandardCharsets.UTF_8)))
                .execute(all.toArray(String[]::new));
        return new Fed(exitCode, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private Fed feed(String... arguments) {
        return feed(new byte[0], arguments);
    }

    private static String story(String id) {
        return "{\"id\": \"" + id + "\", \"headline\": \"Headline of " + id + "\"}";
    }

    private Path put(String file, String text) throws IOException {
        return Files.writeString(files.resolve(file), text);
    }

    /** Ids of the stories that are on Kafka for this test's provider, in their order, without the provider. */
    private List<String> stories() {
        List<String> ids = new ArrayList<>();
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        TopicPartition raw = new TopicPartition(NewsTopic.RAW.topicName(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(raw));
            consumer.seekToBeginning(List.of(raw));
            long end = consumer.endOffsets(List.of(raw)).get(raw);
            while (consumer.position(raw) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> {
                    String id = new String(found.key(), StandardCharsets.UTF_8);
                    if (id.startsWith(name.toLowerCase(Locale.ROOT) + "|")) {
                        ids.add(id.substring(name.length() + 1));
                    }
                });
            }
        }
        return ids;
    }

    @Test
    void aDirectoryIsSentInTheOrderOfItsNamesAndEachRefusalIsItsFiles() throws IOException {
        for (int i = 0; i < 600; i++) {
            put(String.format("%04d.json", i), i % 200 == 7 ? "{\"id\": \"cut" : story("s" + i));
        }

        Fed fed = feed("--quiet", files.toString());

        assertThat(fed.exitCode()).isEqualTo(1);
        assertThat(fed.lines()).hasSize(3);
        assertThat(fed.refused().get(0)).contains("0007.json").contains("malformed");
        assertThat(fed.refused().get(1)).contains("0207.json");
        assertThat(fed.refused().get(2)).contains("0407.json");
        assertThat(stories())
                .isEqualTo(IntStream.range(0, 600)
                        .filter(i -> i % 200 != 7)
                        .mapToObj(i -> "s" + i)
                        .toList());
    }

    @Test
    void whatTheJournalKnowsIsNotSentAgainUnlessItHasChanged() throws IOException {
        put("a.json", story("a"));
        put("b.json", story("b"));
        put("bad.json", "{\"id\": \"cut");

        assertThat(feed("--journal", journal.toString(), files.toString()).exitCode())
                .isEqualTo(1);
        Fed again = feed("--journal", journal.toString(), files.toString());
        assertThat(again.lines()).isEmpty();
        assertThat(again.exitCode()).as("what was refused still is").isEqualTo(1);

        put("c.json", story("c"));
        put("bad.json", story("mended"));
        Path changed = put("a.json", story("a").replace("Headline", "New headline"));
        Files.setLastModifiedTime(changed, FileTime.from(Instant.parse("2026-11-26T12:00:00Z")));
        Fed third = feed("--journal", journal.toString(), files.toString());

        assertThat(third.exitCode()).isZero();
        assertThat(stories()).containsExactly("a", "b", "a", "mended", "c");
        assertThat(feed("--journal", journal.toString(), files.toString()).exitCode())
                .as("nothing left to do")
                .isZero();
    }

    @Test
    void whatWasRefusedIsSentAgainWhenAskedFor() throws IOException {
        put("bad.json", "{\"id\": \"cut");
        feed("--journal", journal.toString(), files.toString());

        Fed again = feed("--journal", journal.toString(), "--retry-refused", files.toString());

        assertThat(again.refused()).hasSize(1);
        assertThat(again.exitCode()).isEqualTo(1);
    }

    @Test
    void archivesAreSentEntryByEntryAlsoFromStdin() throws IOException {
        Path zip = files.resolve("stories.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String id : List.of("z1", "z2")) {
                out.putNextEntry(new ZipEntry("deep/" + id + ".json"));
                out.write(story(id).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] tar = tar("t1", "t2", "t3");
        Path packed = files.resolve("stories.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(tar);
        }

        Fed fromFiles = feed("--journal", journal.toString(), zip.toString(), packed.toString());
        Fed again = feed("--journal", journal.toString(), zip.toString(), packed.toString());
        Fed fromStdin = feed(tar("p1"), "-");

        assertThat(fromFiles.exitCode()).isZero();
        assertThat(again.lines()).isEmpty();
        assertThat(fromStdin.exitCode()).isZero();
        assertThat(stories()).containsExactly("z1", "z2", "t1", "t2", "t3", "p1");
    }

    private static byte[] tar(String... ids) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String id : ids) {
                byte[] content = story(id).getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(id + ".json");
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void anArchiveThatIsCutShortIsSentAsFarAsItGoes() throws IOException {
        byte[] tar = tar("one", "two");
        Path cut = Files.write(files.resolve("cut.tar"), Arrays.copyOf(tar, 512 + 512 + 512 + 10));

        Fed fed = feed(cut.toString());

        assertThat(fed.exitCode()).isEqualTo(1);
        assertThat(fed.refused()).singleElement().asString().contains("cut.tar").contains("broken after");
        assertThat(stories()).containsExactly("one");
    }

    @Test
    void linesGoInPiecesAndArePickedUpWhereTheyWereLeft() throws IOException {
        String filler = "x".repeat(2_000);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 800; i++) {
            lines.append(story("l" + i).replace("Headline", filler)).append('\n');
        }
        byte[] all = lines.toString().getBytes(StandardCharsets.UTF_8);

        feed(Arrays.copyOf(all, all.length / 2), "--quiet", "--journal", journal.toString(), "-");
        int before = stories().size();
        Fed rest = feed(all, "--quiet", "--journal", journal.toString(), "-");

        assertThat(rest.exitCode()).isZero();
        assertThat(before).isBetween(300, 400);
        assertThat(new HashSet<>(stories())).hasSize(800);
        // All but the last piece of the first run is known.
        assertThat(stories().size()).isBetween(800, 1_100);
    }

    @Test
    void withoutAPipelineItSaysSoAndFails() throws IOException {
        put("a.json", story("a"));
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        CommandLine command = new CommandLine(new FeedCommand(new ByteArrayInputStream(new byte[0]), System.out));
        command.setErr(new PrintWriter(words, true, StandardCharsets.UTF_8));

        assertThat(command.execute("--url", "http://127.0.0.1:1", files.toString()))
                .isEqualTo(1);
        assertThat(words.toString(StandardCharsets.UTF_8)).contains("nobody listens at http://127.0.0.1:1");
    }

    @Test
    void aRunThatIsKilledIsTakenUpAndSendsOnlyTheRest() throws Exception {
        for (int i = 0; i < MANY; i++) {
            Path file = files.resolve("d" + i / 1000).resolve(String.format("%05d.json", i));
            if (i % 1000 == 0) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, story("m" + i));
        }
        Path words = directory.resolve("words.txt");
        Process child = child(words);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (lines(journal) < MANY / 4) {
            assertThat(System.nanoTime())
                    .as("the child comes to a quarter in time")
                    .isLessThan(end);
            assertThat(child.isAlive()).as("the child runs").isTrue();
            Thread.sleep(5);
        }
        child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        long noted = lines(journal) - 1;
        assertThat(noted).as("killed in the middle").isLessThan(MANY);
        Thread.sleep(1000);

        Process second = child(words);
        assertThat(second.waitFor(3, TimeUnit.MINUTES)).isTrue();

        assertThat(second.exitValue()).isZero();
        List<String> stories = stories();
        assertThat(new HashSet<>(stories)).hasSize(MANY);
        assertThat(stories.size() - MANY)
                .as("sent twice: the request that was under way at most")
                .isBetween(0, Batch.MOST_PIECES);
        assertThat(lines(journal) - 1).isEqualTo(MANY);
        assertThat(Files.readAllLines(words))
                .as("a summary, and nothing else")
                .containsExactly("accepted " + (MANY - noted) + ", refused 0, known by the journal " + noted);
    }

    private Process child(Path words) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.dateline.app.Dateline",
                        "feed",
                        "--quiet",
                        "--url",
                        "http://127.0.0.1:" + ingest.httpPort(),
                        "--provider",
                        name,
                        "--journal",
                        journal.toString(),
                        files.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(words.toFile()))
                .start();
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
