package io.dateline.ingest.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.ingest.observe.FeedBook;
import io.dateline.ingest.poll.PollEntrance;
import io.dateline.ingest.poll.PollStatus;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How all feeds are, as JSON: what came, how long they are silent, and how polling goes. Thread-safe. */
public final class FeedsReport {
    private final FeedBook book;
    private final PollEntrance polls;

    public FeedsReport(FeedBook book, PollEntrance polls) {
        this.book = book;
        this.polls = polls;
    }

    ObjectNode json() {
        Map<String, PollStatus> polled =
                polls.statuses().stream().collect(Collectors.toMap(PollStatus::feed, Function.identity()));
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode feeds = report.putArray("feeds");
        for (FeedBook.Status status : book.statuses()) {
            ObjectNode feed = feeds.addObject()
                    .put("feed", status.feed())
                    .put("accepted", status.accepted())
                    .put("refused", status.refused())
                    .put("unchanged", status.unchanged())
                    .put("unstored", status.unstored())
                    .put("lastStory", text(status.lastStory()))
                    .put("silentSeconds", status.silence().toSeconds());
            if (status.usualSilence() != null) {
                feed.put("usualSeconds", status.usualSilence().toSeconds());
            }
            feed.put("quiet", status.quiet());
            if (polled.containsKey(status.feed())) {
                feed.set("poll", poll(polled.get(status.feed())));
            }
        }
        return report;
    }

    private static ObjectNode poll(PollStatus status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("outcome", status.outcome())
                .put("problem", status.problem())
                .put("failures", status.failures())
                .put("lastPoll", text(status.lastPoll()))
                .put("lastSuccess", text(status.lastSuccess()))
                .put("nextPoll", text(status.nextPoll()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
