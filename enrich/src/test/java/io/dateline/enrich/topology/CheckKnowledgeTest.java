package io.dateline.enrich.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import io.dateline.enrich.knowledge.KnowledgeRecords;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.KnowledgeRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Knowledge that can't be read is passed over by those who use it; it must not go unseen. */
class CheckKnowledgeTest {
    private static final byte[] NO_RECORD = {7, (byte) 0xff, 0};

    @TempDir
    private Path directory;

    @Test
    void knowledgeThatCantBeReadIsCountedAndBuriedByteForByte() {
        try (TopologyHarness harness = new TopologyHarness(directory)) {
            TestInputTopic<byte[], byte[]> knowledge = knowledge(harness);
            byte[] good = good(harness);

            knowledge.pipeInput("Q1".getBytes(UTF_8), good);
            knowledge.pipeInput("Q1".getBytes(UTF_8), (byte[]) null);
            assertThat(harness.deadLetters.isEmpty()).isTrue();
            knowledge.pipeInput("Q2".getBytes(UTF_8), NO_RECORD);
            knowledge.pipeInput("Q2".getBytes(UTF_8), good);
            knowledge.pipeInput(null, good);

            TestRecord<byte[], byte[]> unreadable = harness.deadLetters.readRecord();
            assertThat(unreadable.key()).isEqualTo("Q2".getBytes(UTF_8));
            assertThat(unreadable.value()).isEqualTo(NO_RECORD);
            assertThat(DeadLetter.read(unreadable.headers(), DeadLetter.NODE))
                    .isEqualTo(EnrichTopology.CHECK_KNOWLEDGE);
            assertThat(DeadLetter.read(unreadable.headers(), DeadLetter.TOPIC))
                    .isEqualTo(NewsTopic.KNOWLEDGE.topicName());
            assertThat(DeadLetter.read(unreadable.headers(), DeadLetter.OFFSET)).isEqualTo("2");
            TestRecord<byte[], byte[]> anothers = harness.deadLetters.readRecord();
            assertThat(anothers.value()).isEqualTo(good);
            assertThat(DeadLetter.read(anothers.headers(), DeadLetter.MESSAGE)).contains("id is not its key");
            assertThat(harness.deadLetters.readRecord().key()).isNull();
            assertThat(harness.deadLetters.isEmpty()).isTrue();
            assertThat(harness.counted("dead_lettered")).isEqualTo(3);
        }
    }

    private static TestInputTopic<byte[], byte[]> knowledge(TopologyHarness harness) {
        return harness.driver.createInputTopic(
                NewsTopic.KNOWLEDGE.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] good(TopologyHarness harness) {
        KnowledgeEntry entry = KnowledgeLine.read("{\"id\": \"Q1\", \"name\": \"Coast\", \"type\": \"LOCATION\"}")
                .entry();
        return AvroSerde.of(KnowledgeRecord.class, harness.registry)
                .serializer()
                .serialize(NewsTopic.KNOWLEDGE.topicName(), KnowledgeRecords.of(entry));
    }
}
