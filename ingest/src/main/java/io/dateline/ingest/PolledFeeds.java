package io.dateline.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Reads the keys of the feeds that are polled: one list of the feeds, and lists of what single ones have of their own. */
final class PolledFeeds {
    private static final String FEEDS = "ingest.poll.feeds";
    private static final String INTERVALS = "ingest.poll.intervals";
    private static final String PROVIDERS = "ingest.poll.providers";
    private static final String ZONES = "ingest.poll.zones";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final long SHORTEST_MS = 1000;

    private PolledFeeds() {}

    static IngestConfig.Poll from(AbstractConfig values) {
        Duration interval = Duration.ofMillis(values.getLong("ingest.poll.interval.ms"));
        Map<String, URI> addresses = entries(FEEDS, values, PolledFeeds::address);
        Map<String, Duration> intervals = entries(INTERVALS, values, PolledFeeds::interval);
        Map<String, String> providers = entries(PROVIDERS, values, (key, value) -> value);
        Map<String, ZoneId> zones = entries(ZONES, values, IngestConfig::zone);
        requireKnown(INTERVALS, intervals.keySet(), addresses.keySet());
        requireKnown(PROVIDERS, providers.keySet(), addresses.keySet());
        requireKnown(ZONES, zones.keySet(), addresses.keySet());
        List<IngestConfig.PolledFeed> feeds = new ArrayList<>();
        addresses.forEach((name, address) -> feeds.add(new IngestConfig.PolledFeed(
                name, address, intervals.getOrDefault(name, interval), providers.get(name), zones.get(name))));
        return new IngestConfig.Poll(
                List.copyOf(feeds),
                Duration.ofMillis(values.getLong("ingest.poll.backoff.longest.ms")),
                Duration.ofMillis(values.getLong("ingest.poll.timeout.ms")),
                values.getInt("ingest.poll.max.bytes"),
                values.getString("ingest.poll.user.agent"),
                values.getInt("ingest.poll.threads"));
    }

    private static void requireKnown(String key, Set<String> names, Set<String> feeds) {
        for (String name : names) {
            if (!feeds.contains(name)) {
                throw new ConfigException(key, name, "names no feed of " + FEEDS);
            }
        }
    }

    /** NAME=VALUE, each name once. The messages don't repeat values: addresses may hold keys. */
    private static <T> Map<String, T> entries(String key, AbstractConfig values, BiFunction<String, String, T> reader) {
        Map<String, T> entries = new LinkedHashMap<>();
        for (String entry : values.getList(key)) {
            if (entry.isBlank()) {
                continue;
            }
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (!NAME.matcher(name).matches()) {
                throw new ConfigException(key
                        + " has an entry that is not NAME=VALUE, with letters, digits, '.', '_' and '-' in the name");
            }
            if (entries.put(name, reader.apply(key, entry.substring(equals + 1).strip())) != null) {
                throw new ConfigException(key, name, "is there twice");
            }
        }
        return entries;
    }

    private static URI address(String key, String value) {
        try {
            URI address = new URI(value);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (!web || address.getHost() == null) {
                throw new ConfigException(key + " has an address that is not http://host/... or https://host/...");
            }
            if (address.getUserInfo() != null) {
                throw new ConfigException(key + " has an address with a user in it, which is not supported");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new ConfigException(key + " has an address that is none: " + e.getReason());
        }
    }

    private static Duration interval(String key, String value) {
        try {
            long millis = Long.parseLong(value);
            if (millis >= SHORTEST_MS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ConfigException(key, value, "is not a number of milliseconds, " + SHORTEST_MS + " at least");
    }
}
