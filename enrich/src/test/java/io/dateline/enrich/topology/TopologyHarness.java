package io.dateline.enrich.topology;

import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.Boilerplate;
import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.duplicate.Band;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.BoilerplateKind;
import io.dateline.schemas.CueClass;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.StoryOrder;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The real topology under a test driver, with an analyzer whose output a test can foresee: every "NAME says: WORDS."
 * line is a quote of NAME, every NAME an entity. A body that begins with "FAIL" can't be analysed.
 */
final class TopologyHarness implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-03T12:00:00Z");

    /** From one look for stories that are due to the next. */
    static final Duration LOOK = Duration.ofMillis(500);

    final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final TopologyTestDriver driver;
    final List<String> analysed = new ArrayList<>();
    private final AvroSerde<RawArticle> raw = AvroSerde.of(RawArticle.class, registry);
    final TestInputTopic<byte[], byte[]> input;
    final TestOutputTopic<String, EnrichedArticle> enriched;
    final TestOutputTopic<String, QuoteRecord> quotes;
    final TestOutputTopic<String, EntityMentionRecord> mentions;
    final TestOutputTopic<String, ArticleVersion> versions;
    final TestInputTopic<String, StoryCommand> commands;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    TopologyHarness(Path stateDirectory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        // Not exactly once: the driver would throw away what is sent before a record is processed, which the dead
        // letter of
        // one that can't be read is. OwnTopicsRedriveIT shows it on a broker.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BuryBadRecords.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, BuryBadRecords.class);
        properties.put(BuryBadRecords.TOPIC, NewsTopic.DEAD_LETTERS.topicName());
        properties.put(BuryBadRecords.METERS, meters);
        driver = new TopologyTestDriver(
                EnrichTopology.build(new EnrichTopology.Parts(
                        new InternalTopics("test"),
                        StoryLife.Embargoes.HOLD,
                        Duration.ofDays(30),
                        Duration.ofDays(3),
                        registry,
                        () -> new LineAnalyzer(analysed),
                        ProvenanceStamp.of(List.of(), Map.of()),
                        meters)),
                properties,
                START);
        input = driver.createInputTopic(
                NewsTopic.RAW.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        enriched = driver.createOutputTopic(
                NewsTopic.ENRICHED.topicName(),
                new StringDeserializer(),
                AvroSerde.of(EnrichedArticle.class, registry).deserializer());
        quotes = driver.createOutputTopic(
                NewsTopic.QUOTES.topicName(),
                new StringDeserializer(),
                AvroSerde.of(QuoteRecord.class, registry).deserializer());
        mentions = driver.createOutputTopic(
                NewsTopic.MENTIONS.topicName(),
                new StringDeserializer(),
                AvroSerde.of(EntityMentionRecord.class, registry).deserializer());
        versions = driver.createOutputTopic(
                NewsTopic.VERSIONS.topicName(),
                new StringDeserializer(),
                AvroSerde.of(ArticleVersion.class, registry).deserializer());
        commands = driver.createInputTopic(
                NewsTopic.COMMANDS.topicName(),
                new StringSerializer(),
                AvroSerde.of(StoryCommand.class, registry).serializer());
        deadLetters = driver.createOutputTopic(
                NewsTopic.DEAD_LETTERS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void send(RawArticle.Builder story) {
        send(story.build());
    }

    void send(RawArticle story) {
        input.pipeInput(new TestRecord<>(story.getArticleId().getBytes(StandardCharsets.UTF_8), bytes(story)));
    }

    void order(String articleId, StoryOrder order) {
        commands.pipeInput(
                articleId,
                StoryCommand.newBuilder()
                        .setArticleId(articleId)
                        .setOrder(order)
                        .setOrderedBy("operator test")
                        .setOrderedAt(START)
                        .build());
    }

    /** Lets time pass in which no story comes: what is due is looked for more than once. */
    void advance(Duration time) {
        int looks = (int) Math.min(3, time.dividedBy(LOOK));
        driver.advanceWallClockTime(time.minus(LOOK.multipliedBy(looks)));
        for (int look = 0; look < looks; look++) {
            driver.advanceWallClockTime(LOOK);
        }
    }

    /** "id version OUTCOME" of everything on the ledger since the last call. */
    List<String> ledger() {
        return versions.readKeyValuesToList().stream()
                .map(entry -> entry.key + " " + entry.value.getVersion() + " " + entry.value.getOutcome())
                .toList();
    }

    /** The reasons by which an outcome is counted. */
    List<String> series(String outcome) {
        return meters.find(Outcomes.STORIES).tag("outcome", outcome).counters().stream()
                .map(counter -> counter.getId().getTag("reason"))
                .toList();
    }

    /** How often an outcome was counted, for all its reasons. */
    double counted(String outcome) {
        return meters.find(Outcomes.STORIES).tag("outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How often the texts of two stories were compared with this outcome. */
    double compared(String outcome) {
        return meters.get(Outcomes.COMPARISONS)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** The times of all notes since the last call. */
    List<Instant> noteTimes() {
        return driver
                .createOutputTopic(
                        new InternalTopics("test").notes(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::getRecordTime)
                .toList();
    }

    /** Stories in the band that has most. */
    int longestBand() {
        int longest = 0;
        try (KeyValueIterator<Integer, Band> bands = driver.<Integer, Band>getKeyValueStore(EnrichTopology.BAND_STORE)
                .all()) {
            while (bands.hasNext()) {
                longest = Math.max(longest, bands.next().value.getMembers().size());
            }
        }
        return longest;
    }

    byte[] bytes(RawArticle story) {
        return raw.serializer().serialize(NewsTopic.RAW.topicName(), story);
    }

    /** Keys of quotes sent since the last call; a tombstone's with a minus before it. */
    List<String> quoteTexts() {
        return quotes.readKeyValuesToList().stream()
                .map(quote -> quote.value == null ? "-" : quote.value.getText())
                .toList();
    }

    /** Names of mentions sent since the last call; a tombstone is its key with a minus before it. */
    List<String> mentionNames() {
        return mentions.readKeyValuesToList().stream()
                .map(TopologyHarness::nameOf)
                .toList();
    }

    private static String nameOf(KeyValue<String, EntityMentionRecord> mention) {
        return mention.value == null
                ? "-" + mention.key.substring(mention.key.indexOf('#') + 1)
                : mention.value.getName();
    }

    @Override
    public void close() {
        driver.close();
    }

    private record LineAnalyzer(List<String> analysed) implements StoryAnalyzer {
        private static final String SAYS = " says: ";

        @Override
        public Analysis analyze(Story story) {
            String text = story.text();
            analysed.add(text);
            if (text.startsWith("FAIL")) {
                throw new IllegalStateException("this text can't be analysed");
            }
            List<EntityAnnotation> entities = new ArrayList<>();
            List<QuoteAnnotation> quotes = new ArrayList<>();
            String byline = null;
            List<Boilerplate> boilerplate = new ArrayList<>();
            int start = 0;
            for (String line : text.split("\n", -1)) {
                if (line.startsWith("By ")) {
                    byline = line;
                    boilerplate.add(new Boilerplate(new Span(start, start + line.length()), BoilerplateKind.BYLINE));
                }
                int says = line.indexOf(SAYS);
                if (says > 0) {
                    Span name = new Span(start, start + says);
                    Span content = new Span(start + says + SAYS.length(), start + line.length());
                    quotes.add(new QuoteAnnotation(
                            content,
                            QuoteType.DIRECT,
                            List.of(),
                            "says",
                            CueClass.NEUTRAL,
                            new SpeakerAnnotation(name, entities.size(), -1),
                            0.9));
                    entities.add(new EntityAnnotation(
                            name.of(text), EntityType.PERSON, null, List.of(), null, 0.5, 0.9, List.of(name)));
                }
                start += line.length() + 1;
            }
            return new Analysis("en", byline, null, null, null, boilerplate, entities, quotes, List.of());
        }
    }
}
