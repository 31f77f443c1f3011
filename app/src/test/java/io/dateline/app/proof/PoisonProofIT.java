package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.EnrichService;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.ModelVersion;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.sink.SinkService;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 5: bad records between good ones. All good ones get through; each bad one is a dead letter, byte for byte. */
class PoisonProofIT {
    private static final int ROUNDS = Scale.of(3, 40);

    private final long seed = Scale.seed("poison");
    private final Random random = Scale.random(seed, "poison");

    /** Words that the analysis in here can't do. */
    private static final String THROWS = "unanalysable";

    private static final String TAKES_TOO_LONG = "interminable";

    /** A bad record of a kind. */
    private record Pill(String kind, byte[] key, byte[] value) {}

    @Test
    void everyKindOfBadRecordIsBuriedAndNoGoodOneIs(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.keep(new SinkService(rig.settings(), rig.client(), rig.telemetry()))
                    .start();
            startEnrich(rig);
            rig.feeder().send(Script.ofStories(seed, "good", 50), 50);
            rig.awaitSettled(50);
            RawArticle good = rig.witness().raw().get(0);
            int kinds = 0;
            try (KafkaProducer<byte[], byte[]> producer = producer(rig)) {
                for (int round = 0; round < ROUNDS; round++) {
                    List<Pill> pills = new ArrayList<>(pills(rig, good, round));
                    Collections.shuffle(pills, random);
                    kinds = pills.size();
                    for (Pill pill : pills) {
                        RecordHeaders headers = new RecordHeaders();
                        headers.add("kind", pill.kind().getBytes(StandardCharsets.UTF_8));
                        headers.add("bytes", new byte[] {(byte) 0xff, 0, (byte) round});
                        swallow(rig, producer, NewsTopic.RAW, pill, headers);
                    }
                    rig.feeder().send(Script.ofStories(seed, "round" + round, 30), 10);
                }
                swallow(rig, producer, NewsTopic.RAW, tooLarge(rig, good), new RecordHeaders());
                // The sink meets bad ones too: of writers that are not ours.
                byte[] key = "proof|poison".getBytes(StandardCharsets.UTF_8);
                for (byte[] value : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {0, 0, 0, 0, 1, 9})) {
                    swallow(rig, producer, NewsTopic.ENRICHED, new Pill("", key, value), new RecordHeaders());
                }
            }

            // Each letter is held against what was swallowed: place, key, value and headers.
            Evidence expected = rig.proveAll("poison, seed " + seed);

