package io.dateline.ingest;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker, and what is on the topics that ingest writes to. */
public final class Kafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private EmbeddedKafka broker;

    public Kafka(Path directory) {
        this.directory = directory;
        this.broker = EmbeddedKafka.start(directory, 0);
    }

    public String bootstrap() {
        return broker.bootstrapServers();
    }

    public InMemorySchemaRegistry registry() {
        return registry;
    }

    /** Stops the broker, and gives the port that it comes back on. */
    public int stop() {
        int port = broker.port();
        broker.close();
        broker = null;
        return port;
    }

    public void startAgain(int port) {
        broker = EmbeddedKafka.start(directory, port);
    }

    /** Every story on the raw topic, by partition and offset. */
    public List<RawArticle> stories() {
        AvroSerde<RawArticle> serde = AvroSerde.of(RawArticle.class, registry);
        return records(NewsTopic.RAW).stream()
                .map(found -> serde.deserializer().deserialize(found.topic(), found.value()))
                .toList();
    }

    public List<ConsumerRecord<byte[], byte[]>> records(NewsTopic topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap(), "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the end of " + topic + " is out of reach");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    public static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        var header = found.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
