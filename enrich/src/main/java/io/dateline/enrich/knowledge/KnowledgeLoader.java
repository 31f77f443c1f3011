package io.dateline.enrich.knowledge;

import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import io.dateline.schemas.KnowledgeRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.RecordCompression;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes files of knowledge to the topic. */
public final class KnowledgeLoader {
    private static final String TOPIC = NewsTopic.KNOWLEDGE.topicName();

    private final Settings settings;
    private final SchemaRegistry registry;

    /** @param settings of which the keys of Kafka's clients are used */
    public KnowledgeLoader(Settings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /**
     * What was written.
     *
     * @param entries added or replaced
     * @param deletions taken away
     */
    public record Loaded(long entries, long deletions) {}

    /**
     * Writes a file that has been checked, acknowledged by all in-sync replicas.
     *
     * @param replace is the file all that there shall be? Entries on the topic that it does not name are taken away
     * @throws IOException when the file can't be read, or the broker does not take it all
     */
    public Loaded load(Path file, boolean replace) throws IOException {
        Set<String> others = replace ? keys() : new HashSet<>();
        Map<String, Object> properties = new HashMap<>(RecordCompression.properties());
        properties.putAll(settings.kafka());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        long[] counts = new long[2];
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (AvroSerde<KnowledgeRecord> serde = AvroSerde.of(KnowledgeRecord.class, registry);
                KafkaProducer<String, KnowledgeRecord> producer =
                        new KafkaProducer<>(properties, new StringSerializer(), serde.serializer())) {
            KnowledgeLines.forEach(file, line -> {
                others.remove(line.id());
                counts[line.entry() == null ? 1 : 0]++;
                send(producer, line, failure);
            });
            for (String id : others) {
                counts[1]++;
                send(producer, new KnowledgeLine(id, null), failure);
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IOException("the broker did not take all of it", failure.get());
        }
        return new Loaded(counts[0], counts[1]);
    }

    private static void send(
            KafkaProducer<String, KnowledgeRecord> producer, KnowledgeLine line, AtomicReference<Exception> failure) {
        KnowledgeRecord record = line.entry() == null ? null : KnowledgeRecords.of(line.entry());
        producer.send(new ProducerRecord<>(TOPIC, line.id(), record), (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Ids of the entries that are on the topic now. */
    private Set<String> keys() {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        Set<String> keys = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    if (record.value() == null) {
                        keys.remove(record.key());
                    } else {
                        keys.add(record.key());
                    }
                }
            }
        }
        return keys;
    }
}
