package io.dateline.ingest.wire;

import java.time.Instant;

/**
 * Something to parse, with what is known about it. Immutable.
 *
 * @param content the bytes
 * @param mediaType as declared, parameters included ("text/plain; charset=utf-8"); null without a declaration. A hint.
 * @param fileName its name without directories; null without one. A hint.
 * @param feed where it came in
 * @param receivedAt when, by our clock
 * @param limits how much of anything is taken
 */
public record WireInput(
        Content content, String mediaType, String fileName, Feed feed, Instant receivedAt, Limits limits) {

    /** Bytes in memory under the default limits. */
    public static WireInput of(byte[] bytes, Feed feed, Instant receivedAt) {
        return new WireInput(Content.of(bytes), null, null, feed, receivedAt, Limits.DEFAULT);
    }

    /** The same with a declared media type. */
    public WireInput withMediaType(String declared) {
        return new WireInput(content, declared, fileName, feed, receivedAt, limits);
    }

    /** The same with a file name. */
    public WireInput withFileName(String name) {
        return new WireInput(content, mediaType, name, feed, receivedAt, limits);
    }

    /** The same under other limits. */
    public WireInput withLimits(Limits other) {
        return new WireInput(content, mediaType, fileName, feed, receivedAt, other);
    }

    /** An input found inside this one: same feed, instant and limits. */
    public WireInput inner(byte[] bytes, String innerMediaType, String innerFileName) {
        return new WireInput(Content.of(bytes), innerMediaType, innerFileName, feed, receivedAt, limits);
    }
}
