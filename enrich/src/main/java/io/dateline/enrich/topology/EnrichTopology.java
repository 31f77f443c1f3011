package io.dateline.enrich.topology;

import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.duplicate.Band;
import io.dateline.enrich.duplicate.BandEntry;
import io.dateline.enrich.duplicate.Likeness;
import io.dateline.enrich.duplicate.LikenessNote;
import io.dateline.enrich.life.HeldStory;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.KnowledgeRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology as a pure function of its parts.
 *
 * <pre>
 * news.articles.raw
 *   -> decode-story        bytes to RawArticle
 *   -> follow-story-life   duplicates, late versions, kills, embargoes (stores story-life,
 *                          released when their time comes              held-stories, held-stories-due)
 *   -> analyse-story       entities, quotes, topics                    (store served-stories)
 *   -> publish-story       the record, and what it adds to or takes    (stores story-life,
 *                          from the version that was served before      served-stories)
 *        -> news.articles.enriched, news.quotes, news.mentions, news.articles.versions
 *        -> news.commands: kills of other stories, by way of their own partition
 * news.commands
 *   -> follow-command      kills by other stories and by people, releases by people
 * APPLICATION-likeness-bands   what publish-story has served, by the bands of its sketch
 *   -> file-in-bands       who else is there                           (store stories-by-band)
 * APPLICATION-likeness-notes   from there and from other stories
 *   -> relate-stories      the earliest story that says the same       (stores alike-stories, story-life,
 *        -> news.articles.enriched, news.articles.versions              served-stories)
 * news.knowledge-base
 *   -> check-knowledge     can it be read? Each process takes it over by itself
 * what any of them can't handle -> news.dead-letters, byte for byte
 * </pre>
 *
 * A version is remembered only once it is published, in the same transaction: a story that went to dead letters can be
 * sent again and is no duplicate then.
 */
public final class EnrichTopology {
    static final String READ = "read-raw-stories";
    static final String DECODE = "decode-story";
    static final String FOLLOW_LIFE = "follow-story-life";
    static final String ANALYSE = "analyse-story";
    static final String PUBLISH = "publish-story";
    static final String READ_COMMANDS = "read-commands";
    static final String FOLLOW_COMMAND = "follow-command";
    static final String WRITE_VERSIONS = "write-versions";
    static final String WRITE_COMMANDS = "write-commands";
    static final String WRITE_ENRICHED = "write-enriched-stories";
    static final String WRITE_QUOTES = "write-quotes";
    static final String WRITE_MENTIONS = "write-mentions";
    static final String READ_BANDS = "read-bands";
    static final String FILE_IN_BANDS = "file-in-bands";
    static final String WRITE_CANDIDATES = "write-candidates";
    static final String READ_NOTES = "read-likeness-notes";
    static final String RELATE = "relate-stories";
    static final String WRITE_BANDS = "write-bands";
    static final String WRITE_NOTES = "write-likeness-notes";
    /** Last of the sources by its name: Kafka Streams numbers tasks, and their directories, in that order. */
    static final String READ_KNOWLEDGE = "read-users-knowledge";

    static final String CHECK_KNOWLEDGE = "check-knowledge";
    static final String WRITE_DEAD_LETTERS = "write-dead-letters";

    /** What is remembered of each story's life. */
    public static final String LIFE_STORE = "story-life";

    /** Versions that wait for their embargo to pass, by articleId. */
    public static final String HELD_STORE = "held-stories";

    /** When they are due, in order. */
    public static final String DUE_STORE = "held-stories-due";

    /** The record that consumers see of each story. */
    public static final String SERVED_STORE = "served-stories";

    /** What each served story knows of others that say the same. */
    public static final String LIKENESS_STORE = "alike-stories";

    /** Stories by the bands of their sketches. */
    public static final String BAND_STORE = "stories-by-band";

    /** All of them. */
    static final List<String> STORES =
            List.of(LIFE_STORE, HELD_STORE, DUE_STORE, SERVED_STORE, LIKENESS_STORE, BAND_STORE);

    private EnrichTopology() {}

