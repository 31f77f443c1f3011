package io.dateline.sink.store;

import io.dateline.schemas.NewsTopic;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables, as the sink writes them: a batch of changes and the offsets behind it in one transaction, or nothing.
 * Thread-safe; calls on one thread use one connection at a time.
 */
public final class StoryStore {
    private static final Logger LOG = LoggerFactory.getLogger(StoryStore.class);

    /** The time to wait for a lock is over. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource database;
    private final OffsetTable offsets;
    private final boolean keepKilledText;

    /**
     * @param database gives connections without auto-commit; the tables are there (see {@link Migrations})
     * @param group name under which offsets are kept
     * @param keepKilledText whether the history keeps headline and text of killed versions
     */
    public StoryStore(DataSource database, String group, boolean keepKilledText) {
        this.database = database;
        this.offsets = new OffsetTable(group);
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
    public sealed interface Result {
        /**
         * Rows and offsets are committed.
         *
         * @param current stories that have a new current version
         * @param orphans whether there may be entities that no story names any more: call {@link #sweepEntities}
         */
        record Written(int current, boolean orphans) implements Result {}

        /**
         * Nothing is written: of these partitions another offset is stored than the writer thought. Somebody else has
         * them now, or a commit whose answer was lost went through after all. Ask for the stored offsets again.
         */
        record Fenced(Set<TopicPartition> partitions) implements Result {}
    }

    private interface Transaction<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The next offset to read of each of these partitions, 0 for one that was never read. */
    public Map<TopicPartition, Long> nextOffsets(Collection<TopicPartition> partitions) throws SQLException {
        return transaction(connection -> {
            Map<TopicPartition, Long> next = offsets.read(connection, partitions);
            connection.commit();
            return next;
        });
    }

    /** The next offset to read of those among these partitions that were read, by whatever sink of the group. */
    public Map<TopicPartition, Long> storedOffsets(Collection<TopicPartition> partitions) throws SQLException {
        return transaction(connection -> {
            Map<TopicPartition, Long> stored = offsets.look(connection, partitions);
            connection.commit();
            return stored;
        });
    }

    /**
     * Writes a batch.
     *
     * @param steps how far it takes each partition; every partition of the batch is among them
     * @param changes in the order of their records
     * @throws SQLException when nothing was written, or when it can't be known whether it was
     * @throws UnstorableException when a record can't become rows
     */
    public Result write(Map<TopicPartition, Step> steps, Collection<? extends Change> changes) throws SQLException {
        return transaction(connection -> {
            // First of all: it also keeps every other writer of these partitions out until the end of the transaction.
            Set<TopicPartition> fenced = move(connection, steps, changes);
            if (!fenced.isEmpty()) {
                connection.rollback();
                return new Result.Fenced(fenced);
            }
            Result.Written written = write(connection, changes);
            connection.commit();
            return written;
        });
    }

    private Set<TopicPartition> move(
            Connection connection, Map<TopicPartition, Step> steps, Collection<? extends Change> changes)
            throws SQLException {
        Set<TopicPartition> needed = new HashSet<>(steps.keySet());
        if (!keepKilledText) {
            needed.addAll(withRecordsOfKilled(changes));
        }
        try {
            if (needed.size() > steps.size()) {
                offsets.lock(connection, needed);
            }
            return offsets.move(connection, steps);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                connection.rollback();
                // Only of its own: who holds the others may be at work.
                putOut(connection, steps.keySet());
            }
            throw e;
        }
    }

