package io.dateline.sink;

import static io.dateline.schemas.service.FailureRule.Verdict.BAD_RECORD;
import static io.dateline.schemas.service.FailureRule.Verdict.DEPENDENCY_DOWN;
import static io.dateline.schemas.service.FailureRule.Verdict.UNPLANNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.sink.store.UnstorableException;
import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "22P05", "22008", "54000", "23502", "23514"})
    void valuesThatTheDatabaseRefusesAreBadRecords(String state) {
        assertThat(Failures.of(new SQLException("refused", state))).isEqualTo(BAD_RECORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "57P01", "57P02", "57P03", "57014", "53100", "53300", "40001",
                "40P01", "55P03", "58030", "25006", "23503", "23505"
            })
    void whatPassesIsWaitedFor(String state) {
        assertThat(Failures.of(new SQLException("down", state))).isEqualTo(DEPENDENCY_DOWN);
        assertThat(Failures.of(new RuntimeException(new SQLException("down", state))))
                .isEqualTo(DEPENDENCY_DOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42501", "28P01", "28000", "3D000", "XX000", "0A000"})
    void whatIsSetUpWrongIsNeitherTheRecordsFaultNorWaitedForAtTheStart(String state) {
        assertThat(Failures.of(new SQLException("wrong", state))).isEqualTo(UNPLANNED);
    }

    @Test
    void aPoolThatHasNoConnectionIsJudgedByTheReason() {
        SQLException timeout =
                new SQLTransientConnectionException("no connection", null, new SQLException("starting up", "57P03"));
        assertThat(Failures.of(timeout)).isEqualTo(DEPENDENCY_DOWN);
        assertThat(Failures.of(new SQLTransientConnectionException("no connection")))
                .isEqualTo(DEPENDENCY_DOWN);
        assertThat(Failures.of(new SQLTransientConnectionException(
                        "no connection", null, new SQLException("no such role", "28000"))))
                .isEqualTo(UNPLANNED);
    }

    @Test
    void undecodableBytesAreABadRecord() {
        assertThat(Failures.of(new SerializationException("no record", new EOFException())))
                .isEqualTo(BAD_RECORD);
        assertThat(Failures.of(new SchemaRegistryException("no schema with this id", null)))
                .isEqualTo(BAD_RECORD);
        assertThat(Failures.of(new UnstorableException("no key"))).isEqualTo(BAD_RECORD);
    }

    @Test
    void aRegistryOrBrokerThatIsDownIsWaitedFor() {
        assertThat(Failures.of(new SchemaRegistryUnavailableException("down", null)))
                .isEqualTo(DEPENDENCY_DOWN);
        assertThat(Failures.of(new SerializationException(
                        "no id", new SchemaRegistryUnavailableException("down", new java.io.IOException()))))
                .isEqualTo(DEPENDENCY_DOWN);
        assertThat(Failures.of(new KafkaException(new TimeoutException("no answer"))))
                .isEqualTo(DEPENDENCY_DOWN);
    }

    @Test
    void whatNobodyThoughtOfIsNotTheRecordsFault() {
        assertThat(Failures.of(new NullPointerException())).isEqualTo(UNPLANNED);
        assertThat(Failures.of(new RecordTooLargeException("dead letter too large")))
                .isEqualTo(UNPLANNED);
        assertThat(Failures.of(new SQLException("no code"))).isEqualTo(UNPLANNED);
    }

    @Test
    void aCircleOfCausesEnds() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        assertThat(Failures.of(one)).isEqualTo(UNPLANNED);
    }
}
