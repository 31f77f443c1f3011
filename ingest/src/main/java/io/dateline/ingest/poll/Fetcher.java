package io.dateline.ingest.poll;

import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.format.archive.Gunzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a document by HTTP: only when it has changed, packed where the server can, and within limits of size, time and
 * redirects. A redirect never leads from https to http, to another scheme, or from the open network into a private one.
 * Immutable, thread-safe.
 */
final class Fetcher {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int MAX_SECONDS_DIGITS = 9;
    private static final int MAX_TAG = 1000;

    private static final int OK = 200;
    private static final int MOVED = 301;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final int NOT_MODIFIED = 304;
    private static final int TEMPORARY = 307;
    private static final int PERMANENT = 308;

    private final HttpClient client;
    private final IngestConfig.Poll config;
    private final InstantSource clock;

    Fetcher(HttpClient client, IngestConfig.Poll config, InstantSource clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    /** A client that leaves redirects to the fetcher. */
    static HttpClient client(IngestConfig.Poll config) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.timeout())
                .build();
    }

    /** Fetches, unless nothing has changed since the document that the tag is of. */
    Fetched fetch(URI address, Fetched.Tag tag) throws InterruptedException {
        long end = System.nanoTime() + config.timeout().toNanos();
        URI at = address;
        boolean permanent = true;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<byte[]> response;
            try {
                response = send(at, tag, end);
            } catch (TimeoutException e) {
                return new Fetched.Failed(
                        "timeout", "not there within " + config.timeout().toMillis() + " ms", null);
            } catch (LimitedBody.TooLargeException e) {
                return tooLarge();
            } catch (IOException e) {
                return new Fetched.Failed("unreachable", oneLine(e), null);
            }
            int status = response.statusCode();
            if (status == NOT_MODIFIED) {
                return new Fetched.NotModified();
            }
            if (status == OK) {
                return document(response, hop > 0 && permanent ? at.toString() : null);
            }
            boolean moved = status == MOVED || status == PERMANENT;
            if (!moved && status != FOUND && status != SEE_OTHER && status != TEMPORARY) {
                return new Fetched.Failed("http-" + status / 100 + "xx", "status " + status, retryAfter(response));
            }
            permanent &= moved;
            Object next = target(address, at, response);
            if (next instanceof Fetched.Failed refused) {
                return refused;
            }
            at = (URI) next;
        }
        return new Fetched.Failed("redirect", "more than " + MOST_REDIRECTS + " redirects", null);
    }

    private HttpResponse<byte[]> send(URI at, Fetched.Tag tag, long end)
            throws IOException, TimeoutException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .header("User-Agent", config.userAgent())
                .header("Accept", "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5")
                .header("Accept-Encoding", "gzip");
        if (tag.etag() != null) {
            request.header("If-None-Match", tag.etag());
        }
        if (tag.lastModified() != null) {
            request.header("If-Modified-Since", tag.lastModified());
        }
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request.build(), info -> new LimitedBody(config.maxBytes()));
        try {
            return response.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            // Ends the exchange too: a server that sends a byte a minute does not hold the connection.
            response.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static IOException cause(ExecutionException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitedBody.TooLargeException tooLarge) {
                return tooLarge;
            }
        }
        return failure.getCause() instanceof IOException io ? io : new IOException(failure.getCause());
    }

    private Fetched document(HttpResponse<byte[]> response, String movedTo) {
        byte[] body = response.body();
        String encoding = header(response, "Content-Encoding");
        if ("gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding)) {
            try (InputStream in = new Gunzip(new ByteArrayInputStream(body))) {
                body = in.readNBytes(config.maxBytes() + 1);
            } catch (IOException e) {
                return new Fetched.Failed(
                        "encoding", "the body is not the gzip that its header says: " + e.getMessage(), null);
            }
            if (body.length > config.maxBytes()) {
                return tooLarge();
            }
        } else if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return new Fetched.Failed("encoding", "an encoding that was not asked for", null);
        }
        return new Fetched.Document(
                body,
                header(response, "Content-Type"),
                new Fetched.Tag(header(response, "ETag"), header(response, "Last-Modified")),
                movedTo);
    }

    private Fetched.Failed tooLarge() {
        return new Fetched.Failed("too-large", "more than " + config.maxBytes() + " bytes", null);
    }

    /** Where a redirect leads, or why it is not followed. */
    private static Object target(URI configured, URI from, HttpResponse<?> response) {
        String location = header(response, "Location");
        if (location == null) {
            return new Fetched.Failed("redirect", "a redirect to nowhere", null);
        }
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            return new Fetched.Failed("redirect", "a redirect to no address", null);
        }
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        if (!secure && !plain || to.getHost() == null || to.getUserInfo() != null) {
            return new Fetched.Failed("redirect", "a redirect to something else than http or https", null);
        }
        if (plain && "https".equalsIgnoreCase(from.getScheme())) {
            return new Fetched.Failed("redirect", "a redirect from https to http", null);
        }
        if (!to.getHost().equalsIgnoreCase(configured.getHost()) && isPrivate(to) && !isPrivate(configured)) {
            return new Fetched.Failed("redirect", "a redirect into a private network", null);
        }
        return to;
    }

    private static boolean isPrivate(URI address) {
        try {
            for (InetAddress found : InetAddress.getAllByName(address.getHost())) {
                byte first = found.getAddress()[0];
                boolean uniqueLocal = found.getAddress().length == 16 && (first & 0xfe) == 0xfc;
                if (found.isLoopbackAddress()
                        || found.isSiteLocalAddress()
                        || found.isLinkLocalAddress()
                        || found.isAnyLocalAddress()
                        || uniqueLocal) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            // Then it can't be fetched from either.
            return false;
        }
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); a day at most. */
    private Duration retryAfter(HttpResponse<?> response) {
        String value = header(response, "Retry-After");
        if (value == null) {
            return null;
        }
        Duration pause;
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            pause = value.length() > MAX_SECONDS_DIGITS
                    ? LONGEST_RETRY_AFTER
                    : Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
                pause = Duration.between(clock.instant(), date);
            } catch (DateTimeException e) {
                return null;
            }
        }
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause;
    }

    private static String header(HttpResponse<?> response, String name) {
        String value = response.headers().firstValue(name).orElse("").strip();
        return value.isEmpty() || value.length() > MAX_TAG ? null : value;
    }

    private static String oneLine(IOException failure) {
        String text = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
