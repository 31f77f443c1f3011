package io.dateline.sink.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** The table {@code sink_offsets} for one consumer group. Thread-safe; everything happens on the caller's connection. */
final class OffsetTable {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final String group;

    OffsetTable(String group) {
        this.group = group;
    }

    /**
     * The next offsets to read; 0 where nothing was read yet, which makes the row. Rows that are there are not touched: to
     * insert beside one waits for whoever is moving it on, who may stand still.
     */
    Map<TopicPartition, Long> read(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> offsets = look(connection, partitions);
        List<TopicPartition> missing = partitions.stream()
                .filter(partition -> !offsets.containsKey(partition))
                .sorted(ORDER)
                .toList();
        if (missing.isEmpty()) {
            return offsets;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into sink_offsets (consumer_group, topic, partition, next_offset)
                select ?, topic, partition, 0 from unnest(?::text[], ?::int[]) as p(topic, partition)
                order by topic, partition
                on conflict do nothing""")) {
            insert.setString(1, group);
            insert.setArray(2, array(connection, "text", missing, TopicPartition::topic));
            insert.setArray(3, array(connection, "int4", missing, TopicPartition::partition));
            insert.executeUpdate();
        }
        return look(connection, partitions);
    }

    /** The next offsets to read, of those that were read; changes nothing, and waits for nobody. */
    Map<TopicPartition, Long> look(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        List<TopicPartition> ordered = partitions.stream().sorted(ORDER).toList();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select topic, partition, next_offset from sink_offsets
                join unnest(?::text[], ?::int[]) as p(topic, partition) using (topic, partition)
                where consumer_group = ?""")) {
            select.setArray(1, array(connection, "text", ordered, TopicPartition::topic));
            select.setArray(2, array(connection, "int4", ordered, TopicPartition::partition));
            select.setString(3, group);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    offsets.put(new TopicPartition(found.getString(1), found.getInt(2)), found.getLong(3));
                }
            }
        }
        return offsets;
    }

    /** Locks rows, in one order whoever asks, and those that are there: a partition that nobody has read has no writer. */
    void lock(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        List<TopicPartition> ordered = partitions.stream().sorted(ORDER).toList();
        try (PreparedStatement lock = connection.prepareStatement("""
                select from sink_offsets o
                join unnest(?::text[], ?::int[]) as p(topic, partition) using (topic, partition)
                where o.consumer_group = ? order by o.topic, o.partition for update of o""")) {
            lock.setArray(1, array(connection, "text", ordered, TopicPartition::topic));
            lock.setArray(2, array(connection, "int4", ordered, TopicPartition::partition));
            lock.setString(3, group);
            lock.execute();
        }
    }

    /**
     * Moves offsets on, where they stand at what the writer thinks. Locks the rows, so that every other writer of these
     * partitions waits for the end of the transaction, and then finds that it was too late.
     *
     * @return the partitions whose stored offset is another
     */
    Set<TopicPartition> move(Connection connection, Map<TopicPartition, StoryStore.Step> steps) throws SQLException {
        List<TopicPartition> ordered = steps.keySet().stream().sorted(ORDER).toList();
        Set<TopicPartition> refused = new HashSet<>(ordered);
        try (PreparedStatement update = connection.prepareStatement("""
                update sink_offsets o set next_offset = s.target, updated_at = now()
                from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[]) as s(topic, partition, expected, target)
                where o.consumer_group = ? and o.topic = s.topic and o.partition = s.partition
                  and o.next_offset = s.expected
                returning o.topic, o.partition""")) {
            update.setArray(1, array(connection, "text", ordered, TopicPartition::topic));
            update.setArray(2, array(connection, "int4", ordered, TopicPartition::partition));
            update.setArray(
                    3, array(connection, "int8", ordered, p -> steps.get(p).from()));
            update.setArray(
                    4, array(connection, "int8", ordered, p -> steps.get(p).to()));
            update.setString(5, group);
            try (ResultSet moved = update.executeQuery()) {
                while (moved.next()) {
                    refused.remove(new TopicPartition(moved.getString(1), moved.getInt(2)));
                }
            }
        }
        return refused;
    }

    /**
     * Ends the sessions of sinks (by the name that this connection goes by, too) that have moved these offsets on in
     * transactions which go on for longer than a lock is waited for. An uncommitted change leaves its transaction's id in
     * the row.
     *
     * @return how many
     */
    int endHolders(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        List<TopicPartition> ordered = partitions.stream().sorted(ORDER).toList();
        try (PreparedStatement end = connection.prepareStatement("""
                select count(pg_terminate_backend(holder.pid)) from (
                    select distinct a.pid from sink_offsets o
                    join unnest(?::text[], ?::int[]) as p(topic, partition) using (topic, partition)
                    join pg_stat_activity a on a.backend_xid = o.xmax
                    where o.consumer_group = ? and a.application_name = current_setting('application_name')
                      and a.xact_start < now() - current_setting('lock_timeout')::interval) as holder""")) {
            end.setArray(1, array(connection, "text", ordered, TopicPartition::topic));
            end.setArray(2, array(connection, "int4", ordered, TopicPartition::partition));
            end.setString(3, group);
            try (ResultSet ended = end.executeQuery()) {
                ended.next();
                return ended.getInt(1);
            }
        }
    }

    private static Array array(
            Connection connection,
            String type,
            List<TopicPartition> partitions,
            Function<TopicPartition, ? extends Object> property)
            throws SQLException {
        List<Object> values = new ArrayList<>();
        partitions.forEach(partition -> values.add(property.apply(partition)));
        return connection.createArrayOf(type, values.toArray());
    }
}
