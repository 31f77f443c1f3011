package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 5: bad records between good ones. All good ones get through; each bad one is a dead letter, byte for byte. */
class PoisonProofIT {
    private static final int ROUNDS = Scale.of(3, 40);

    private final long seed = Scale.seed("poison");
    private final Random random = Scale.random(seed, "poison");

    /** A bad record of a kind. */
    private record Pill(String kind, byte[] key, byte[] value) {}

    @Test
    void everyKindOfBadRecordIsBuriedAndNoGoodOneIs(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();
            rig.feeder().send(Script.ofStories(seed, "good", 50), 50);
            rig.awaitSettled(50);
            List<String> swallowed = new ArrayList<>();
            RawArticle good = rig.witness().raw().get(0);
            try (KafkaProducer<byte[], byte[]> producer = producer(rig)) {
                for (int round = 0; round < ROUNDS; round++) {
                    List<Pill> pills = new ArrayList<>(pills(rig, good, round));
                    Collections.shuffle(pills, random);
                    for (Pill pill : pills) {
                        RecordHeaders headers = new RecordHeaders();
                        headers.add("kind", pill.kind().getBytes(StandardCharsets.UTF_8));
                        headers.add("bytes", new byte[] {(byte) 0xff, 0, (byte) round});
                        producer.send(new ProducerRecord<>(
                                NewsTopic.RAW.topicName(), null, pill.key(), pill.value(), headers));
                        swallowed.add(describe(pill.key(), pill.value(), headers));
                    }
                    producer.flush();
                    rig.feeder().send(Script.ofStories(seed, "round" + round, 30), 10);
                }
                // The sink meets bad ones too: of writers that are not ours.
                byte[] key = "proof|poison".getBytes(StandardCharsets.UTF_8);
                RecordHeaders none = new RecordHeaders();
                for (byte[] value : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {0, 0, 0, 0, 1, 9})) {
                    producer.send(new ProducerRecord<>(NewsTopic.ENRICHED.topicName(), null, key, value, none));
                    swallowed.add(describe(key, value, none));
                }
            }

            rig.proveAll("poison, seed " + seed);

            List<ConsumerRecord<byte[], byte[]>> letters = List.of();
            for (int i = 0; i < 100 && letters.size() < swallowed.size(); i++) {
                Thread.sleep(100);
                letters = rig.witness().read(NewsTopic.DEAD_LETTERS);
            }
            assertThat(letters.stream()
                            .map(letter -> describe(letter.key(), letter.value(), DeadLetter.ownOf(letter.headers())))
                            .toList())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(swallowed);
            assertThat(letters).allSatisfy(letter -> {
                assertThat(read(letter, DeadLetter.STAGE)).isIn("enrich", "sink");
                assertThat(read(letter, DeadLetter.NODE)).isIn("decode-story", "analyse-story", "store-story");
                assertThat(read(letter, DeadLetter.TOPIC)).startsWith("news.articles.");
                assertThat(Long.parseLong(read(letter, DeadLetter.OFFSET))).isNotNegative();
                assertThat(read(letter, DeadLetter.EXCEPTION)).isNotBlank();
                assertThat(read(letter, DeadLetter.ATTEMPT)).isEqualTo("1");
                assertThat(read(letter, DeadLetter.FIRST_FAILURE)).isEqualTo(read(letter, DeadLetter.LAST_FAILURE));
            });
            System.out.println(
                    swallowed.size() + " bad records of " + pills(rig, good, 0).size()
                            + " kinds on the raw topic and 3 on the enriched one, all buried byte for byte");
        }
    }

    private List<Pill> pills(Rig rig, RawArticle good, int round) {
        String id = "proof|pill-" + round;
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        AvroSerde<RawArticle> serde = AvroSerde.of(RawArticle.class, rig.client());
        byte[] value = serde.serializer()
                .serialize(
                        NewsTopic.RAW.topicName(),
                        RawArticle.newBuilder(good).setArticleId(id).build());
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
                new Pill("a key that is no text", new byte[] {(byte) 0xc3, 0x28}, value));
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
        return new KafkaProducer<>(rig.settings().kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String read(ConsumerRecord<byte[], byte[]> letter, String header) {
        return DeadLetter.read(letter.headers(), header);
    }

    private static String describe(byte[] key, byte[] value, Headers headers) {
        StringBuilder line = new StringBuilder(base64(key)).append(' ').append(base64(value));
        for (Header header : headers) {
            line.append(' ').append(header.key()).append('=').append(base64(header.value()));
        }
        return line.toString();
    }

    private static String base64(byte[] bytes) {
        return bytes == null ? "null" : Base64.getEncoder().encodeToString(bytes);
    }
}
