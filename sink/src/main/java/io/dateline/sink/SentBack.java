package io.dateline.sink;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The sink's own topic, by which records that it could not store come to it once more. Not the topics that they came from:
 * consumers read those, and take the last record of a key for what is served; an old version would stand behind newer ones
 * there, or behind a kill. All sinks read it, whatever their group. One partition: letters keep their order.
 *
 * <p>A record is on it as it was, and beside its own headers those of its dead letter that say where it came from and count
 * the attempts.
 */
public final class SentBack {
    /** Its name. */
    public static final String TOPIC = "dateline-sink-redrive";

    private static final Set<String> SOURCES = Set.of(NewsTopic.ENRICHED.topicName(), NewsTopic.VERSIONS.topicName());

    private SentBack() {}

    /** Is this one of the topics that the sink stores, so that what came from there is sent back here? */
    public static boolean isFor(String topic) {
        return SOURCES.contains(topic);
    }

    /** What to ask a broker for; kept as long as the dead letters. {@code replicationFactor} -1 means the broker's default. */
    public static NewTopic definition(short replicationFactor) {
        return new NewTopic(TOPIC, 1, replicationFactor).configs(NewsTopic.DEAD_LETTERS.configs());
    }

    /**
     * Where a record stood when it was read for the first time.
     *
     * @param again was it sent back since?
     */
    record Origin(String topic, int partition, long offset, boolean again) {
        /** Of a record that was sent back and does not say from where, the place where it is. */
        static Origin of(ConsumerRecord<?, ?> source) {
            Origin here = new Origin(source.topic(), source.partition(), source.offset(), false);
            if (!source.topic().equals(TOPIC)) {
                return here;
            }
            String topic = DeadLetter.read(source.headers(), DeadLetter.TOPIC);
            try {
                return topic == null || !isFor(topic)
                        ? here
                        : new Origin(
                                topic,
                                Integer.parseInt(DeadLetter.read(source.headers(), DeadLetter.PARTITION)),
                                Long.parseLong(DeadLetter.read(source.headers(), DeadLetter.OFFSET)),
                                true);
            } catch (NumberFormatException e) {
                return here;
            }
        }
    }
}
