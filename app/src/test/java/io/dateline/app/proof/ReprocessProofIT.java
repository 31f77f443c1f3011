package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.record.DerivedRecords;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
            Map<String, List<String>> first = everything(rig, "");

            Answer beside = dateline(rig, "reprocess");
            assertThat(beside.exitCode()).as(beside.out()).isZero();
            assertThat(beside.out())
                    .contains("stories   nothing")
                    .contains("entities  nothing")
                    .contains("quotes    nothing")
                    .contains("topics    nothing");
            assertThat(everything(rig, "reprocess.")).as("seed %d", seed).isEqualTo(first);
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
            assertThat(everything(rig, "")).as("seed %d", seed).isEqualTo(first);
            whatDiffersIsTold(rig);
        }
    }

    /**
     * One served story is emptied and one is gone, one says something else, and one is served that nobody sent: as another
     * analysis would have left them.
     */
    private static void whatDiffersIsTold(Rig rig) throws Exception {
        String topic = NewsTopic.ENRICHED.topicName();
        AvroSerde<EnrichedArticle> serde = AvroSerde.of(EnrichedArticle.class, rig.client());
        List<EnrichedArticle> served = served(rig, serde);
        EnrichedArticle emptied = EnrichedArticle.newBuilder(served.get(0))
                .setEntities(List.of())
                .setQuotes(List.of())
                .setTopics(List.of())
                .build();
        EnrichedArticle other = EnrichedArticle.newBuilder(served.get(1)).build();
        int said = other.getQuotes().size();
        other.getQuotes().forEach(quote -> quote.setCue("sang"));
        EnrichedArticle unknown = EnrichedArticle.newBuilder(served.get(2))
                .setArticleId("proof|nobody-sent-it")
                .build();
        String gone = served.get(3).getArticleId();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(rig.settings().kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (EnrichedArticle altered : List.of(emptied, other, unknown)) {
                producer.send(new ProducerRecord<>(
                                topic,
                                key(altered.getArticleId()),
                                serde.serializer().serialize(topic, altered)))
                        .get();
            }
            producer.send(new ProducerRecord<>(topic, key(gone), null)).get();
        }

        Answer told = dateline(rig, "reprocess");

        assertThat(told.exitCode()).as(told.out()).isZero();
        EnrichedArticle full = served.get(0);
        EnrichedArticle back = served.get(3);
        assertThat(told.out())
                .contains("stories   +1 -1 ~2, ")
                .contains("entities  +" + (names(full) + names(back)) + " -" + names(unknown) + " ~0")
                .contains("quotes    +"
                        + (full.getQuotes().size() + back.getQuotes().size()) + " -"
                        + unknown.getQuotes().size() + " ~" + said)
                .contains("topics    +"
                        + (full.getTopics().size() + back.getTopics().size()) + " -"
                        + unknown.getTopics().size() + " ~0");
    }

    private static int names(EnrichedArticle story) {
        return DerivedRecords.mentions(story).size();
    }

    private static byte[] key(String articleId) {
        return articleId.getBytes(StandardCharsets.UTF_8);
    }

    /** Four stories that are served as they came first, with quotes. */
    private static List<EnrichedArticle> served(Rig rig, AvroSerde<EnrichedArticle> serde) {
        Map<String, EnrichedArticle> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : rig.witness().read(NewsTopic.ENRICHED)) {
            EnrichedArticle story = serde.deserializer().deserialize(message.topic(), message.value());
            latest.put(story.getArticleId(), story);
        }
        return latest.values().stream()
                .filter(story -> story.getStatus() == ArticleStatus.USABLE
                        && !story.getQuotes().isEmpty())
                .limit(4)
                .toList();
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

    /** Every record of each key, in order: its bytes, but for when it was made. */
    private static Map<String, List<String>> everything(Rig rig, String prefix) {
        Map<String, List<String>> records = new TreeMap<>();
        records(rig, prefix, NewsTopic.ENRICHED, EnrichedArticle.class, records);
        records(rig, prefix, NewsTopic.QUOTES, QuoteRecord.class, records);
        records(rig, prefix, NewsTopic.MENTIONS, EntityMentionRecord.class, records);
        records(rig, prefix, NewsTopic.VERSIONS, ArticleVersion.class, records);
        return records;
    }

    private static <T extends SpecificRecord> void records(
            Rig rig, String prefix, NewsTopic topic, Class<T> type, Map<String, List<String>> records) {
        AvroSerde<T> serde = AvroSerde.of(type, rig.client());
        String name = topic.topicName();
        for (ConsumerRecord<byte[], byte[]> message : rig.witness().read(prefix + name)) {
            T record = serde.deserializer().deserialize(name, message.value());
            if (record instanceof EnrichedArticle story) {
                story.getProvenance().setEnrichedAt(Instant.EPOCH);
            } else if (record instanceof ArticleVersion version) {
                version.setDecidedAt(Instant.EPOCH);
            }
            records.computeIfAbsent(
                            name + " " + new String(message.key(), StandardCharsets.UTF_8), id -> new ArrayList<>())
                    .add(
                            record == null
                                    ? "nothing"
                                    : Base64.getEncoder()
                                            .encodeToString(serde.serializer().serialize(name, record)));
        }
    }
}
