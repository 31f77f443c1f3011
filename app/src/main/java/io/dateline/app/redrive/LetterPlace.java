package io.dateline.app.redrive;

import org.apache.kafka.common.Uuid;

/**
 * Which dead letter it is, for ever: offsets begin anew when a topic is made anew, but then it has another id.
 *
 * @param topicId Kafka's id of the topic
 */
record LetterPlace(Uuid topicId, int partition, long offset) {

    /** As text, for the ledger and for people. */
    String text() {
        return topicId + ":" + partition + ":" + offset;
    }
}
