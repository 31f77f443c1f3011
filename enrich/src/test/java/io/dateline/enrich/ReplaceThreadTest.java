package io.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplaceThreadTest {
    private final Telemetry telemetry = new Telemetry();
    private final Health.Dependency kafka = telemetry.health().dependency("enrich", "kafka");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean isKnown = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final ReplaceThread replacing = new ReplaceThread(kafka, closing, this::reach, telemetry.meters());

    private void reach() {
        asked.incrementAndGet();
        if (!isKnown.get()) {
            throw new KafkaException("nobody knows the broker's name");
        }
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    private CompletableFuture<StreamThreadExceptionResponse> dies(Throwable of) {
        return CompletableFuture.supplyAsync(() -> replacing.handle(of));
    }

    /** Kafka Streams makes the next thread where the dead one's handler returns, and has none when that fails. */
    @Test
    void noThreadIsMadeWhileNoClientCanBe() throws Exception {
        CompletableFuture<StreamThreadExceptionResponse> answer = dies(new KafkaException("the broker is gone"));

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (asked.get() < 2 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(asked.get()).isGreaterThanOrEqualTo(2);
        assertThat(answer).isNotDone();
        assertThat(replacing.isWaiting()).isTrue();
        assertThat(kafka.state().status()).isEqualTo(Health.Status.DOWN);

        isKnown.set(true);
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(replacing.isWaiting()).isFalse();
    }

    @Test
    void whoIsToldToStopDoesNotWait() throws Exception {
        CompletableFuture<StreamThreadExceptionResponse> answer = dies(new KafkaException("the broker is gone"));
        closing.countDown();

        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Test
    void eachIsCountedWhateverItDiedOf() throws Exception {
        isKnown.set(true);
        for (Throwable cause : new Throwable[] {new IllegalStateException("a full disk"), new KafkaException("gone")}) {
            dies(cause).get(60, TimeUnit.SECONDS);
        }

        assertThat(telemetry.meters().get(ReplaceThread.REPLACED).counter().count())
                .isEqualTo(2);
    }
}
