package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichService;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.ingest.produce.ArticleProducer;
import io.dateline.ingest.produce.Deadline;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.VersionOutcome;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows when instances of enrich share partitions of a real broker: each test has an application of its own. */
class EnrichInstancesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;
    private static final String TEXT = "Ferry crews on the island of Marosa will walk out for 48 hours from Friday in a"
            + " dispute over night shifts, their union said, threatening to strand thousands of tourists at the height"
            + " of the season.\n\nThe Seafarers' Federation said talks with the operator, Blue Line, had broken down late"
            + " on Wednesday after the company withdrew an offer of extra rest days.";

    private static final Analysis NOTHING =
            new Analysis("en", null, null, null, null, List.of(), List.of(), List.of(), List.of());

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void startServers(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of("group.min.session.timeout.ms", "1000"));
        registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
    }

    @AfterAll
    static void stopServers() {
        registry.close();
        kafka.close();
    }

    /** The two are on different partitions, as far as their ids allow, and so are their bands. */
    @Test
    void nearCopiesOfTwoProvidersAreRelatedAcrossPartitions(@TempDir Path state) throws Exception {
        Settings settings = settings("copies", state);
        SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
        try (Telemetry telemetry = new Telemetry();
                EnrichService enrich = enrich(settings, client, telemetry);
                ArticleProducer producer = producer(settings, client, telemetry)) {
            enrich.start();
            Instant first = Instant.now().minusSeconds(60);
            for (int i = 0; i < 4; i++) {
                send(
                        producer,
                        story("alpha", "ferry" + i, TEXT.replace("48", 40 + i + ""))
                                .setReceivedAt(first));
                send(
                        producer,
                        story(
                                        "beta",
                                        "strike" + i,
                                        TEXT.replace("48", 40 + i + "").replace("broken down", "collapsed"))
                                .setReceivedAt(first.plusSeconds(30)));
            }

            Map<String, EnrichedArticle> last = new HashMap<>();
            await().atMost(SOON).untilAsserted(() -> {
                read(settings, client, NewsTopic.ENRICHED, EnrichedArticle.class)
                        .forEach(record -> last.put(record.key(), record.value()));
                for (int i = 0; i < 4; i++) {
                    assertThat(last).containsKeys("alpha|ferry" + i, "beta|strike" + i);
                    assertThat(last.get("beta|strike" + i).getDuplicateOf()).isEqualTo("alpha|ferry" + i);
                }
            });
            assertThat(IntStream.range(0, 4).mapToObj(i -> last.get("alpha|ferry" + i)))
                    .allSatisfy(article -> assertThat(article.getDuplicateOf()).isNull());
            assertThat(last.get("beta|strike0").getText()).contains("collapsed late on Wednesday");
            assertThat(read(settings, client, NewsTopic.VERSIONS, ArticleVersion.class).stream()
                            .map(ConsumerRecord::value)
                            .filter(entry -> entry.getOutcome() == VersionOutcome.NEAR_DUPLICATE)
                            .map(entry -> entry.getArticleId() + " " + entry.getDuplicateOf()))
                    .contains("beta|strike0 alpha|ferry0", "beta|strike3 alpha|ferry3")
                    .doesNotContain("alpha|ferry0 beta|strike0");
        }
    }

    @Test
    void whatAnInstanceHeldWhenItWentIsReleasedOnceByTheOther(@TempDir Path one, @TempDir Path other) throws Exception {
        Settings settings = settings("embargo", one);
        SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
        int stories = 8;
        try (Telemetry ofOne = new Telemetry();
                Telemetry ofOther = new Telemetry();
                EnrichService leaving = enrich(settings, client, ofOne);
                EnrichService staying = enrich(settings("embargo", other), client, ofOther);
                ArticleProducer producer = producer(settings, client, ofOne)) {
            leaving.start();
            staying.start();
            // Both have partitions as soon as both have seen a story.
            int warm = 0;
            while (counted(ofOne, "served") == 0 || counted(ofOther, "served") == 0) {
                assertThat(warm).as("stories until both instances had one").isLessThan(600);
                send(producer, story("warm", "w" + warm++, "Nothing to see."));
                Thread.sleep(50);
            }
            Instant embargo = Instant.now().plusSeconds(15);
            for (int i = 0; i < stories; i++) {
                send(producer, story("held", "h" + i, "Under an embargo.").setEmbargoedUntil(embargo));
            }
            await().atMost(Duration.ofSeconds(12))
                    .until(() -> counted(ofOne, "held") + counted(ofOther, "held") == stories);
            assertThat(counted(ofOne, "held")).as("held by the one that goes").isPositive();
            assertThat(counted(ofOther, "held"))
                    .as("held by the one that stays")
                    .isPositive();

            leaving.close();
            assertThat(Instant.now()).as("gone before the time").isBefore(embargo);

            await().atMost(SOON).until(() -> released(settings, client).size() >= stories);
            // Whoever releases twice does so within moments.
            Thread.sleep(1_500);
            assertThat(released(settings, client))
                    .hasSize(stories)
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, stories)
                            .mapToObj(i -> "held|h" + i)
                            .toList());
            assertThat(released(settings, client)).allSatisfy(record -> {
                assertThat(record.value().getStatus()).isEqualTo(ArticleStatus.USABLE);
                assertThat(record.value().getProvenance().getEnrichedAt()).isAfterOrEqualTo(embargo);
            });
        }
    }

    @Test
    void whoEndsInGoodOrderIsNotWaitedFor(@TempDir Path one, @TempDir Path other) throws Exception {
        Duration session = Duration.ofMinutes(5);
        Settings settings = settings("leaving", one, session);
        SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
        try (Telemetry ofOne = new Telemetry();
                Telemetry ofOther = new Telemetry();
                EnrichService leaving = enrich(settings, client, ofOne);
                EnrichService next = enrich(settings("leaving", other, session), client, ofOther)) {
            leaving.start();
            leaving.close();

            Thread starting = new Thread(() -> {
                try {
                    next.start();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            starting.start();

            starting.join(SOON.toMillis());
            assertThat(next.isReady()).as("at work within %s", SOON).isTrue();
        }
    }

    @Test
    void aStoryThatThreadsGoOnDyingAtIsBuriedAndThoseBehindItGetThrough(@TempDir Path state) throws Exception {
        Settings settings = settings("deadly", state);
        SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
        StoryAnalyzer analyzer = story -> {
            if (story.text().startsWith("More than")) {
                throw new OutOfMemoryError("as if");
            }
            return NOTHING;
        };
        try (Telemetry telemetry = new Telemetry();
                EnrichService enrich = enrich(settings, client, telemetry, analyzer);
                ArticleProducer producer = producer(settings, client, telemetry)) {
            enrich.start();
            send(producer, story("deadly", "large", "More than there is memory for."));
            for (int i = 0; i < 4; i++) {
                send(producer, story("deadly", "s" + i, "An ordinary story."));
            }

            await().dontCatchUncaughtExceptions()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(read(settings, client, NewsTopic.ENRICHED, EnrichedArticle.class))
                            .extracting(ConsumerRecord::key)
                            .contains("deadly|s0", "deadly|s1", "deadly|s2", "deadly|s3")
                            .doesNotContain("deadly|large"));
            await().dontCatchUncaughtExceptions()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(letters(settings, "analyse-story"))
                            .singleElement()
                            .satisfies(letter -> {
                                assertThat(letter.key()).isEqualTo("deadly|large");
                                assertThat(DeadLetter.read(letter.headers(), DeadLetter.EXCEPTION))
                                        .isEqualTo(OutOfMemoryError.class.getName());
                            }));
        }
    }

    @Test
    void knowledgeThatCantBeReadIsBuriedOnceForAllInstancesAndStarts(@TempDir Path one, @TempDir Path other)
            throws Exception {
        Settings settings = settings("knowledge", one);
        SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
        try (Telemetry telemetry = new Telemetry()) {
            try (EnrichService first = enrich(settings, client, telemetry);
                    EnrichService second = enrich(settings("knowledge", other), client, telemetry)) {
                first.start();
                second.start();
                try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(settings.kafka(), new StringSerializer(), new ByteArraySerializer())) {
                    producer.send(new ProducerRecord<>(NewsTopic.KNOWLEDGE.topicName(), "Q1", new byte[] {1, 2, 3}))
                            .get();
                }
                await().atMost(SOON)
                        .until(() -> !letters(settings, "check-knowledge").isEmpty());
            }
            try (EnrichService again = enrich(settings, client, telemetry)) {
                again.start();
                Thread.sleep(1_500);
            }
            assertThat(letters(settings, "check-knowledge"))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value()).containsExactly(1, 2, 3));
            assertThat(counted(telemetry, "dead_lettered")).isEqualTo(1);
        } finally {
            // The other tests' applications read it, too.
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(settings.kafka(), new StringSerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(NewsTopic.KNOWLEDGE.topicName(), "Q1", null))
                        .get();
            }
        }
    }

    private static List<ConsumerRecord<String, byte[]>> letters(Settings settings, String node) {
        return read(settings, NewsTopic.DEAD_LETTERS, new ByteArrayDeserializer()).stream()
                .filter(letter -> node.equals(DeadLetter.read(letter.headers(), DeadLetter.NODE)))
                .toList();
    }

    private static List<ConsumerRecord<String, EnrichedArticle>> released(Settings settings, SchemaRegistry client) {
        return read(settings, client, NewsTopic.ENRICHED, EnrichedArticle.class).stream()
                .filter(record -> record.key().startsWith("held|"))
                .toList();
    }

    private static Settings settings(String application, Path state) {
        return settings(application, state, Duration.ofMillis(1500));
    }

    private static Settings settings(String application, Path state, Duration session) {
        return Settings.of(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "kafka.session.timeout.ms",
                Long.toString(session.toMillis()),
                "kafka.heartbeat.interval.ms",
                "300",
                "schema.registry.url",
                registry.url(),
                "topics.partitions",
                Integer.toString(PARTITIONS),
                "enrich.application.id",
                application,
                "enrich.threads",
                "1",
                "enrich.state.dir",
                state.toString()));
    }

    private static EnrichService enrich(Settings settings, SchemaRegistry client, Telemetry telemetry) {
        return enrich(settings, client, telemetry, story -> NOTHING);
    }

    private static EnrichService enrich(
            Settings settings, SchemaRegistry client, Telemetry telemetry, StoryAnalyzer analyzer) {
        return new EnrichService(
                settings,
                client,
                new LiveKnowledge(KnowledgeBase.EMPTY, 0),
                () -> analyzer,
                ProvenanceStamp.of(List.of(), Map.of()),
                telemetry);
    }

    private static ArticleProducer producer(Settings settings, SchemaRegistry client, Telemetry telemetry) {
        return new ArticleProducer(settings, client, telemetry, 100, 16L << 20);
    }

    private static void send(ArticleProducer producer, RawArticle.Builder story) throws Exception {
        producer.send(story.build(), new RecordHeaders(), Deadline.never()).get();
    }

    private static RawArticle.Builder story(String provider, String id, String body) {
        return RawArticle.newBuilder()
                .setArticleId(provider + "|" + id)
                .setProvider(provider)
                .setVersion(1L)
                .setStatus(ArticleStatus.USABLE)
                .setHeadline("Headline")
                .setBody(body)
                .setFormat("test")
                .setFeed("test")
                .setReceivedAt(Instant.now())
                .setOriginal(ByteBuffer.allocate(0));
    }

    private static double counted(Telemetry telemetry, String outcome) {
        return telemetry.meters().find("dateline.enrich.stories").tag("outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Everything that is committed on a topic now. */
    private static <T extends SpecificRecord> List<ConsumerRecord<String, T>> read(
            Settings settings, SchemaRegistry client, NewsTopic topic, Class<T> type) {
        return read(settings, topic, AvroSerde.of(type, client).deserializer());
    }

    private static <T> List<ConsumerRecord<String, T>> read(
            Settings settings, NewsTopic topic, Deserializer<T> values) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", settings.kafka().get("bootstrap.servers"), "isolation.level", "read_committed");
        List<ConsumerRecord<String, T>> records = new ArrayList<>();
        try (KafkaConsumer<String, T> consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
