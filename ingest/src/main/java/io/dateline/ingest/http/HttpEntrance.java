package io.dateline.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.format.archive.Gunzip;
import io.dateline.ingest.produce.Deadline;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.produce.Outcome;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.RefusalCode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/articles}: a body in any format that Dateline reads, with one story or many.
 *
 * <ul>
 *   <li>202 with {@code articleId} once Kafka has acknowledged a single story; with {@code accepted}, {@code refused} and
 *       {@code outcomes} for a body with several, of which at least one is a story
 *   <li>400 empty or broken, 413 too large, 415 no known format, 422 no story in it: with {@code code} and {@code reason};
 *       the bytes are kept among the dead letters (of a body over the limit, that it was sent; of gzip that can't be
 *       unpacked, as it was received)
 *   <li>403 a story of a provider that the token is not for, or that replaces or kills one of such a provider; its bytes
 *       are kept among the dead letters, too. Also, and nothing is kept: another feed's token, or a {@code provider} that it
 *       is not for
 *   <li>401 no or wrong token, 408 a body that took too long, 429 with Retry-After: too many requests; nothing is kept,
 *       nor of a body that its sender broke off
 *   <li>503 with Retry-After when Kafka does not acknowledge in time. The same body may be sent again: what has arrived
 *       twice is dropped further on.
 * </ul>
 *
 * {@code GET /v1/feeds} tells how all feeds are, under the same token.
 *
 * <p>Query parameters, all optional: {@code provider}, {@code feed}, {@code file} (a name, as a hint), {@code zone}. The
 * header {@code traceparent} travels with the story. Bodies may be in gzip, of which every member is read; limits of size and
 * time hold for what is received and for what it unpacks to. Thread-safe.
 */
