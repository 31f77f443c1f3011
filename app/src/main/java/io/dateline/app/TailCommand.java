package io.dateline.app;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.SettingsOptions;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dateline tail}: shows records as they are committed. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Shows records of a topic as they come: enriched stories, unless another topic is named.")
final class TailCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(250);

    @Mixin
    private SettingsOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            defaultValue = "news.articles.enriched",
            description = "Topic to show (default: ${DEFAULT-VALUE}).")
    private String topicName;

    @Option(names = "--json", description = "One JSON object a line instead of readable text.")
    private boolean asJson;

    @Option(names = "--from-beginning", description = "Show what is on the topic already, too.")
    private boolean fromBeginning;

    @Option(
            names = {"-n", "--max-records"},
            paramLabel = "N",
            description = "End after this many records.")
    private Long maxRecords;

    @Option(names = "--until-end", description = "End when everything that is on the topic now has been shown.")
    private boolean untilEnd;

    private final OutputStream out;

    TailCommand(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        NewsTopic topic = Arrays.stream(NewsTopic.values())
                .filter(t -> t.topicName().equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + topicName + "; there are: "
                        + Arrays.stream(NewsTopic.values())
                                .map(NewsTopic::topicName)
                                .collect(Collectors.joining(", "))));
        Settings settings = options.load();
        RecordPrinter printer = new RecordPrinter(
                topic, ConfluentSchemaRegistry.connect(settings.registry()), asJson, RecordPrinter.isTerminal());
        Map<String, Object> properties = settings.kafka();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        PrintWriter text = new PrintWriter(out, false, StandardCharsets.UTF_8);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> known = consumer.partitionsFor(topicName);
            if (known == null || known.isEmpty()) {
                throw new IllegalStateException("topic " + topicName + " is not there yet");
            }
            List<TopicPartition> partitions = known.stream()
                    .map(info -> new TopicPartition(topicName, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                ends.forEach(consumer::seek);
            }
            long shown = 0;
            while (!untilEnd || !isAtEnd(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    text.println(printer.print(message));
                    if (maxRecords != null && ++shown >= maxRecords) {
                        text.flush();
                        return 0;
                    }
                }
                text.flush();
                if (text.checkError()) {
                    // Whoever read our output has gone away.
                    return 0;
                }
            }
            return 0;
        }
    }

    private static boolean isAtEnd(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
