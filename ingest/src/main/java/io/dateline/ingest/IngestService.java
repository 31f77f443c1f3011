package io.dateline.ingest;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.http.FeedsReport;
import io.dateline.ingest.http.HttpEntrance;
import io.dateline.ingest.observe.FeedBook;
import io.dateline.ingest.observe.FeedMemory;
import io.dateline.ingest.observe.IngestMeters;
import io.dateline.ingest.poll.PollEntrance;
import io.dateline.ingest.produce.ArticleProducer;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.watch.DirectoryWatcher;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.DependencyProbe;
import io.dateline.schemas.service.Service;
import io.dateline.schemas.service.Telemetry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs the entrances that are configured. */
public final class IngestService implements Service {
    private static final String PART = "ingest";

    private final Settings settings;
    private final IngestConfig config;
    private final SchemaRegistry registry;
    private final Telemetry telemetry;
    /** What has been started, latest first. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private volatile ArticleProducer producer;
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
        try {
            startProbe();
            Provisioning.await(
                    settings,
                    registry,
                    new Provisioning.Waiting(PART, telemetry.health(), Failures::isDependencyDown, () -> closed));
            startEntrances();
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Before all else: a broker that is down is seen by it long before the topics are given up. */
    private synchronized void startProbe() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed while it was starting");
        }
        // Who is told to come again may not come: a balancer keeps away from what says that it is not ready.
        started.push(DependencyProbe.start(
                PART,
                settings,
                telemetry.health(),
                () -> producer != null && producer.isIdle(),
                DependencyProbe.Watch.registry(
                        registry::reach, () -> producer != null && producer.isNotAskingRegistry())));
    }

    private synchronized void startEntrances() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed while it was starting");
        }
        Clock clock = Clock.systemUTC();
        producer = new ArticleProducer(settings, registry, telemetry, config.inFlightRecords(), config.inFlightBytes());
        started.push(producer);
        FeedBook feeds = new FeedBook(
                telemetry.meters(),
                clock,
                config.quiet().floor(),
                config.quiet().apprenticeship());
        // Before what was learned: names that callers made up must not take the places of those that are configured.
        config.watch()
                .directories()
                .forEach(directory -> feeds.expect(feedOf(directory).name()));
        config.poll().feeds().forEach(polled -> feeds.expect(polledFeed(polled).name()));
        Feed posted = new Feed("http", config.provider(), config.zoneOf(config.provider()));
        if (config.http() != null) {
            HttpEntrance.feedsOf(config.http(), posted).forEach(feeds::expect);
        }
        FeedMemory memory = new FeedMemory(config.stateDirectory());
        memory.recall(feeds);
        Intake intake = new Intake(
                StandardParsers.create(), producer, Limits.DEFAULT, new IngestMeters(telemetry.meters(), feeds), clock);
        started.push(new Rounds(producer, feeds, memory));
        for (IngestConfig.Directory directory : config.watch().directories()) {
            started.push(DirectoryWatcher.start(
                    directory.path(),
                    feedOf(directory),
                    intake,
                    config.watch().interval(),
                    config.watch().rest()));
        }
        PollEntrance polls = PollEntrance.start(
                config.poll(), this::polledFeed, intake, config.stateDirectory(), clock, telemetry.meters());
        started.push(polls);
        if (config.http() != null) {
            http = HttpEntrance.start(config.http(), intake, posted, config::zoneOf, new FeedsReport(feeds, polls));
            started.push(http);
        }
        ready = true;
    }

    private Feed feedOf(IngestConfig.Directory directory) {
        String provider = directory.provider() != null ? directory.provider() : config.provider();
        return new Feed("watch:" + directory.path().getFileName(), provider, config.zoneOf(provider));
    }

    private Feed polledFeed(IngestConfig.PolledFeed polled) {
        String provider = polled.provider() != null ? polled.provider() : config.provider();
        return new Feed(
                "poll:" + polled.name(), provider, polled.zone() != null ? polled.zone() : config.zoneOf(provider));
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
