package io.dateline.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL, as a process of its own that this JVM starts and stops. Listens on loopback and asks for no
 * password: whoever is on this machine may use it. Keeps its data across restarts, syncing every commit to disk. Nothing
 * stops it when the JVM ends without {@link #close}; the next start from the same directory does. Several can run side by
 * side, each with its own directory. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The name of the database. */
    public static final String DATABASE = "dateline";

    /** The user that owns it, a superuser without a password. */
    public static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String WANTED_BY = "the PostgreSQL database";
    private static final String UNFINISHED = "unfinished-";
    private static final long START_SECONDS = 60;
    private static final int ATTEMPTS = 3;
    private static final int LOG_LINES = 20;

    private final int port;
    private final Path data;
    private final ProcessHandle process;
    private final DirectoryLock lock;
    private boolean closed;

    private EmbeddedDatabase(int port, Path data, ProcessHandle process, DirectoryLock lock) {
        this.port = port;
        this.data = data;
        this.process = process;
        this.lock = lock;
    }

    /**
     * Starts a database and waits until it answers. A server that a killed JVM left running on the directory is stopped
     * first.
     *
     * @param directory where its data are or will be; kept when it is closed
     * @param port where to listen; 0 for any free port
     * @throws PortInUseException when the port is taken
     * @throws IllegalStateException when it can't start; the message ends with what PostgreSQL said
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        Path absolute = directory.toAbsolutePath();
        DirectoryLock lock = DirectoryLock.hold(absolute, WANTED_BY);
        Path said = absolute.resolve("postgres.log");
        try {
            return start(absolute, port, said, lock);
        } catch (IOException | SQLException e) {
            lock.close();
            throw new IllegalStateException(
                    WANTED_BY + " in " + directory + " can't start: " + e.getMessage() + tail(said), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedDatabase start(Path directory, int port, Path said, DirectoryLock lock)
            throws IOException, SQLException {
        long begun = System.nanoTime();
        Path data = directory.resolve("data");
        Postmaster.stopLeftBehind(data);
        Loopback.choose(port, WANTED_BY);
        Files.deleteIfExists(said);
        PostgresBinaries binaries = PostgresBinaries.ofUser();
        if (!Files.exists(data)) {
            initialise(directory, data, said, binaries);
        }
        for (int attempt = 1; ; attempt++) {
            int chosen = Loopback.choose(port, WANTED_BY);
            try {
                launch(data, chosen, said, binaries);
                makeDatabase(chosen);
                ProcessHandle process = Postmaster.of(data)
                        .orElseThrow(() -> new IOException("the server ended as soon as it had started"));
                LOG.info("database started port={} ms={}", chosen, (System.nanoTime() - begun) / 1_000_000);
                return new EmbeddedDatabase(chosen, data, process, lock);
            } catch (IOException | SQLException e) {
                Postmaster.stopLeftBehind(data);
                // A free port is ours only once we listen on it; somebody may have been quicker.
                boolean lostPort = port == 0 && !Loopback.isFree(chosen);
                if (!lostPort || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Its address for JDBC, user included. */
    public String jdbcUrl() {
        return jdbcUrl(port, DATABASE);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Cuts off its clients, writes everything to disk and ends its process. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Postmaster.stop(data, process);
        } catch (IOException e) {
            throw new IllegalStateException(WANTED_BY + " on port " + port + " did not stop", e);
        }
        lock.close();
    }

    /** Makes the data directory, whole or not at all: PostgreSQL can't continue one that is half made. */
    private static void initialise(Path directory, Path data, Path said, PostgresBinaries binaries) throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
            for (Path path : unfinished) {
                PostgresBinaries.delete(path);
            }
        }
        Path made = Files.createTempDirectory(directory, UNFINISHED);
        List<String> arguments = List.of(
                "--pgdata=" + made,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF-8",
                // The same on every machine, whatever the user's locale is.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
        binaries.run(said, START_SECONDS, "initdb", arguments);
        Files.move(made, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void launch(Path data, int port, Path said, PostgresBinaries binaries) throws IOException {
        List<String> options = List.of(
                "-c port=" + port,
                "-c listen_addresses=" + Loopback.ADDRESS,
                "-c unix_socket_directories=",
                "-c max_connections=50",
                "-c timezone=UTC",
                // When a row was stored can be asked for: latencies are measured by it.
                "-c track_commit_timestamp=on",
                // Without the statements that fail: they hold the stories' text.
                "-c log_min_messages=log",
                "-c log_checkpoints=off");
        List<String> arguments = List.of(
                "--pgdata=" + data,
                "--log=" + said,
                "--options=" + String.join(" ", options),
                "--wait",
                "--timeout=" + START_SECONDS,
                "start");
        // It also takes the server out of our process group, so that Ctrl-C does not stop it under its clients.
        binaries.run(said, START_SECONDS + 10, "pg_ctl", arguments);
    }

    private static void makeDatabase(int port) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(port, "postgres"));
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://" + Loopback.ADDRESS + ":" + port + "/" + database + "?user=" + USER;
    }

    private static String tail(Path said) {
        try {
            List<String> lines = Files.exists(said)
                    ? new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - LOG_LINES))
                    .map(line -> "\n" + line)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            return "\n(" + said + " can't be read: " + e.getMessage() + ")";
        }
    }
}
