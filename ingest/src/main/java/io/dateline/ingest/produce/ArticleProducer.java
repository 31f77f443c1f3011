package io.dateline.ingest.produce;

import io.dateline.ingest.Failures;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts stories and refused bytes on Kafka: idempotent, acknowledged by all in-sync replicas. What is under way is bounded
 * by count and by bytes; a caller that is over either waits, which is the back-pressure. An outage of broker or registry
 * is waited out: a record is tried again until it is acknowledged, found too large, or this is closed. Thread-safe.
 */
public final class ArticleProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArticleProducer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int UNIT_BYTES = 1024;

    /** W3C trace context: carried from the entrance to the end. */
    private static final String TRACEPARENT = "traceparent";

    private final Producer<byte[], byte[]> producer;
    private final AvroSerde<RawArticle> serde;
    private final Semaphore records;
    private final Semaphore units;
    private final int allUnits;
    private volatile boolean closed;

    /**
     * @param maxRecords how many records may be under way
     * @param maxBytes how many bytes of them, at least as many as the largest record has
     */
    public ArticleProducer(Settings settings, SchemaRegistry registry, int maxRecords, long maxBytes) {
        this.producer = new KafkaProducer<>(properties(settings), new ByteArraySerializer(), new ByteArraySerializer());
        this.serde = AvroSerde.of(RawArticle.class, registry);
        this.records = new Semaphore(maxRecords);
        this.allUnits = Math.toIntExact(Math.max(maxBytes, NewsTopic.MAX_RECORD_BYTES) / UNIT_BYTES);
        this.units = new Semaphore(allUnits);
    }

    /** Properties of the producer; what the user sets under {@code kafka.} goes over all but the guarantees. */
    static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, NewsTopic.MAX_RECORD_BYTES);
        // The one codec that clients in every language read without a plug-in.
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.putAll(settings.kafka());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return properties;
    }

    /**
     * Sends a story. May block while too much is under way.
     *
     * @param traceparent W3C trace context, or null
     * @return completes when it is acknowledged; fails with Kafka's RecordTooLargeException when it can't be sent at all
     */
    public CompletableFuture<Void> send(RawArticle article, String traceparent) throws InterruptedException {
        byte[] key = article.getArticleId().getBytes(StandardCharsets.UTF_8);
        byte[] value = serialize(article);
        return send(NewsTopic.RAW, key, value, headers(traceparent));
    }

    /**
     * Sends bytes that were refused to the dead letters.
     *
     * @param key what names them, e.g. a file name; or null
     */
    public CompletableFuture<Void> refuse(byte[] key, byte[] bytes, DeadLetter letter, String traceparent)
            throws InterruptedException {
        return send(NewsTopic.DEAD_LETTERS, key, bytes, letter.toHeaders(headers(traceparent)));
    }

    private CompletableFuture<Void> send(NewsTopic topic, byte[] key, byte[] value, Headers headers)
            throws InterruptedException {
        int cost = Math.min(allUnits, 1 + value.length / UNIT_BYTES);
        records.acquire();
        try {
            units.acquire(cost);
        } catch (InterruptedException e) {
            records.release();
            throw e;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.whenComplete((ok, failure) -> {
            units.release(cost);
            records.release();
        });
        attempt(
                new ProducerRecord<>(topic.topicName(), null, key, value, headers),
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE),
                done);
        return done;
    }

    private void attempt(ProducerRecord<byte[], byte[]> message, Backoff backoff, CompletableFuture<Void> done) {
        try {
            producer.send(message, (metadata, failure) -> {
                if (failure == null) {
                    done.complete(null);
                } else {
                    failed(message, backoff, done, failure);
                }
            });
        } catch (RuntimeException e) {
            failed(message, backoff, done, e);
        }
    }

    private void failed(
            ProducerRecord<byte[], byte[]> message, Backoff backoff, CompletableFuture<Void> done, Exception failure) {
        if (closed || !Failures.isDependencyDown(failure)) {
            done.completeExceptionally(failure);
            return;
        }
        Duration pause = backoff.next();
        LOG.warn(
                "kafka does not take a record, it is sent again pauseMs={} cause={}",
                pause.toMillis(),
                failure.toString());
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> attempt(message, backoff, done));
    }

    private byte[] serialize(RawArticle article) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            try {
                return serde.serializer().serialize(NewsTopic.RAW.topicName(), article);
            } catch (RuntimeException e) {
                if (closed || !Failures.isDependencyDown(e)) {
                    throw e;
                }
                LOG.warn("waiting for the registry cause={}", e.toString());
                backoff.await();
            }
        }
    }

    private static Headers headers(String traceparent) {
        Headers headers = new RecordHeaders();
        if (traceparent != null) {
            headers.add(TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        return headers;
    }

    /** Waits for what is under way, a while, and closes. */
    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ofSeconds(20));
    }
}
