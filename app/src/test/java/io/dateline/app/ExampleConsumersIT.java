package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dateline.examples.FollowQuotes;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example consumers against a running pipeline: a quote comes, and goes with its story. */
class ExampleConsumersIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NDJSON = "application/x-ndjson";
    private static final Path EXAMPLES = Path.of("..", "examples");

    /** As wires that number by the clock have it: more than a JavaScript number holds exactly. */
    private static final long VERSION = 20261126162406255L;

    @TempDir
    static Path directory;

    private static LocalPipeline pipeline;

    @BeforeAll
    static void start() throws InterruptedException {
        pipeline = new LocalPipeline(
                directory, LocalPipeline.Ports.FREE, Settings.of(Map.of("topics.partitions", "1")), new Telemetry());
        pipeline.start();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void theJavaExampleShowsAQuoteAndTakesItBackWhenItsStoryIsKilled() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        AtomicBoolean ended = new AtomicBoolean();
        Thread example = new Thread(() -> FollowQuotes.follow(
                pipeline.bootstrapServers(),
                pipeline.registryUrl(),
                new PrintStream(shown, true, StandardCharsets.UTF_8),
                ended::get));
        example.start();
        try {
            assertFollows(1, () -> shown.toString(StandardCharsets.UTF_8));
        } finally {
            ended.set(true);
            example.join();
        }
    }

    @Test
    void theNodeExampleShowsAQuoteAndTakesItBackWhenItsStoryIsKilled() throws Exception {
        Path folder = EXAMPLES.resolve("node");
        assumeTrue(
                Files.isDirectory(folder.resolve("node_modules")) && succeeds("node", "--version"),
                "needs Node and `npm install` in examples/node");
        assertProcessFollows(2, "node", folder.resolve("follow-quotes.mjs").toString());
    }

    @Test
    void thePythonExampleShowsAQuoteAndTakesItBackWhenItsStoryIsKilled() throws Exception {
        assumeTrue(
                succeeds("python3", "-c", "import avro, confluent_kafka"), "needs Python's confluent-kafka and avro");
        assertProcessFollows(
                3, "python3", EXAMPLES.resolve("python/follow_quotes.py").toString());
    }

    private static void assertProcessFollows(int number, String... command) throws Exception {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.add(pipeline.bootstrapServers());
        whole.add(pipeline.registryUrl());
        Path output = directory.resolve("example-" + number);
        Process example = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertFollows(number, () -> {
                try {
                    return Files.readString(output);
                } catch (IOException e) {
                    return e.toString();
                }
            });
        } finally {
            example.destroy();
            if (!example.waitFor(10, TimeUnit.SECONDS)) {
                example.destroyForcibly();
            }
        }
    }

    private static void assertFollows(int number, Supplier<String> shown) throws Exception {
        String line = "Helena Costa: We will look at case number " + number + " before the winter,";
        String id = "story-" + number;

        post(Stories.story(id, VERSION, Stories.body(number)).toString());
        await().atMost(SOON).untilAsserted(() -> assertThat(shown.get().lines()).contains("+ " + line));

        post(Stories.story(id, VERSION + 1, "").put("status", "CANCELED").toString());
        await().atMost(SOON).untilAsserted(() -> assertThat(shown.get().lines()).contains("- " + line));
    }

    private static void post(String story) throws Exception {
        assertThat(Stories.post(pipeline.httpUrl(), NDJSON, story)).isEqualTo(202);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
