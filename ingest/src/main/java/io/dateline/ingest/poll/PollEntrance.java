package io.dateline.ingest.poll;

import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.state.StateFile;
import io.dateline.ingest.wire.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the configured feeds, each at its own pace, a few at a time: at most so many documents are in memory. While Kafka
 * is away all of them wait. Thread-safe.
 */
public final class PollEntrance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollEntrance.class);

    /** After a failure that nobody planned. */
    private static final Duration TROUBLE_PAUSE = Duration.ofMinutes(5);

    private static final long CLOSE_SECONDS = 10;

    private final List<FeedPoller> pollers = new ArrayList<>();
    private final ScheduledThreadPoolExecutor threads;

    private PollEntrance(int size) {
        this.threads = new ScheduledThreadPoolExecutor(size, task -> new Thread(task, "poll"));
        threads.setRemoveOnCancelPolicy(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Starts polling.
     *
     * @param feeds what is known of each polled feed
     * @param directory where is kept what has been taken in
     */
    public static PollEntrance start(
            IngestConfig.Poll config,
            Function<IngestConfig.PolledFeed, Feed> feeds,
            Intake intake,
            Path directory,
            InstantSource clock,
            MeterRegistry meters) {
        PollEntrance entrance = new PollEntrance(config.threads());
        HttpClient client = Fetcher.client(config);
        for (IngestConfig.PolledFeed polled : config.feeds()) {
            entrance.pollers.add(new FeedPoller(
                    polled,
                    feeds.apply(polled),
                    new Fetcher(client, config, clock),
                    intake,
                    new PollSchedule(polled.interval(), config.longestBackoff(), new SplittableRandom()),
                    new StateFile(directory.resolve("poll").resolve(polled.name() + ".json")),
                    clock,
                    meters));
        }
        entrance.pollers.forEach(poller -> entrance.schedule(poller, poller.first()));
        return entrance;
    }

    /** How it stands with each feed, in the order of the configuration. */
    public List<PollStatus> statuses() {
        return pollers.stream().map(FeedPoller::status).toList();
    }

    private void schedule(FeedPoller poller, Duration pause) {
        try {
            threads.schedule(() -> poll(poller), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, no more polls feed={}", poller.status().feed());
        }
    }

    private void poll(FeedPoller poller) {
        try {
            schedule(poller, poller.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Whatever it was, the feed must not fall silent for it.
            LOG.error("poll failed feed={}", poller.status().feed(), e);
            schedule(poller, TROUBLE_PAUSE);
        }
    }

    /** Stops, also where it waits for Kafka: what was not acknowledged by then is fetched again after the next start. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
