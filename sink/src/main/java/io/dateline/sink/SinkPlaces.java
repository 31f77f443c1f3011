package io.dateline.sink;

import io.dateline.schemas.service.Backlog;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the sink stands in what it reads: as the database has it, or further where a consumer of this process has met
 * nothing since that would be stored, such as the ends of transactions. While the database does not answer it stands where
 * it stood. Thread-safe.
 */
final class SinkPlaces implements Backlog.Places {
    private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();
    private final Offsets stored;
    private volatile Map<TopicPartition, Long> lastStored;

    /** The offsets that the database has. */
    @FunctionalInterface
    interface Offsets {
        Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) throws SQLException;
    }

    SinkPlaces(Offsets stored) {
        this.stored = stored;
    }

    /** All before this offset is stored, or is nothing to be stored. */
    void reached(TopicPartition partition, long offset) {
        reached.put(partition, offset);
    }

    /** The partition is somebody else's now, or its log another one. */
    void left(TopicPartition partition) {
        reached.remove(partition);
    }

    @Override
    public Map<TopicPartition, Long> of(Admin admin, Set<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> places = new HashMap<>(storedOf(partitions));
        reached.forEach((partition, offset) -> places.merge(partition, offset, Math::max));
        return places;
    }

    private Map<TopicPartition, Long> storedOf(Set<TopicPartition> partitions) throws SQLException {
        try {
            lastStored = stored.of(partitions);
        } catch (SQLException e) {
            if (lastStored == null) {
                throw e;
            }
        }
        return lastStored;
    }
}
