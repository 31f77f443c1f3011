package io.dateline.ingest;

import io.dateline.ingest.wire.Providers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Reads which tokens feeds have at the HTTP entrance, and whose stories each may send. */
final class FeedTokens {
    static final String TOKENS = "ingest.http.tokens";
    static final String PROVIDERS = "ingest.http.providers";

    private FeedTokens() {}

    /** Never says what a token is, not even one that is written wrongly. */
    static Map<String, Password> tokens(Password value) {
        Map<String, Password> tokens = new TreeMap<>();
        int number = 0;
        for (String entry :
                value.value().isBlank() ? new String[0] : value.value().split(",")) {
            number++;
            int equals = entry.indexOf('=');
            String feed = equals < 1 ? "" : entry.substring(0, equals).strip();
            String token = equals < 1 ? "" : entry.substring(equals + 1).strip();
            if (feed.isEmpty() || token.isEmpty()) {
                throw new ConfigException(TOKENS + ": entry " + number + " is not FEED=TOKEN");
            }
            if (tokens.containsKey(feed) || tokens.containsValue(new Password(token))) {
                throw new ConfigException(TOKENS + ": entry " + number + " names a feed or a token again");
            }
            tokens.put(feed, new Password(token));
        }
        return Collections.unmodifiableMap(tokens);
    }

    static Map<String, Providers> providers(List<String> entries) {
        Map<String, List<String>> stated = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new ConfigException(PROVIDERS, entry, "is not FEED=PROVIDER");
            }
            stated.computeIfAbsent(entry.substring(0, equals).strip(), feed -> new ArrayList<>())
                    .add(entry.substring(equals + 1));
        }
        Map<String, Providers> providers = new TreeMap<>();
        stated.forEach((feed, names) -> providers.put(feed, of(feed, names)));
        return Collections.unmodifiableMap(providers);
    }

    /** A name that is misspelt would leave a feed without bounds. */
    static void requireTokens(Set<String> bound, Set<String> feeds) {
        for (String feed : bound) {
            if (!feeds.contains(feed)) {
                throw new ConfigException(PROVIDERS, feed, "names no feed of " + TOKENS);
            }
        }
    }

    private static Providers of(String feed, List<String> names) {
        try {
            return Providers.of(names);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(PROVIDERS, feed, e.getMessage());
        }
    }
}
