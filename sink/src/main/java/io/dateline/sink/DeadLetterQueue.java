package io.dateline.sink;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.RecordCompression;
import io.dateline.schemas.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends bad records to {@code news.dead-letters}, byte for byte, and knows when they are there. Thread-safe. */
final class DeadLetterQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);
    private static final String STAGE = "sink";
    private static final String NODE = "store-story";

    /** Short, so that a consumer that waits for it keeps polling: a try that fails is made again. */
    private static final int TRY_MS = 10_000;

    private final Producer<byte[], byte[]> producer;

    DeadLetterQueue(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, NewsTopic.MAX_WRAPPED_BYTES);
        properties.putAll(RecordCompression.properties());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRY_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRY_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TRY_MS);
        properties.putAll(settings.kafka());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends the bad ones among these that are not there yet, and returns when the brokers have acknowledged every one.
     *
     * @throws KafkaException when one was not; those that were are not sent again the next time
     */
    void bury(List<PendingRecord> records) {
        Map<PendingRecord, Future<RecordMetadata>> sent = new HashMap<>();
        for (PendingRecord pending : records) {
            if (pending.failure() != null && !pending.isBuried()) {
                sent.put(pending, producer.send(letter(pending)));
            }
        }
        if (sent.isEmpty()) {
            return;
        }
        producer.flush();
        RuntimeException failure = null;
        for (Map.Entry<PendingRecord, Future<RecordMetadata>> entry : sent.entrySet()) {
            try {
                entry.getValue().get();
                entry.getKey().buried();
                log(entry.getKey());
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new KafkaException("a dead letter could not be sent", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(TRY_MS));
    }

    private static ProducerRecord<byte[], byte[]> letter(PendingRecord pending) {
        ConsumerRecord<byte[], byte[]> source = pending.source();
        SentBack.Origin origin = SentBack.Origin.of(source);
        DeadLetter letter = DeadLetter.of(
                STAGE, NODE, origin.topic(), origin.partition(), origin.offset(), pending.failure(), Instant.now());
        DeadLetter.Content content = letter.contentFor(source.key(), source.value(), source.headers());
        return new ProducerRecord<>(
                NewsTopic.DEAD_LETTERS.topicName(), null, content.key(), content.value(), content.headers());
    }

    private static void log(PendingRecord pending) {
        ConsumerRecord<byte[], byte[]> source = pending.source();
        LOG.warn(
                "record can't be stored, sent to dead letters topic={} partition={} offset={} failure={}",
                source.topic(),
                source.partition(),
                source.offset(),
                pending.failure().getClass().getName());
        LOG.debug("failure of the record", pending.failure());
    }
}
