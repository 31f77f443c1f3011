package io.dateline.app;

import io.dateline.embedded.EmbeddedDatabase;
import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.EnrichConfig;
import io.dateline.enrich.EnrichService;
import io.dateline.ingest.IngestService;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SinkConfig;
import io.dateline.sink.SinkService;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in one process: broker, registry, database, ingest, enrich and sink, on loopback, with its data in one
 * directory. Several can run side by side in one JVM, each with its own directory and ports.
 */
public final class LocalPipeline implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPipeline.class);
    private static final long GROUP_TIMEOUT_SECONDS = 30;

    /**
     * Where it listens, on loopback; 0 for any free port.
     *
     * @param http of ingest
     */
    public record Ports(int kafka, int registry, int http, int database) {
        /** Any that are free. */
        public static final Ports FREE = new Ports(0, 0, 0, 0);
    }

    private final Path directory;
    private final Ports ports;
    private final Settings base;
    private final Telemetry telemetry;
    /** What has been started, latest first. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private volatile EmbeddedKafka kafka;
    private volatile EmbeddedRegistry registry;
    private volatile EmbeddedDatabase database;
    private volatile IngestService ingest;
    private volatile EnrichService enrich;
    private volatile SinkService sink;
    private volatile Settings settings;
    private volatile boolean closed;

    /**
     * @param directory where everything is kept; made when missing
     * @param base settings of the parts; addresses and directories are set here, over them
     * @param telemetry of all parts; closed by the caller
     */
    public LocalPipeline(Path directory, Ports ports, Settings base, Telemetry telemetry) {
        this.directory = directory.toAbsolutePath().normalize();
        this.ports = ports;
        this.base = base;
        this.telemetry = telemetry;
    }

    @Override
    public void start() throws InterruptedException {
        FutureTask<EmbeddedDatabase> startingDatabase = async("database", () -> {
            EmbeddedDatabase running = EmbeddedDatabase.start(directory.resolve("postgresql"), ports.database());
            keep(running);
            return running;
        });
        kafka = keep(EmbeddedKafka.start(directory.resolve("kafka"), ports.kafka()));
        registry = keep(EmbeddedRegistry.start(kafka.bootstrapServers(), ports.registry()));
        database = await(startingDatabase);

        settings = base.with(addresses());
        dismissTheDead();
        sink = keep(new SinkService(settings, connect(), telemetry));
        enrich = keep(EnrichCommand.service(settings, connect(), telemetry));
        ingest = keep(new IngestService(settings, connect(), telemetry));
        FutureTask<Void> startingSink = async("sink", () -> {
            sink.start();
            return null;
        });
        FutureTask<Void> startingIngest = async("ingest", () -> {
            ingest.start();
            return null;
        });
        enrich.start();
        await(startingSink);
        await(startingIngest);
    }

    /**
     * Who was in the groups before was in a process that is gone. Without them the partitions are given out at once, and
     * anew; a name for each member (Kafka's static membership) would give them out as they were when the process was
     * killed, which may have been in the middle of giving them out.
     */
    private void dismissTheDead() throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafka())) {
            for (String group : List.of(
                    EnrichConfig.from(settings).applicationId(),
                    SinkConfig.from(settings).groupId())) {
                try {
                    admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                            .all()
                            .get(GROUP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    // There is no such group at the first start. Members that stay are given up on after their session.
                    LOG.debug("group keeps its members group={}", group, e);
                }
            }
        }
    }

    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        addresses.put("schema.registry.url", registry.url());
        addresses.put("ingest.http.port", Integer.toString(ports.http()));
        addresses.put("ingest.watch.directories", inbox().toString());
        addresses.put("ingest.state.dir", directory.resolve("ingest").toString());
        addresses.put("enrich.state.dir", directory.resolve("enrich").toString());
        addresses.put(
                "sink.jdbc.url", "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + EmbeddedDatabase.DATABASE);
        addresses.put("sink.jdbc.user", EmbeddedDatabase.USER);
        return addresses;
    }

    private SchemaRegistry connect() {
        return ConfluentSchemaRegistry.connect(settings.registry());
    }

    /** Files that are put here are taken in. */
    public Path inbox() {
        return directory.resolve("inbox");
    }

    /** Settings that other clients can use to reach it. */
    public Settings settings() {
        return settings;
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Address of the registry. */
    public String registryUrl() {
        return registry.url();
    }

    /** Address of the HTTP entrance. */
    public String httpUrl() {
        return "http://127.0.0.1:" + ingest.httpPort();
    }

    /** JDBC address of the database. */
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    /** User of the database, who needs no password on loopback. */
    @Override
    public boolean isReady() {
        return !closed
                && sink != null
                && enrich != null
                && ingest != null
                && sink.isReady()
                && enrich.isReady()
                && ingest.isReady();
    }

    @Override
    public void close() {
        closed = true;
        AutoCloseable next;
        while ((next = takeLast()) != null) {
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("could not be closed cleanly part={}", next.getClass().getSimpleName(), e);
            }
        }
    }

    private synchronized AutoCloseable takeLast() {
        return started.poll();
    }

    private synchronized <T extends AutoCloseable> T keep(T part) throws InterruptedException {
        started.push(part);
        if (closed) {
            throw new InterruptedException("closed while it was starting");
        }
        return part;
    }

    private static <T> FutureTask<T> async(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "start-" + name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T await(FutureTask<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
