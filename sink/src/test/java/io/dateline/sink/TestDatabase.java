package io.dateline.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dateline.sink.store.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of one test, and short ways to look into it. */
public final class TestDatabase implements AutoCloseable {
    /** Every table with stories in it. Offsets are not among them. */
    public static final List<String> TABLES = List.of(
            "articles",
            "published_versions",
            "version_outcomes",
            "entities",
            "mentions",
            "quotes",
            "topics",
            "entity_orphan_candidates");

    private final String url;
    private HikariDataSource pool;

    TestDatabase(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }

    /** With its tables made. */
    public TestDatabase migrated() {
        try {
            Migrations.apply(plain());
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections with auto-commit. */
    public DataSource plain() {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(url);
        plain.setUser(PostgresServer.USER);
        return plain;
    }

    /** Connections without auto-commit, as the store wants them. */
    public synchronized DataSource pool() {
        if (pool == null) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(PostgresServer.USER);
            config.setMaximumPoolSize(4);
            config.setAutoCommit(false);
            pool = new HikariDataSource(config);
        }
        return pool;
    }

    /** The rows of a query, columns parted by a bar. */
    public List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.USER, "");
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one number that a query gives. */
    public long number(String sql) {
        return Long.parseLong(rows(sql).get(0));
    }

    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.USER, "");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Everything in every table with stories in it, row by row in a fixed order. */
    public Map<String, List<String>> dump() {
        Map<String, List<String>> dump = new LinkedHashMap<>();
        for (String table : TABLES) {
            dump.put(table, rows("select t::text from " + table + " t order by 1"));
        }
        return dump;
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
