package io.dateline.sink.store;

import io.dateline.schemas.Entity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The table {@code entities}: one row for every entity that a served story names, and none for others. Stories of all
 * partitions share these rows, so a writer never locks one for the length of its batch: making one that is there does
 * nothing, and one that has lost its last story is only noted, and deleted soon after by a short transaction of its own.
 */
final class EntityTable {
    private static final int SWEPT_AT_A_TIME = 5000;

    private EntityTable() {}

    /**
     * Makes those that are missing.
     *
     * @param entities by key, sorted: two writers that make the same ones make them in one order and never wait in a circle
     */
    static void insertMissing(Connection connection, SortedMap<String, Entity> entities) throws SQLException {
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

    /** Notes those that may have lost their last story. */
    static void noteOrphans(Connection connection, Collection<String> entityKeys) throws SQLException {
        CopyTable candidates = new CopyTable("entity_orphan_candidates", "entity_key");
        entityKeys.forEach(key -> candidates.row().text(key));
        candidates.copyTo(connection);
    }

    /**
     * Deletes those that were noted and that no story names, and commits. One that another writer is just using is left:
     * the foreign key from mentions makes it so, and fails the statement when it was too close to see.
     */
    static void sweep(Connection connection) throws SQLException {
        try (PreparedStatement sweep = connection.prepareStatement("""
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

    private static Array column(Connection connection, Map<String, Entity> entities, Function<Entity, String> property)
            throws SQLException {
        return connection.createArrayOf(
                "text", entities.values().stream().map(property).toArray());
    }
}
