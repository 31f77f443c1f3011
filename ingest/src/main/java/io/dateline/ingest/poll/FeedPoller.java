package io.dateline.ingest.poll;

import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.produce.Deadline;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.state.StateFile;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One polled feed. Each poll fetches its document and takes in what is new or has changed in it; that is remembered once
 * Kafka has acknowledged all of it. After a crash in between, items are sent a second time, as exact duplicates, which
 * enrichment drops; none is left out. {@link #poll} is called by one thread at a time, {@link #status} by any.
 */
final class FeedPoller {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPoller.class);

    private final IngestConfig.PolledFeed config;
    private final Feed feed;
    private final Fetcher fetcher;
    private final Intake intake;
    private final PollSchedule schedule;
    private final StateFile file;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private PollState state;
    private volatile PollStatus status;

    FeedPoller(
            IngestConfig.PolledFeed config,
            Feed feed,
            Fetcher fetcher,
            Intake intake,
            PollSchedule schedule,
            StateFile file,
            InstantSource clock,
            MeterRegistry meters) {
        this.config = config;
        this.feed = feed;
        this.fetcher = fetcher;
        this.intake = intake;
        this.schedule = schedule;
        this.file = file;
        this.clock = clock;
        this.meters = meters;
        this.status = PollStatus.before(feed.name());
        Gauge.builder("dateline.ingest.poll.failing", this, poller -> poller.status.failures())
                .description("Polls that failed since the last one that did not")
                .tag("feed", feed.name())
                .register(meters);
    }

    /** How it stands with this feed. */
    PollStatus status() {
        return status;
    }

    /** How long to wait before the first poll. */
    Duration first() {
        Duration pause = schedule.first();
        status = status.withNext(clock.instant().plus(pause));
        return pause;
    }

    /** Polls once. Waits as long as Kafka is away. Gives how long to wait until the next time. */
    Duration poll() throws InterruptedException {
        String outcome;
        String problem = null;
        Duration retryAfter = null;
        try {
            if (state == null) {
                state = PollState.read(file, config.address().toString());
            }
            Fetched fetched = fetcher.fetch(config.address(), state.tag());
            if (fetched instanceof Fetched.Document document) {
                Taken taken = take(document);
                outcome = taken.outcome();
                problem = taken.problem();
            } else if (fetched instanceof Fetched.Failed failed) {
                outcome = failed.kind();
                problem = failed.reason();
                retryAfter = failed.retryAfter();
            } else {
                outcome = "not-modified";
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            outcome = "not-stored";
            problem = e.toString();
        }
        count(outcome);
        Duration pause = problem == null ? schedule.afterSuccess() : schedule.afterFailure(retryAfter);
        note(outcome, problem, pause);
        return pause;
    }

    private record Taken(String outcome, String problem) {}

    private Taken take(Fetched.Document document)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        String digest = Digests.of(document.body());
        if (state.isLast(digest)) {
            return new Taken("unchanged", null);
        }
        if (state.isNewPlace(document.movedTo())) {
            LOG.warn(
                    "feed has moved for good, change its address feed={} to={}",
                    feed.name(),
                    shown(document.movedTo()));
        }
        Set<String> seen = new HashSet<>();
        Intake.Delivery delivery =
                new Intake.Delivery(Content.of(document.body()), document.mediaType(), null, feed, null);
        Intake.Report report = intake.take(delivery, item -> isNew(item, document.body(), seen), Deadline.never())
                .get();
        boolean nothing = report.accepted() == 0 && report.refused() > 0 && seen.size() == report.refused();
        state.taken(document.tag(), digest, document.movedTo(), seen, clock.instant());
        return nothing
                ? new Taken("refused", "there is no story in the document")
                : new Taken(report.outcomes().isEmpty() ? "unchanged" : "taken", null);
    }

    /** An item that stands twice in one document is taken once. */
    private boolean isNew(ParseResult item, byte[] document, Set<String> seen) {
        String digest = Digests.of(item, document);
        return seen.add(digest) && !state.knows(digest);
    }

    private void count(String outcome) {
        Counter.builder("dateline.ingest.polls")
                .description("Polls, by what came of them")
                .tags("feed", feed.name(), "outcome", outcome)
                .register(meters)
                .increment();
    }

    private void note(String outcome, String problem, Duration pause) {
        Instant now = clock.instant();
        boolean wasFailing = status.failures() > 0;
        status = new PollStatus(
                feed.name(),
                outcome,
                problem,
                now,
                problem == null ? now : status.lastSuccess(),
                now.plus(pause),
                schedule.failures());
        if (problem != null) {
            LOG.warn(
                    "poll failed feed={} outcome={} cause={} failures={} next.s={}",
                    feed.name(),
                    outcome,
                    problem,
                    schedule.failures(),
                    pause.toSeconds());
        } else if (wasFailing) {
            LOG.info("feed answers again feed={}", feed.name());
        }
    }

    /** Without the query, which may hold a key. */
    private static String shown(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
