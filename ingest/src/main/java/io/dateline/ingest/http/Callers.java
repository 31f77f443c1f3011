package io.dateline.ingest.http;

import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.wire.Providers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.types.Password;

/**
 * Who may send by HTTP: by the bearer token that they show, which may be a single feed's, and at what rate. Thread-safe.
 */
final class Callers {
    private static final String BEARER = "Bearer ";

    /** Whose token it is: all of one list, so that a look-up takes as long whoever asks. */
    private final List<Caller> withToken = new ArrayList<>();
    /** Everybody, where no token is asked for; else null. */
    private final Caller anybody;

    /** Somebody who may send. */
    static final class Caller {
        private final byte[] token;
        private final String feed;
        private final Providers providers;
        private final RateLimit limit;

        private Caller(byte[] token, String feed, Providers providers, RateLimit limit) {
            this.token = token;
            this.feed = feed;
            this.providers = providers;
            this.limit = limit;
        }

        /** The feed that the token is for; null for one that may send as any. */
        String feed() {
            return feed;
        }

        /** Whose stories it may send. */
        Providers providers() {
            return providers;
        }

        RateLimit limit() {
            return limit;
        }
    }

    Callers(IngestConfig.Http config, LongSupplier nanos) {
        config.tokens()
                .forEach((feed, token) -> withToken.add(new Caller(
                        bytes(token),
                        feed,
                        config.providers().getOrDefault(feed, Providers.ANY),
                        new RateLimit(config.rate(), nanos))));
        if (config.token() != null) {
            withToken.add(new Caller(bytes(config.token()), null, Providers.ANY, new RateLimit(config.rate(), nanos)));
        }
        anybody =
                withToken.isEmpty() ? new Caller(null, null, Providers.ANY, new RateLimit(config.rate(), nanos)) : null;
    }

    private static byte[] bytes(Password token) {
        return token.value().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Who shows this header.
     *
     * @param authorization the request's {@code Authorization}; null without one
     * @return null for a stranger
     */
    Caller of(String authorization) {
        if (anybody != null) {
            return anybody;
        }
        // The scheme's name may be in any case (RFC 9110, 11.1), the token not.
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] given = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        Caller found = null;
        for (Caller caller : withToken) {
            if (MessageDigest.isEqual(given, caller.token)) {
                found = caller;
            }
        }
        return found;
    }
}
