package io.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    static Stream<KafkaException> endedByTheBroker() {
        return Stream.of(
                new InvalidTxnStateException("ran out of time"),
                new InvalidProducerEpochException("an heir has begun"),
                new ProducerFencedException("an heir has begun"));
    }

    @ParameterizedTest
    @MethodSource("endedByTheBroker")
    void whoIsGivenUpOnIsTold(KafkaException answer) {
        StreamsException failure = new StreamsException("Error encountered trying to commit a transaction", answer);

        assertThat(Failures.isGivenUp(failure)).isTrue();
        assertThat(Failures.isGivenUp(answer)).isTrue();
        assertThat(Failures.isBadRecord(failure)).isFalse();
        assertThat(Failures.isDependencyDown(failure)).isFalse();
    }

    @Test
    void otherFailuresAreNotTakenForThat() {
        assertThat(Failures.isGivenUp(new StreamsException("no answer", new TimeoutException())))
                .isFalse();
        assertThat(Failures.isGivenUp(new StreamsException(new IllegalStateException("a fault of ours"))))
                .isFalse();
        Throwable ring = new IllegalStateException("ring");
        ring.initCause(new IllegalStateException(ring));
        assertThat(Failures.isGivenUp(ring)).isFalse();
    }

    @Test
    void aRegistryThatIsDownIsNoBrokerThatIsDown() {
        assertThat(Failures.isKafkaDown(new StreamsException(new TimeoutException())))
                .isTrue();
        assertThat(Failures.isKafkaDown(
                        new SerializationException(new SchemaRegistryUnavailableException("down", null))))
                .isFalse();
        assertThat(Failures.isDependencyDown(
                        new SerializationException(new SchemaRegistryUnavailableException("down", null))))
                .isTrue();
    }

    @Test
    void whatWouldFailAgainIsTheRecordsFault() {
        assertThat(Failures.isBadRecord(new IllegalStateException("a bug"))).isTrue();
        assertThat(Failures.isBadRecord(new StackOverflowError())).isTrue();
        assertThat(Failures.isBadRecord(new SerializationException("no record")))
                .isTrue();
        assertThat(Failures.isBadRecord(new SchemaRegistryException("no schema with this id", null)))
                .isTrue();
        assertThat(Failures.isBadRecord(new IllegalStateException(new OutOfMemoryError())))
                .isFalse();
        assertThat(Failures.isBadRecord(
                        new SerializationException(new SchemaRefusedException("our own is not registered", null))))
                .as("it is every record's then, and no record's fault")
                .isFalse();
        assertThat(Failures.isBadRecord(new StreamsException("a store is broken")))
                .isFalse();
    }
}
