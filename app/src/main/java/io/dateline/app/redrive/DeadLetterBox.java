package io.dateline.app.redrive;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.sink.SentBack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code news.dead-letters}, and the ledger of those that were sent back: a compacted topic of redrive's own with one
 * key a failure (see {@link Letter#failure}). Offsets of a consumer group would not do, for a filter leaves letters out
 * that are wanted later. For one thread.
 */
final class DeadLetterBox {
    /** Where it is noted which letters were sent back. */
    static final String LEDGER = "dateline-redrive-ledger";

    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final Uuid topicId;

    private DeadLetterBox(Settings settings, Uuid topicId) {
        this.settings = settings;
        this.topicId = topicId;
    }

    /**
     * Opens it, and makes the ledger, and the topic by which the sink gets its letters back, when they are not there.
     *
     * @throws IllegalStateException when there is no topic of dead letters
     */
    static DeadLetterBox open(Settings settings) throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafka())) {
            NewTopic ledger = new NewTopic(LEDGER, 1, settings.topics().replicationFactor())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            make(admin, ledger);
            make(admin, SentBack.definition(settings.topics().replicationFactor()));
            String letters = NewsTopic.DEAD_LETTERS.topicName();
            return new DeadLetterBox(
                    settings,
                    admin.describeTopics(List.of(letters))
                            .allTopicNames()
                            .get()
                            .get(letters)
                            .topicId());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException("topic " + NewsTopic.DEAD_LETTERS.topicName() + " is not there", e);
            }
            throw new IllegalStateException(
                    "the broker can't be asked: " + e.getCause().getMessage(), e);
        }
    }

    private static void make(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** Gives every letter that is there now, by partition and offset. */
    void letters(Consumer<Letter> reader) {
        read(
                NewsTopic.DEAD_LETTERS.topicName(),
                message -> reader.accept(
                        new Letter(new LetterPlace(topicId, message.partition(), message.offset()), message)));
    }

    /** The ledger's entry for a failure whose letter is sent back now. */
    static ProducerRecord<byte[], byte[]> note(String failure) {
        return new ProducerRecord<>(
                LEDGER,
                failure.getBytes(StandardCharsets.UTF_8),
                Instant.now().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The failures whose letters were sent back, as {@link Letter#failure()}. */
    Set<String> sentBack() {
        Set<String> failures = new HashSet<>();
        read(LEDGER, message -> failures.add(new String(message.key(), StandardCharsets.UTF_8)));
        return failures;
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.remove("group.instance.id");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                // One after the other: the order within a partition is that of a story's versions.
                consumer.pause(partitions);
                consumer.resume(List.of(partition));
                long end = ends.get(partition);
                while (consumer.position(partition) < end) {
                    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                        if (message.offset() < end) {
                            reader.accept(message);
                        }
                    }
                }
            }
        }
    }
}
