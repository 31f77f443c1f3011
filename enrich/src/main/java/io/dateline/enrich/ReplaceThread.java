package io.dateline.enrich;

import io.dateline.schemas.service.Backoff;
import io.dateline.schemas.service.Health;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last resort: a stream thread that dies is replaced, after a pause that grows while they go on dying. What gets here
 * is no record's fault (see {@link io.dateline.enrich.topology.BuryBadRecords}). Called by dying threads, several at a
 * time.
 */
final class ReplaceThread implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaceThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Health.Dependency kafka;
    private final CountDownLatch closing;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private long lastFailure = System.nanoTime() - 2 * CALM_NANOS;

    /**
     * @param kafka told of failures that are Kafka's
     * @param closing ends a pause
     */
    ReplaceThread(Health.Dependency kafka, CountDownLatch closing) {
        this.kafka = kafka;
        this.closing = closing;
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
        try {
            closing.await(pause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
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
