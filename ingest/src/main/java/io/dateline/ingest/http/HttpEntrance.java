package io.dateline.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.ingest.IngestConfig;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.produce.Outcome;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.RefusalCode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/articles}: a body in any format that Dateline reads, with one story or many.
 *
 * <ul>
 *   <li>202 with {@code articleId} once Kafka has acknowledged a single story; with {@code accepted}, {@code refused} and
 *       {@code outcomes} for a body with several, of which at least one is a story
 *   <li>400 empty, 401 no or wrong token, 413 too large, 415 no known format, 422 can't be read: with {@code code} and
 *       {@code reason}; the bytes are kept among the dead letters (not those of 401 and of a body over the limit)
 *   <li>503 with Retry-After when Kafka does not acknowledge in time. The same body may be sent again: what has arrived
 *       twice is dropped further on.
 * </ul>
 *
 * Query parameters, all optional: {@code provider}, {@code feed}, {@code file} (a name, as a hint), {@code zone}. The
 * header {@code traceparent} travels with the story. Thread-safe.
 */
public final class HttpEntrance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEntrance.class);
    private static final String BEARER = "Bearer ";
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int MAX_PARAMETER = 200;
    /** 00-{trace id}-{parent id}-{flags} has 55 characters; later versions may have more. */
    private static final int MAX_TRACEPARENT = 255;

    private final IngestConfig.Http config;
    private final Intake intake;
    private final Feed feed;
    private final BooleanSupplier ready;
    private final ObjectMapper json = new ObjectMapper();
    private final Javalin server;

    private HttpEntrance(IngestConfig.Http config, Intake intake, Feed feed, BooleanSupplier ready) {
        this.config = config;
        this.intake = intake;
        this.feed = feed;
        this.ready = ready;
        this.server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.routes.post("/v1/articles", this::post);
            javalin.routes.get("/health/live", context -> health(context, true));
            javalin.routes.get("/health/ready", context -> health(context, this.ready.getAsBoolean()));
        });
    }

    /**
     * Starts listening.
     *
     * @param feed what is known of stories that come in here, unless the request says otherwise
     * @param ready what {@code /health/ready} answers
     */
    public static HttpEntrance start(IngestConfig.Http config, Intake intake, Feed feed, BooleanSupplier ready) {
        HttpEntrance entrance = new HttpEntrance(config, intake, feed, ready);
        try {
            entrance.server.start(config.host(), config.port());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the HTTP entrance can't listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(),
                    e);
        }
        return entrance;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private void post(Context context) throws IOException, InterruptedException {
        if (!isPermitted(context)) {
            context.header("WWW-Authenticate", "Bearer");
            refuse(context, 401, "unauthorized", "a bearer token is needed, and this is not it");
            return;
        }
        Feed from;
        try {
            from = feedOf(context);
        } catch (IllegalArgumentException | DateTimeException e) {
            refuse(context, 400, "bad-parameter", e.getMessage());
            return;
        }
        byte[] body;
        try (InputStream in = context.req().getInputStream()) {
            body = in.readNBytes(config.maxBytes() + 1);
        }
        if (body.length > config.maxBytes()) {
            context.header("Connection", "close");
            refuse(
                    context,
                    413,
                    RefusalCode.TOO_LARGE.text(),
                    "the body has more than " + config.maxBytes() + " bytes");
            return;
        }
        String traceparent = context.header("traceparent");
        try {
            Intake.Report report = intake.take(
                            Content.of(body),
                            context.contentType(),
                            context.queryParam("file"),
                            from,
                            traceparent != null && traceparent.length() <= MAX_TRACEPARENT ? traceparent : null)
                    .get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            answer(context, report);
        } catch (TimeoutException e) {
            unavailable(
                    context, "Kafka has not acknowledged in " + config.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.warn("story not stored cause={}", String.valueOf(e.getCause()));
            unavailable(context, "Kafka did not take it");
        }
    }

    private void answer(Context context, Intake.Report report) throws JsonProcessingException {
        long all = report.accepted() + report.refused();
        if (all == 1 && report.outcomes().get(0) instanceof Outcome.Refused refused) {
            refuse(context, statusOf(refused.code()), refused.code(), describe(refused));
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
                    outcome instanceof Outcome.Accepted accepted
                            ? node(accepted)
                            : json.createObjectNode()
                                    .put("code", ((Outcome.Refused) outcome).code())
                                    .put("reason", describe((Outcome.Refused) outcome)));
        }
        write(context, report.accepted() > 0 ? 202 : 422, body);
    }

    private ObjectNode node(Outcome.Accepted accepted) {
        return json.createObjectNode().put("articleId", accepted.articleId()).put("version", accepted.version());
    }

    private static String describe(Outcome.Refused refused) {
        return (refused.where() == null ? "" : refused.where() + ": ") + refused.reason();
    }

    private static int statusOf(String code) {
        if (code.equals(RefusalCode.EMPTY.text())) {
            return 400;
        }
        if (code.equals(RefusalCode.TOO_LARGE.text())) {
            return 413;
        }
        return code.equals(RefusalCode.UNKNOWN_FORMAT.text()) ? 415 : 422;
    }

    private Feed feedOf(Context context) {
        String provider = parameter(context, "provider");
        String name = parameter(context, "feed");
        String zone = parameter(context, "zone");
        return new Feed(
                name == null ? feed.name() : feed.name() + ":" + name,
                provider == null ? feed.provider() : provider,
                zone == null ? feed.zone() : ZoneId.of(zone));
    }

    private static String parameter(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_PARAMETER || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("parameter " + name + " is too long or has control characters");
        }
        return value.strip();
    }

    private boolean isPermitted(Context context) {
        if (config.token() == null) {
            return true;
        }
        String given = context.header("Authorization");
        return given != null
                && given.startsWith(BEARER)
                && MessageDigest.isEqual(
                        given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
                        config.token().value().getBytes(StandardCharsets.UTF_8));
    }

    private void unavailable(Context context, String reason) throws JsonProcessingException {
        context.header("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        refuse(context, 503, "unavailable", reason + "; send it again");
    }

    private void refuse(Context context, int status, String code, String reason) throws JsonProcessingException {
        write(context, status, json.createObjectNode().put("code", code).put("reason", reason));
    }

    private void health(Context context, boolean well) throws JsonProcessingException {
        write(context, well ? 200 : 503, json.createObjectNode().put("status", well ? "UP" : "DOWN"));
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
