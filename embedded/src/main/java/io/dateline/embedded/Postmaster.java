package io.dateline.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process of a PostgreSQL data directory, as {@code postmaster.pid} in it names it. It goes on when the JVM
 * that started it is killed. The file's first three lines are the process id, the data directory and the time of the
 * start in seconds (PostgreSQL's {@code pidfile.h}).
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private static final String FILE = "postmaster.pid";
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final long STOP_SECONDS = 30;
    private static final long KILL_SECONDS = 10;

    private Postmaster() {}

    /** The running server of a data directory. */
    static Optional<ProcessHandle> of(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            long pid = Long.parseLong(lines.get(0).strip());
            Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            boolean sameDirectory = Files.isSameFile(Path.of(lines.get(1).strip()), data);
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> sameDirectory && isPostgres(process) && startedAbout(process, started));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Stops the server that a killed JVM left behind, if there is one, and makes sure that the next one can start. Only
     * for who holds the directory's lock.
     */
    static void stopLeftBehind(Path data) throws IOException {
        Optional<ProcessHandle> found = of(data);
        if (found.isPresent()) {
            LOG.info(
                    "stopping the database server that a killed process left behind pid={}",
                    found.get().pid());
            stop(data, found.get());
        } else if (Files.deleteIfExists(data.resolve(FILE))) {
            // Its number may be another process's by now, and PostgreSQL would not start beside that one.
            LOG.info("removed the mark of a database server that is gone");
        }
    }

    /** Ends a server: its clients are cut off, its data are written. Kills it when that takes too long; nothing is lost. */
    static void stop(Path data, ProcessHandle process) throws IOException {
        try {
            // SIGINT is PostgreSQL's fast shutdown; Java's own SIGTERM would wait for every client to leave.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            process.destroy();
        }
        if (!awaitEnd(data, process, STOP_SECONDS)) {
            LOG.warn("database server does not stop, killing it pid={}", process.pid());
            process.destroyForcibly();
            if (!awaitEnd(data, process, KILL_SECONDS)) {
                throw new IOException("the database server, process " + process.pid() + ", can't be stopped");
            }
        }
    }

    private static boolean awaitEnd(Path data, ProcessHandle process, long seconds) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        // It removes its file last, when its port is closed; its number may stay taken until the system's first process
        // looks after it.
        while (process.isAlive() && Files.exists(data.resolve(FILE))) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the database server stops", e);
            }
        }
        return true;
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
                .isPresent();
    }

    private static boolean startedAbout(ProcessHandle process, Instant expected) {
        return process.info()
                .startInstant()
                .map(actual -> Duration.between(actual, expected).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(true);
    }
}
