package io.dateline.sink;

import io.dateline.sink.store.Change;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that was read and is not stored yet, with what has become of it so far. Used by one thread. */
final class PendingRecord {
    private final ConsumerRecord<byte[], byte[]> source;
    private final HeldPartition partition;
    private Change change;
    private Throwable failure;
    private boolean buried;

    PendingRecord(ConsumerRecord<byte[], byte[]> source, HeldPartition partition) {
        this.source = source;
        this.partition = partition;
    }

    /** As it was read. */
    ConsumerRecord<byte[], byte[]> source() {
        return source;
    }

    /** The partition it is from, as it was held when the record was read. */
    HeldPartition partition() {
        return partition;
    }

    /** What it does to the tables; null while it is not decoded, and for a bad record. */
    Change change() {
        return change;
    }

    /** Why it is a bad record; null for a good one. */
    Throwable failure() {
        return failure;
    }

    boolean isDecoded() {
        return change != null || failure != null;
    }

    /** Is it on the dead letters, acknowledged? */
    boolean isBuried() {
        return buried;
    }

    /** It is a good record, as far as can be told without the database. */
    void decoded(Change decoded) {
        change = decoded;
    }

    /** It is a bad record. */
    void refused(Throwable reason) {
        change = null;
        failure = reason;
    }

    /** It has been acknowledged on the dead letters. */
    void buried() {
        buried = true;
    }

    /** Bytes of key and value. */
    int size() {
        return (source.key() == null ? 0 : source.key().length) + (source.value() == null ? 0 : source.value().length);
    }
}
