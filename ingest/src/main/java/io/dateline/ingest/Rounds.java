package io.dateline.ingest;

import io.dateline.ingest.observe.FeedBook;
import io.dateline.ingest.observe.FeedMemory;
import io.dateline.ingest.produce.ArticleProducer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be looked at now and then while the entrances work, on a thread of its own. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration BROKER = Duration.ofSeconds(5);
    private static final Duration FEEDS = Duration.ofSeconds(15);
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "ingest-rounds");
        created.setDaemon(true);
        return created;
    });
    private final FeedBook feeds;
    private final FeedMemory memory;

    Rounds(ArticleProducer producer, FeedBook feeds, FeedMemory memory) {
        this.feeds = feeds;
        this.memory = memory;
        every(BROKER, producer::look);
        every(FEEDS, feeds::check);
        every(MEMORY, () -> memory.keep(feeds));
    }

    private void every(Duration pause, Runnable look) {
        Runnable safe = () -> {
            try {
                look.run();
            } catch (RuntimeException e) {
                // What a schedule's task throws ends it without a word.
                LOG.error("a look failed", e);
            }
        };
        thread.scheduleWithFixedDelay(safe, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Keeps what was learned a last time. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        memory.keep(feeds);
    }
}
