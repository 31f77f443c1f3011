package io.dateline.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Confluent's client against a server that answers what a test tells it to. */
class ConfluentSchemaRegistryTest {
    private static final Schema SCHEMA =
            SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    private static final String CONFLICT = "{\"error_code\":0,\"message\":\"it exists already\"}";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "{\"id\":7}";
    /** How many of the next requests are refused with a conflict first. */
    private volatile int refusals;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            boolean refuses = refusals > 0;
            refusals -= refuses ? 1 : 0;
            byte[] bytes = (refuses ? CONFLICT : body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(refuses ? 409 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itIsReachedAnewEachTimeAndANoIsAnAnswer() {
        SchemaRegistry registry = connect(Map.of());
        body = "[1]";
        registry.reach();
        status = 404;
        body = "{\"error_code\":40401,\"message\":\"no such subject\"}";
        registry.reach();
        assertThat(requests)
                .hasSize(2)
                .allMatch(request -> request.startsWith("GET /subjects/news.articles.raw-value/"));

        status = 503;
        assertThatThrownBy(registry::reach).isInstanceOf(SchemaRegistryUnavailableException.class);
        server.stop(0);
        assertThatThrownBy(registry::reach).isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @Test
    void sendsTheUserAndPasswordThatItIsGiven() {
        SchemaRegistry registry = connect(
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "dateline:p4ss:word"));

        registry.idOf("s", SCHEMA);

        String expected =
                "Basic " + Base64.getEncoder().encodeToString("dateline:p4ss:word".getBytes(StandardCharsets.UTF_8));
        assertThat(authorizations).containsExactly(expected);
    }

    @Test
    void sendsTheTokenThatItIsGiven() {
        SchemaRegistry registry =
                connect(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken"));

        registry.idOf("s", SCHEMA);

        assertThat(authorizations).containsExactly("Bearer t0ken");
    }

    @Test
    void registersOrOnlyLooksUpAsItIsTold() {
        connect(Map.of()).idOf("s", SCHEMA);
        body = "{\"subject\":\"s\",\"version\":1,\"id\":7,\"schema\":\"\\\"string\\\"\"}";
        connect(Map.of("auto.register.schemas", "false")).idOf("s", SCHEMA);

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).startsWith("POST /subjects/s/versions");
        assertThat(requests.get(1)).startsWith("POST /subjects/s?");
    }

    @Test
    void whoIsRefusedBecauseAnotherDoesTheSameAtThatMomentFindsItDone() {
        SchemaRegistry registry = connect(Map.of());
        refusals = 1;
        body = "{\"subject\":\"s\",\"version\":1,\"id\":7,\"schema\":\"\\\"string\\\"\"}";
        assertThat(registry.idOf("s", SCHEMA)).isEqualTo(7);

        refusals = 1;
        body = "{\"compatibility\":\"FULL_TRANSITIVE\"}";
        registry.requireFullTransitive("s");

        assertThat(requests).hasSize(4);
        assertThat(requests.get(1)).startsWith("POST /subjects/s?");
        assertThat(requests.subList(2, 4)).allMatch(request -> request.startsWith("PUT /config/s"));
    }

    @Test
    void aSchemaThatIsRefusedAndNotThereIsRefused() {
        refusals = 2;

        assertThatThrownBy(() -> connect(Map.of()).idOf("s", SCHEMA))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("409");
        assertThat(requests).hasSize(2);
    }

    @Test
    void asksOnce() {
        SchemaRegistry registry = connect(Map.of());

        assertThat(registry.idOf("s", SCHEMA)).isEqualTo(7);
        assertThat(registry.idOf("s", new Schema.Parser().parse(SCHEMA.toString())))
                .isEqualTo(7);
        body = "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"E\\\",\\\"symbols\\\":[\\\"A\\\"]}\"}";
        assertThat(registry.schemaOf(8).getEnumSymbols()).containsExactly("A");
        registry.schemaOf(8);

        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "404, 40403", "404, 40401", "409, 409", "422, 42201"})
    void aSchemaThatIsRefusedIsFinal(int answered, int code) {
        status = answered;
        body = "{\"error_code\":" + code + ",\"message\":\"no\"}";
        SchemaRegistry registry = connect(Map.of());

        assertThatThrownBy(() -> registry.idOf("s", SCHEMA))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining(Integer.toString(answered))
                .hasMessageContaining("subject s");
        assertThatThrownBy(() -> registry.schemaOf(7)).isExactlyInstanceOf(SchemaRegistryException.class);
    }

    @ParameterizedTest
    @CsvSource({"401, 40101", "403, 40301", "404, 404", "408, 408", "429, 42900", "500, 50001", "502, 0", "503, 50302"})
    void aRegistryInTroubleOrBehindALockedDoorIsToBeAskedAgain(int answered, int code) {
        status = answered;
        body = code == 0 ? "<html>Bad Gateway</html>" : "{\"error_code\":" + code + ",\"message\":\"no\"}";
        SchemaRegistry registry = connect(Map.of());

        assertThatThrownBy(() -> registry.idOf("s", SCHEMA))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .hasMessageContaining(Integer.toString(answered));
        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
        assertThatThrownBy(() -> registry.requireFullTransitive("s"))
                .isInstanceOf(SchemaRegistryUnavailableException.class);

        status = 200;
        body = "{\"id\":7}";
        assertThat(registry.idOf("s", SCHEMA)).isEqualTo(7);
    }

    @Test
    void aRegistryThatDoesNotListenIsToBeAskedAgain() {
        SchemaRegistry registry = connect(Map.of());
        server.stop(0);

        assertThatThrownBy(() -> registry.idOf("s", SCHEMA)).isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @Test
    void aPageThatIsNoRegistrysAnswerIsToBeAskedAgain() {
        body = "<html>Please log in</html>";
        SchemaRegistry registry = connect(Map.of());

        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message R {}\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}",
                "{\"schema\":\"not even JSON\"}",
            })
    void anIdThatIsNoAvroSchemaIsFinal(String answer) {
        body = answer;
        SchemaRegistry registry = connect(Map.of());

        assertThatThrownBy(() -> registry.schemaOf(7))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("id 7");
    }

    @Test
    void triesTheNextAddressWhenOneDoesNotAnswer() {
        SchemaRegistry registry =
                ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", "http://127.0.0.1:1, " + url() + "/"));

        assertThat(registry.idOf("s", SCHEMA)).isEqualTo(7);
    }

    @Test
    void needsAnAddress() {
        assertThatThrownBy(() -> ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.registry.url");
    }

    private SchemaRegistry connect(Map<String, String> more) {
        Map<String, String> configs = new HashMap<>(more);
        configs.put("schema.registry.url", url());
        return ConfluentSchemaRegistry.connect(configs);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
