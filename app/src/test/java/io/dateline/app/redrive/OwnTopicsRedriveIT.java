package io.dateline.app.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SentBack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics that enrich has for itself: what can't be read there is buried, and goes back there. */
class OwnTopicsRedriveIT {
    private static final byte[] KEY = {0, (byte) 0xff, 'k'};
    private static final byte[] VALUE = {'v', (byte) 0xfe, 0};

    @Test
    void aLetterOfOneOfEnrichsOwnTopicsGoesBackThereOnce(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            Settings settings = Settings.of(Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "topics.partitions", "1",
                    "enrich.application.id", "our-enrich"));
            InternalTopics own = new InternalTopics("our-enrich");
            try (Admin admin = Admin.create(settings.kafka())) {
                Provisioning.ensureTopics(admin, settings.topics());
                admin.createTopics(own.definitions(1, (short) 1)).all().get();
            }
            bury(settings, own.notes());
            bury(settings, "topic.of.somebody.else");
            Redriver redriver = new Redriver(settings, ConfluentSchemaRegistry.connect(settings.registry()), 3);

            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(1, 0, 0, 1));
            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(0, 0, 1, 1));

            List<ConsumerRecord<byte[], byte[]>> back = read(settings, own.notes());
            assertThat(back).hasSize(1);
            assertThat(back.get(0).key()).isEqualTo(KEY);
            assertThat(back.get(0).value()).isEqualTo(VALUE);
            assertThat(DeadLetter.read(back.get(0).headers(), DeadLetter.ATTEMPT))
                    .isEqualTo("1");
        }
    }

    @Test
    void aStoryIsNotSentBackThatFailedSoLongAgoThatEnrichMayHaveForgottenANewerOne(@TempDir Path directory)
            throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            Settings settings =
                    Settings.of(Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "topics.partitions", "1"));
            try (Admin admin = Admin.create(settings.kafka())) {
                Provisioning.ensureTopics(admin, settings.topics());
            }
            bury(settings, NewsTopic.RAW.topicName(), Instant.now().minus(Duration.ofDays(366)));
            bury(settings, NewsTopic.RAW.topicName(), Instant.now().minus(Duration.ofDays(364)));
            Redriver redriver = new Redriver(settings, ConfluentSchemaRegistry.connect(settings.registry()), 3);

            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(1, 0, 0, 1));

            Redriver.Report longer = new Redriver(
                            settings.with(Map.of("enrich.retention.days", "400")),
                            ConfluentSchemaRegistry.connect(settings.registry()),
                            3)
                    .redrive(LetterFilter.ALL);
            assertThat(longer).isEqualTo(new Redriver.Report(1, 0, 1, 0));
        }
    }

    /** After clean, the places that the sink's letters name are others' in topics made anew. */
    @Test
    void lettersOfTheSinkThatAreWrittenOffAreNotSentBackAndOthersAre(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            Settings settings =
                    Settings.of(Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "topics.partitions", "1"));
            try (Admin admin = Admin.create(settings.kafka())) {
                assertThat(WrittenOff.lettersOfTheSink(admin, settings))
                        .as("where there are no dead letters yet")
                        .isZero();
                Provisioning.ensureTopics(admin, settings.topics());
                bury(settings, NewsTopic.ENRICHED.topicName());
                bury(settings, NewsTopic.ENRICHED.topicName());
                bury(settings, NewsTopic.VERSIONS.topicName());
                bury(settings, NewsTopic.RAW.topicName(), Instant.now());

                assertThat(WrittenOff.lettersOfTheSink(admin, settings))
                        .as("two letters tell of the same failure")
                        .isEqualTo(2);
                assertThat(WrittenOff.lettersOfTheSink(admin, settings)).isZero();
            }
            Redriver redriver = new Redriver(settings, ConfluentSchemaRegistry.connect(settings.registry()), 3);

            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(1, 0, 3, 0));
            assertThat(read(settings, SentBack.TOPIC)).isEmpty();
            assertThat(read(settings, NewsTopic.RAW.topicName())).hasSize(1);
        }
    }

    @Test
    void whatCannotBeReadThereIsBuriedByteForByteWhileEnrichGoesOn(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                Telemetry telemetry = new Telemetry()) {
            Settings settings = Settings.of(Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "schema.registry.url", registry.url(),
                    "enrich.state.dir", directory.resolve("enrich").toString(),
                    "topics.partitions", "1"));
            Service enrich =
                    EnrichCommand.service(settings, ConfluentSchemaRegistry.connect(settings.registry()), telemetry);
            try (enrich) {
                enrich.start();
                String notes = new InternalTopics("dateline-enrich").notes();
                send(settings, new ProducerRecord<>(notes, KEY, VALUE));

                String letters = NewsTopic.DEAD_LETTERS.topicName();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(read(settings, letters)).hasSize(1));
                ConsumerRecord<byte[], byte[]> letter = read(settings, letters).get(0);
                assertThat(letter.key()).isEqualTo(KEY);
                assertThat(letter.value()).isEqualTo(VALUE);
                assertThat(DeadLetter.read(letter.headers(), DeadLetter.TOPIC)).isEqualTo(notes);
                assertThat(enrich.isReady()).isTrue();
                assertThat(telemetry
                                .meters()
                                .get("dateline.enrich.stories")
                                .tag("outcome", "dead_lettered")
                                .counter()
                                .count())
                        .isEqualTo(1);

                // Packed it fits, and is larger than what we write when it is unpacked: somebody else has other limits.
                Settings theirs =
                        settings.with(Map.of("kafka.max.request.size", "50000000", "kafka.compression.type", "gzip"));
                send(theirs, new ProducerRecord<>(NewsTopic.RAW.topicName(), KEY, new byte[20_000_000]));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(read(settings, letters)).hasSize(2));
                ConsumerRecord<byte[], byte[]> large = read(settings, letters).get(1);
                assertThat(large.key()).isEqualTo(KEY);
                assertThat(large.value()).isNull();
                assertThat(DeadLetter.read(large.headers(), DeadLetter.LEFT_BEHIND))
                        .isEqualTo("20000000");
                assertThat(DeadLetter.read(large.headers(), DeadLetter.TOPIC)).isEqualTo(NewsTopic.RAW.topicName());
                assertThat(DeadLetter.read(large.headers(), DeadLetter.OFFSET)).isEqualTo("0");
                assertThat(enrich.isReady()).isTrue();
                Redriver redriver = new Redriver(settings, ConfluentSchemaRegistry.connect(settings.registry()), 3);
                assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(1, 0, 0, 1));
            }
        }
    }

    private static void bury(Settings settings, String topic) throws Exception {
        bury(settings, topic, Instant.EPOCH);
    }

    private static void bury(Settings settings, String topic, Instant failed) throws Exception {
        DeadLetter letter = DeadLetter.of(
                "enrich",
                "some-node",
                topic,
                0,
                failed.getEpochSecond(),
                new IllegalStateException("unreadable"),
                failed);
        send(
                settings,
                new ProducerRecord<>(
                        NewsTopic.DEAD_LETTERS.topicName(), null, KEY, VALUE, letter.toHeaders(new RecordHeaders())));
    }

    private static void send(Settings settings, ProducerRecord<byte[], byte[]> message) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        }
    }

    /** What is committed. */
    private static List<ConsumerRecord<byte[], byte[]>> read(Settings settings, String topic) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
