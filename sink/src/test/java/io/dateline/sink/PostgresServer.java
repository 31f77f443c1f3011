package io.dateline.sink;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that can be stopped and started again with its data and on its port. */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "postgres";

    private final Path data;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres running;
    private int port;

    private PostgresServer(Path data) {
        this.data = data;
    }

    public static PostgresServer start(Path data) {
        PostgresServer server = new PostgresServer(data);
        server.start();
        return server;
    }

    /** Starts it again. */
    public void start() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
            if (port != 0) {
                builder.setPort(port);
            }
            running = builder.start();
            port = running.getPort();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL can't start", e);
        }
    }

    /** Stops it and keeps its data. */
    public void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL can't stop", e);
        }
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
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
