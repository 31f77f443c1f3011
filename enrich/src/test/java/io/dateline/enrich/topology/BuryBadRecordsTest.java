package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that fails, and what becomes of its record: with our handler, and with the one of Kafka Streams beside it. */
class BuryBadRecordsTest {
    private static final byte[] KEY = {0, (byte) 0xff, 'k'};
    private static final byte[] VALUE = {'v', (byte) 0xfe, 0};
    private static final byte[] HEADER = {(byte) 0x80, 1};

    @TempDir
    private Path state;

    private TopologyTestDriver driver;

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aBadRecordIsBuriedByteForByteAndTheNextOneIsHandled() {
        TestOutputTopic<byte[], byte[]> letters =
                run(BuryBadRecords.class, () -> new IllegalStateException("x".repeat(5000)));

        TestRecord<byte[], byte[]> letter = letters.readRecord();
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        Headers headers = letter.headers();
        assertThat(headers.lastHeader("own").value()).isEqualTo(HEADER);
        assertThat(DeadLetter.read(headers, DeadLetter.STAGE)).isEqualTo("enrich");
        assertThat(DeadLetter.read(headers, DeadLetter.NODE)).isEqualTo("fails");
        assertThat(DeadLetter.read(headers, DeadLetter.TOPIC)).isEqualTo("in");
        assertThat(DeadLetter.read(headers, DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(DeadLetter.read(headers, DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(DeadLetter.read(headers, DeadLetter.EXCEPTION)).isEqualTo(IllegalStateException.class.getName());
        assertThat(DeadLetter.read(headers, DeadLetter.MESSAGE)).hasSizeLessThanOrEqualTo(DeadLetter.MAX_TEXT + 1);
        assertThat(DeadLetter.read(headers, DeadLetter.ATTEMPT)).isEqualTo("1");
        assertThat(letters.readRecord().value()).as("the second record").isEqualTo(VALUE);
    }

    @Test
    void aDependencyThatIsDownBuriesNothing() {
        assertThatThrownBy(() -> run(BuryBadRecords.class, () -> new SchemaRegistryUnavailableException("down", null)))
                .hasRootCauseInstanceOf(SchemaRegistryUnavailableException.class);
        assertThat(output().isEmpty()).isTrue();
    }

    /** Why Kafka's own is not used: bytes and headers are kept, but the whole stack trace and message too, and no count. */
    @Test
    void whatTheHandlerOfKafkaStreamsKeeps() {
        TestOutputTopic<byte[], byte[]> letters =
                run(LogAndContinueProcessingExceptionHandler.class, () -> new IllegalStateException("x".repeat(5000)));

        TestRecord<byte[], byte[]> letter = letters.readRecord();
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        assertThat(letter.headers().lastHeader("own").value()).isEqualTo(HEADER);
        assertThat(List.of(letter.headers().toArray()))
                .extracting(Header::key)
                .containsExactly(
                        "own",
                        "__streams.errors.exception",
                        "__streams.errors.message",
                        "__streams.errors.stacktrace",
                        "__streams.errors.topic",
                        "__streams.errors.partition",
                        "__streams.errors.offset");
        assertThat(letter.headers().lastHeader("__streams.errors.message").value())
                .hasSize(5000);
    }

    private TestOutputTopic<byte[], byte[]> run(
            Class<? extends ProcessingExceptionHandler> handler, Supplier<RuntimeException> failure) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, NewsTopic.DEAD_LETTERS.topicName());
        properties.put(BuryBadRecords.TOPIC, NewsTopic.DEAD_LETTERS.topicName());
        Topology topology = new Topology()
                .addSource("read", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("passes", () -> new Node(null), "read")
                .addProcessor("fails", () -> new Node(failure), "passes");
        driver = new TopologyTestDriver(topology, properties);
        var input = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
        RecordHeaders headers = new RecordHeaders();
        headers.add("own", HEADER);
        input.pipeInput(new TestRecord<>(KEY, VALUE, headers));
        input.pipeInput(new TestRecord<>(KEY, VALUE, headers));
        return output();
    }

    private TestOutputTopic<byte[], byte[]> output() {
        return driver.createOutputTopic(
                NewsTopic.DEAD_LETTERS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static final class Node extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private final Supplier<RuntimeException> failure;

        Node(Supplier<RuntimeException> failure) {
            this.failure = failure;
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            if (failure != null) {
                throw failure.get();
            }
            context().forward(message.withValue(new byte[] {1, 2, 3}));
        }
    }
}
