package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A request's trace can be followed to every record that comes of it, and into the database's log; texts can't. */
class TraceparentIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final List<NewsTopic> DERIVED =
            List.of(NewsTopic.RAW, NewsTopic.ENRICHED, NewsTopic.QUOTES, NewsTopic.MENTIONS, NewsTopic.VERSIONS);

    @Test
    void aRequestsTraceIsOnEveryRecordAndInTheSinksLogAndNoTextIs(@TempDir Path directory) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger ours = (Logger) LoggerFactory.getLogger("io.dateline");
        Level before = ours.getLevel();
        ours.setLevel(Level.DEBUG);
        ours.addAppender(log);
        try (Telemetry telemetry = new Telemetry();
                LocalPipeline pipeline = new LocalPipeline(
                        directory,
                        LocalPipeline.Ports.FREE,
                        Settings.of(Map.of("topics.partitions", "1")),
                        telemetry)) {
            pipeline.start();
            HttpRequest request = HttpRequest.newBuilder(URI.create(pipeline.httpUrl() + "/v1/articles"))
                    .header("Content-Type", "application/x-ndjson")
                    .header("traceparent", TRACE)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            Stories.story("a", 1, Stories.body(1)).toString()))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(lines(log))
                            .anyMatch(line -> line.startsWith("stored article=test|a") && line.contains(TRACE)));
            Set<String> traced = new TreeSet<>();
            for (ConsumerRecord<byte[], byte[]> message : read(pipeline)) {
                Header header = message.headers().lastHeader("traceparent");
                assertThat(header).as(message.topic()).isNotNull();
                assertThat(new String(header.value(), StandardCharsets.US_ASCII))
                        .isEqualTo(TRACE);
                traced.add(message.topic());
            }
            assertThat(traced)
                    .containsExactlyInAnyOrderElementsOf(
                            DERIVED.stream().map(NewsTopic::topicName).toList());
        } finally {
            ours.detachAppender(log);
            ours.setLevel(before);
        }
        assertThat(lines(log)).noneMatch(line -> line.contains("case number") || line.contains("Headline of"));
    }

    private static List<String> lines(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(LocalPipeline pipeline) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", pipeline.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = DERIVED.stream()
                    .map(topic -> new TopicPartition(topic.topicName(), 0))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }
}
