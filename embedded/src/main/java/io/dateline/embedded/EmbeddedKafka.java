package io.dateline.embedded;

import io.dateline.schemas.NewsTopic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker, and its controller, in this JVM. Listens on loopback without encryption or passwords. One broker
 * is safe against a crash of the process, not against the loss of its disk. Several can run side by side, each with its
 * own directory. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private static final int NODE_ID = 1;
    private static final String CONTROLLER = "CONTROLLER";
    private static final String BROKER = "the Kafka broker";
    private static final String METADATA_LOG = "__cluster_metadata-0";

    /** Kafka writes it when it stops as it should, and removes it when it starts. */
    private static final String CLEAN_STOP = ".kafka_cleanshutdown";

    private static final int ATTEMPTS = 3;
    private static final int SESSION_MS = 24 * 60 * 60 * 1000;
    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 60;

    private final int port;
    private final String clusterId;
    private final KafkaRaftServer server;
    private final BrokerThreads threads;
    private final DirectoryLock lock;
    private boolean closed;

    private EmbeddedKafka(
            int port, String clusterId, KafkaRaftServer server, BrokerThreads threads, DirectoryLock lock) {
        this.port = port;
        this.clusterId = clusterId;
        this.server = server;
        this.threads = threads;
        this.lock = lock;
    }

    /**
     * Starts a broker and waits until it serves.
     *
     * @param directory where its data is or will be; kept when the broker is closed
     * @param port where to listen; 0 for any free port
     * @throws PortInUseException when the port is taken
     * @throws IllegalStateException when it can't start, for example because another broker uses the directory
     */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * Starts a broker with settings of its own.
     *
     * @param overrides Kafka's broker settings, over the ones chosen here
     */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> overrides) {
        Loopback.choose(port, BROKER);
        DirectoryLock lock = DirectoryLock.hold(directory, BROKER);
        try {
            String clusterId = format(directory);
            boolean afterCrash =
                    Files.exists(directory.resolve(METADATA_LOG)) && !Files.exists(directory.resolve(CLEAN_STOP));
            for (int attempt = 1; ; attempt++) {
                int chosen = Loopback.choose(port, BROKER);
                int controllerPort = Loopback.choose(0, "the Kafka controller");
                Map<String, String> settings = settings(directory, chosen, controllerPort);
                settings.putAll(overrides);
                BrokerThreads threads = new BrokerThreads("kafka-" + chosen);
                try {
                    KafkaRaftServer server = start(settings, threads, chosen, afterCrash);
                    return new EmbeddedKafka(chosen, clusterId, server, threads, lock);
                } catch (IllegalStateException e) {
                    // A free port is ours only once we listen on it; somebody may have been quicker.
                    boolean lostPort = !Loopback.isFree(controllerPort) || (port == 0 && !Loopback.isFree(chosen));
                    if (!lostPort || attempt == ATTEMPTS) {
                        throw e;
                    }
                    LOG.info("free port gone before use, trying another attempt={}", attempt);
                }
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static KafkaRaftServer start(
            Map<String, String> settings, BrokerThreads threads, int port, boolean afterCrash) {
        KafkaRaftServer server = null;
        try {
            long begun = System.nanoTime();
            if (afterCrash) {
                threads.run(
                        "kafka-" + port + "-bury",
                        () -> {
                            KilledBroker.declareDead(settings, START_SECONDS);
                            return null;
                        },
                        START_SECONDS);
            }
            server = threads.run(
                    "kafka-" + port + "-create",
                    () -> new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM),
                    START_SECONDS);
            KafkaRaftServer started = server;
            threads.run(
                    "kafka-" + port + "-start",
                    () -> {
                        started.startup();
                        return null;
                    },
                    START_SECONDS);
            LOG.info("broker started port={} ms={}", port, (System.nanoTime() - begun) / 1_000_000);
            return started;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            if (server != null) {
                stop(server, threads, port);
            }
            throw new IllegalStateException(BROKER + " on port " + port + " can't start: " + cause.getMessage(), cause);
        }
    }

    /** {@code host:port}, as in {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return Loopback.ADDRESS + ":" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The identity of this one-node cluster: the same for as long as its directory is kept. */
    public String clusterId() {
        return clusterId;
    }

    /** Completes, with the reason, when the broker can't go on, for example because the disk is full. */
    public CompletionStage<String> death() {
        return threads.death().minimalCompletionStage();
    }

    /** Stops serving and writes everything to disk. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!stop(server, threads, port)) {
            throw new IllegalStateException(BROKER + " on port " + port + " did not stop in time");
        }
        lock.close();
    }

    private static boolean stop(KafkaRaftServer server, BrokerThreads threads, int port) {
        try {
            threads.run(
                    "kafka-" + port + "-stop",
                    () -> {
                        server.shutdown();
                        server.awaitShutdown();
                        return null;
                    },
                    STOP_SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("broker did not stop port={}", port, e);
            return false;
        }
    }

    /** Makes the directory a broker's, unless it is one, and gives its cluster id. */
    private static String format(Path directory) {
        try {
            String logDir = directory.toAbsolutePath().toString();
            MetaPropertiesEnsemble found = new MetaPropertiesEnsemble.Loader()
                    .addLogDirs(List.of(logDir))
                    .addMetadataLogDir(logDir)
                    .load();
            if (found.clusterId().isPresent()) {
                return found.clusterId().get();
            }
            String clusterId = Uuid.randomUuid().toString();
            new Formatter()
                    .setNodeId(NODE_ID)
                    .setClusterId(clusterId)
                    .setControllerListenerName(CONTROLLER)
                    .setDirectories(List.of(logDir))
                    .setMetadataLogDirectory(logDir)
                    .setIgnoreFormatted(false)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
            return clusterId;
        } catch (IOException e) {
            throw new UncheckedIOException(BROKER + "'s directory " + directory + " can't be used", e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    BROKER + "'s directory " + directory + " can't be made ready: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> settings(Path directory, int port, int controllerPort) {
        String listener = "PLAINTEXT://" + Loopback.ADDRESS + ":" + port;
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", NODE_ID + "@" + Loopback.ADDRESS + ":" + controllerPort);
        settings.put("listeners", listener + "," + CONTROLLER + "://" + Loopback.ADDRESS + ":" + controllerPort);
        settings.put("advertised.listeners", listener);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", directory.toAbsolutePath().toString());

        // There is one broker: nothing can be copied to another.
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "3");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("message.max.bytes", Integer.toString(NewsTopic.MAX_WRAPPED_BYTES));

        // Small: it shares its process, and often its machine, with everything else.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        // A process that stood still for a while, with the machine asleep, is no reason to take the leaders from all
        // partitions: there is no other broker, and a transaction might be forgotten meanwhile (see KilledBroker).
        settings.put("broker.session.timeout.ms", Integer.toString(SESSION_MS));
        // Names in JMX are per JVM, and two brokers would fight for them.
        settings.put("metric.reporters", "");
        return settings;
    }
}
