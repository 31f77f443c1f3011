package io.dateline.enrich.knowledge;

import io.dateline.enrich.Failures;
import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.schemas.KnowledgeRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the knowledge of one process as the topic says. Every process reads the whole topic, from its start, in a thread of
 * its own; an outage is waited out, and a record that can't be read is passed over here (the topology sends it to the dead
 * letters, once for all processes). No groups, no offsets: nothing is left behind.
 */
public final class KnowledgeFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeFollower.class);
    private static final String TOPIC = NewsTopic.KNOWLEDGE.topicName();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<String, Object> properties;
    private final SchemaRegistry registry;
    private final LiveKnowledge knowledge;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    /** @param settings of which the keys of Kafka's clients are used */
    public KnowledgeFollower(Settings settings, SchemaRegistry registry, LiveKnowledge knowledge) {
        this.properties = new HashMap<>(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        this.registry = registry;
        this.knowledge = knowledge;
        this.thread = new Thread(this::follow, "follow-knowledge");
        thread.setDaemon(true);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Waits until what was on the topic at the start has been taken over, or until it is closed. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        caughtUp.countDown();
    }

    private void follow() {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!closed) {
            try {
                read(backoff);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                LOG.warn("knowledge can't be read, trying again cause={}", e.toString());
                try {
                    backoff.await();
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** From the start each time: taking an entry over twice changes nothing. */
    private void read(Backoff backoff) {
        try (AvroSerde<KnowledgeRecord> serde = AvroSerde.of(KnowledgeRecord.class, registry);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            follow(consumer, ends, serde, backoff);
        }
    }

    private void follow(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            AvroSerde<KnowledgeRecord> serde,
            Backoff backoff) {
        try {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    takeOver(records, serde);
                }
                backoff.reset();
                if (caughtUp.getCount() > 0
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    LOG.info(
                            "knowledge is up to date entries={} version={}",
                            knowledge.userEntries(),
                            knowledge.get().version());
                    caughtUp.countDown();
                }
            }
        } catch (InterruptException e) {
            // It has been closed. A consumer does not close cleanly on a thread that is interrupted.
            Thread.interrupted();
        }
    }

    private void takeOver(ConsumerRecords<byte[], byte[]> records, AvroSerde<KnowledgeRecord> serde) {
        Map<String, KnowledgeEntry> changes = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                KnowledgeRecords.Change change =
                        KnowledgeRecords.read(record.key(), record.value(), serde.deserializer());
                changes.put(change.id(), change.entry());
            } catch (RuntimeException e) {
                if (Failures.isDependencyDown(e)) {
                    throw e;
                }
                LOG.warn(
                        "knowledge that can't be read is passed over partition={} offset={} cause={}",
                        record.partition(),
                        record.offset(),
                        e.toString());
            }
        }
        knowledge.apply(changes);
    }
}
