package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase;
import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import io.dateline.enrich.knowledge.KnowledgeFollower;
import io.dateline.enrich.knowledge.KnowledgeLines;
import io.dateline.enrich.knowledge.KnowledgeLoader;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Telemetry;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users' knowledge from a file to a running enricher, over a real broker. */
class KnowledgeIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ORBITA =
            "{\"id\":\"acme-1\",\"name\":\"Orbita Media\",\"type\":\"ORGANISATION\",\"prior\":0.9}\n";
    private static final String SHIPPED = "{\"id\":\"Q9\",\"name\":\"Shipped\",\"type\":\"LOCATION\"}";

    private final KnowledgeBase shipped =
            KnowledgeBase.of(List.of(KnowledgeLine.read(SHIPPED).entry()));

    @Test
    void whatIsLoadedIsTakenOverWithinSecondsDeletedAndStillThereAfterARestart(@TempDir Path directory)
            throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                EmbeddedRegistry registryServer = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
            Settings settings = Settings.of(Map.of(
                    "kafka.bootstrap.servers", kafka.bootstrapServers(),
                    "schema.registry.url", registryServer.url(),
                    "topics.partitions", "2"));
            SchemaRegistry registry = ConfluentSchemaRegistry.connect(settings.registry());
            Provisioning.ensure(settings, registry);
            KnowledgeLoader loader = new KnowledgeLoader(settings, registry);
            LiveKnowledge live = new LiveKnowledge(shipped, 100);
            try (KnowledgeFollower follower = new KnowledgeFollower(settings, registry, live)) {
                follower.start();
                follower.awaitCaughtUp();
                assertThat(live.get().version()).isEqualTo(shipped.version());

                loader.load(
                        file(directory, ORBITA + "{\"id\":\"Q9\",\"name\":\"Ours\",\"type\":\"LOCATION\"}\n"), false);
                await().atMost(SOON).until(() -> live.userEntries() == 2);
                assertThat(live.get().entry("acme-1").name()).isEqualTo("Orbita Media");
                assertThat(live.get().entry("Q9").name())
                        .as("over the shipped one")
                        .isEqualTo("Ours");
                String version = live.get().version();
                assertThat(version).isNotEqualTo(shipped.version());

                LiveKnowledge restarted = new LiveKnowledge(shipped, 100);
                try (KnowledgeFollower other = new KnowledgeFollower(settings, registry, restarted)) {
                    other.start();
                    other.awaitCaughtUp();
                    assertThat(restarted.get().version()).isEqualTo(version);
                }

                loader.load(file(directory, "{\"id\":\"Q9\",\"deleted\":true}\n"), false);
                await().atMost(SOON).until(() -> live.userEntries() == 1);
                assertThat(live.get().entry("Q9").name())
                        .as("the shipped one again")
                        .isEqualTo("Shipped");

                loader.load(file(directory, ORBITA.replace("acme-1", "acme-2")), true);
                await().atMost(SOON).until(() -> live.get().entry("acme-1") == null);
                assertThat(live.get().entry("acme-2")).isNotNull();
            }
        }
    }

    @Test
    void aRunningEnricherLinksStoriesToWhatTheCommandLoads(@TempDir Path directory) throws Exception {
        Settings small = Settings.of(Map.of("topics.partitions", "1"));
        try (LocalPipeline pipeline = new LocalPipeline(directory, LocalPipeline.Ports.FREE, small, new Telemetry())) {
            pipeline.start();
            SchemaRegistry registry =
                    ConfluentSchemaRegistry.connect(pipeline.settings().registry());
            try (KafkaConsumer<String, EnrichedArticle> enriched = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", pipeline.bootstrapServers(), "isolation.level", "read_committed"),
                    new StringDeserializer(),
                    AvroSerde.of(EnrichedArticle.class, registry).deserializer())) {
                enriched.assign(List.of(new TopicPartition(NewsTopic.ENRICHED.topicName(), 0)));
                enriched.seekToBeginning(enriched.assignment());
                assertThat(linkedIn(enriched, pipeline, "before")).doesNotContain("Q900100");

                Path file = file(
                        directory,
                        "{\"id\":\"Q900100\",\"name\":\"Helena Costa of Lisbon\",\"type\":\"PERSON\","
                                + "\"aliases\":[\"Helena Costa\"],\"prior\":0.9}\n");
                assertThat(Dateline.commandLine(new PrintStream(PrintStream.nullOutputStream()))
                                .execute(
                                        "kb",
                                        "load",
                                        file.toString(),
                                        "--set",
                                        "kafka.bootstrap.servers=" + pipeline.bootstrapServers(),
                                        "--set",
                                        "schema.registry.url=" + pipeline.registryUrl()))
                        .isZero();

                AtomicInteger number = new AtomicInteger();
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(linkedIn(enriched, pipeline, "after-" + number.incrementAndGet()))
                                        .contains("Q900100"));
            }
        }
    }

    /** Sends a story of that id and waits for it; the Wikidata ids that it comes out with. */
    private static List<String> linkedIn(
            KafkaConsumer<String, EnrichedArticle> enriched, LocalPipeline pipeline, String id) throws Exception {
        String story = Stories.story(id, 1, Stories.body(1)).toString();
        assertThat(Stories.post(pipeline.httpUrl(), "application/x-ndjson", story))
                .isEqualTo(202);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, EnrichedArticle> record : enriched.poll(Duration.ofMillis(200))) {
                if (record.key().equals("test|" + id)) {
                    assertThat(record.value().getEntities())
                            .extracting(Entity::getName)
                            .anyMatch(name -> name.startsWith("Helena Costa"));
                    return record.value().getEntities().stream()
                            .map(Entity::getWikidataId)
                            .toList();
                }
            }
        }
        throw new AssertionError("story " + id + " didn't come out of the enricher");
    }

    @Test
    void aFileWithWrongLinesIsRefusedWithTheirNumbers(@TempDir Path directory) throws Exception {
        Path file = file(directory, ORBITA + "\n{\"id\":\"x\"}\n" + ORBITA + "{");

        assertThat(KnowledgeLines.faults(file))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).startsWith("line 3: type: missing"))
                .anySatisfy(fault -> assertThat(fault).isEqualTo("line 4: id: \"acme-1\" is on line 1 already"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 5: not JSON"));
        assertThat(Dateline.commandLine(new PrintStream(PrintStream.nullOutputStream()))
                        .execute("kb", "load", file.toString()))
                .isNotZero();
    }

    private static Path file(Path directory, String lines) throws Exception {
        return Files.writeString(directory.resolve("knowledge.jsonl"), lines);
    }
}
