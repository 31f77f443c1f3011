package io.dateline.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry that speaks Confluent's REST API, for Avro. Its data is the compacted topic {@code _schemas} on the
 * broker it is given; one registry to a broker. Listens on loopback without encryption or passwords. Thread-safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    /** Largest request body, in bytes. */
    public static final int MAX_REQUEST_BYTES = 1024 * 1024;

    private static final int DRAINED_BYTES = 8 * MAX_REQUEST_BYTES;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTRY = "the schema registry";
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int THREADS = 4;
    private static final int ATTEMPTS = 3;

    private final HttpServer server;
    private final ExecutorService threads;
    private final RegistryLog log;
    private final RegistryApi api;

    private EmbeddedRegistry(HttpServer server, ExecutorService threads, RegistryLog log, RegistryApi api) {
        this.server = server;
        this.threads = threads;
        this.log = log;
        this.api = api;
    }

    /**
     * Starts a registry and waits until it knows all that it knew before.
     *
     * @param bootstrapServers the broker that keeps its data
     * @param port where to listen; 0 for any free port
     * @throws PortInUseException when the port is taken
     * @throws IllegalStateException when the broker does not answer, or its topic holds something else
     */
    public static EmbeddedRegistry start(String bootstrapServers, int port) {
        Loopback.choose(port, REGISTRY);
        long begun = System.nanoTime();
        RegistryState state = new RegistryState();
        RegistryLog log = RegistryLog.open(bootstrapServers, state::apply);
        ExecutorService threads = null;
        try {
            HttpServer server = listen(port);
            AtomicInteger count = new AtomicInteger();
            threads = Executors.newFixedThreadPool(THREADS, work -> {
                Thread thread = new Thread(work, "schema-registry-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            EmbeddedRegistry registry =
                    new EmbeddedRegistry(server, threads, log, new RegistryApi(new RegistryStore(state, log)));
            server.createContext("/", registry::handle);
            server.setExecutor(threads);
            server.start();
            LOG.info(
                    "registry started port={} ms={}",
                    server.getAddress().getPort(),
                    (System.nanoTime() - begun) / 1_000_000);
            return registry;
        } catch (RuntimeException e) {
            log.close();
            if (threads != null) {
                threads.shutdownNow();
            }
            throw e;
        }
    }

    /** Its address, as in {@code schema.registry.url}. */
    public String url() {
        return "http://" + Loopback.ADDRESS + ":" + port();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening. What was acknowledged is on the broker. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (threads.isShutdown()) {
            return;
        }
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        log.close();
    }

    private static HttpServer listen(int port) {
        for (int attempt = 1; ; attempt++) {
            int chosen = Loopback.choose(port, REGISTRY);
            try {
                return HttpServer.create(Loopback.at(chosen), 0);
            } catch (BindException e) {
                if (port != 0 || attempt == ATTEMPTS) {
                    throw new PortInUseException(chosen, REGISTRY);
                }
            } catch (IOException e) {
                throw new IllegalStateException(REGISTRY + " can't listen on port " + chosen, e);
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            JsonNode answer;
            try {
                answer = api.answer(read(exchange));
            } catch (RegistryRefusal refusal) {
                status = refusal.status();
                answer = RegistryApi.refusal(refusal.code(), refusal.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error(
                        "registry request failed method={} path={}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                status = 500;
                answer = RegistryApi.refusal(500, "Internal Server Error");
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            // The JDK's server sends headers and body in two packets, and on a connection that stays open the second
            // waits for the client's delayed acknowledgement of the first: 40 ms a request.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static RegistryApi.Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
        if (body.length > MAX_REQUEST_BYTES) {
            // A client that is still sending would see a reset connection in place of the answer.
            exchange.getRequestBody().readNBytes(DRAINED_BYTES);
            throw new RegistryRefusal(413, 413, "a request of more than " + MAX_REQUEST_BYTES + " bytes");
        }
        JsonNode json = null;
        if (body.length > 0) {
            try {
                json = JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new RegistryRefusal(400, 400, "the request's body is no JSON: " + e.getOriginalMessage());
            }
        }
        List<String> path = new ArrayList<>();
        Map<String, String> query = new HashMap<>();
        try {
            for (String segment : exchange.getRequestURI().getRawPath().split("/")) {
                if (!segment.isEmpty()) {
                    // In a path, unlike in a query, a plus sign is a plus sign.
                    path.add(decode(segment.replace("+", "%2B")));
                }
            }
            String raw = exchange.getRequestURI().getRawQuery();
            for (String pair : raw == null ? new String[0] : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "true" : decode(pair.substring(equals + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw new RegistryRefusal(400, 400, "an address that can't be decoded");
        }
        return new RegistryApi.Request(exchange.getRequestMethod(), path, query, json);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
