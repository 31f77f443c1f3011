package io.dateline.app.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.wire.Providers;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What the entrances refused, taken once more: no more may come in than the sender might bring. */
class EntranceAgainTest {
    private static final String STORY = "{\"id\": \"1\", \"provider\": \"afx\", \"headline\": \"H\"}";

    @Test
    void whatASenderMightNotSendIsRefusedAgain() {
        ProducerRecord<byte[], byte[]> again = take(Map.of(), Intake.ALLOWED, "afp");

        assertThat(again.topic()).isEqualTo(NewsTopic.DEAD_LETTERS.topicName());
        assertThat(again.value()).isEqualTo(STORY.getBytes(StandardCharsets.UTF_8));
        assertThat(DeadLetter.read(again.headers(), DeadLetter.EXCEPTION)).isEqualTo("other-provider");
        assertThat(DeadLetter.read(again.headers(), DeadLetter.ATTEMPT)).isEqualTo("2");
        assertThat(DeadLetter.read(again.headers(), Intake.ALLOWED)).isEqualTo("afp");
    }

    @Test
    void whatItMaySendTodayIsTaken() {
        ProducerRecord<byte[], byte[]> taken =
                take(Map.of("agency", Providers.of(List.of("afp", "afx"))), Intake.ALLOWED, "afp");

        assertThat(taken.topic()).isEqualTo(NewsTopic.RAW.topicName());
        assertThat(taken.key()).isEqualTo("afx|1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatASenderWithoutBoundsSentIsTaken() {
        assertThat(take(Map.of(), "other", "x").topic()).isEqualTo(NewsTopic.RAW.topicName());
    }

    @Test
    void theBeginningOfSomethingIsNotTakenForTheWhole() {
        assertThatThrownBy(() -> take(Map.of(), Intake.CUT, "beginning"))
                .isInstanceOf(Redriver.UnsendableException.class);
    }

    private static ProducerRecord<byte[], byte[]> take(Map<String, Providers> bounds, String header, String value) {
        Headers headers = DeadLetter.refused("ingest", "http:agency", "other-provider", "why", Instant.EPOCH)
                .toHeaders(new RecordHeaders().add(header, value.getBytes(StandardCharsets.UTF_8)));
        Letter letter = new Letter(
                new LetterPlace(Uuid.randomUuid(), 0, 0),
                new ConsumerRecord<>(
                        NewsTopic.DEAD_LETTERS.topicName(),
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        -1,
                        -1,
                        null,
                        STORY.getBytes(StandardCharsets.UTF_8),
                        headers,
                        Optional.empty()));
        List<ProducerRecord<byte[], byte[]>> outcome =
                new EntranceAgain(new InMemorySchemaRegistry(), bounds).take(letter);
        assertThat(outcome).hasSize(1);
        return outcome.get(0);
    }
}
