package io.dateline.enrich;

import io.dateline.schemas.service.Backoff;
import io.dateline.schemas.service.DependencyProbe.Check;
import io.dateline.schemas.service.Health;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last resort: a stream thread that dies is replaced, after a pause that grows while they go on dying. What gets here
 * is no record's fault (see {@link io.dateline.enrich.topology.BuryBadRecords}). While Kafka can't be reached at all no
 * thread is made, for Kafka Streams would end up with one less, and without any in the end. Called by dying threads, several
 * at a time.
 */
final class ReplaceThread implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaceThread.class);
    /** Counter of replaced threads. */
    static final String REPLACED = "dateline.enrich.threads.replaced";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Health.Dependency kafka;
    private final CountDownLatch closing;
    private final Check reach;
    private final Counter replaced;
    private final AtomicInteger dying = new AtomicInteger();
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private long lastFailure = System.nanoTime() - 2 * CALM_NANOS;

    /**
     * @param kafka told of failures that are Kafka's
     * @param closing ends a pause
     * @param reach throws while no client of Kafka can be made
     */
    ReplaceThread(Health.Dependency kafka, CountDownLatch closing, Check reach, MeterRegistry meters) {
        this.kafka = kafka;
        this.closing = closing;
        this.reach = reach;
        this.replaced = Counter.builder(REPLACED)
                .description("Stream threads that died and were replaced")
                .register(meters);
    }

    /** Is a thread dead, and its place not taken yet? Kafka Streams calls itself running all the same. */
    boolean isWaiting() {
        return dying.get() > 0;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (Failures.isDependencyDown(failure)) {
            LOG.warn("a dependency is down, stream thread is replaced cause={}", failure.toString());
            if (Failures.isKafkaDown(failure)) {
                kafka.down(failure);
            }
        } else if (Failures.isGivenUp(failure)) {
            LOG.warn(
                    "this instance was given up on, its transaction is void; stream thread is replaced cause={}",
                    failure.toString());
        } else {
            LOG.error("stream thread failed and is replaced", failure);
        }
        replaced.increment();
        dying.incrementAndGet();
        try {
            awaitBetterTimes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            dying.decrementAndGet();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void awaitBetterTimes() throws InterruptedException {
        while (!closing.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                reach.run();
                return;
            } catch (Exception e) {
                LOG.warn("a stream thread waits to be replaced, no client of Kafka can be made cause={}", e.toString());
                kafka.down(e);
            }
        }
    }

    private synchronized Duration pause() {
        long now = System.nanoTime();
        if (now - lastFailure > CALM_NANOS) {
            backoff.reset();
        }
        lastFailure = now;
        return backoff.next();
    }
}
