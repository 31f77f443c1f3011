package io.dateline.ingest.wire;

import java.time.ZoneId;

/**
 * Where input comes in, and what its operator knows about it.
 *
 * @param name the entrance and its name, e.g. "http" or "watch:afp"
 * @param provider who sends, for stories that don't say so themselves; null when unknown
 * @param zone the zone in which times without one are read; null when nobody has said, then they are read as UTC and
 *     the story's notes say so
 * @param allowed whose stories may come in here
 */
public record Feed(String name, String provider, ZoneId zone, Providers allowed) {
    public Feed {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a feed needs a name");
        }
        provider = provider == null || provider.isBlank() ? null : provider.strip();
    }

    /** A feed in which stories of any provider may come. */
    public Feed(String name, String provider, ZoneId zone) {
        this(name, provider, zone, Providers.ANY);
    }

    /** A feed of which only the name is known. */
    public static Feed named(String name) {
        return new Feed(name, null, null);
    }
}
