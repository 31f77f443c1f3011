package io.dateline.app.proof;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A part of the pipeline in a process of its own, to be killed, stopped and woken. */
final class Part implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    /** A virtual machine among others, on a slow machine, needs more than a minute to start. */
    private static final long READY_SECONDS = 300;

    private static final long GLANCE_MS = 50;
    private static final int SHOWN = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> command;
    private final File log;
    private final int healthPort;
    private Process process;

    private Part(List<String> command, File log, int healthPort) {
        this.command = command;
        this.log = log;
        this.healthPort = healthPort;
    }

    /**
     * Starts {@code dateline COMMAND} with settings.
     *
     * @param name of the log file
     * @param arguments the command and its options
     */
    static Part start(String name, List<String> arguments, Map<String, String> settings) throws IOException {
        List<String> command = command(arguments, settings);
        File log = new File("target/proof-" + name + ".log");
        Part part = new Part(command, log, Integer.parseInt(settings.getOrDefault("health.port", "0")));
        Files.deleteIfExists(log.toPath());
        part.start();
        return part;
    }

    /** What starts {@code dateline COMMAND}, to be used up soon: compiled once and no better. */
    static List<String> command(List<String> arguments, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("dateline.jar")));
        command.addAll(arguments);
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    /** Starts it, again after it was killed. */
    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** The end of what it wrote, for the message of a failure: the file is gone where only the message is kept. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log.toPath());
            List<String> words =
                    lines.stream().filter(line -> !line.startsWith("\tat ")).toList();
            return log + " ends:\n" + String.join("\n", words.subList(Math.max(0, words.size() - SHOWN), words.size()));
        } catch (IOException e) {
            return log + " can't be read: " + e;
        }
    }

    /** How many lines with one of these words it has written. */
    long hasSaid(String... words) throws IOException {
        try (Stream<String> lines = Files.lines(log.toPath())) {
            return lines.filter(line -> Stream.of(words).anyMatch(line::contains))
                    .count();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it says that it is at work: only then is it. */
    void awaitReady() throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < end) {
            try {
                if (HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It is starting.
            }
            Thread.sleep(GLANCE_MS);
        }
        throw new AssertionError("not ready: " + lastWords());
    }

    /** As {@code kill -9} does: nothing is closed, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("a killed process goes on");
        }
    }

    /** As an orchestrator does: SIGTERM, and time to finish. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("a process that was told to end goes on, see " + log);
        }
    }

    /** SIGSTOP: it stands still, and knows nothing of it. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int answer = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (answer != 0) {
            throw new AssertionError("kill -" + signal + " answered " + answer);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