    /**
     * Where the records of stories are that the ledger tells to be killed: the two topics have one key, and as many
     * partitions. Whoever writes a killed version for the first time must see the kill, or be seen by it, and a story
     * without a row has nothing else to lock.
     */
    private static Set<TopicPartition> withRecordsOfKilled(Collection<? extends Change> changes) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.Outcome outcome && Ledger.isKill(outcome)) {
                partitions.add(new TopicPartition(NewsTopic.ENRICHED.topicName(), outcome.partition()));
            }
        }
        return partitions;
    }

    /**
     * Ends the sessions of sinks that hold partitions which have been given to this one. Their processes stand still, else
     * they would have ended their transactions when they lost the partitions; and while one stands still amid the rows that
     * it sends, the server waits for it without an end.
     */
    private void putOut(Connection connection, Set<TopicPartition> partitions) {
        try {
            int ended = offsets.endHolders(connection, partitions);
            connection.commit();
            if (ended > 0) {
                LOG.warn("sessions of sinks that stand still were ended sessions={} partitions={}", ended, partitions);
            }
        } catch (SQLException e) {
            LOG.warn("who holds the partitions could not be ended partitions={}", partitions, e);
        }
    }

    /** Deletes the entities that stories no longer name, as far as they were noted. Costs little when there are none. */
    public void sweepEntities() throws SQLException {
        transaction(connection -> {
            EntityTable.sweep(connection);
            return null;
        });
    }

    private <T> T transaction(Transaction<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try {
                return work.run(connection);
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private Result.Written write(Connection connection, Collection<? extends Change> changes) throws SQLException {
        List<Change.ToStory> toStories = new ArrayList<>();
        List<Change.ToLedger> toLedger = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.ToStory toStory) {
                toStories.add(toStory);
            } else if (change instanceof Change.ToLedger entry) {
                toLedger.add(entry);
            }
        }
        List<BatchPlan.Kill> told = keepKilledText ? List.of() : Ledger.kills(toLedger);
        Object[] ids = toStories.stream().map(Change::articleId).distinct().toArray();
        // Before anything is written: what is written to a story, by its record or for a kill in the ledger, is written
        // by
        // who holds its row, and rows are taken in one order, so that no two writers wait for each other in a circle.
        Map<String, BatchPlan.Stored> stored = lock(
                connection,
                Stream.concat(
                                toStories.stream().map(Change::articleId),
                                told.stream().map(BatchPlan.Kill::articleId))
                        .distinct()
                        .toArray());
        Ledger.write(connection, toLedger);
        // A kill that came when a newer version was served already is in the ledger only.
        blankHistory(connection, told);
        if (toStories.isEmpty()) {
            return new Result.Written(0, false);
        }
        if (toStories.stream().anyMatch(change -> change instanceof Change.Version version && version.again())) {
            toStories = Overtaken.leaveOut(toStories, offsets(connection, ids));
        }
        BatchPlan plan = BatchPlan.of(toStories, stored, kills(connection, ids));
        List<BatchPlan.HistoryRow> history = plan.history(keepKilledText);
        StoryRows rows = rowsOf(plan, history);
        boolean orphans = clear(connection, plan, history, rows);
        rows.copyStories(connection);
        // Last: until the end of the transaction, other writers of the same new entities wait.
        EntityTable.insertMissing(connection, rows.entities());
        rows.copyMentions(connection);
        return new Result.Written(plan.current().size(), orphans);
    }

    private static StoryRows rowsOf(BatchPlan plan, List<BatchPlan.HistoryRow> history) {
        StoryRows rows = new StoryRows();
        try {
            plan.current().forEach(rows::addCurrent);
            history.forEach(rows::addHistory);
        } catch (UnstorableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Nothing but the records goes into this, so whatever fails here fails every time.
            throw new UnstorableException("a record that can't become rows", e);
        }
        return rows;
    }

    /** The rows of these stories, locked until the end of the transaction. */
    private static Map<String, BatchPlan.Stored> lock(Connection connection, Object[] articleIds) throws SQLException {
        Map<String, BatchPlan.Stored> stored = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select article_id, version, status = 'CANCELED' from articles
                where article_id = any(?) order by article_id for update""")) {
            select.setArray(1, connection.createArrayOf("text", articleIds));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getString(1), new BatchPlan.Stored(rows.getLong(2), rows.getBoolean(3)));
                }
            }
        }
        return stored;
    }

    private static Map<String, Set<Long>> kills(Connection connection, Object[] articleIds) throws SQLException {
        Map<String, Set<Long>> kills = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select article_id, version from published_versions
                where article_id = any(?) and status = 'CANCELED'
                union
                select article_id, version from version_outcomes
                where article_id = any(?) and status = 'CANCELED'""")) {
            select.setArray(1, connection.createArrayOf("text", articleIds));
            select.setArray(2, connection.createArrayOf("text", articleIds));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    kills.computeIfAbsent(rows.getString(1), id -> new HashSet<>())
                            .add(rows.getLong(2));
                }
            }
        }
        return kills;
    }

    private static Map<Overtaken.Number, Long> offsets(Connection connection, Object[] articleIds) throws SQLException {
        Map<Overtaken.Number, Long> offsets = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select article_id, version, source_offset from published_versions
                where article_id = any(?) and source_offset is not null""")) {
            select.setArray(1, connection.createArrayOf("text", articleIds));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    offsets.put(new Overtaken.Number(rows.getString(1), rows.getLong(2)), rows.getLong(3));
                }
            }
        }
        return offsets;
    }

    /**
     * Takes away what the batch replaces. Whether there is anything is not asked before: rows that somebody has deleted by
     * hand in one table are no reason to stumble over those in another.
     *
     * @return whether this may leave entities without a story; they are noted
     */
    private boolean clear(Connection connection, BatchPlan plan, List<BatchPlan.HistoryRow> history, StoryRows rows)
            throws SQLException {
        List<String> replaced = plan.replaced();
        Set<String> gone = deleteMentions(connection, replaced);
        gone.removeAll(rows.entities().keySet());
        EntityTable.noteOrphans(connection, gone);
        delete(connection, "quotes", replaced);
        delete(connection, "topics", replaced);
        delete(connection, "articles", replaced);
        delete(connection, "published_versions", plan.forgotten());
        deleteVersions(connection, history);
        if (!keepKilledText) {
            blankHistory(connection, plan.kills());
        }
        return !gone.isEmpty();
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

    private static void deleteVersions(Connection connection, List<BatchPlan.HistoryRow> rows) throws SQLException {
        Object[] ids = rows.stream().map(row -> row.article().getArticleId()).toArray();
        Object[] numbers = rows.stream().map(row -> row.article().getVersion()).toArray();
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from published_versions v using unnest(?::text[], ?::bigint[]) as r(article_id, version)
                where v.article_id = r.article_id and v.version = r.version""")) {
            delete.setArray(1, connection.createArrayOf("text", ids));
            delete.setArray(2, connection.createArrayOf("int8", numbers));
            delete.executeUpdate();
        }
    }

    private static void blankHistory(Connection connection, List<BatchPlan.Kill> kills) throws SQLException {
        if (kills.isEmpty()) {
            return;
        }
        Object[] ids = kills.stream().map(BatchPlan.Kill::articleId).toArray();
        Object[] numbers = kills.stream().map(BatchPlan.Kill::version).toArray();
        try (PreparedStatement update = connection.prepareStatement("""
                update published_versions v set headline = null, text = null, replaces = null
                from unnest(?::text[], ?::bigint[]) as k(article_id, version)
                where v.article_id = k.article_id and v.version <= k.version""")) {
            update.setArray(1, connection.createArrayOf("text", ids));
            update.setArray(2, connection.createArrayOf("int8", numbers));
            update.executeUpdate();
        }
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
