package io.dateline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sink as a process of its own. */
@ExtendWith(Servers.class)
class SinkCommandTest {

    private static Process run(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SinkCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    void helpSaysWhatItDoes(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("out");
        Process process = run(output, "--help");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output)
                .content()
                .contains("Usage: sink")
                .contains("--config")
                .contains("--set");
    }

    @Test
    void aWrongSettingIsNamedAndTheExitIsNotZero(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("out");
        Process process = run(output, "--set", "sink.threads=many");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(output).content().contains("sink.threads");
    }

    @Test
    void itStoresUntilItIsToldToStopAndStopsCleanly(TestKafka kafka, TestDatabase database, @TempDir Path directory)
            throws Exception {
        // The registry is never asked for anything: nothing is on the topics but a tombstone, and nothing is to be
        // made.
        kafka.send(io.dateline.schemas.NewsTopic.ENRICHED, "acme|a", null);
        Path config = directory.resolve("sink.properties");
        Files.writeString(
                config,
                "kafka.bootstrap.servers=" + kafka.bootstrapServers() + "\ntopics.create=false\nsink.jdbc.url="
                        + database.url() + "\nsink.jdbc.user=" + PostgresServer.USER + "\n");
        Path output = directory.resolve("out");
        Process process = run(output, "--config", config.toString(), "--set", "sink.group.id=of-the-command");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> database.number("select sum(next_offset) from sink_offsets"
                                    + " where consumer_group = 'of-the-command'")
                            == 1);

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(128 + 15);
            assertThat(output).content().contains("stopped part=sink").doesNotContain("ERROR");
        } finally {
            process.destroyForcibly();
        }
    }
}
