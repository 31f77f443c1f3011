package io.dateline.enrich.topology;

import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.life.HeldStory;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
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
    static final String WRITE_DEAD_LETTERS = "write-dead-letters";

    /** What is remembered of each story's life. */
    public static final String LIFE_STORE = "story-life";

    /** Versions that wait for their embargo to pass, by articleId. */
    public static final String HELD_STORE = "held-stories";

    /** When they are due, in order. */
    public static final String DUE_STORE = "held-stories-due";

    /** The record that consumers see of each story. */
    public static final String SERVED_STORE = "served-stories";

    private EnrichTopology() {}

    /**
     * What the topology is made of.
     *
     * @param embargoes what to do with stories under an embargo
     * @param retention how long a story is remembered that there is no news of
     * @param registry for the records on the topics
     * @param analyzers gives each task an analyzer of its own
     * @param provenance what made the records
     */
    public record Parts(
            StoryLife.Embargoes embargoes,
            Duration retention,
            SchemaRegistry registry,
            Supplier<StoryAnalyzer> analyzers,
            ProvenanceStamp provenance) {}

    /** Builds it. */
    public static Topology build(Parts parts) {
        SchemaRegistry registry = parts.registry();
        AvroSerde<RawArticle> raw = AvroSerde.of(RawArticle.class, registry);
        AvroSerde<EnrichedArticle> enriched = AvroSerde.of(EnrichedArticle.class, registry);
        AvroSerde<StoryCommand> commands = AvroSerde.of(StoryCommand.class, registry);
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        READ,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        NewsTopic.RAW.topicName())
                .addProcessor(DECODE, () -> new DecodeStory(raw.deserializer()), READ)
                .addProcessor(
                        FOLLOW_LIFE,
                        () -> new FollowStoryLife(parts.embargoes(), parts.retention(), raw.deserializer()),
                        DECODE)
                .addSource(
                        AutoOffsetReset.earliest(),
                        READ_COMMANDS,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        NewsTopic.COMMANDS.topicName())
                .addProcessor(
                        FOLLOW_COMMAND,
                        () -> new FollowCommand(commands.deserializer(), raw.deserializer(), parts.provenance()),
                        READ_COMMANDS)
                .addProcessor(
                        ANALYSE,
                        () -> new AnalyseStory(parts.analyzers().get(), parts.provenance()),
                        FOLLOW_LIFE,
                        FOLLOW_COMMAND)
                .addProcessor(PUBLISH, () -> new PublishStory(enriched.serializer()), ANALYSE, FOLLOW_COMMAND)
                .addStateStore(
                        store(LIFE_STORE, new StateSerde<>(StoryState.getEncoder(), StoryState.getDecoder())),
                        FOLLOW_LIFE,
                        FOLLOW_COMMAND,
                        PUBLISH)
                .addStateStore(
                        store(HELD_STORE, new StateSerde<>(HeldStory.getEncoder(), HeldStory.getDecoder())),
                        FOLLOW_LIFE,
                        FOLLOW_COMMAND)
                .addStateStore(store(DUE_STORE, Serdes.String()), FOLLOW_LIFE, FOLLOW_COMMAND)
                .addStateStore(
                        store(
                                SERVED_STORE,
                                new StateSerde<>(EnrichedArticle.getEncoder(), EnrichedArticle.getDecoder())),
                        FOLLOW_LIFE,
                        FOLLOW_COMMAND,
                        ANALYSE,
                        PUBLISH)
                .addSink(
                        WRITE_ENRICHED,
                        NewsTopic.ENRICHED.topicName(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        PUBLISH)
                .addSink(
                        WRITE_QUOTES,
                        NewsTopic.QUOTES.topicName(),
                        new StringSerializer(),
                        AvroSerde.of(QuoteRecord.class, registry).serializer(),
                        PUBLISH)
                .addSink(
                        WRITE_MENTIONS,
                        NewsTopic.MENTIONS.topicName(),
                        new StringSerializer(),
                        AvroSerde.of(EntityMentionRecord.class, registry).serializer(),
                        PUBLISH)
                .addSink(
                        WRITE_VERSIONS,
                        NewsTopic.VERSIONS.topicName(),
                        new StringSerializer(),
                        AvroSerde.of(ArticleVersion.class, registry).serializer(),
                        FOLLOW_LIFE,
                        PUBLISH)
                .addSink(
                        WRITE_COMMANDS,
                        NewsTopic.COMMANDS.topicName(),
                        new StringSerializer(),
                        commands.serializer(),
                        PUBLISH)
                .addSink(
                        WRITE_DEAD_LETTERS,
                        NewsTopic.DEAD_LETTERS.topicName(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        DECODE,
                        FOLLOW_COMMAND,
                        ANALYSE,
                        PUBLISH);
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
