package io.dateline.enrich.topology;

import io.dateline.schemas.NewsTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Topics by which parts of the topology reach each other's partitions. They carry the application's name, as Kafka Streams'
 * own do, and are nobody else's business. What is on them is taken up at once: they keep it for days only.
 *
 * @param applicationId of the streams
 */
public record InternalTopics(String applicationId) {
    private static final Duration KEPT = Duration.ofDays(7);

    /** Stories by the bands of their sketches. */
    public String bands() {
        return applicationId + "-likeness-bands";
    }

    /** What stories have to tell each other about being alike, by the story that it is for. */
    public String notes() {
        return applicationId + "-likeness-notes";
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
        return List.of(
                new NewTopic(bands(), partitions, replicationFactor).configs(configs),
                new NewTopic(notes(), partitions, replicationFactor).configs(configs));
    }
}
