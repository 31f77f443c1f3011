package io.dateline.app.proof;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A part of the pipeline in a process of its own, to be killed, stopped and woken. */
final class Part implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int SHOWN = 60;

    private final List<String> command;
    private final File log;
    private Process process;

    private Part(List<String> command, File log) {
        this.command = command;
        this.log = log;
    }

    /**
     * Starts {@code dateline COMMAND} with settings.
     *
     * @param name of the log file
     * @param arguments the command and its options
     */
    static Part start(String name, List<String> arguments, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("dateline.jar")));
        command.addAll(arguments);
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        File log = new File("target/proof-" + name + ".log");
        Part part = new Part(command, log);
        part.start();
        return part;
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

    boolean isAlive() {
        return process.isAlive();
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