            List<ConsumerRecord<byte[], byte[]>> letters = rig.witness().read(NewsTopic.DEAD_LETTERS);
            assertThat(letters).allSatisfy(letter -> {
                assertThat(read(letter, DeadLetter.STAGE)).isIn("enrich", "sink");
                assertThat(read(letter, DeadLetter.NODE))
                        .isIn("decode-story", "analyse-story", "publish-story", "store-story");
                assertThat(read(letter, DeadLetter.EXCEPTION)).isNotBlank();
                assertThat(read(letter, DeadLetter.MESSAGE)).isNotBlank();
                assertThat(read(letter, DeadLetter.ATTEMPT)).isEqualTo("1");
                assertThat(read(letter, DeadLetter.FIRST_FAILURE)).isEqualTo(read(letter, DeadLetter.LAST_FAILURE));
            });
            assertThat(letters.stream().map(letter -> read(letter, DeadLetter.EXCEPTION)))
                    .contains(
                            IllegalStateException.class.getName(),
                            TimeBudget.SpentException.class.getName(),
                            RecordTooLargeException.class.getName());
            System.out.println(expected.section(Lines.LETTERS).size() + " bad records of " + (kinds + 1)
                    + " kinds on the raw topic and 3 on the enriched one, all buried byte for byte");
        }
    }

    private static void swallow(
            Rig rig, KafkaProducer<byte[], byte[]> producer, NewsTopic topic, Pill pill, RecordHeaders headers)
            throws Exception {
        RecordMetadata place = producer.send(
                        new ProducerRecord<>(topic.topicName(), null, pill.key(), pill.value(), headers))
                .get();
        rig.sent()
                .letter(Lines.letter(
                        place.topic(), place.partition(), place.offset(), pill.key(), pill.value(), headers));
    }

    /** Enrich as it is, but for two words. */
    private static void startEnrich(Rig rig) throws InterruptedException {
        AnalysisModels models = AnalysisModels.load();
        LiveKnowledge knowledge = new LiveKnowledge(models.knowledge(), 0);
        Supplier<StoryAnalyzer> analyzers = () -> {
            StoryAnalyzer analyzer = models.newAnalyzer();
            StoryAnalyzer hasty = models.newAnalyzer(new TimeBudget(Duration.ofNanos(1)), knowledge);
            return new StoryAnalyzer() {
                @Override
                public Analysis analyze(Story story) {
                    if (story.text().contains(THROWS)) {
                        throw new IllegalStateException("a bug");
                    }
                    return (story.text().contains(TAKES_TOO_LONG) ? hasty : analyzer).analyze(story);
                }

                @Override
                public List<ModelVersion> refresh() {
                    hasty.refresh();
                    return analyzer.refresh();
                }
            };
        };
        rig.keep(new EnrichService(
                        rig.settings(),
                        rig.client(),
                        knowledge,
                        analyzers,
                        EnrichCommand.provenance(models),
                        rig.telemetry()))
                .start();
    }

    private List<Pill> pills(Rig rig, RawArticle good, int round) {
        String id = "proof|pill-" + round;
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        byte[] value = bytes(rig, RawArticle.newBuilder(good).setArticleId(id).build());
        byte[] noise = new byte[64];
        random.nextBytes(noise);
        noise[0] = (byte) (noise[0] | 1);
        return List.of(
                new Pill("no key", null, value),
                new Pill("no value", key, null),
                new Pill("an empty value", key, new byte[0]),
                new Pill("noise", key, noise),
                new Pill("a wrong magic byte", key, altered(value, 0, (byte) 7)),
                new Pill("an unknown schema id", key, altered(value, 1, (byte) 0x7e)),
                new Pill("the schema of another kind of record", key, withSchemaOf(rig, value)),
                new Pill("cut off", key, Arrays.copyOf(value, 6 + random.nextInt(value.length - 6))),
                new Pill("bytes left over", key, Arrays.copyOf(value, value.length + 1 + random.nextInt(9))),
                new Pill("a length of gigabytes", key, hugeLength(value)),
                new Pill("another story's key", "proof|other".getBytes(StandardCharsets.UTF_8), value),
                new Pill("a key that is no text", new byte[] {(byte) 0xc3, 0x28}, value),
                readable(rig, "an analysis that throws", good, "throws-" + round, THROWS),
                readable(rig, "an analysis that takes too long", good, "long-" + round, TAKES_TOO_LONG));
    }

    /** A story that can be read, and can't be analysed. */
    private static Pill readable(Rig rig, String kind, RawArticle good, String name, String word) {
        String id = "proof|" + name;
        rig.sent().bad(id);
        RawArticle story = RawArticle.newBuilder(good)
                .setArticleId(id)
                .setBody("The " + word + " story. " + good.getBody())
                .build();
        return new Pill(kind, id.getBytes(StandardCharsets.UTF_8), bytes(rig, story));
    }

    /** It fits on its topic, but the record that is made of it does not. */
    private static Pill tooLarge(Rig rig, RawArticle good) {
        String id = "proof|too-large";
        rig.sent().bad(id);
        RawArticle story = RawArticle.newBuilder(good)
                .setArticleId(id)
                .setUsageTerms("x".repeat(NewsTopic.MAX_RECORD_BYTES - 32 * 1024))
                .setOriginal(ByteBuffer.allocate(0))
                .build();
        return new Pill("too large", id.getBytes(StandardCharsets.UTF_8), bytes(rig, story));
    }

    private static byte[] bytes(Rig rig, RawArticle story) {
        return AvroSerde.of(RawArticle.class, rig.client()).serializer().serialize(NewsTopic.RAW.topicName(), story);
    }

    private static byte[] altered(byte[] value, int at, byte with) {
        byte[] altered = value.clone();
        altered[at] = with;
        return altered;
    }

    private static byte[] withSchemaOf(Rig rig, byte[] value) {
        int id = rig.client().idOf(NewsTopic.QUOTES.subject(), QuoteRecord.getClassSchema());
        byte[] altered = value.clone();
        ByteBuffer.wrap(altered, 1, 4).putInt(id);
        return altered;
    }

    /** The first field, a string, says that it is 2 GB long. */
    private static byte[] hugeLength(byte[] value) {
        byte[] altered = Arrays.copyOf(value, 40);
        byte[] length = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        System.arraycopy(length, 0, altered, 5, length.length);
        return altered;
    }

    private static KafkaProducer<byte[], byte[]> producer(Rig rig) {
        Map<String, Object> properties = rig.settings().kafka();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, NewsTopic.MAX_WRAPPED_BYTES);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String read(ConsumerRecord<byte[], byte[]> letter, String header) {
        return DeadLetter.read(letter.headers(), header);
    }
}
