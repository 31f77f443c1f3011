package io.dateline.ingest;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.http.HttpEntrance;
import io.dateline.ingest.produce.ArticleProducer;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.watch.DirectoryWatcher;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs the entrances that are configured. */
public final class IngestService implements Service {
    private final Settings settings;
    private final IngestConfig config;
    private final SchemaRegistry registry;
    private final Telemetry telemetry;
    /** What has been started, latest first. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private HttpEntrance http;
    private volatile boolean ready;
    private volatile boolean closed;

    public IngestService(Settings settings, SchemaRegistry registry, Telemetry telemetry) {
        this.settings = settings;
        this.config = IngestConfig.from(settings);
        this.registry = registry;
        this.telemetry = telemetry;
    }

    @Override
    public void start() throws InterruptedException {
        Provisioning.await(settings, registry, Failures::isDependencyDown, () -> closed);
        try {
            startEntrances();
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private synchronized void startEntrances() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed while it was starting");
        }
        ArticleProducer producer =
                new ArticleProducer(settings, registry, telemetry, config.inFlightRecords(), config.inFlightBytes());
        started.push(producer);
        Intake intake = new Intake(StandardParsers.create(), producer, Limits.DEFAULT, Clock.systemUTC());
        for (IngestConfig.Directory directory : config.watch().directories()) {
            String provider = directory.provider() != null ? directory.provider() : config.provider();
            Feed feed = new Feed("watch:" + directory.path().getFileName(), provider, config.zoneOf(provider));
            started.push(DirectoryWatcher.start(
                    directory.path(), feed, intake, config.watch().interval()));
        }
        if (config.http() != null) {
            Feed feed = new Feed("http", config.provider(), config.zoneOf(config.provider()));
            http = HttpEntrance.start(config.http(), intake, feed, config::zoneOf, this::isReady);
            started.push(http);
        }
        ready = true;
    }

    /** The port of the HTTP entrance, once started; -1 without one. */
    public synchronized int httpPort() {
        return http == null ? -1 : http.port();
    }

    @Override
    public boolean isReady() {
        return ready && !closed;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    throw new IllegalStateException("an entrance can't be closed", e);
                }
            }
        }
    }
}
