package io.dateline.schemas.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dateline.schemas.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Answers whether a part's process lives ({@code /health/live}) and whether the part is at work ({@code /health/ready}:
 * 200, or 503). For orchestrators; off unless {@code health.port} is set.
 */
public final class HealthServer implements AutoCloseable {
    private static final String PREFIX = "health.";
    private static final int MAX_PORT = 65_535;

    /** Keys of the health server. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "health.host",
                    ConfigDef.Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.LOW,
                    "Address that the health server listens on.")
            .define(
                    "health.port",
                    ConfigDef.Type.INT,
                    0,
                    ConfigDef.Range.between(0, MAX_PORT),
                    ConfigDef.Importance.LOW,
                    "Port of the health server; 0 for none.");

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /** Starts answering for a service, or does nothing where {@code health.port} is not set. */
    public static HealthServer start(Settings settings, Service service) {
        AbstractConfig values = settings.values(DEFINITION, PREFIX);
        int port = values.getInt("health.port");
        if (port == 0) {
            return new HealthServer(null);
        }
        InetSocketAddress address = new InetSocketAddress(values.getString("health.host"), port);
        try {
            HttpServer server = HttpServer.create(address, 0);
            server.createContext("/health/live", exchange -> answer(exchange, true));
            server.createContext("/health/ready", exchange -> answer(exchange, service.isReady()));
            server.start();
            return new HealthServer(server);
        } catch (IOException e) {
            throw new IllegalStateException("health server can't listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, boolean well) throws IOException {
        byte[] body = (well ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(well ? 200 : 503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
