package io.dateline.ingest.produce;

import io.dateline.ingest.Failures;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.RecordCompression;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Backoff;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts stories and refused bytes on Kafka: idempotent, acknowledged by all in-sync replicas, in the order of the calls.
 * What is under way is bounded by count and by bytes; a caller that is over either waits, which is the back-pressure. An
 * outage of broker or registry is waited out: by the caller, up to its deadline, for what is not under way yet; by Kafka's
 * producer, without end, for what is. So a record whose caller has given up may still arrive. Thread-safe.
 */
public final class ArticleProducer implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final int UNIT_BYTES = 1024;
    /** So long without an acknowledgement, and the broker counts as down. */
    private static final long SILENT_SECONDS = 10;

    private final Producer<byte[], byte[]> producer;
    private final KafkaClientMetrics kafkaMetrics;
    private final AvroSerde<RawArticle> serde;
    private final Health.Dependency broker;
    private final Health.Dependency schemaRegistry;
    private final Semaphore records;
    private final Semaphore units;
    private final int maxRecords;
    private final int allUnits;
    private final AtomicInteger waitingForRegistry = new AtomicInteger();
    private volatile long lastAnswer = System.nanoTime();
    /** The topic that was refused last. */
    private volatile String refused;

    private volatile boolean missesRegistry;
    private volatile boolean closed;

    /**
     * @param maxRecords how many records may be under way
     * @param maxBytes how many bytes of them, at least as many as the largest record has
     */
    public ArticleProducer(
            Settings settings, SchemaRegistry registry, Telemetry telemetry, int maxRecords, long maxBytes) {
        long bytes = Math.max(maxBytes, NewsTopic.MAX_RECORD_BYTES);
        this.producer =
                new KafkaProducer<>(properties(settings, bytes), new ByteArraySerializer(), new ByteArraySerializer());
        this.kafkaMetrics = new KafkaClientMetrics(producer, Tags.of(Telemetry.PART, "ingest"));
        kafkaMetrics.bindTo(telemetry.meters());
        this.serde = AvroSerde.of(RawArticle.class, registry);
        this.maxRecords = maxRecords;
        this.records = new Semaphore(maxRecords, true);
        this.allUnits = Math.toIntExact(bytes / UNIT_BYTES);
        this.units = new Semaphore(allUnits, true);
        this.broker = telemetry.health().dependency("ingest", "kafka");
        this.schemaRegistry = telemetry.health().dependency("ingest", "registry");
        gauge(telemetry, "dateline.ingest.inflight.records", null, this::underWay);
        gauge(telemetry, "dateline.ingest.inflight.records.limit", null, () -> maxRecords);
        gauge(
                telemetry,
                "dateline.ingest.inflight",
                "bytes",
                () -> (long) (allUnits - units.availablePermits()) * UNIT_BYTES);
        gauge(telemetry, "dateline.ingest.inflight.limit", "bytes", () -> (long) allUnits * UNIT_BYTES);
    }

    /** Records that Kafka has not acknowledged yet. */
    private int underWay() {
        return maxRecords - records.availablePermits();
    }

    /** Is nothing under way to Kafka, so that no acknowledgement will tell that the broker is up again? */
    public boolean isIdle() {
        return underWay() == 0;
    }

    /** Does nobody wait for the registry, so that no answer will tell that it is up again? */
    public boolean isNotAskingRegistry() {
        return waitingForRegistry.get() == 0;
    }

    /**
     * Kafka's producer tries without end and without a word: looks whether what is under way is still moving, and reports
     * the broker as down when it is not. To be called every few seconds.
     */
    public void look() {
        long silent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastAnswer);
        if (underWay() > 0 && silent >= SILENT_SECONDS) {
            broker.down("no acknowledgement for " + silent + " s");
        }
    }

    private static void gauge(Telemetry telemetry, String name, String unit, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description("What is under way to Kafka, and how much may be")
                .baseUnit(unit)
                .register(telemetry.meters());
    }

    /** Properties of the producer; what the user sets under {@code kafka.} goes over all but the guarantees. */
    static Map<String, Object> properties(Settings settings, long maxBytes) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, NewsTopic.MAX_RECORD_BYTES);
        properties.putAll(RecordCompression.properties());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        // Short: it is the caller's deadline that counts, and the caller tries again.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        // Room for all that may be under way, so that Kafka's buffer is never what a caller waits for.
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, maxBytes + 2L * NewsTopic.MAX_RECORD_BYTES);
        properties.putAll(settings.kafka());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Tried until it is there: a record given up on and sent anew would come behind later versions of its story.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        return properties;
    }

    /**
     * Sends a story. May block while too much is under way, or while broker or registry are away.
     *
     * @param headers the record's headers, e.g. the W3C trace context
     * @return completes when it is acknowledged; fails with Kafka's RecordTooLargeException when it can't be sent at all
     * @throws TimeoutException when it is not under way by the deadline
     */
    public CompletableFuture<Void> send(RawArticle article, Headers headers, Deadline deadline)
            throws InterruptedException, TimeoutException {
        byte[] key = article.getArticleId().getBytes(StandardCharsets.UTF_8);
        byte[] value = serialize(article, deadline);
        return send(new ProducerRecord<>(NewsTopic.RAW.topicName(), null, key, value, headers), deadline);
    }

    /**
     * Sends bytes that were refused to the dead letters.
     *
     * @param key what names them, e.g. a file name; or null
     * @throws TimeoutException when they are not under way by the deadline
     */
    public CompletableFuture<Void> refuse(
            byte[] key, byte[] bytes, DeadLetter letter, Headers headers, Deadline deadline)
            throws InterruptedException, TimeoutException {
        return send(
                new ProducerRecord<>(NewsTopic.DEAD_LETTERS.topicName(), null, key, bytes, letter.toHeaders(headers)),
                deadline);
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message, Deadline deadline)
            throws InterruptedException, TimeoutException {
        int cost = Math.min(allUnits, 1 + message.value().length / UNIT_BYTES);
        acquire(records, 1, deadline);
        if (underWay() == 1) {
            lastAnswer = System.nanoTime();
        }
        try {
            acquire(units, cost, deadline);
        } catch (InterruptedException | TimeoutException e) {
            records.release();
            throw e;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.whenComplete((ok, failure) -> {
            units.release(cost);
            records.release();
            if (failure == null) {
                lastAnswer = System.nanoTime();
                // One topic may be refused to us, and others not.
                if (!broker.refuses() || message.topic().equals(refused)) {
                    broker.up();
                }
            } else if (!closed && Failures.isRefusal(failure)) {
                refused = message.topic();
                broker.refused(failure);
            }
        });
        try {
            start(message, done, deadline);
        } catch (InterruptedException | TimeoutException e) {
            done.completeExceptionally(e);
            throw e;
        }
        return done;
    }

    private static void acquire(Semaphore permits, int number, Deadline deadline)
            throws InterruptedException, TimeoutException {
        if (!permits.tryAcquire(number, deadline.left(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("too much is under way to Kafka");
        }
    }

    /** Hands a record to Kafka's producer, again and again while the broker is away. */
    private void start(ProducerRecord<byte[], byte[]> message, CompletableFuture<Void> done, Deadline deadline)
            throws InterruptedException, TimeoutException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            Exception failure = attempt(message, done);
            if (failure == null) {
                return;
            }
            if (closed || !Failures.isDependencyDown(failure)) {
                done.completeExceptionally(failure);
                return;
            }
            await(broker, failure, backoff, deadline);
        }
    }

    /** What kept the record from getting under way; null when it is. */
    private Exception attempt(ProducerRecord<byte[], byte[]> message, CompletableFuture<Void> done) {
        Thread caller = Thread.currentThread();
        boolean[] calling = {true};
        Exception[] early = new Exception[1];
        try {
            producer.send(message, (metadata, failure) -> {
                if (Thread.currentThread() == caller && calling[0]) {
                    // Kafka's producer reports at once what it could not even queue.
                    early[0] = failure;
                } else if (failure == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            early[0] = e;
        }
        calling[0] = false;
        return early[0];
    }

    private byte[] serialize(RawArticle article, Deadline deadline) throws InterruptedException, TimeoutException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            try {
                byte[] value = serde.serializer().serialize(NewsTopic.RAW.topicName(), article);
                // The schema's id may have been known for long: only who has missed the registry can tell how it is.
                if (missesRegistry) {
                    missesRegistry = false;
                    schemaRegistry.up();
                }
                return value;
            } catch (RuntimeException e) {
                if (closed || !Failures.isDependencyDown(e) && !(e instanceof SchemaRefusedException)) {
                    throw e;
                }
                if (e instanceof SchemaRefusedException) {
                    schemaRegistry.refused(e);
                }
                missesRegistry = true;
                waitingForRegistry.incrementAndGet();
                try {
                    await(schemaRegistry, e, backoff, deadline);
                } finally {
                    waitingForRegistry.decrementAndGet();
                }
            }
        }
    }

    private static void await(Health.Dependency what, Exception cause, Backoff backoff, Deadline deadline)
            throws InterruptedException, TimeoutException {
        what.down(cause);
        if (deadline.isOver()) {
            throw new TimeoutException("Kafka or the registry does not answer: " + cause.getMessage());
        }
        Thread.sleep(deadline.within(backoff.next()).toMillis() + 1);
    }

    /** Waits for what is under way, a while, and closes. */
    @Override
    public void close() {
        closed = true;
        producer.close(CLOSE_TIMEOUT);
        kafkaMetrics.close();
    }
}
