package io.dateline.app.proof;

import io.dateline.app.Database;
import io.dateline.embedded.EmbeddedDatabase;
import io.dateline.schemas.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** {@code dateline up} as a process of its own: broker, registry, database and all parts in it die together. */
final class WholePipeline implements AutoCloseable {
    private static final int LOWEST_PORT = 10_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Duration PATIENCE = Duration.ofSeconds(Scale.of(120, 400));
    private static final Duration LAST_ROWS = Duration.ofSeconds(60);

    private final Part process;
    private final int[] ports;
    private final Sent sent = new Sent();

    private WholePipeline(Part process, int[] ports) {
        this.process = process;
        this.ports = ports;
    }

    /**
     * Starts it on free ports.
     *
     * @param name of its log file
     * @param directory where its data is
     */
    static WholePipeline start(String name, Path directory) throws IOException {
        int[] ports = freePorts(4);
        List<String> arguments = List.of(
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
                "0");
        return new WholePipeline(Part.start(name, arguments, Map.of("topics.partitions", "2")), ports);
    }

    Feeder feeder() {
        return new Feeder("http://127.0.0.1:" + ports[2], sent);
    }

    void killAndStart() throws IOException, InterruptedException {
        process.kill();
        process.start();
    }

    Database database() {
        return new Database(jdbcUrl());
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + ports[3] + "/" + EmbeddedDatabase.DATABASE + "?user="
                + EmbeddedDatabase.USER;
    }

    /** Waits until everything is as the oracle expects it of what was accepted; fails when it does not come so. */
    Evidence await(long seed) throws InterruptedException {
        try (Witness witness = new Witness(
                Settings.of(Map.of(
                        "kafka.bootstrap.servers", "127.0.0.1:" + ports[0],
                        "schema.registry.url", "http://127.0.0.1:" + ports[1])),
                jdbcUrl())) {
            return await(witness, seed);
        }
    }

    private Evidence await(Witness witness, long seed) throws InterruptedException {
        Evidence expected = Oracle.expectAll(Arrivals.of(sent, witness.raw()).deliveries(), sent.letters());
        int deliveries = expected.section(Lines.LEDGER).size();
        witness.awaitSettled(deliveries, PATIENCE, () -> ", seed " + seed + "\n" + process.lastWords());
        long end = System.nanoTime() + LAST_ROWS.toNanos();
        List<String> differences;
        do {
            differences = witness.observe(sent).differences(expected);
            Thread.sleep(500);
        } while (!differences.isEmpty() && System.nanoTime() < end);
        if (!differences.isEmpty()) {
            throw new AssertionError("all killed, seed " + seed + ":\n  " + String.join("\n  ", differences) + "\n"
                    + process.lastWords());
        }
        return expected;
    }

    /**
     * Ports that stay free while nobody listens on them, between a kill and the next start: below those that systems give to
     * outgoing connections and to listeners without a wish.
     */
    static int[] freePorts(int count) {
        return new Random()
                .ints(LOWEST_PORT, HIGHEST_PORT)
                .distinct()
                .filter(WholePipeline::isFree)
                .limit(count)
                .toArray();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.stop();
    }
}
