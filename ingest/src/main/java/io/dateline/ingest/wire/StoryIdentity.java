package io.dateline.ingest.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * A story's identity as the wire writes it, taken apart: the part that stays the same from version to version, and the
 * version where it is written into the identity. The forms known:
 *
 * <ul>
 *   <li>{@code urn:newsml:provider:date:item:3N} (RFC 3085: revision and update mark), also without the mark
 *   <li>{@code tag:reuters.com,2016:newsml_L1N14N0FF:3}
 *   <li>{@code ….v2}, {@code …_v2}, {@code …-v2}, {@code …/v2}
 *   <li>{@code …?version=2}, {@code …&version=2}
 *   <li>{@code …/2026-03-10T11:00:15.000Z/0}: the version's time and number as the last two segments
 * </ul>
 *
 * @param id without the version
 * @param version the version found in it, or -1
 */
record StoryIdentity(String id, long version) {
    private static final int MAX_VERSION_DIGITS = 9;
    private static final int NEWSML_PARTS = 6;

    static StoryIdentity of(String guid) {
        String text = guid.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = text.lastIndexOf(':');
        if (lower.startsWith("urn:newsml:") && text.split(":", -1).length == NEWSML_PARTS) {
            return cut(text, colon, withoutUpdateMark(text.substring(colon + 1)));
        }
        if (lower.startsWith("tag:") && colon > lower.indexOf(':', "tag:".length())) {
            return cut(text, colon, text.substring(colon + 1));
        }
        for (String key : new String[] {"?version=", "&version="}) {
            int at = lower.lastIndexOf(key);
            if (at > 0) {
                return cut(text, at, text.substring(at + key.length()));
            }
        }
        int v = lower.lastIndexOf('v');
        if (v > 1 && "._-/".indexOf(lower.charAt(v - 1)) >= 0) {
            return cut(text, v - 1, text.substring(v + 1));
        }
        return timedVersion(text);
    }

    private static StoryIdentity cut(String text, int end, String version) {
        if (end < 1 || version.isEmpty() || version.length() > MAX_VERSION_DIGITS) {
            return new StoryIdentity(text, -1);
        }
        for (int i = 0; i < version.length(); i++) {
            if (version.charAt(i) < '0' || version.charAt(i) > '9') {
                return new StoryIdentity(text, -1);
            }
        }
        return new StoryIdentity(text.substring(0, end), Long.parseLong(version));
    }

    private static String withoutUpdateMark(String revision) {
        int last = revision.length() - 1;
        return last > 0 && "NUAnua".indexOf(revision.charAt(last)) >= 0 ? revision.substring(0, last) : revision;
    }

    private static StoryIdentity timedVersion(String text) {
        int versionAt = text.lastIndexOf('/');
        int timeAt = versionAt < 1 ? -1 : text.lastIndexOf('/', versionAt - 1);
        if (timeAt < 1) {
            return new StoryIdentity(text, -1);
        }
        try {
            Instant.parse(text.substring(timeAt + 1, versionAt));
        } catch (DateTimeParseException e) {
            return new StoryIdentity(text, -1);
        }
        return cut(text, timeAt, text.substring(versionAt + 1));
    }
}
