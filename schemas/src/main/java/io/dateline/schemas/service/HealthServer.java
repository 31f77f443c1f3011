package io.dateline.schemas.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.dateline.schemas.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whether a process lives ({@code /health/live}), whether what runs in it is at work ({@code /health/ready}: 200,
 * or 503, and which dependency is down), and how it does ({@code /metrics}, for Prometheus). One a process, off unless
 * {@code health.port} is set.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    private static final String PREFIX = "health.";
    private static final String ALL_OF_KAFKA = "health.metrics.kafka.all";
    private static final int MAX_PORT = 65_535;

    /** Keys of the health server. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "health.host",
                    ConfigDef.Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.LOW,
                    "Address that health and metrics are served on.")
            .define(
                    "health.port",
                    ConfigDef.Type.INT,
                    0,
                    ConfigDef.Range.between(0, MAX_PORT),
                    ConfigDef.Importance.LOW,
                    "Port of /health/live, /health/ready and /metrics; 0 for none.")
            .define(
                    ALL_OF_KAFKA,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    ConfigDef.Importance.LOW,
                    "All metrics of Kafka's clients and of Kafka Streams on /metrics, not only those that operating.md"
                            + " names: over a megabyte for enrich.");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A probe and a scrape at a time; a third waits. */
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** What is answered: a status code, a media type and a body. */
    private record Answer(int status, String mediaType, byte[] body) {}

    /** Are all of Kafka's own metrics wanted? */
    static boolean allOfKafka(Settings settings) {
        return settings.values(DEFINITION, PREFIX).getBoolean(ALL_OF_KAFKA);
    }

    /** Starts answering for a service, or does nothing where {@code health.port} is not set. */
    public static HealthServer start(Settings settings, Service service, Telemetry telemetry) {
        AbstractConfig values = settings.values(DEFINITION, PREFIX);
        int port = values.getInt("health.port");
        if (port == 0) {
            return new HealthServer(null, null);
        }
        return start(new InetSocketAddress(values.getString("health.host"), port), service, telemetry);
    }

    /** The same at an address; port 0 for any that is free. */
    static HealthServer start(InetSocketAddress address, Service service, Telemetry telemetry) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "health");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            serve(server, "/health/live", () -> health(true, null));
            serve(
                    server,
                    "/health/ready",
                    () -> health(service.isReady() && telemetry.health().isWell(), telemetry.health()));
            serve(
                    server,
                    "/metrics",
                    () -> new Answer(
                            200,
                            "text/plain; version=0.0.4; charset=utf-8",
                            telemetry.scrape().getBytes(StandardCharsets.UTF_8)));
            server.start();
            return new HealthServer(server, threads);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "health and metrics can't be served on " + address + " (health.port): " + e.getMessage(), e);
        }
    }

    /** The port that it listens on; -1 for none. */
    int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    private static void serve(HttpServer server, String path, Callable<Answer> answers) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Answer answer;
                try {
                    answer = exchange.getRequestURI().getPath().equals(path)
                            ? answers.call()
                            : new Answer(404, "text/plain", new byte[0]);
                } catch (Exception e) {
                    LOG.error("no answer path={}", path, e);
                    answer = new Answer(500, "text/plain", new byte[0]);
                }
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
                exchange.sendResponseHeaders(
                        answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
                if (!head) {
                    exchange.getResponseBody().write(answer.body());
                }
            }
        });
    }

    private static Answer health(boolean well, Health dependencies) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("status", well ? "UP" : "DOWN");
        if (dependencies != null) {
            ArrayNode list = body.putArray("dependencies");
            for (Health.Report report : dependencies.reports()) {
                ObjectNode entry = list.addObject()
                        .put("part", report.name().part())
                        .put("dependency", report.name().dependency())
                        .put("status", report.state().status().name())
                        .put("since", report.state().since().toString());
                if (report.state().reason() != null) {
                    entry.put("reason", report.state().reason());
                }
            }
        }
        return new Answer(well ? 200 : 503, "application/json", JSON.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
