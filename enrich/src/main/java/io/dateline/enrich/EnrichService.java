package io.dateline.enrich;

import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.knowledge.KnowledgeFollower;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.enrich.topology.BuryBadRecords;
import io.dateline.enrich.topology.EnrichTopology;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.RecordCompression;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Backlog;
import io.dateline.schemas.service.DependencyProbe;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.PatientSchemaRegistry;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the enrich topology, exactly once. A stream thread that dies, because a dependency is down or for a reason nobody
 * planned, is replaced after a growing pause and goes on where the last transaction ended.
 */
public final class EnrichService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(EnrichService.class);
    private static final String PART = "enrich";

    /** How long a thread waits for the registry; less than the five minutes after which its group takes it for lost. */
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(4);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** Under which a user names an instance. */
    private static final Set<String> INSTANCE_NAMES = Set.of(
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));

    private final Settings settings;
    private final EnrichConfig config;
    private final SchemaRegistry registry;
    private final PatientSchemaRegistry patientRegistry;
    private final LiveKnowledge knowledge;
    private final Supplier<StoryAnalyzer> analyzers;
    private final ProvenanceStamp provenance;
    private final Telemetry telemetry;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private volatile KafkaStreams streams;
    private volatile ReplaceThread replacing;
    private volatile int threads;
    private volatile KnowledgeFollower follower;
    private KafkaStreamsMetrics streamsMetrics;
    private DependencyProbe probe;

    /**
     * @param knowledge kept as users' topic says while this runs
     * @param analyzers gives each task an analyzer of its own
     * @param provenance what the records say made them
     */
    public EnrichService(
            Settings settings,
            SchemaRegistry registry,
            LiveKnowledge knowledge,
            Supplier<StoryAnalyzer> analyzers,
            ProvenanceStamp provenance,
            Telemetry telemetry) {
        this.settings = settings;
        this.config = EnrichConfig.from(settings);
        this.registry = registry;
        this.patientRegistry = new PatientSchemaRegistry(
                registry, telemetry.health().dependency(PART, "registry"), REGISTRY_PATIENCE, this::isClosing);
        this.knowledge = knowledge;
        this.analyzers = analyzers;
        this.provenance = provenance;
        this.telemetry = telemetry;
    }

    @Override
    public void start() throws InterruptedException {
        InternalTopics topics = new InternalTopics(config.applicationId(), config.outputPrefix());
        startProbe();
        Provisioning.await(
                settings,
                registry,
                topics::definitions,
                new Provisioning.Waiting(PART, telemetry.health(), Failures::isDependencyDown, this::isClosing));
        followKnowledge();
        synchronized (this) {
            if (isClosing()) {
                return;
            }
            Health.Dependency kafka = telemetry.health().dependency(PART, "kafka");
            Properties properties = properties(settings, config);
            properties.put(BuryBadRecords.METERS, telemetry.meters());
            threads = Integer.parseInt(
                    properties.get(StreamsConfig.NUM_STREAM_THREADS_CONFIG).toString());
            Topology topology = EnrichTopology.build(new EnrichTopology.Parts(
                    topics,
                    config.embargoes(),
                    config.retention(),
                    config.duplicateWindow(),
                    patientRegistry,
                    analyzers,
                    provenance,
                    telemetry.meters()));
            streams = new KafkaStreams(topology, properties);
            replacing = new ReplaceThread(kafka, closing, this::reachKafka, telemetry.meters());
            streams.setUncaughtExceptionHandler(replacing);
            streams.setStateListener((now, before) -> {
                LOG.info("streams state now={} before={}", now, before);
                if (now == KafkaStreams.State.RUNNING) {
                    kafka.up();
                    running.countDown();
                }
            });
            streamsMetrics = new KafkaStreamsMetrics(streams, Tags.of(Telemetry.PART, PART));
            streamsMetrics.bindTo(telemetry.meters());
            streams.start();
            probe.measure(new Backlog(
                    PART,
                    EnrichTopology.topicsRead(topology),
                    Backlog.committedBy(config.applicationId()),
                    telemetry.meters()));
        }
        running.await();
    }

    /** Before all else: a broker that is down is seen by it long before the topics are given up. */
    private synchronized void startProbe() {
        if (!isClosing()) {
            // The streams' own state tells when Kafka is up again.
            probe = DependencyProbe.start(
                    PART,
                    settings,
                    telemetry.health(),
                    () -> false,
                    DependencyProbe.Watch.registry(registry::reach, () -> isReady() && !patientRegistry.isAwaited()));
        }
    }

    /** Stories wait for what users know: a restart must not link them otherwise than before. */
    private void followKnowledge() throws InterruptedException {
        synchronized (this) {
            if (isClosing()) {
                return;
            }
            follower = new KnowledgeFollower(settings, patientRegistry, knowledge);
            follower.start();
        }
        follower.awaitCaughtUp();
    }

    /** As every client of Kafka does when it is made. */
    private void reachKafka() {
        Admin.create(settings.kafka()).close(Duration.ZERO);
    }

    /** Only while every thread is at work: one that dies again and again leaves its partitions' stories behind. */
    @Override
    public boolean isReady() {
        KafkaStreams current = streams;
        return current != null
                && current.state() == KafkaStreams.State.RUNNING
                && !replacing.isWaiting()
                && current.metadataForLocalThreads().size() >= threads;
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            if (follower != null) {
                follower.close();
            }
            if (probe != null) {
                probe.close();
            }
            if (streams != null) {
                streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(whenClosed(settings)));
                streamsMetrics.close();
            }
        }
        running.countDown();
    }

    /**
     * Whoever ends in good order leaves the group, so that the others, or whoever is started next, need not wait until it is
     * given up; but one with a name of its own in the group comes back for what is kept for it.
     */
    private static CloseOptions.GroupMembershipOperation whenClosed(Settings settings) {
        boolean named = settings.kafka().keySet().stream().anyMatch(INSTANCE_NAMES::contains);
        return named
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Kafka's own metrics of the streams, for those who export them. */
    public Map<?, ?> metrics() {
        KafkaStreams current = streams;
        return current == null ? Map.of() : current.metrics();
    }

    /**
     * Properties of the streams; what the user sets under {@code kafka.} goes over all but the guarantees, also where it is
     * set for every client and ours for consumers or producers only.
     */
    static Properties properties(Settings settings, EnrichConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
        // Kafka counts bytes as they are compressed: a quarter of a megabyte may unpack to fifty. What waits for its
        // turn is in memory, too, and large stories may come one behind the other.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 256 * 1024);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 25);
        // Half a minute less than Kafka's default until the partitions of a crashed instance go on elsewhere.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 15_000);
        // Stories and commands are read as bytes, so this is about the topology's own topics only.
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BuryBadRecords.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, BuryBadRecords.class);
        properties.put(BuryBadRecords.TOPIC, config.outputPrefix() + NewsTopic.DEAD_LETTERS.topicName());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        // What is held or remembered of a story, and dead letters, are a little larger than any record.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), NewsTopic.MAX_WRAPPED_BYTES);
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(NewsTopic.MAX_WRAPPED_BYTES));
        RecordCompression.properties()
                .forEach((name, value) -> properties.put(StreamsConfig.producerPrefix(name), value));
        Map<String, Object> users = settings.kafka();
        users.keySet().forEach(name -> {
            // Streams would prefer the one with a prefix, whoever sets it.
            properties.remove(StreamsConfig.consumerPrefix(name));
            properties.remove(StreamsConfig.producerPrefix(name));
        });
        properties.putAll(users);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        Properties result = new Properties();
        result.putAll(properties);
        return result;
    }
}
