package io.dateline.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A broker that asks for TLS and a password, and a registry behind TLS that asks for another, with a certificate made for
 * the run.
 */
final class SecuredServers implements AutoCloseable {
    static final String USER = "dateline";
    static final String KAFKA_PASSWORD = "kafka-secret-7731";
    static final String REGISTRY_PASSWORD = "registry-secret-9942";
    static final String STORE_PASSWORD = "store-secret-5518";
    private static final String LOOPBACK = "127.0.0.1";

    private final Path keys;
    private final EmbeddedKafka kafka;
    private final int securedPort;
    private final EmbeddedRegistry plainRegistry;
    private final HttpsServer registry;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private SecuredServers(Path keys, EmbeddedKafka kafka, int securedPort) throws Exception {
        this.keys = keys;
        this.kafka = kafka;
        this.securedPort = securedPort;
        this.plainRegistry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
        this.registry = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(LOOPBACK), 0), 0);
        registry.setHttpsConfigurator(new HttpsConfigurator(sslContext(keys)));
        registry.setExecutor(threads);
        HttpClient client = HttpClient.newHttpClient();
        registry.createContext("/", exchange -> pass(exchange, client));
        registry.start();
    }

    static SecuredServers start(Path directory) throws Exception {
        Path keys = makeKeys(directory);
        int plain = freePort();
        int secured = freePort();
        int controller = freePort();
        Map<String, String> overrides = Map.ofEntries(
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://127.0.0.1:" + secured
                                + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry(
                        "advertised.listeners", "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://127.0.0.1:" + secured),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(
                        "listener.name.sasl_ssl.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USER + "=\""
                                + KAFKA_PASSWORD + "\";"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.toString()),
                Map.entry("ssl.keystore.password", STORE_PASSWORD),
                Map.entry("ssl.key.password", STORE_PASSWORD));
        return new SecuredServers(keys, EmbeddedKafka.start(directory.resolve("kafka"), plain, overrides), secured);
    }

    /** What a user writes into the settings to reach them. */
    Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", LOOPBACK + ":" + securedPort),
                Map.entry("kafka.security.protocol", "SASL_SSL"),
                Map.entry("kafka.sasl.mechanism", "PLAIN"),
                Map.entry("kafka.sasl.jaas.config", jaas(KAFKA_PASSWORD)),
                Map.entry("kafka.ssl.truststore.type", "PKCS12"),
                Map.entry("kafka.ssl.truststore.location", keys.toString()),
                Map.entry("kafka.ssl.truststore.password", STORE_PASSWORD),
                Map.entry(
                        "schema.registry.url",
                        "https://" + LOOPBACK + ":" + registry.getAddress().getPort()),
                Map.entry("basic.auth.credentials.source", "USER_INFO"),
                Map.entry("basic.auth.user.info", USER + ":" + REGISTRY_PASSWORD),
                Map.entry("schema.registry.ssl.truststore.type", "PKCS12"),
                Map.entry("schema.registry.ssl.truststore.location", keys.toString()),
                Map.entry("schema.registry.ssl.truststore.password", STORE_PASSWORD));
    }

    /** Kafka's setting that names user and password. */
    static String jaas(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + USER + "\" password=\""
                + password + "\";";
    }

    @Override
    public void close() {
        registry.stop(0);
        threads.shutdownNow();
        plainRegistry.close();
        kafka.close();
    }

    private void pass(HttpExchange exchange, HttpClient client) throws IOException {
        try (exchange) {
            String expected = "Basic "
                    + Base64.getEncoder()
                            .encodeToString((USER + ":" + REGISTRY_PASSWORD).getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(plainRegistry.url() + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                request.header("Content-Type", type);
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse("application/json"));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path makeKeys(Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process making = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!making.waitFor(60, TimeUnit.SECONDS) || making.exitValue() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
        trust(keys);
        return keys;
    }

    /** A certificate that is its own issuer is trusted only where it stands as a certificate, too. */
    private static void trust(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        store.setCertificateEntry("trusted", store.getCertificate("broker"));
        try (var out = Files.newOutputStream(keys)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static SSLContext sslContext(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
