package io.dateline.sink.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to date. Several that do so at once wait for each other. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** Where Flyway keeps what it has done; not its default name, for databases that others use it on as well. */
    public static final String HISTORY_TABLE = "dateline_sink_migrations";

    private static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /**
     * Deletes all rows, and where to read on from; the tables stay. For when the topics are made anew, and while no sink
     * runs: one that does would be waited for, and would then find its offsets gone.
     */
    public static void empty(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate articles, published_versions, version_outcomes, entities, mentions, quotes,"
                    + " topics, entity_orphan_candidates, sink_offsets");
        }
    }

    /**
     * Applies what is missing.
     *
     * @param database gives connections that may take their time: a new index on a large table does
     * @throws IllegalStateException when the database does not keep text as UTF-8, so that some stories would not fit
     * @throws org.flywaydb.core.api.FlywayException when a migration can't be applied, or was changed after it was
     */
    public static void apply(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet encoding = statement.executeQuery("show server_encoding")) {
            encoding.next();
            if (!"UTF8".equals(encoding.getString(1))) {
                throw new IllegalStateException("the database keeps text as " + encoding.getString(1)
                        + "; stories need one made with encoding UTF8");
            }
        }
        int applied = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations(LOCATION)
                .table(HISTORY_TABLE)
                .load()
                .migrate()
                .migrationsExecuted;
        LOG.info("database is up to date migrations={}", applied);
    }
}
