package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.enrich.record.DerivedRecords;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.VersionOutcome;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 7: the same raw stories give the same records, byte for byte, {@code enrichedAt} aside. */
class ReprocessProofIT {
    private static final int LINES = Scale.of(120, 5_000);
    /** Of each kind of stories that have to do with each other, with people, or with time. */
    private static final int KIN = Scale.of(2, 40);

    private final long seed = Scale.seed("reprocess");

    /** What a command said, and how it ended. */
    private record Answer(int exitCode, String out) {}

    @Test
    void reprocessingChangesNothingAndCleaningMakesTheSameAgain(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            Part sink = rig.child("sink", "sink-of-reprocess", Map.of());
            Service enrich = rig.startEnrich();
            Kin kin = new Kin(rig, seed, KIN);
            kin.beforeTheEmbargoEnds();
            rig.feeder().send(Script.ofStories(seed, "again", LINES), 100);
            kin.afterTheEmbargoEnds();
            expectThatItOccurs(rig, kin);
            Evidence expected = rig.proveAll("before, seed " + seed, Kin.PREFIX);
            long entries = expected.section(Lines.LEDGER).size() + kin.entries();
            rig.awaitSettled(entries);
            Map<String, List<String>> first = everything(rig, "");
            Evidence found = observe(rig);

            Answer beside = dateline(rig, "reprocess");
            assertThat(beside.exitCode()).as(beside.out()).isZero();
            assertThat(beside.out())
                    .contains("stories   nothing")
                    .contains("entities  nothing")
                    .contains("quotes    nothing")
                    .contains("topics    nothing");
            assertThat(everything(rig, "reprocess.")).as("seed %d", seed).isEqualTo(first);
            rig.proveAll("what is served is not touched, seed " + seed, Kin.PREFIX);
            assertThat(everything(rig, "")).as("seed %d", seed).isEqualTo(first);

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
            rig.awaitSettled(entries - kin.byAnyWay());
            rig.proveAll("made anew, seed " + seed, Kin.PREFIX);
            expectSoon(() -> everything(rig, ""), first);
            expectSoon(() -> observe(rig).differences(found), List.of());
            whatDiffersIsTold(rig);
        }
    }

    /** What the ledger says has become of the stories is what was expected: these are among it. */
    private static void expectThatItOccurs(Rig rig, Kin kin) {
        assertThat(kin.turns("SERVED", "NEAR_DUPLICATE")).as("copies found").isGreaterThanOrEqualTo(3L * KIN);
        assertThat(kin.turns("HELD", "SERVED")).as("released").isGreaterThanOrEqualTo(8L * KIN);
        assertThat(kin.turns("HELD", "LATE")).as("replaced while held").isGreaterThanOrEqualTo(KIN);
        assertThat(kin.turns("HELD", "CANCELLED")).as("killed while held").isGreaterThanOrEqualTo(2L * KIN);
        AvroSerde<EnrichedArticle> serde = AvroSerde.of(EnrichedArticle.class, rig.client());
        assertThat(rig.witness().read(NewsTopic.ENRICHED))
                .extracting(message -> serde.deserializer().deserialize(message.topic(), message.value()))
                .filteredOn(story -> story.getFeed().equals("commands"))
                .as("killed by others and by people")
                .hasSizeGreaterThanOrEqualTo(6 * KIN);
    }

    /** What there is, the way of some stories aside. */
    private static Evidence observe(Rig rig) {
        return Kin.withoutTheWay(rig.witness().observe(rig.sent()));
    }

    /** The last records may be under way. */
    private <T> void expectSoon(Callable<T> found, T expected) throws Exception {
        try {
            await().atMost(Duration.ofSeconds(Scale.of(30, 120)))
                    .until(() -> found.call().equals(expected));
        } catch (ConditionTimeoutException e) {
            assertThat(found.call()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /**
     * One served story is emptied and one is gone, one says something else, and one is served that nobody sent: as another
     * analysis would have left them. And a copy names no original, and a story that was killed from outside is killed less.
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
        EnrichedArticle copy = latest(rig, serde).get("kin-wire|copy-0");
        EnrichedArticle killed = latest(rig, serde).get("kin|secret-0");
        assertThat(copy.getDuplicateOf()).isEqualTo("kin|origin-0");
        assertThat(killed.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        copy.setDuplicateOf(null);
        killed.setVersion(0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(rig.settings().kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (EnrichedArticle altered : List.of(emptied, other, unknown, copy, killed)) {
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
                .contains("stories   +1 -1 ~4, ")
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
        return latest(rig, serde).values().stream()
                .filter(story -> !story.getArticleId().startsWith(Kin.PREFIX))
                .filter(story -> story.getStatus() == ArticleStatus.USABLE
                        && !story.getQuotes().isEmpty())
                .limit(4)
                .toList();
    }

    private static Map<String, EnrichedArticle> latest(Rig rig, AvroSerde<EnrichedArticle> serde) {
        Map<String, EnrichedArticle> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> message : rig.witness().read(NewsTopic.ENRICHED)) {
            EnrichedArticle story = serde.deserializer().deserialize(message.topic(), message.value());
            latest.put(story.getArticleId(), story);
        }
        return latest;
    }

    private static Answer dateline(Rig rig, String... command) throws IOException, InterruptedException {
        Map<String, String> settings = rig.addresses();
        settings.put("enrich.state.dir", rig.directory().resolve("enrich").toString());
        Path out = Files.createTempFile(rig.directory(), command[0], ".out");
        Process process = new ProcessBuilder(Part.command(List.of(command), settings))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(Scale.of(120, 600), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end:\n" + Files.readString(out));
        }
        return new Answer(process.exitValue(), Files.readString(out));
    }

    /**
     * Every record of each key, in order: its bytes, but for when it was made. Of stories whose way depends on when a copy
     * is found, the newest, and of the ledger without what was found.
     */
    private static Map<String, List<String>> everything(Rig rig, String prefix) {
        Map<String, List<String>> records = new TreeMap<>();
        records(rig, prefix, NewsTopic.ENRICHED, EnrichedArticle.class, records);
        records(rig, prefix, NewsTopic.QUOTES, QuoteRecord.class, records);
        records(rig, prefix, NewsTopic.MENTIONS, EntityMentionRecord.class, records);
        records(rig, prefix, NewsTopic.VERSIONS, ArticleVersion.class, records);
        records.replaceAll((key, values) -> key.startsWith(NewsTopic.ENRICHED.topicName() + " " + Kin.BY_ANY_WAY)
                ? values.subList(values.size() - 1, values.size())
                : values);
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
                if (Kin.isByAnyWay(version.getArticleId()) && version.getOutcome() == VersionOutcome.NEAR_DUPLICATE) {
                    continue;
                }
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
