package io.dateline.enrich.topology;

import io.dateline.schemas.NewsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Topics by which parts of the topology reach each other's partitions. They carry the application's name, as Kafka Streams'
 * own do, and are nobody else's business. What is on them is taken up at once: they keep it for days only. And where the
 * output goes: to the topics that are served, or to others of their own, beside them.
 *
 * @param applicationId of the streams
 * @param outputPrefix before the name of each topic that is written to; empty for those that are served
 */
public record InternalTopics(String applicationId, String outputPrefix) {
    /** What is written to. */
    public static final List<NewsTopic> OUTPUTS = List.of(
            NewsTopic.ENRICHED,
            NewsTopic.QUOTES,
            NewsTopic.MENTIONS,
            NewsTopic.VERSIONS,
            NewsTopic.COMMANDS,
            NewsTopic.DEAD_LETTERS);

    private static final Duration KEPT = Duration.ofDays(7);

    /** Of an application whose output is served. */
    public InternalTopics(String applicationId) {
        this(applicationId, "");
    }

    /** Where records for a topic are written. */
    public String output(NewsTopic topic) {
        return outputPrefix + topic.topicName();
    }

    /** Is the output written beside what is served? */
    boolean isBeside() {
        return !outputPrefix.isEmpty();
    }

    /** Stories by the bands of their sketches. */
    public String bands() {
        return applicationId + "-likeness-bands";
    }

    /** What stories have to tell each other about being alike, by the story that it is for. */
    public String notes() {
        return applicationId + "-likeness-notes";
    }

    /**
     * Names of all topics that the application has for itself: those above, and those that Kafka Streams makes for the state
     * stores. No pattern: another application's name may begin alike.
     */
    public Set<String> own() {
        Set<String> names = new HashSet<>(Set.of(bands(), notes()));
        EnrichTopology.STORES.forEach(store -> names.add(applicationId + "-" + store + "-changelog"));
        return names;
    }

    /**
     * What to ask a broker for.
     *
     * @param partitions of the raw stories: a note has to meet the state of the story that it is for
     * @param replicationFactor -1 means the broker's default
     */
    public List<NewTopic> definitions(int partitions, short replicationFactor) {
        Map<String, String> configs = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(KEPT.toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(NewsTopic.MAX_RECORD_BYTES));
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic(bands(), partitions, replicationFactor).configs(configs));
        topics.add(new NewTopic(notes(), partitions, replicationFactor).configs(configs));
        if (isBeside()) {
            for (NewsTopic topic : OUTPUTS) {
                topics.add(new NewTopic(output(topic), partitions, replicationFactor).configs(topic.configs()));
            }
        }
        return topics;
    }
}
