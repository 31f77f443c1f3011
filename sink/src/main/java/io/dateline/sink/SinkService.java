package io.dateline.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Backlog;
import io.dateline.schemas.service.Backoff;
import io.dateline.schemas.service.DependencyProbe;
import io.dateline.schemas.service.FailureRule.Verdict;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.store.Migrations;
import io.dateline.sink.store.StoryStore;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sink: brings the tables up to date, then reads and stores with some consumers of one group until it is closed.
 * A consumer that ends for a reason nobody planned is replaced after a growing pause, and the new one goes on where the
 * last transaction ended. Thread-safe.
 */
public final class SinkService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(SinkService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final String PART = "sink";
    private static final String APPLICATION = "dateline-sink";

    /** A consumer that ran this long before it ended is replaced without a long pause. */
    private static final Duration CALM = Duration.ofMinutes(1);

    private final Settings settings;
    private final SinkConfig config;
    private final SchemaRegistry registry;
    private final Telemetry telemetry;
    private final SinkMeters counters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch atWork;
    private final List<Slot> slots = new ArrayList<>();
    private HikariDataSource database;
    private DeadLetterQueue deadLetters;
    private SinkPlaces places;
    private DependencyProbe probe;
    private boolean closed;

    /**
     * @param settings {@code kafka.}, {@code topics.} and {@code sink.} are read
     * @param registry where the schemas of the records are
     * @param telemetry of the process
     */
    public SinkService(Settings settings, SchemaRegistry registry, Telemetry telemetry) {
        this.settings = settings;
        this.config = SinkConfig.from(settings);
        this.registry = registry;
        this.telemetry = telemetry;
        this.counters = new SinkMeters(telemetry, InstantSource.system());
        this.atWork = new CountDownLatch(config.threads());
    }

    /** A seat for a consumer: one after the other, if need be. */
    private final class Slot implements Runnable {
        private final int number;
        private final Thread thread;
        private final StoryStore store;
        private SinkWorker worker;
        private boolean wasAtWork;

        Slot(int number, StoryStore store) {
            this.number = number;
            this.thread = new Thread(this, "sink-" + number);
            this.store = store;
        }

        @Override
        public void run() {
            Backoff backoff = new Backoff(config.firstBackoff(), config.longestBackoff());
            while (!isClosing()) {
                long begun = System.nanoTime();
                try {
                    work();
                } catch (RuntimeException | Error e) {
                    // An Error too: a thread that dies unseen would leave its partitions to nobody.
                    LOG.error("consumer ended and is replaced", e);
                }
                if (System.nanoTime() - begun > CALM.toNanos()) {
                    backoff.reset();
                }
                pause(backoff);
            }
        }

        private void work() {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            consumerProperties(settings, config, number),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
                    KafkaClientMetrics metrics = new KafkaClientMetrics(consumer, Tags.of(Telemetry.PART, PART))) {
                metrics.bindTo(telemetry.meters());
                SinkWorker next = new SinkWorker(
                        consumer, store, new StoryDecoder(registry), deadLetters, config, counters, places, this::tell);
                synchronized (this) {
                    if (isClosing()) {
                        return;
                    }
                    worker = next;
                }
                try {
                    next.run();
                } finally {
                    synchronized (this) {
                        worker = null;
                    }
                }
            }
        }

        private void tell() {
            if (!wasAtWork) {
                wasAtWork = true;
                atWork.countDown();
            }
        }

        private synchronized boolean isAtWork() {
            return worker != null && worker.isAtWork();
        }

        private synchronized boolean isWaiting() {
            return worker != null && worker.isWaiting();
        }

        private synchronized void stop() {
            if (worker != null) {
                worker.stop();
            }
        }

        private void pause(Backoff backoff) {
            try {
                closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void start() throws InterruptedException {
        synchronized (this) {
            if (closed) {
                return;
            }
            // Before all else: what is down is seen by it long before a try to make topics or tables is given up.
            probe = DependencyProbe.start(
                    PART,
                    settings,
                    telemetry.health(),
                    this::isIdle,
                    DependencyProbe.Watch.registry(registry::reach, this::isIdle),
                    new DependencyProbe.Watch("database", this::askDatabase, this::isIdle));
        }
        if (!makeReady()) {
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            database = pool(config);
            deadLetters = new DeadLetterQueue(settings);
            StoryStore store = new StoryStore(database, config.groupId(), config.keepKilledText());
            places = new SinkPlaces(store::storedOffsets);
            for (int i = 0; i < config.threads(); i++) {
                slots.add(new Slot(i, store));
            }
            slots.forEach(slot -> slot.thread.start());
            probe.measure(new Backlog(PART, SinkWorker.TOPICS, places, telemetry.meters()));
        }
        atWork.await();
    }

    /** Only while every consumer is: one that ends again and again, or stores nothing, leaves stories behind. */
    @Override
    public boolean isReady() {
        return hasBegun() && slots.stream().allMatch(Slot::isAtWork);
    }

    /** Does no consumer wait for anything, so that none will say when it is there again? */
    private boolean isIdle() {
        return hasBegun() && slots.stream().noneMatch(Slot::isWaiting);
    }

    private boolean hasBegun() {
        return atWork.getCount() == 0 && !isClosing();
    }

    /** What it has done. */
    public SinkMeters counters() {
        return counters;
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        slots.forEach(Slot::stop);
        long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        try {
            for (Slot slot : slots) {
                slot.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (slots.stream().anyMatch(slot -> slot.thread.isAlive())) {
            LOG.warn("a consumer is still busy, its transaction is rolled back");
        }
        if (probe != null) {
            probe.close();
        }
        if (database != null) {
            database.close();
        }
        if (deadLetters != null) {
            deadLetters.close();
        }
        while (atWork.getCount() > 0) {
            atWork.countDown();
        }
    }

    /**
     * Deletes all that sinks have stored, so that they begin with the beginnings of their topics. The tables are made when
     * they are not there. Only while none runs.
     */
    public static void emptyTables(SinkConfig config) throws SQLException {
        PGSimpleDataSource database = patientDatabase(config);
        Migrations.apply(database);
        Migrations.empty(database);
    }

    /** Waits for broker, registry and database. False when it was closed before they were there. */
    private boolean makeReady() throws InterruptedException {
        Provisioning.await(
                settings,
                registry,
                (partitions, replicationFactor) -> List.of(SentBack.definition(replicationFactor)),
                new Provisioning.Waiting(
                        PART,
                        telemetry.health(),
                        failure -> Failures.of(failure) == Verdict.DEPENDENCY_DOWN,
                        this::isClosing));
        Backoff backoff = new Backoff(config.firstBackoff(), config.longestBackoff());
        while (!isClosing()) {
            try {
                Migrations.apply(patientDatabase(config));
                counters.databaseIsReady();
                return true;
            } catch (SQLException | RuntimeException e) {
                if (Failures.of(e) != Verdict.DEPENDENCY_DOWN) {
                    throw e instanceof RuntimeException unplanned
                            ? unplanned
                            : new IllegalStateException("the database can't be used: " + e.getMessage(), e);
                }
                counters.waiting(e, new SinkMeters.Missed());
                LOG.warn("waiting for the database cause={}", e.toString());
                closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    /** On a connection of its own: those of the pool are busy with batches. */
    private void askDatabase() throws SQLException {
        PGSimpleDataSource source = patientDatabase(config);
        source.setSocketTimeout(seconds(config.connectTimeout()));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /**
     * Properties of one of the consumers; what the user sets under {@code kafka.} goes over all but the guarantees.
     *
     * @param number of the consumer in this process, from 0
     */
    static Map<String, Object> consumerProperties(Settings settings, SinkConfig config, int number) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, config.batchBytes());
        // That counts bytes as they are compressed: a quarter of a megabyte may unpack to fifty.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // As in enrich: half a minute less than Kafka's default until others go on with what a killed one had.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        properties.putAll(settings.kafka());
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, APPLICATION + "-" + number);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batchRecords());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A static member is one consumer: two of one name would put each other out for ever.
        properties.computeIfPresent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, (key, process) -> process + "-" + number);
        // The database says where to read; Kafka is never to choose a place by itself.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return properties;
    }

    private static HikariDataSource pool(SinkConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(APPLICATION);
        pool.setJdbcUrl(config.jdbcUrl());
        pool.setUsername(config.jdbcUser());
        pool.setPassword(config.jdbcPassword().value());
        // And one for who asks where they stand.
        pool.setMaximumPoolSize(config.threads() + 1);
        pool.setMinimumIdle(config.threads());
        pool.setAutoCommit(false);
        pool.setConnectionTimeout(config.connectTimeout().toMillis());
        // A database that is down when the pool is made is waited for as at any other time.
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", APPLICATION);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // The details of a failure are the row's values, and exceptions are logged.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // A plan that the server keeps from the days of an empty table would read all of a large one.
        pool.addDataSourceProperty("prepareThreshold", "0");
        pool.addDataSourceProperty("connectTimeout", Integer.toString(seconds(config.connectTimeout())));
        pool.addDataSourceProperty("socketTimeout", Integer.toString(seconds(config.statementTimeout())));
        // A transaction whose process is gone, or waits for one that is, must not hold a partition for ever.
        long limit = config.statementTimeout().toMillis();
        pool.setConnectionInitSql("set lock_timeout = " + limit / 2 + "; set idle_in_transaction_session_timeout = "
                + limit + "; set statement_timeout = " + limit);
        return new HikariDataSource(pool);
    }

    /** For migrations, which may take their time. */
    private static PGSimpleDataSource patientDatabase(SinkConfig config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUser(config.jdbcUser());
        database.setPassword(config.jdbcPassword().value());
        // Last: a user in the address goes over the setting, as it does for the pool.
        database.setUrl(config.jdbcUrl());
        database.setApplicationName(APPLICATION);
        database.setConnectTimeout(seconds(config.connectTimeout()));
        return database;
    }

    /** For the driver, which counts in seconds, and takes none for no limit. */
    private static int seconds(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toSeconds()));
    }
}
