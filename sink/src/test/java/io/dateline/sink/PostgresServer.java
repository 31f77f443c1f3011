package io.dateline.sink;

import io.dateline.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that can be stopped and started again with its data and on its port. */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "postgres";

    private final Path directory;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedDatabase running;

    private PostgresServer(Path directory) {
        this.directory = directory;
        this.running = EmbeddedDatabase.start(directory, 0);
        // Nobody pulls the plug on a test, and making a database syncs hundreds of files.
        syncToDisk(false);
    }

    /** Whether a commit waits for the disk, as it does in earnest. */
    public void syncToDisk(boolean sync) {
        execute("alter system set fsync = " + (sync ? "on" : "off"));
        execute("select pg_reload_conf()");
    }

    public static PostgresServer start(Path directory) {
        return new PostgresServer(directory);
    }

    /** Starts it again. */
    public void start() {
        running = EmbeddedDatabase.start(directory, running.port());
    }

    /** Stops it and keeps its data. */
    public void stop() {
        running.close();
    }

    /** An empty database that nobody else uses. */
    public TestDatabase newDatabase() {
        return newDatabase("");
    }

    /** The same, made with options of {@code create database}. */
    public TestDatabase newDatabase(String options) {
        String name = "test" + databases.incrementAndGet();
        execute("create database " + name + " " + options);
        return new TestDatabase(url(name));
    }

    @Override
    public void close() {
        stop();
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + running.port() + "/" + database;
    }
}
