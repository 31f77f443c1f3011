package io.dateline.app.reprocess;

import io.dateline.enrich.EnrichConfig;
import io.dateline.enrich.EnrichService;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Processes all raw stories again, with this program's analysis, beside what is served: under an application id of its own,
 * into topics with a prefix. Then tells what would change. What is served, and who serves it, is not touched.
 */
final class Reprocess {
    /** Before the names of the topics, and with a dash before the application id. */
    static final String PREFIX = "reprocess.";

    private static final String APPLICATION_PREFIX = "reprocess-";

    /** Nothing has been committed for so long: all that there was is done. Stories tell each other things on the way. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final long GLANCE_MS = 200;

    /** Ends of transactions are records, too, that nobody commits to have read. */
    private static final long MARKERS = 2;

    private final Settings settings;
    private final SchemaRegistry registry;
    private final EnrichConfig enrich;

    Reprocess(Settings served, SchemaRegistry registry) {
        EnrichConfig config = EnrichConfig.from(served);
        Path state = config.stateDirectory().resolve("reprocess");
        this.settings = served.with(Map.of(
                "enrich.application.id",
                APPLICATION_PREFIX + config.applicationId(),
                "enrich.state.dir",
                state.toString(),
                "enrich.output.prefix",
                PREFIX));
        this.registry = registry;
        this.enrich = EnrichConfig.from(settings);
    }

    /**
     * Runs it to its end.
     *
     * @param services makes enrich of settings, with the analysis to try
     * @param each is given every story that would differ, when all are processed
     * @throws IllegalStateException when another reprocess runs
     */
    Comparison.Report run(Function<Settings, EnrichService> services, Consumer<Comparison.Story> each)
            throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafka())) {
            Traces traces = new Traces(admin);
            traces.requireNobody(enrich.applicationId());
            drop(traces);
            Map<TopicPartition, Long> ends = offsets(admin, OffsetSpec.latest());
            Map<TopicPartition, Long> beginnings = offsets(admin, OffsetSpec.earliest());
            try (EnrichService service = services.apply(settings)) {
                service.start();
                awaitEnd(admin, beginnings, ends);
            }
        }
        return new Comparison(settings.kafka(), registry)
                .compare(NewsTopic.ENRICHED.topicName(), PREFIX + NewsTopic.ENRICHED.topicName(), each);
    }

    /** Deletes what a reprocess has made. */
    void drop() throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafka())) {
            Traces traces = new Traces(admin);
            traces.requireNobody(enrich.applicationId());
            drop(traces);
        }
    }

    private void drop(Traces traces) throws InterruptedException {
        ResetCommand.reset(traces, enrich);
        traces.deleteTopics(Traces.names(InternalTopics.OUTPUTS, PREFIX));
    }

    private void awaitEnd(Admin admin, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends)
            throws InterruptedException {
        Map<TopicPartition, Long> before = Map.of();
        long changed = System.nanoTime();
        while (true) {
            Map<TopicPartition, Long> now = committed(admin);
            if (!now.equals(before)) {
                before = now;
                changed = System.nanoTime();
            }
            Map<TopicPartition, Long> done = now;
            boolean atEnd = ends.entrySet().stream()
                    .allMatch(end ->
                            done.getOrDefault(end.getKey(), beginnings.get(end.getKey())) + MARKERS >= end.getValue());
            if (atEnd && System.nanoTime() - changed > QUIET.toNanos()) {
                return;
            }
            Thread.sleep(GLANCE_MS);
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, OffsetSpec which) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            List<String> inputs = List.of(NewsTopic.RAW.topicName(), NewsTopic.COMMANDS.topicName());
            admin.describeTopics(inputs)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), which)));
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
            return offsets;
        } catch (ExecutionException e) {
            throw Traces.failed("the ends of the topics can't be had", e);
        }
    }

    private Map<TopicPartition, Long> committed(Admin admin) throws InterruptedException {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(enrich.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            return offsets;
        } catch (ExecutionException e) {
            throw Traces.failed("it can't be seen how far it is", e);
        }
    }
}
