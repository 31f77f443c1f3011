package io.dateline.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Every topic that the parts meet on: its name, what is on it, and how it is kept. Names, cleanup and retention are
 * fixed; partitions and replication are the operator's.
 */
public enum NewsTopic {
    /** Stories as they arrived, with their bytes: the archive to replay from. */
    RAW("news.articles.raw", RawArticle.getClassSchema(), Cleanup.ARCHIVE),
    /** The latest complete record of each story. */
    ENRICHED("news.articles.enriched", EnrichedArticle.getClassSchema(), Cleanup.COMPACT),
    /** What became of each version that arrived: history and ledger. */
    VERSIONS("news.articles.versions", ArticleVersion.getClassSchema(), Cleanup.ARCHIVE),
    /** Orders for stories: kills of one story by another, releases by a person. Partitioned as the raw stories are. */
    COMMANDS("news.commands", StoryCommand.getClassSchema(), Cleanup.ARCHIVE),
    /** One record a quote; a tombstone retracts. */
    QUOTES("news.quotes", QuoteRecord.getClassSchema(), Cleanup.COMPACT),
    /** One record an entity in a story; a tombstone retracts. */
    MENTIONS("news.mentions", EntityMentionRecord.getClassSchema(), Cleanup.COMPACT),
    /** What users know of the world: entries that names in stories are linked to; a tombstone takes one away. */
    KNOWLEDGE("news.knowledge-base", KnowledgeRecord.getClassSchema(), Cleanup.COMPACT),
    /** Records that could not be handled, byte for byte; see {@link DeadLetter} for the headers. */
    DEAD_LETTERS("news.dead-letters", null, Cleanup.ARCHIVE);

    /**
     * Partitions of a topic unless {@code topics.partitions} says otherwise. It bounds how many instances share the
     * work, and can't be changed later without moving stories between partitions.
     */
    public static final int DEFAULT_PARTITIONS = 6;

    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    /** Largest record on any topic, in bytes: a story's bytes, its text and their overhead. */
    public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    /**
     * Largest dead letter, in bytes, and largest of what a part keeps in Kafka for itself: any record, and what is put
     * beside it.
     */
    public static final int MAX_WRAPPED_BYTES = MAX_RECORD_BYTES + 1024 * 1024;

    private enum Cleanup {
        ARCHIVE,
        COMPACT
    }

    private final String topicName;
    private final Schema schema;
    private final Cleanup cleanup;

    NewsTopic(String topicName, Schema schema, Cleanup cleanup) {
        this.topicName = topicName;
        this.schema = schema;
        this.cleanup = cleanup;
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** The registry's subject for the values. */
    public String subject() {
        return topicName + "-value";
    }

    /** The schema of the values; empty for dead letters, whose values are bytes of any kind. */
    public Optional<Schema> schema() {
        return Optional.ofNullable(schema);
    }

    /** What to ask a broker for. {@code replicationFactor} -1 means the broker's default. */
    public NewTopic definition(int partitions, short replicationFactor) {
        return new NewTopic(topicName, partitions, replicationFactor).configs(configs());
    }

    /** The topic's settings on the broker. */
    public Map<String, String> configs() {
        Map<String, String> configs = new LinkedHashMap<>();
        if (cleanup == Cleanup.COMPACT) {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            // A consumer that was away for less than this sees every tombstone.
            configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(7 * DAY_MS));
        } else {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(365 * DAY_MS));
        }
        configs.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(this == DEAD_LETTERS ? MAX_WRAPPED_BYTES : MAX_RECORD_BYTES));
        return configs;
    }
}
