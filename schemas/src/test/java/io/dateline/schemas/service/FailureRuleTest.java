package io.dateline.schemas.service;

import static io.dateline.schemas.service.FailureRule.KAFKA_AND_REGISTRY;
import static io.dateline.schemas.service.FailureRule.Verdict.BAD_RECORD;
import static io.dateline.schemas.service.FailureRule.Verdict.DEPENDENCY_DOWN;
import static io.dateline.schemas.service.FailureRule.Verdict.UNPLANNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureRuleTest {

    @Test
    void whatDoesNotAnswerIsDownHoweverDeepItStands() {
        assertThat(KAFKA_AND_REGISTRY.of(new TimeoutException("no answer"))).isEqualTo(DEPENDENCY_DOWN);
        assertThat(KAFKA_AND_REGISTRY.of(new KafkaException(new RuntimeException(
                        new SchemaRegistryUnavailableException("no answer", new IOException("connection refused"))))))
                .isEqualTo(DEPENDENCY_DOWN);
    }

    @Test
    void aRegistryThatRefusesOrARecordThatIsTooLargeBlamesTheRecord() {
        assertThat(KAFKA_AND_REGISTRY.of(new SerializationException(new SchemaRegistryException("no such id", null))))
                .isEqualTo(BAD_RECORD);
        assertThat(KAFKA_AND_REGISTRY.of(new RecordTooLargeException("17 MB"))).isEqualTo(BAD_RECORD);
    }

    @Test
    void aSchemaOfOurOwnThatIsRefusedBlamesNoRecord() {
        assertThat(KAFKA_AND_REGISTRY.of(new SerializationException(new SchemaRefusedException("incompatible", null))))
                .isEqualTo(UNPLANNED);
    }

    @Test
    void aBrokerWhoseNameNobodyKnowsIsDownAndAWrongSettingIsNot() {
        assertThatThrownBy(() -> Admin.create(Map.<String, Object>of("bootstrap.servers", "kafka.invalid:9092")))
                .satisfies(failure -> assertThat(KAFKA_AND_REGISTRY.of(failure)).isEqualTo(DEPENDENCY_DOWN));
        assertThatThrownBy(() -> Admin.create(Map.<String, Object>of("bootstrap.servers", "kafka")))
                .satisfies(failure -> assertThat(KAFKA_AND_REGISTRY.of(failure)).isEqualTo(UNPLANNED));
    }

    @Test
    void theFirstLinkThatTellsDecides() {
        assertThat(KAFKA_AND_REGISTRY.of(new SchemaRegistryException("refused", new TimeoutException("beneath"))))
                .isEqualTo(BAD_RECORD);
    }

    @Test
    void whatNothingTellsAboutIsUnplannedUnlessThePartKnowsBetter() {
        assertThat(KAFKA_AND_REGISTRY.of(new NullPointerException())).isEqualTo(UNPLANNED);
        assertThat(KAFKA_AND_REGISTRY.of(new NullPointerException(), BAD_RECORD))
                .isEqualTo(BAD_RECORD);
        FailureRule stricter = link -> link instanceof IOException ? DEPENDENCY_DOWN : null;
        assertThat(stricter.of(new RuntimeException(new IOException()))).isEqualTo(DEPENDENCY_DOWN);
    }

    @Test
    void aRingOfCausesEnds() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);

        assertThat(KAFKA_AND_REGISTRY.of(one)).isEqualTo(UNPLANNED);
    }
}
