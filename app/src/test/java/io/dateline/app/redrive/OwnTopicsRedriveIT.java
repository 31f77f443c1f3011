package io.dateline.app.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Letters of records on the topics that enrich has for itself go back there; those of topics that are not ours stay. */
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

    private static void bury(Settings settings, String topic) throws Exception {
        DeadLetter letter = DeadLetter.of(
                "enrich", "read-likeness-notes", topic, 0, 7, new IllegalStateException("unreadable"), Instant.EPOCH);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            NewsTopic.DEAD_LETTERS.topicName(),
                            null,
                            KEY,
                            VALUE,
                            letter.toHeaders(new RecordHeaders())))
                    .get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Settings settings, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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
