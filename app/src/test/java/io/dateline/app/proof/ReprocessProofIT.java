package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 7: the same raw stories give the same records, byte for byte, {@code enrichedAt} aside. */
class ReprocessProofIT {
    private static final int LINES = Scale.of(200, 5_000);

    private final long seed = Scale.seed("reprocess");

    /** What a command said, and how it ended. */
    private record Answer(int exitCode, String out) {}

    @Test
    void reprocessingChangesNothingAndCleaningMakesTheSameAgain(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            Part sink = rig.child("sink", "sink-of-reprocess", Map.of());
            Service enrich = rig.startEnrich();
            rig.feeder().send(Script.ofStories(seed, "again", LINES), 100);
            rig.proveAll("before, seed " + seed);
            Map<String, List<String>> first = records(rig, "");

            Answer beside = dateline(rig, "reprocess");
            assertThat(beside.exitCode()).as(beside.out()).isZero();
            assertThat(beside.out())
                    .contains("stories   nothing")
                    .contains("entities  nothing")
                    .contains("quotes    nothing")
                    .contains("topics    nothing");
            assertThat(records(rig, "reprocess.")).as("seed %d", seed).isEqualTo(first);
            Evidence expected = rig.proveAll("what is served is not touched, seed " + seed);

            assertThat(dateline(rig, "reset").exitCode())
                    .as("refuses while enrich runs")
                    .isNotZero();
            enrich.close();
            sink.stop();
            Answer clean = dateline(rig, "clean", "--yes");
            // Streams does not leave its group when it is closed: it is a member until its session times out.
            for (int i = 0; i < 60 && clean.out().contains("stop them first"); i++) {
                Thread.sleep(1_000);
                clean = dateline(rig, "clean", "--yes");
            }
            assertThat(clean.exitCode()).as(clean.out()).isZero();
            assertThat(rig.witness().number("select count(*) from articles")).isZero();

            rig.startEnrich();
            sink.start();
            rig.awaitSettled(expected.section(Lines.LEDGER).size());
            rig.proveAll("made anew, seed " + seed);
            assertThat(records(rig, "")).as("seed %d", seed).isEqualTo(first);
        }
    }

    private static Answer dateline(Rig rig, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("dateline.jar")));
        arguments.addAll(List.of(command));
        Map<String, String> settings = rig.addresses();
        settings.put("enrich.state.dir", rig.directory().resolve("enrich").toString());
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        Path out = Files.createTempFile(rig.directory(), command[0], ".out");
        Process process = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(Scale.of(120, 600), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end:\n" + Files.readString(out));
        }
        return new Answer(process.exitValue(), Files.readString(out));
    }

    /** Every enriched record of each story, in order: its bytes, but for when it was made. */
    private static Map<String, List<String>> records(Rig rig, String prefix) {
        AvroSerde<EnrichedArticle> serde = AvroSerde.of(EnrichedArticle.class, rig.client());
        String topic = NewsTopic.ENRICHED.topicName();
        Map<String, List<String>> records = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : rig.witness().read(prefix + topic)) {
            EnrichedArticle story = serde.deserializer().deserialize(topic, message.value());
            story.getProvenance().setEnrichedAt(Instant.EPOCH);
            records.computeIfAbsent(new String(message.key(), StandardCharsets.UTF_8), id -> new ArrayList<>())
                    .add(Base64.getEncoder().encodeToString(serde.serializer().serialize(topic, story)));
        }
        return records;
    }
}