public final class HttpEntrance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEntrance.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** For the head of a request, which is small; a shorter time for requests holds for it as well. */
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    private static final int UNIT_BYTES = 1024;
    private static final byte[] NO_BYTES = new byte[0];

    /** Bytes of bodies that are in memory at a time, unless a single one may be larger. */
    private static final int BODY_BYTES = 64 * 1024 * 1024;

    private final IngestConfig.Http config;
    private final Intake intake;
    private final Feed feed;
    private final Function<String, ZoneId> zones;
    private final FeedsReport feeds;
    private final ObjectMapper json = new ObjectMapper();
    private final Semaphore bodies;
    private final Callers callers;
    private final Javalin server;

    private HttpEntrance(
            IngestConfig.Http config, Intake intake, Feed feed, Function<String, ZoneId> zones, FeedsReport feeds) {
        this.config = config;
        this.intake = intake;
        this.feed = feed;
        this.zones = zones;
        this.feeds = feeds;
        this.bodies = new Semaphore(2 + (int) (Math.max(BODY_BYTES, 2L * config.maxBytes()) / UNIT_BYTES), true);
        this.callers = new Callers(config, System::nanoTime);
        this.server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            // Case-sensitive: otherwise Jetty gives a header the case in which it last saw it on the connection, tokens
            // too.
            javalin.jetty.modifyHttpConfiguration(http -> {
                http.setHeaderCacheCaseSensitive(true);
                // For a body of which nothing comes; longer than a request that waits for its acknowledgement.
                http.setIdleTimeout(config.timeout().plus(GRACE).toMillis());
            });
            HeadDeadline heads =
                    new HeadDeadline(config.timeout().compareTo(LONGEST_HEAD) < 0 ? config.timeout() : LONGEST_HEAD);
            javalin.jetty.modifyHttpConfiguration(heads::watchRequests);
            javalin.jetty.modifyServer(jetty -> {
                jetty.addBean(new NetworkConnectionLimit(config.maxConnections(), jetty));
                heads.watchConnections(jetty);
            });
            javalin.routes.post("/v1/articles", this::post);
            javalin.routes.get("/v1/feeds", this::feeds);
        });
    }

    /**
     * Starts listening.
     *
     * @param feed what is known of stories that come in here, unless the request says otherwise
     * @param zones the zone of a provider that the request names
     * @param feeds what {@code /v1/feeds} answers
     */
    public static HttpEntrance start(
            IngestConfig.Http config, Intake intake, Feed feed, Function<String, ZoneId> zones, FeedsReport feeds) {
        HttpEntrance entrance = new HttpEntrance(config, intake, feed, zones, feeds);
        try {
            entrance.server.start(config.host(), config.port());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the HTTP entrance can't listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(),
                    e);
        }
        List<String> unbound = config.tokens().keySet().stream()
                .filter(name -> !config.providers().containsKey(name))
                .toList();
        if (!unbound.isEmpty()) {
            LOG.warn("tokens of feeds that may send for any provider, see ingest.http.providers feeds={}", unbound);
        }
        return entrance;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private void post(Context context) throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(config.timeout());
        Callers.Caller caller = callers.of(context.header("Authorization"));
        if (caller == null) {
            refuseStranger(context);
            return;
        }
        Duration pause = caller.limit().take();
        if (!pause.isZero()) {
            // What is left of the body is not read.
            context.header("Connection", "close");
            context.header("Retry-After", Long.toString(pause.toSeconds() + 1));
            refuse(context, 429, "too-many-requests", "no more than " + config.rate() + " requests a second");
            return;
        }
        Feed from;
        try {
            from = feedOf(context, caller);
        } catch (ForbiddenException e) {
            refuse(context, 403, "forbidden", e.getMessage());
            return;
        } catch (IllegalArgumentException | DateTimeException e) {
            refuse(context, 400, "bad-parameter", e.getMessage());
            return;
        }
        String encoding = context.header("Content-Encoding");
        boolean gzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !gzip && !"identity".equalsIgnoreCase(encoding)) {
            refuse(context, 415, RefusalCode.UNKNOWN_FORMAT.text(), "bodies are taken plain or in gzip");
            return;
        }
        if (context.req().getContentLengthLong() > config.maxBytes()) {
            tooLarge(context, from, deadline);
            return;
        }
        // Bodies at hand are bounded together: many large ones at a time wait, or are told to come again.
        int cost = cost(context.req().getContentLengthLong(), gzip);
        if (!bodies.tryAcquire(cost, deadline.leftMillis(), TimeUnit.MILLISECONDS)) {
            unavailable(context, "too much is being taken in at once");
            return;
        }
        try {
            take(context, from, gzip, deadline);
        } finally {
            bodies.release(cost);
        }
    }

    /** A packed body is in memory as it was received, and unpacked. */
    private int cost(long announced, boolean gzip) {
        long received = announced < 0 ? config.maxBytes() : announced;
        return 1 + (int) ((gzip ? received + config.maxBytes() : received) / UNIT_BYTES);
    }

    private void refuseStranger(Context context) throws JsonProcessingException {
        context.header("WWW-Authenticate", "Bearer");
        refuse(context, 401, "unauthorized", "a bearer token is needed, and this is not it");
    }

    private void feeds(Context context) throws JsonProcessingException {
        if (callers.of(context.header("Authorization")) != null) {
            write(context, 200, feeds.json());
        } else {
            refuseStranger(context);
        }
    }

    private void take(Context context, Feed from, boolean gzip, Deadline deadline)
            throws IOException, InterruptedException {
        byte[] received;
        try (InputStream in = context.req().getInputStream()) {
            received = BoundedBody.read(in, config.maxBytes() + 1, deadline);
        } catch (BoundedBody.TooSlowException e) {
            tooSlow(context);
            return;
        } catch (EOFException e) {
            refuse(context, 400, RefusalCode.MALFORMED.text(), "the body ended before all of it was there");
            return;
        }
        if (received.length > config.maxBytes()) {
            tooLarge(context, from, deadline);
        } else if (gzip) {
            takePacked(context, from, received, deadline);
        } else {
            take(context, from, received, deadline);
        }
    }

    /**
     * Unpacks a body once all of it is there: size and time hold for what is received then, also where nothing comes out
     * of it, and what can't be unpacked is at hand to be kept.
     */
    private void takePacked(Context context, Feed from, byte[] packed, Deadline deadline)
            throws JsonProcessingException, InterruptedException {
        byte[] body;
        try (InputStream in = new Gunzip(BoundedBody.within(deadline, new ByteArrayInputStream(packed)))) {
            body = BoundedBody.read(in, config.maxBytes() + 1, deadline);
        } catch (BoundedBody.TooSlowException e) {
            tooSlow(context);
            return;
        } catch (IOException e) {
            String reason = "the body is not the gzip that its header says: " + e.getMessage();
            refusePacked(context, delivery(context, packed, from), RefusalCode.MALFORMED, reason, deadline);
            return;
        }
        if (body.length > config.maxBytes()) {
            tooLarge(context, from, deadline);
        } else if (body.length == 0) {
            refusePacked(
                    context, delivery(context, packed, from), RefusalCode.EMPTY, "it unpacks to no bytes", deadline);
        } else {
            take(context, from, body, deadline);
        }
    }

    private void refusePacked(
            Context context, Intake.Delivery packed, RefusalCode code, String reason, Deadline deadline)
            throws JsonProcessingException, InterruptedException {
        store(context, () -> intake.refuse(packed, code, reason, deadline), deadline);
    }

    private void take(Context context, Feed from, byte[] body, Deadline deadline)
            throws JsonProcessingException, InterruptedException {
        Intake.Delivery delivery = delivery(context, body, from);
        store(context, () -> intake.take(delivery, deadline), deadline);
    }

    /** What puts a body on Kafka, be it as stories or as a refusal. */
    private interface Storing {
        CompletableFuture<Intake.Report> begin() throws InterruptedException, TimeoutException;
    }

    private void store(Context context, Storing storing, Deadline deadline)
            throws JsonProcessingException, InterruptedException {
        try {
            answer(context, storing.begin().get(deadline.leftMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            unavailable(
                    context, "Kafka has not acknowledged in " + config.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.warn("story not stored cause={}", String.valueOf(e.getCause()));
            unavailable(context, "Kafka did not take it");
        } catch (RuntimeException e) {
            LOG.error("story not stored", e);
            refuse(context, 500, RefusalCode.INTERNAL.text(), "it could not be stored");
        }
    }

    private static Intake.Delivery delivery(Context context, byte[] body, Feed from) {
        return new Intake.Delivery(
                Content.of(body),
                RequestHints.mediaType(context),
                RequestHints.parameter(context, "file"),
                from,
                RequestHints.traceparent(context));
    }

    private void tooSlow(Context context) throws JsonProcessingException {
        context.header("Connection", "close");
        refuse(
                context,
                408,
                "too-slow",
                "the body took longer than " + config.timeout().toMillis() + " ms");
    }

    /** What is left of the body is not read, but that it was sent is not forgotten. */
    private void tooLarge(Context context, Feed from, Deadline deadline)
            throws JsonProcessingException, InterruptedException {
        String reason = "the body has more than " + config.maxBytes() + " bytes";
        boolean packed = context.header("Content-Encoding") != null;
        long announced = packed ? -1 : context.req().getContentLengthLong();
        context.header("Connection", "close");
        try {
            intake.tooLarge(delivery(context, NO_BYTES, from), announced, reason, deadline)
                    .get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("body over the limit could not be noted feed={} cause={}", from.name(), e.toString());
        }
        refuse(context, 413, RefusalCode.TOO_LARGE.text(), reason);
    }

    private void answer(Context context, Intake.Report report) throws JsonProcessingException {
        long all = report.accepted() + report.refused();
        if (all == 1 && report.outcomes().get(0) instanceof Outcome.Refused refused) {
            refuse(context, statusOf(refused.code()), refused.code().text(), refused.describe());
            return;
        }
        if (all == 1 && report.outcomes().get(0) instanceof Outcome.Accepted accepted) {
            write(context, 202, node(accepted));
            return;
        }
        ObjectNode body = json.createObjectNode();
        body.put("accepted", report.accepted());
        body.put("refused", report.refused());
        ArrayNode outcomes = body.putArray("outcomes");
        for (Outcome outcome : report.outcomes()) {
            outcomes.add(
                    outcome instanceof Outcome.Accepted accepted ? node(accepted) : node((Outcome.Refused) outcome));
        }
        write(context, report.accepted() > 0 ? 202 : 422, body);
    }

    private ObjectNode node(Outcome.Accepted accepted) {
        ObjectNode node =
                json.createObjectNode().put("articleId", accepted.articleId()).put("version", accepted.version());
        return accepted.where() == null ? node : node.put("where", accepted.where());
    }

    private ObjectNode node(Outcome.Refused refused) {
        ObjectNode node =
                json.createObjectNode().put("code", refused.code().text()).put("reason", refused.describe());
        return refused.where() == null ? node : node.put("where", refused.where());
    }

    private static int statusOf(RefusalCode code) {
        return switch (code) {
            case EMPTY, MALFORMED -> 400;
            case OTHER_PROVIDER -> 403;
            case TOO_LARGE, TOO_MANY -> 413;
            case UNKNOWN_FORMAT -> 415;
            case TOO_DEEP, UNSAFE, NO_STORY -> 422;
            case INTERNAL -> 500;
        };
    }

    /** The feeds that may send here as far as the configuration tells; where any name will do, those without one. */
    public static List<String> feedsOf(IngestConfig.Http config, Feed feed) {
        List<String> names = new ArrayList<>();
        config.tokens().keySet().forEach(name -> names.add(nameOf(feed, name)));
        if (config.token() != null || names.isEmpty()) {
            names.add(feed.name());
        }
        return names;
    }

    private static String nameOf(Feed feed, String name) {
        return name == null ? feed.name() : feed.name() + ":" + name;
    }

    /** A caller wants to send what its token is not for. */
    private static final class ForbiddenException extends Exception {
        private static final long serialVersionUID = 1L;

        ForbiddenException(String message) {
            super(message);
        }
    }

    private Feed feedOf(Context context, Callers.Caller caller) throws ForbiddenException {
        String name = RequestHints.parameter(context, "feed");
        if (caller.feed() != null) {
            if (name != null && !name.equals(caller.feed())) {
                throw new ForbiddenException("this token is for feed " + caller.feed());
            }
            name = caller.feed();
        }
        String provider = RequestHints.parameter(context, "provider");
        if (provider == null) {
            provider = caller.providers().first();
        } else if (!caller.providers().allow(provider)) {
            throw new ForbiddenException("this token is for stories of " + caller.providers() + " alone");
        }
        String zone = RequestHints.parameter(context, "zone");
        return new Feed(
                nameOf(feed, name),
                provider == null ? feed.provider() : provider,
                zone != null ? ZoneId.of(zone) : provider != null ? zones.apply(provider) : feed.zone(),
                caller.providers());
    }

    private void unavailable(Context context, String reason) throws JsonProcessingException {
        context.header("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        refuse(context, 503, "unavailable", reason + "; send it again");
    }

    private void refuse(Context context, int status, String code, String reason) throws JsonProcessingException {
        write(context, status, json.createObjectNode().put("code", code).put("reason", reason));
    }

    private void write(Context context, int status, ObjectNode body) throws JsonProcessingException {
        context.status(status);
        context.contentType("application/json");
        context.result(json.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        server.stop();
    }
}
