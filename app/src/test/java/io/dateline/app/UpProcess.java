package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process that runs everything, on ports of its own, and can be killed and started again. */
final class UpProcess implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Path directory;
    private final File log;
    private final int[] ports;
    private Process process;

    /**
     * @param directory where its data is
     * @param log what it writes to stdout and stderr is appended here
     */
    UpProcess(Path directory, String log) throws IOException {
        this.directory = directory;
        this.log = new File("target", log);
        this.ports = freePorts(4);
        start();
    }

    Database database() {
        return new Database("jdbc:postgresql://127.0.0.1:" + ports[3] + "/dateline?user=postgres");
    }

    /** kill -9, in which no shutdown hook runs, and up again. */
    void killAndStart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        start();
    }

    /** As a client does that wants to be sure: again until it is accepted. */
    void send(String story) throws InterruptedException {
        String http = "http://127.0.0.1:" + ports[2];
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            assertThat(process.isAlive()).as("the child runs").isTrue();
            try {
                if (Stories.post(http, "application/x-ndjson", story) == 202) {
                    return;
                }
            } catch (IOException e) {
                // It is starting, or was killed under way.
            }
            Thread.sleep(50);
        }
        throw new AssertionError("a story was never accepted");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-jar",
                        System.getProperty("dateline.jar"),
                        "up",
                        "--data",
                        directory.toString(),
                        "--kafka-port",
                        Integer.toString(ports[0]),
                        "--registry-port",
                        Integer.toString(ports[1]),
                        "--http-port",
                        Integer.toString(ports[2]),
                        "--database-port",
                        Integer.toString(ports[3]),
                        "--health-port",
                        "0",
                        "--set",
                        "topics.partitions=2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int[] freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0);
            sockets.add(socket);
            ports[i] = socket.getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
