package io.dateline.sink.store;

import io.dateline.schemas.Entity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables, as the sink writes them: a batch of changes and the offsets behind it in one transaction, or nothing.
 * Thread-safe; calls on one thread use one connection at a time.
 */
public final class StoryStore {
    private static final Logger LOG = LoggerFactory.getLogger(StoryStore.class);
    private static final int SWEPT_AT_A_TIME = 5000;

    private final DataSource database;
    private final String group;
    private final boolean keepKilledText;

    /**
     * @param database gives connections without auto-commit; the tables are there (see {@link Migrations})
     * @param group name under which offsets are kept
     * @param keepKilledText whether the history keeps headline and text of killed versions
     */
    public StoryStore(DataSource database, String group, boolean keepKilledText) {
        this.database = database;
        this.group = group;
        this.keepKilledText = keepKilledText;
    }

    /**
     * How far a batch takes one partition.
     *
     * @param from the offset that is stored, as far as the writer knows
     * @param to the next one to read once the batch is written
     */
    public record Step(long from, long to) {}

    /** What became of a batch. */
    public sealed interface Outcome {
        /**
         * Rows and offsets are committed.
         *
         * @param served stories that have a new current version
         * @param orphans whether there may be entities that no story names any more: call {@link #sweepEntities}
         */
        record Written(int served, boolean orphans) implements Outcome {}

        /**
         * Nothing is written: of these partitions another offset is stored than the writer thought. Somebody else has
         * them now, or a commit whose answer was lost went through after all. Ask for the stored offsets again.
         */
        record Fenced(Set<Integer> partitions) implements Outcome {}
    }

