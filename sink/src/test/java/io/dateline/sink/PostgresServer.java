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
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " " + options);
        } catch (SQLException e) {
            throw new IllegalStateException("no database", e);
        }
        return new TestDatabase(url(name));
    }

    @Override
    public void close() {
        stop();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + running.port() + "/" + database;
    }
}
