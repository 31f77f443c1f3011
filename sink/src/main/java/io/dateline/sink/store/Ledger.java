package io.dateline.sink.store;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table {@code version_outcomes}: one row a record on the topic of versions, however often it is read. */
final class Ledger {
    private Ledger() {}

    private record Place(String articleId, int partition, long offset) {}

    static void write(Connection connection, Collection<Change.ToLedger> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        Map<Place, Change.Outcome> outcomes = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        for (Change.ToLedger change : changes) {
            if (change instanceof Change.Outcome outcome) {
                outcomes.put(new Place(outcome.articleId(), outcome.partition(), outcome.offset()), outcome);
            } else {
                removed.add(change.articleId());
                outcomes.keySet().removeIf(place -> place.articleId().equals(change.articleId()));
            }
        }
        delete(connection, removed);
        deleteRead(connection, outcomes.keySet());
        CopyTable rows = new CopyTable(
                "version_outcomes",
                "article_id",
                "source_partition",
                "source_offset",
                "version",
                "outcome",
                "status",
                "change_kind",
                "change_rule",
                "version_created",
                "received_at",
                "held_until",
                "decided_at",
                "duplicate_of");
        outcomes.values().forEach(outcome -> add(rows, outcome));
        rows.copyTo(connection);
    }

    /** Versions up to which stories are killed, as far as the changes say so. */
    static List<BatchPlan.Kill> kills(Collection<Change.ToLedger> changes) {
        List<BatchPlan.Kill> kills = new ArrayList<>();
        for (Change.ToLedger change : changes) {
            if (change instanceof Change.Outcome outcome && isKill(outcome)) {
                kills.add(new BatchPlan.Kill(
                        outcome.articleId(), outcome.version().getVersion()));
            }
        }
        return kills;
    }

    static boolean isKill(Change.Outcome outcome) {
        return outcome.version().getStatus() == ArticleStatus.CANCELED;
    }

    private static void add(CopyTable rows, Change.Outcome outcome) {
        ArticleVersion version = outcome.version();
        rows.row()
                .text(version.getArticleId())
                .integer(outcome.partition())
                .number(outcome.offset())
                .number(version.getVersion())
                .symbol(version.getOutcome())
                .symbol(version.getStatus())
                .text(
                        version.getChangeKind() == null
                                ? null
                                : version.getChangeKind().name())
                .text(version.getChangeRule())
                .instant(version.getVersionCreated())
                .instant(version.getReceivedAt())
                .instant(version.getHeldUntil())
                .instant(version.getDecidedAt())
                .text(version.getDuplicateOf());
    }

    private static void delete(Connection connection, Set<String> articleIds) throws SQLException {
        if (articleIds.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from version_outcomes where article_id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("text", articleIds.toArray()));
            delete.executeUpdate();
        }
    }

    /** Rows of records that are read again. */
    private static void deleteRead(Connection connection, Set<Place> places) throws SQLException {
        List<String> ids = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (Place place : places) {
            ids.add(place.articleId());
            partitions.add(place.partition());
            offsets.add(place.offset());
        }
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from version_outcomes v
                using unnest(?::text[], ?::int[], ?::bigint[]) as r(article_id, source_partition, source_offset)
                where v.article_id = r.article_id and v.source_partition = r.source_partition
                  and v.source_offset = r.source_offset""")) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            delete.setArray(2, connection.createArrayOf("int4", partitions.toArray()));
            delete.setArray(3, connection.createArrayOf("int8", offsets.toArray()));
            delete.executeUpdate();
        }
    }
}
