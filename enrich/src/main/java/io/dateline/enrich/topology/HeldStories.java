package io.dateline.enrich.topology;

import io.dateline.enrich.life.HeldHeader;
import io.dateline.enrich.life.HeldStory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The versions that wait for their time: at most one a story, the newest. Two stores: the stories by articleId, and their
 * due times in order, so that asking what is due costs what is due.
 */
final class HeldStories {
    private static final char DUE_SEPARATOR = '#';

    private final KeyValueStore<String, HeldStory> stories;
    private final KeyValueStore<String, String> dueTimes;

    HeldStories(KeyValueStore<String, HeldStory> stories, KeyValueStore<String, String> dueTimes) {
        this.stories = stories;
        this.dueTimes = dueTimes;
    }

    /** Holds a version in place of the one of this story that was held before. */
    void hold(Record<String, StoryInFlight> message, long version, Instant due) {
        end(message.key());
        StoryInFlight story = message.value();
        List<HeldHeader> headers = new ArrayList<>();
        for (Header header : message.headers()) {
            headers.add(new HeldHeader(header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())));
        }
        stories.put(
                message.key(),
                new HeldStory(
                        ByteBuffer.wrap(story.key()),
                        ByteBuffer.wrap(story.value()),
                        headers,
                        message.timestamp(),
                        story.origin().topic(),
                        story.origin().partition(),
                        story.origin().offset(),
                        version,
                        due));
        if (due != null) {
            dueTimes.put(dueKey(due, message.key()), message.key());
        }
    }

    /** How many stories are held, about. */
    long about() {
        return stories.approximateNumEntries();
    }

    /** Nothing of this story is held any more. */
    void end(String articleId) {
        HeldStory held = stories.delete(articleId);
        if (held != null && held.getDue() != null) {
            dueTimes.delete(dueKey(held.getDue(), articleId));
        }
    }

    /** The version of this story that is held; null when none is. */
    Long versionOf(String articleId) {
        HeldStory held = stories.get(articleId);
        return held == null ? null : held.getVersion();
    }

    /** Takes out what is held of a story; null when nothing is. */
    HeldStory take(String articleId) {
        HeldStory story = stories.get(articleId);
        end(articleId);
        return story;
    }

    /** Takes out what is held of a story if it was due by then; null when it was not, or nothing is held. */
    HeldStory takeDue(String articleId, Instant until) {
        HeldStory story = stories.get(articleId);
        if (story == null || story.getDue() == null || story.getDue().isAfter(until)) {
            return null;
        }
        end(articleId);
        return story;
    }

    /** Did what is held of a story come after that? */
    boolean cameAfter(String articleId, Instant time) {
        HeldStory story = stories.get(articleId);
        return story != null && story.getTimestamp() > time.toEpochMilli();
    }

    /** Takes out what is due, by articleId in the order of due times; at most {@code limit}. */
    List<KeyValue<String, HeldStory>> takeDue(Instant now, int limit) {
        List<String> due = new ArrayList<>();
        String after = dueKey(now.plusMillis(1), "");
        try (KeyValueIterator<String, String> times = dueTimes.range(null, after)) {
            while (times.hasNext() && due.size() < limit) {
                due.add(times.next().value);
            }
        }
        List<KeyValue<String, HeldStory>> taken = new ArrayList<>();
        for (String articleId : due) {
            taken.add(KeyValue.pair(articleId, stories.get(articleId)));
            end(articleId);
        }
        return taken;
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static Headers headers(HeldStory held) {
        Headers headers = new RecordHeaders();
        for (HeldHeader header : held.getHeaders()) {
            headers.add(header.getName(), header.getValue() == null ? null : bytes(header.getValue()));
        }
        return headers;
    }

    /** Sorts by time: sixteen hexadecimal digits of epoch milliseconds, moved up so that times before 1970 sort first. */
    private static String dueKey(Instant due, String articleId) {
        return String.format("%016x", due.toEpochMilli() ^ Long.MIN_VALUE) + DUE_SEPARATOR + articleId;
    }
}
