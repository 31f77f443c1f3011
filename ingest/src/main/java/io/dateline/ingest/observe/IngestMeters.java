package io.dateline.ingest.observe;

import io.dateline.schemas.service.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What all entrances count. Thread-safe. */
public final class IngestMeters {
    /** Kinds of entrances: what a feed's name begins with, up to its first colon. */
    private static final String ENTRANCE = "entrance";

    private final MeterRegistry meters;
    private final FeedBook feeds;
    private final Timer acknowledged;

    public IngestMeters(MeterRegistry meters, FeedBook feeds) {
        this.meters = meters;
        this.feeds = feeds;
        this.acknowledged = Telemetry.timer(
                        "dateline.ingest.acknowledged", "Time from a story's parsing to Kafka's acknowledgement")
                .register(meters);
    }

    /** An input has come, of so many bytes. */
    public void input(String feed, long bytes) {
        int colon = feed.indexOf(':');
        Telemetry.sizes("dateline.ingest.input", "Sizes of inputs as received")
                .tag(ENTRANCE, colon < 0 ? feed : feed.substring(0, colon))
                .register(meters)
                .record(bytes);
    }

    /** A story is on Kafka. */
    public void accepted(String feed, Duration taken) {
        acknowledged.record(taken);
        feeds.entry(feed).accept();
    }

    /** An item is among the dead letters. */
    public void refused(String feed) {
        feeds.entry(feed).refuse();
    }

    /** An item was left out, because its entrance has had it before. */
    public void unchanged(String feed) {
        feeds.entry(feed).leaveOut();
    }

    /** Kafka did not take an item; its sender keeps it. */
    public void unstored(String feed) {
        feeds.entry(feed).lose();
    }

    /**
     * A parser refused an item.
     *
     * @param format the parser's name; null when none took the input
     * @param reason code of the refusal
     */
    public void failure(String format, String reason) {
        Counter.builder("dateline.ingest.parse.failures")
                .description("Items that were refused, by format and reason")
                .tags("format", format == null ? "unknown" : format, "reason", reason)
                .register(meters)
                .increment();
    }
}