    /** The next offset to read of each of these partitions, 0 for one that was never read. */
    public Map<Integer, Long> nextOffsets(String topic, Collection<Integer> partitions) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Array wanted = connection.createArrayOf("int4", partitions.toArray());
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into sink_offsets (consumer_group, topic, partition, next_offset)
                    select ?, ?, p, 0 from unnest(?::int[]) as p order by p
                    on conflict do nothing""")) {
                insert.setString(1, group);
                insert.setString(2, topic);
                insert.setArray(3, wanted);
                insert.executeUpdate();
            }
            Map<Integer, Long> offsets = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    select partition, next_offset from sink_offsets
                    where consumer_group = ? and topic = ? and partition = any(?)""")) {
                select.setString(1, group);
                select.setString(2, topic);
                select.setArray(3, wanted);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        offsets.put(found.getInt(1), found.getLong(2));
                    }
                }
            }
            connection.commit();
            return offsets;
        }
    }

    /**
     * Writes a batch.
     *
     * @param steps how far it takes each partition; every partition of the batch is among them
     * @param changes in the order of their records
     * @throws SQLException when nothing was written, or when it can't be known whether it was
     * @throws UnstorableException when a record can't become rows
     */
    public Outcome write(String topic, Map<Integer, Step> steps, Collection<? extends Change> changes)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            try {
                Outcome outcome = write(connection, topic, steps, changes);
                if (outcome instanceof Outcome.Written) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return outcome;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** Deletes the entities that stories no longer name, as far as they were noted. Costs little when there are none. */
    public void sweepEntities() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sweep = connection.prepareStatement("""
                        with candidates as (
                            delete from entity_orphan_candidates where ctid = any(array(
                                select ctid from entity_orphan_candidates limit ? for update skip locked))
                            returning entity_key),
                        orphans as (
                            select entity_key from entities e
                            where entity_key in (select entity_key from candidates)
                              and not exists (select from mentions m where m.entity_key = e.entity_key)
                            for update skip locked),
                        deleted as (delete from entities where entity_key in (select entity_key from orphans))
                        select count(*) from candidates""")) {
            sweep.setInt(1, SWEPT_AT_A_TIME);
            int swept;
            do {
                try (ResultSet result = sweep.executeQuery()) {
                    result.next();
                    swept = result.getInt(1);
                }
                connection.commit();
            } while (swept == SWEPT_AT_A_TIME);
        }
    }

    private Outcome write(
            Connection connection, String topic, Map<Integer, Step> steps, Collection<? extends Change> changes)
            throws SQLException {
        // First of all: it also keeps every other writer of these partitions out until the end of the transaction.
        Set<Integer> fenced = moveOffsets(connection, topic, steps);
        if (!fenced.isEmpty()) {
            return new Outcome.Fenced(fenced);
        }
        if (changes.isEmpty()) {
            return new Outcome.Written(0, false);
        }
        BatchPlan plan = BatchPlan.of(changes, stored(connection, changes));
        StoryRows rows = rowsOf(plan);
        boolean orphans = clear(connection, plan, rows);
        insertEntities(connection, rows.entities());
        rows.copyTo(connection);
        return new Outcome.Written(plan.current().size(), orphans);
    }

    private StoryRows rowsOf(BatchPlan plan) {
        StoryRows rows = new StoryRows();
        try {
            plan.current().forEach(rows::addCurrent);
            plan.history(keepKilledText).forEach(rows::addHistory);
        } catch (UnstorableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Nothing but the records goes into this, so whatever fails here fails every time.
            throw new UnstorableException("a record that can't become rows", e);
        }
        return rows;
    }

    private Set<Integer> moveOffsets(Connection connection, String topic, Map<Integer, Step> steps)
            throws SQLException {
        Map<Integer, Step> ordered = new TreeMap<>(steps);
        Set<Integer> fenced = new HashSet<>(ordered.keySet());
        try (PreparedStatement update = connection.prepareStatement("""
                update sink_offsets o set next_offset = s.target, updated_at = now()
                from unnest(?::int[], ?::bigint[], ?::bigint[]) as s(partition, expected, target)
                where o.consumer_group = ? and o.topic = ? and o.partition = s.partition and o.next_offset = s.expected
                returning o.partition""")) {
            update.setArray(1, connection.createArrayOf("int4", ordered.keySet().toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", ordered.values().stream().map(Step::from).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", ordered.values().stream().map(Step::to).toArray()));
            update.setString(4, group);
            update.setString(5, topic);
            try (ResultSet moved = update.executeQuery()) {
                while (moved.next()) {
                    fenced.remove(moved.getInt(1));
                }
            }
        }
        return fenced;
    }

    private static Map<String, BatchPlan.Stored> stored(Connection connection, Collection<? extends Change> changes)
            throws SQLException {
        Object[] ids =
                changes.stream().map(Change::articleId).distinct().sorted().toArray();
        Map<String, Set<Long>> kills = new HashMap<>();
        record Current(long version, boolean canceled) {}
        Map<String, Current> found = new HashMap<>();
        // Locked, for the day when a story has moved to another partition: two writers may meet on it then.
        try (PreparedStatement select = connection.prepareStatement("""
                select article_id, version, status = 'CANCELED' from articles
                where article_id = any(?) order by article_id for update""")) {
            select.setArray(1, connection.createArrayOf("text", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new Current(rows.getLong(2), rows.getBoolean(3)));
                }
            }
        }
        if (found.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select article_id, version from article_versions where article_id = any(?) and status = 'CANCELED'")) {
            select.setArray(1, connection.createArrayOf("text", found.keySet().toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    kills.computeIfAbsent(rows.getString(1), id -> new HashSet<>())
                            .add(rows.getLong(2));
                }
            }
        }
        Map<String, BatchPlan.Stored> stored = new HashMap<>();
        found.forEach((id, current) -> stored.put(
                id, new BatchPlan.Stored(current.version(), current.canceled(), kills.getOrDefault(id, Set.of()))));
        return stored;
    }

    /** Takes away what the batch replaces, and notes the entities that this may leave without a story. */
    private boolean clear(Connection connection, BatchPlan plan, StoryRows rows) throws SQLException {
        boolean orphans = false;
        List<String> replaced = plan.replaced();
        if (!replaced.isEmpty()) {
            orphans = noteOrphans(connection, deleteMentions(connection, replaced), rows);
            delete(connection, "quotes", replaced);
            delete(connection, "topics", replaced);
            delete(connection, "articles", replaced);
        }
        delete(connection, "article_versions", plan.forgotten());
        Map<String, Set<Long>> versions = plan.replacedHistory();
        if (!versions.isEmpty()) {
            deleteVersions(connection, versions);
        }
        if (!keepKilledText) {
            blankHistory(connection, plan.newKills());
        }
        return orphans;
    }

    private static Set<String> deleteMentions(Connection connection, List<String> articleIds) throws SQLException {
        Set<String> entityKeys = new HashSet<>();
        try (PreparedStatement delete =
                connection.prepareStatement("delete from mentions where article_id = any(?) returning entity_key")) {
            delete.setArray(1, connection.createArrayOf("text", articleIds.toArray()));
            try (ResultSet gone = delete.executeQuery()) {
                while (gone.next()) {
                    entityKeys.add(gone.getString(1));
                }
            }
        }
        return entityKeys;
    }

    private static boolean noteOrphans(Connection connection, Set<String> goneKeys, StoryRows rows)
            throws SQLException {
        goneKeys.removeAll(rows.entities().keySet());
        CopyTable candidates = new CopyTable("entity_orphan_candidates", "entity_key");
        goneKeys.stream().sorted().forEach(key -> candidates.row().text(key));
        candidates.copyTo(connection);
        return !goneKeys.isEmpty();
    }

    /** The table's name is one of ours, never from a record. */
    private static void delete(Connection connection, String table, List<String> articleIds) throws SQLException {
        if (articleIds.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where article_id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("text", articleIds.toArray()));
            delete.executeUpdate();
        }
    }

    private static void deleteVersions(Connection connection, Map<String, Set<Long>> versions) throws SQLException {
        List<String> ids = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        versions.forEach((id, ofStory) -> ofStory.forEach(number -> {
            ids.add(id);
            numbers.add(number);
        }));
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from article_versions v using unnest(?::text[], ?::bigint[]) as r(article_id, version)
                where v.article_id = r.article_id and v.version = r.version""")) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            delete.setArray(2, connection.createArrayOf("int8", numbers.toArray()));
            delete.executeUpdate();
        }
    }

    private static void blankHistory(Connection connection, List<BatchPlan.Kill> kills) throws SQLException {
        if (kills.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update article_versions v set headline = null, text = null
                from unnest(?::text[], ?::bigint[]) as k(article_id, version)
                where v.article_id = k.article_id and v.version <= k.version""")) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            kills.stream().map(BatchPlan.Kill::articleId).toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", kills.stream().map(BatchPlan.Kill::version).toArray()));
            update.executeUpdate();
        }
    }

    private static void insertEntities(Connection connection, Map<String, Entity> entities) throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into entities (entity_key, name, type, wikidata_id)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing""")) {
            insert.setArray(
                    1, connection.createArrayOf("text", entities.keySet().toArray()));
            insert.setArray(2, column(connection, entities, Entity::getName));
            insert.setArray(
                    3, column(connection, entities, entity -> entity.getType().name()));
            insert.setArray(4, column(connection, entities, Entity::getWikidataId));
            insert.executeUpdate();
        }
    }

    private static Array column(
            Connection connection, Map<String, Entity> entities, java.util.function.Function<Entity, String> property)
            throws SQLException {
        return connection.createArrayOf(
                "text", entities.values().stream().map(property).toArray());
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it.
            LOG.debug("rollback failed", e);
            failure.addSuppressed(e);
        }
    }
}
