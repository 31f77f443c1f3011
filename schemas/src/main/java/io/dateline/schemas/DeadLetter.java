package io.dateline.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Why a record is on {@code news.dead-letters}, written beside its untouched key, value and headers. Every header is
 * UTF-8 text. Immutable.
 *
 * @param stage which part failed: {@code ingest}, {@code enrich} or {@code sink}
 * @param node what in that part: a topology node or an entrance
 * @param topic the topic it came from; null when it never was on one
 * @param partition its partition there; -1 without a topic
 * @param offset its offset there; -1 without a topic
 * @param exception class name or short code of the failure
 * @param message what went wrong, cut at {@link #MAX_TEXT} characters
 * @param attempt how often it was tried, this time included, from 1
 * @param firstFailure when it failed for the first time
 * @param lastFailure when it failed now
 */
public record DeadLetter(
        String stage,
        String node,
        String topic,
        int partition,
        long offset,
        String exception,
        String message,
        int attempt,
        Instant firstFailure,
        Instant lastFailure) {

    /** Prefix of every header that describes a failure; a record's own headers never begin with it. */
    public static final String PREFIX = "dead-letter.";

    public static final String STAGE = PREFIX + "stage";
    public static final String NODE = PREFIX + "node";
    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    public static final String EXCEPTION = PREFIX + "exception";
    public static final String MESSAGE = PREFIX + "message";
    public static final String ATTEMPT = PREFIX + "attempt";
    public static final String FIRST_FAILURE = PREFIX + "first-failure";
    public static final String LAST_FAILURE = PREFIX + "last-failure";

    /** Of a record that is larger than a letter may be: the bytes of its value, which are where it came from and nowhere else. */
    public static final String LEFT_BEHIND = PREFIX + "left-behind";

    /** Longest header value, in characters. */
    public static final int MAX_TEXT = 1000;

    /** Most bytes of a letter: what its topic takes, with room for what Kafka adds to it. */
    private static final int MAX_BYTES = NewsTopic.MAX_WRAPPED_BYTES - 64 * 1024;

    /** Most bytes of a key that goes into a letter without its value. */
    private static final int MAX_LONE_KEY_BYTES = 64 * 1024;

    public DeadLetter {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(node, "node");
        exception = exception == null ? "" : exception;
        message = message == null ? "" : message;
    }

    /** A first failure of a record that came from a topic. */
    public static DeadLetter of(
            String stage, String node, String topic, int partition, long offset, Throwable failure, Instant now) {
        return new DeadLetter(
                stage,
                node,
                topic,
                partition,
                offset,
                failure.getClass().getName(),
                String.valueOf(failure.getMessage()),
                1,
                now,
                now);
    }

    /** A refusal at an entrance, before any topic. */
    public static DeadLetter refused(String stage, String node, String code, String reason, Instant now) {
        return new DeadLetter(stage, node, null, -1, -1, code, reason, 1, now, now);
    }

    /** What a letter has of a record. */
    public record Content(byte[] key, byte[] value, Headers headers) {}

    /**
     * The letter of a record: key, value and headers byte for byte, and what failed. Of a record that is larger than a letter
     * may be (its producer packed it more tightly than we would, and has larger limits), only where it is: see {@link
     * #LEFT_BEHIND}.
     */
    public Content contentFor(byte[] key, byte[] value, Headers original) {
        if (bytesOf(key, value, original) <= MAX_BYTES) {
            return new Content(key, value, toHeaders(original));
        }
        Headers failures = new RecordHeaders();
        for (String name : new String[] {ATTEMPT, FIRST_FAILURE}) {
            Header earlier = original.lastHeader(name);
            if (earlier != null && bytesOf(earlier.value()) <= MAX_TEXT) {
                failures.add(earlier);
            }
        }
        Headers headers = toHeaders(failures);
        put(headers, LEFT_BEHIND, Long.toString(bytesOf(value)));
        return new Content(bytesOf(key) <= MAX_LONE_KEY_BYTES ? key : null, null, headers);
    }

    /** Bytes of a record before any compression, Kafka's own apart. Of what is null, none. */
    public static long bytesOf(byte[] key, byte[] value, Headers headers) {
        long bytes = bytesOf(key) + bytesOf(value);
        for (Header header : headers) {
            bytes += header.key().length() + bytesOf(header.value());
        }
        return bytes;
    }

    private static long bytesOf(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /**
     * The headers of the dead letter: the record's own, then these. A record that failed before (it carries these
     * headers already) keeps its first failure and counts its attempts up.
     */
    public Headers toHeaders(Headers original) {
        Headers headers = ownOf(original);
        Header earlierAttempt = original.lastHeader(ATTEMPT);
        Header earlierFailure = original.lastHeader(FIRST_FAILURE);
        put(headers, STAGE, stage);
        put(headers, NODE, node);
        if (topic != null) {
            put(headers, TOPIC, topic);
            put(headers, PARTITION, Integer.toString(partition));
            put(headers, OFFSET, Long.toString(offset));
        }
        put(headers, EXCEPTION, exception);
        put(headers, MESSAGE, message);
        put(headers, ATTEMPT, Integer.toString(earlierAttempt == null ? attempt : count(earlierAttempt) + 1));
        put(headers, FIRST_FAILURE, earlierFailure == null ? firstFailure.toString() : instant(earlierFailure));
        put(headers, LAST_FAILURE, lastFailure.toString());
        return headers;
    }

    /** The headers that a record has of its own, without those that describe a failure. */
    public static Headers ownOf(Headers headers) {
        Headers own = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(PREFIX)) {
                own.add(header);
            }
        }
        return own;
    }

    /** The text of one of these headers, or null when the record does not carry it. */
    public static String read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : text(header);
    }

    /** Attempts so far, at least 1: others may have written the header. */
    private static int count(Header header) {
        try {
            return Math.max(1, Math.min(Integer.MAX_VALUE - 1, Integer.parseInt(text(header))));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private String instant(Header header) {
        try {
            return Instant.parse(text(header)).toString();
        } catch (DateTimeParseException e) {
            return firstFailure.toString();
        }
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, bounded(value).getBytes(StandardCharsets.UTF_8));
    }

    private static String bounded(String value) {
        if (value.length() <= MAX_TEXT) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return value.substring(0, end) + "…";
    }
}