    /**
     * What the topology is made of.
     *
     * @param topics by which parts of the topology reach each other's partitions
     * @param embargoes what to do with stories under an embargo
     * @param retention how long a story is remembered that there is no news of
     * @param duplicateWindow stories that came further apart are not taken for duplicates of each other; zero: none are
     * @param registry for the records on the topics
     * @param analyzers gives each task an analyzer of its own
     * @param provenance what made the records
     * @param meters where outcomes are counted
     */
    public record Parts(
            InternalTopics topics,
            StoryLife.Embargoes embargoes,
            Duration retention,
            Duration duplicateWindow,
            SchemaRegistry registry,
            Supplier<StoryAnalyzer> analyzers,
            ProvenanceStamp provenance,
            MeterRegistry meters) {}

    /** Builds it. */
    public static Topology build(Parts parts) {
        Outcomes outcomes = new Outcomes(parts.meters());
        Topology topology = new Topology();
        followStories(topology, parts, outcomes);
        relateStories(topology, parts, outcomes);
        if (!parts.topics().isBeside()) {
            checkKnowledge(topology, parts);
        }
        addStores(topology);
        writeRecords(topology, parts);
        nodes(topology)
                .filter(node -> !(node instanceof TopologyDescription.Sink))
                .forEach(node -> outcomes.expectDeadLetters(node.name()));
        return topology;
    }

    /** The topics that a topology reads. */
    public static Set<String> topicsRead(Topology topology) {
        return nodes(topology)
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<TopologyDescription.Node> nodes(Topology topology) {
        return topology.describe().subtopologies().stream().flatMap(part -> part.nodes().stream());
    }

    /** From raw stories and commands to what is published. */
    private static void followStories(Topology topology, Parts parts, Outcomes outcomes) {
        AvroSerde<RawArticle> raw = AvroSerde.of(RawArticle.class, parts.registry());
        AvroSerde<StoryCommand> commands = AvroSerde.of(StoryCommand.class, parts.registry());
        AvroSerde<EnrichedArticle> enriched = AvroSerde.of(EnrichedArticle.class, parts.registry());
        DeadlyRecords deadly = new DeadlyRecords();
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        READ,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        NewsTopic.RAW.topicName())
                .addProcessor(DECODE, () -> new DecodeStory(raw.deserializer(), outcomes), READ)
                .addProcessor(
                        FOLLOW_LIFE,
                        () -> new FollowStoryLife(parts.embargoes(), parts.retention(), raw.deserializer(), outcomes),
                        DECODE)
                .addSource(
                        AutoOffsetReset.earliest(),
                        READ_COMMANDS,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        commandTopics(parts.topics()))
                .addProcessor(
                        FOLLOW_COMMAND,
                        () -> new FollowCommand(
                                commands.deserializer(), raw.deserializer(), parts.provenance(), outcomes),
                        READ_COMMANDS)
                .addProcessor(
                        ANALYSE,
                        () -> new AnalyseStory(parts.analyzers().get(), parts.provenance(), deadly, outcomes),
                        FOLLOW_LIFE,
                        FOLLOW_COMMAND)
                .addProcessor(
                        PUBLISH,
                        () -> new PublishStory(
                                enriched.serializer(), raw.deserializer(), parts.duplicateWindow(), outcomes),
                        ANALYSE,
                        FOLLOW_COMMAND);
    }

