package io.dateline.sink;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition that the group has given to this consumer, from then until it is taken away: held again later, it is
 * another object, so that records from before are told apart. Used by one thread.
 */
final class HeldPartition {
    private final TopicPartition partition;
    private long storedOffset;
    private boolean lost;

    HeldPartition(TopicPartition partition, long storedOffset) {
        this.partition = partition;
        this.storedOffset = storedOffset;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The next offset to read as the database has it, as far as this consumer knows. */
    long storedOffset() {
        return storedOffset;
    }

    void storedOffset(long offset) {
        storedOffset = offset;
    }

    /** What was read from it and is not stored is no longer this consumer's business. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }
}
