package io.dateline.app.proof;

import io.dateline.embedded.EmbeddedDatabase;
import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichCommand;
import io.dateline.ingest.IngestService;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SinkService;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Broker, registry and database, each to be taken away and brought back, and the parts of the pipeline on them: in this
 * process, or in processes of their own.
 */
final class Rig implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(Scale.of(150, 600));
    private static final Duration LAST_ROWS = Duration.ofSeconds(60);
    private static final long GLANCE_MS = 100;

    private final Path directory;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Telemetry telemetry = new Telemetry();
    private final Sent sent = new Sent();
    private final Map<String, String> extra = new LinkedHashMap<>();
    private final int httpPort;
    private EmbeddedKafka kafka;
    private EmbeddedRegistry registry;
    private EmbeddedDatabase database;
    private final int kafkaPort;
    private final int registryPort;
    private final int databasePort;
    private final Witness witness;

    static {
        // Who waits asks for all that there is, which takes from those that are waited for.
        Awaitility.setDefaultPollInterval(Duration.ofMillis(500));
    }

    private Rig(Path directory, Map<String, String> extra) throws IOException {
        this.directory = directory;
        this.extra.putAll(extra);
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, brokerSettings());
        kafkaPort = kafka.port();
        registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
        registryPort = Integer.parseInt(registry.url().substring(registry.url().lastIndexOf(':') + 1));
        database = EmbeddedDatabase.start(directory.resolve("postgresql"), 0);
        databasePort = database.port();
        httpPort = freePort();
        Provisioning.ensure(settings(), client());
        witness = new Witness(settings(), jdbcUrl());
    }

    /** Servers with topics and schemas, and no part yet. */
    static Rig open(Path directory) throws IOException {
        return open(directory, Map.of());
    }

    /** @param extra settings of all parts, over the ones chosen here */
    static Rig open(Path directory, Map<String, String> extra) throws IOException {
        return new Rig(directory, extra);
    }

    private static Map<String, String> brokerSettings() {
        return Map.of("group.min.session.timeout.ms", "1000");
    }

    /** What every part is told. */
    Map<String, String> addresses() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + kafkaPort);
        settings.put("schema.registry.url", "http://127.0.0.1:" + registryPort);
        settings.put("topics.partitions", "3");
        settings.put("ingest.http.port", Integer.toString(httpPort));
        settings.put("enrich.state.dir", directory.resolve("enrich").toString());
        settings.put("sink.jdbc.url", "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + EmbeddedDatabase.DATABASE);
        settings.put("sink.jdbc.user", EmbeddedDatabase.USER);
        settings.put("sink.backoff.longest.ms", "2000");
        settings.putAll(extra);
        return settings;
    }

    Settings settings() {
        return Settings.of(addresses());
    }

    SchemaRegistry client() {
        return ConfluentSchemaRegistry.connect(settings().registry());
    }

    Telemetry telemetry() {
        return telemetry;
    }

    Path directory() {
        return directory;
    }

    Witness witness() {
        return witness;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + EmbeddedDatabase.DATABASE + "?user="
                + EmbeddedDatabase.USER;
    }

    String httpUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** What the feeders of this rig have sent, and is accepted. */
    Sent sent() {
        return sent;
    }

    Feeder feeder() {
        return new Feeder(httpUrl(), sent);
    }

    /** The three parts in this process. */
    void startParts() throws InterruptedException {
        startEnrich();
        keep(new SinkService(settings(), client(), telemetry)).start();
        startIngest();
    }

    /** Enrich in this process. */
    Service startEnrich() throws InterruptedException {
        Service enrich = keep(EnrichCommand.service(settings(), client(), telemetry));
        enrich.start();
        return enrich;
    }

    /** Ingest in this process. */
    Service startIngest() throws InterruptedException {
        Service ingest = keep(new IngestService(settings(), client(), telemetry));
        ingest.start();
        return ingest;
    }

    /** A part in a process of its own, known to its group by a name, so that it finds its place again after a crash. */
    Part child(String part, String name) throws IOException {
        return child(part, name, Map.of("kafka.group.instance.id", name));
    }

    /** A part in a process of its own, with settings over the common ones. */
    Part child(String part, String name, Map<String, String> more) throws IOException {
        Map<String, String> settings = addresses();
        settings.put("enrich.state.dir", directory.resolve("enrich-" + name).toString());
        settings.put("health.port", Integer.toString(freePort()));
        settings.putAll(more);
        return keep(Part.start(name, List.of(part), settings));
    }

    <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    void stopBroker() {
        kafka.close();
    }

    void startBroker() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort, brokerSettings());
    }

    void stopRegistry() {
        registry.close();
    }

    void startRegistry() {
        registry = EmbeddedRegistry.start("127.0.0.1:" + kafkaPort, registryPort);
    }

    void stopDatabase() {
        database.close();
    }

    void startDatabase() {
        database = EmbeddedDatabase.start(directory.resolve("postgresql"), databasePort);
    }

    /** Waits until so many deliveries have come to their end in the database. */
    void awaitSettled(long expected) throws InterruptedException {
        witness.awaitSettled(expected, SOON, () -> "");
    }

    /** Waits until all that was accepted has come to its end, and holds it against what the oracle expects of it. */
    Evidence proveAll(String what) throws InterruptedException {
        return proveAll(what, "nothing is left out|");
    }

    /** The same without stories whose ids begin so: what has become of them is for others to say. */
    Evidence proveAll(String what, String others) throws InterruptedException {
        Evidence expected = Oracle.expectAll(Arrivals.of(sent, witness.raw()).deliveries(), sent.letters());
        awaitSettled(expected.section(Lines.LEDGER).size());
        List<String> differences = List.of("not looked at");
        long end = System.nanoTime() + LAST_ROWS.toNanos();
        while (!differences.isEmpty() && System.nanoTime() < end) {
            // The rows of the last stories may be a transaction behind their entries on the ledger.
            Thread.sleep(GLANCE_MS * 3);
            differences = witness.observe(sent).without(others).differences(expected);
        }
        if (!differences.isEmpty()) {
            throw new AssertionError(what + ":\n  " + String.join("\n  ", differences));
        }
        return expected;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
        witness.close();
        registry.close();
        kafka.close();
        database.close();
        telemetry.close();
    }
}