    /** Stories that say the same: found by their bands, told by notes. */
    private static void relateStories(Topology topology, Parts parts, Outcomes outcomes) {
        StateSerde<BandEntry> entries = new StateSerde<>(BandEntry.getEncoder(), BandEntry.getDecoder());
        StateSerde<LikenessNote> notes = new StateSerde<>(LikenessNote.getEncoder(), LikenessNote.getDecoder());
        StateSerde<Band> bands = new StateSerde<>(Band.getEncoder(), Band.getDecoder());
        AvroSerde<EnrichedArticle> enriched = AvroSerde.of(EnrichedArticle.class, parts.registry());
        String bandTopic = parts.topics().bands();
        String noteTopic = parts.topics().notes();
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        READ_BANDS,
                        new IntegerDeserializer(),
                        entries.deserializer(),
                        bandTopic)
                .addProcessor(FILE_IN_BANDS, () -> new FileInBands(parts.duplicateWindow(), outcomes), READ_BANDS)
                .addStateStore(store(BAND_STORE, Serdes.Integer(), bands), FILE_IN_BANDS)
                .addSink(WRITE_CANDIDATES, noteTopic, new StringSerializer(), notes.serializer(), FILE_IN_BANDS)
                .addSource(
                        AutoOffsetReset.earliest(),
                        READ_NOTES,
                        new StringDeserializer(),
                        notes.deserializer(),
                        noteTopic)
                .addProcessor(
                        RELATE,
                        () -> new RelateStories(parts.duplicateWindow(), enriched.serializer(), outcomes),
                        READ_NOTES)
                .addSink(WRITE_BANDS, bandTopic, new IntegerSerializer(), entries.serializer(), PUBLISH)
                .addSink(WRITE_NOTES, noteTopic, new StringSerializer(), notes.serializer(), PUBLISH, RELATE);
    }

    private static void checkKnowledge(Topology topology, Parts parts) {
        AvroSerde<KnowledgeRecord> knowledge = AvroSerde.of(KnowledgeRecord.class, parts.registry());
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        READ_KNOWLEDGE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        NewsTopic.KNOWLEDGE.topicName())
                .addProcessor(CHECK_KNOWLEDGE, () -> new CheckKnowledge(knowledge.deserializer()), READ_KNOWLEDGE);
    }

    private static void addStores(Topology topology) {
        StateSerde<StoryState> lives = new StateSerde<>(StoryState.getEncoder(), StoryState.getDecoder());
        StateSerde<HeldStory> held = new StateSerde<>(HeldStory.getEncoder(), HeldStory.getDecoder());
        StateSerde<EnrichedArticle> served =
                new StateSerde<>(EnrichedArticle.getEncoder(), EnrichedArticle.getDecoder());
        StateSerde<Likeness> likenesses = new StateSerde<>(Likeness.getEncoder(), Likeness.getDecoder());
        topology.addStateStore(store(LIFE_STORE, lives), FOLLOW_LIFE, FOLLOW_COMMAND, ANALYSE, PUBLISH, RELATE)
                .addStateStore(store(HELD_STORE, held), FOLLOW_LIFE, FOLLOW_COMMAND, PUBLISH)
                .addStateStore(store(DUE_STORE, Serdes.String()), FOLLOW_LIFE, FOLLOW_COMMAND, PUBLISH)
                .addStateStore(store(SERVED_STORE, served), FOLLOW_LIFE, FOLLOW_COMMAND, ANALYSE, PUBLISH, RELATE)
                .addStateStore(store(LIKENESS_STORE, likenesses), FOLLOW_LIFE, PUBLISH, RELATE);
    }

    private static void writeRecords(Topology topology, Parts parts) {
        topology.addSink(
                WRITE_ENRICHED,
                parts.topics().output(NewsTopic.ENRICHED),
                new StringSerializer(),
                new ByteArraySerializer(),
                PUBLISH,
                RELATE);
        write(topology, WRITE_QUOTES, NewsTopic.QUOTES, QuoteRecord.class, parts, PUBLISH);
        write(topology, WRITE_MENTIONS, NewsTopic.MENTIONS, EntityMentionRecord.class, parts, PUBLISH);
        write(topology, WRITE_VERSIONS, NewsTopic.VERSIONS, ArticleVersion.class, parts, FOLLOW_LIFE, PUBLISH, RELATE);
        write(topology, WRITE_COMMANDS, NewsTopic.COMMANDS, StoryCommand.class, parts, FOLLOW_LIFE, PUBLISH);
        topology.addSink(
                WRITE_DEAD_LETTERS,
                parts.topics().output(NewsTopic.DEAD_LETTERS),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                DECODE,
                FOLLOW_COMMAND,
                ANALYSE,
                PUBLISH);
    }

    private static <T extends SpecificRecord> void write(
            Topology topology, String node, NewsTopic topic, Class<T> type, Parts parts, String... from) {
        Serializer<T> serializer = AvroSerde.of(type, parts.registry()).serializer();
        // Under the subject of the topic that is served, also where the output goes beside it.
        Serializer<T> values = (name, value) -> serializer.serialize(topic.topicName(), value);
        topology.addSink(node, parts.topics().output(topic), new StringSerializer(), values, from);
    }

    /** What people and stories order; beside what is served, stories give their orders on a topic of their own. */
    private static String[] commandTopics(InternalTopics topics) {
        String served = NewsTopic.COMMANDS.topicName();
        return topics.isBeside() ? new String[] {served, topics.output(NewsTopic.COMMANDS)} : new String[] {served};
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
        return store(name, Serdes.String(), values);
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values);
    }
}
