package io.dateline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.registry.WireSchema;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRegistryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ONE_FIELD = recordOf("{'name':'a','type':'string'}");
    private static final String WITH_DEFAULT =
            recordOf("{'name':'a','type':'string'},{'name':'b','type':'int','default':0}");
    private static final String WITHOUT_DEFAULT = recordOf("{'name':'a','type':'string'},{'name':'b','type':'int'}");
    private static final String OTHER_TYPE = recordOf("{'name':'a','type':'int'}");

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Answer(int status, JsonNode body) {
        int code() {
            return body.path("error_code").asInt();
        }
    }

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory, 0);
        registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void servesConfluentsOwnClient() {
        ConfluentSchemaRegistry client = ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", registry.url()));

        Provisioning.ensureSubjects(client);
        Provisioning.ensureSubjects(client);

        int id = client.idOf(NewsTopic.RAW.subject(), RawArticle.getClassSchema());
        ConfluentSchemaRegistry other = ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", registry.url()));
        assertThat(other.schemaOf(id)).isEqualTo(WireSchema.of(RawArticle.getClassSchema()));
        assertThat(other.schemaOf(id).getField("articleId").doc()).isNotBlank();
        assertThat(other.idOf(NewsTopic.RAW.subject(), RawArticle.getClassSchema()))
                .isEqualTo(id);
    }

    @Test
    void refusesAnIncompatibleSchemaToConfluentsClient() {
        SchemaRegistry client = ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", registry.url()));
        client.idOf("refusing-value", new Schema.Parser().parse(ONE_FIELD));
        client.requireFullTransitive("refusing-value");

        assertThatThrownBy(() -> client.idOf("refusing-value", new Schema.Parser().parse(WITHOUT_DEFAULT)))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("refusing-value")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThatThrownBy(() -> client.schemaOf(987_654))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("40403");
    }

    @Test
    void onlyLooksUpForAClientThatMayNotRegister() {
        SchemaRegistry reader = ConfluentSchemaRegistry.connect(
                Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "false"));
        SchemaRegistry writer = ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", registry.url()));
        Schema schema = SchemaBuilder.record("LookedUp").fields().endRecord();

        assertThatThrownBy(() -> reader.idOf("looked-up-value", schema))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("40401");
        assertThat(writer.idOf("looked-up-value", schema)).isEqualTo(reader.idOf("looked-up-value", schema));
    }

    @Test
    void registeringTwiceGivesTheSameIdAndNoNewVersion() throws Exception {
        int first = register("twice", ONE_FIELD);
        int again = register("twice", ONE_FIELD.replace(",", " ,\n "));

        assertThat(again).isEqualTo(first);
        assertThat(get("/subjects/twice/versions").body()).isEqualTo(JSON.readTree("[1]"));
    }

    @Test
    void theSameSchemaHasOneIdUnderEverySubject() throws Exception {
        String schema = ONE_FIELD.replace("\"R\"", "\"Shared\"");

        int one = register("shared-1", schema);
        int two = register("shared-2", schema);

        assertThat(two).isEqualTo(one);
        assertThat(get("/schemas/ids/" + one + "/subjects").body())
                .isEqualTo(JSON.readTree("[\"shared-1\",\"shared-2\"]"));
        assertThat(get("/schemas/ids/" + one + "/versions").body().get(1))
                .isEqualTo(JSON.readTree("{\"subject\":\"shared-2\",\"version\":1}"));
    }

    @Test
    void answersAboutVersionsInConfluentsShape() throws Exception {
        int first = register("shape", ONE_FIELD);
        int second = register("shape", WITH_DEFAULT);

        Answer latest = get("/subjects/shape/versions/latest");
        assertThat(latest.body().get("subject").asText()).isEqualTo("shape");
        assertThat(latest.body().get("version").asInt()).isEqualTo(2);
        assertThat(latest.body().get("id").asInt()).isEqualTo(second);
        assertThat(JSON.readTree(latest.body().get("schema").asText())).isEqualTo(JSON.readTree(WITH_DEFAULT));
        assertThat(get("/subjects/shape/versions/1/schema").body()).isEqualTo(JSON.readTree(ONE_FIELD));
        assertThat(names(get("/subjects"))).contains("shape");
        assertThat(names(get("/subjects?subjectPrefix=shap"))).containsExactly("shape");
        assertThat(JSON.readTree(get("/schemas/ids/" + first + "?subject=shape")
                        .body()
                        .get("schema")
                        .asText()))
                .isEqualTo(JSON.readTree(ONE_FIELD));
        assertThat(get("/schemas/ids/" + first + "/schema").body()).isEqualTo(JSON.readTree(ONE_FIELD));
        assertThat(get("/schemas/types").body()).isEqualTo(JSON.readTree("[\"AVRO\"]"));
        assertThat(post("/subjects/shape", ONE_FIELD).body().get("version").asInt())
                .isEqualTo(1);
        assertThat(get("/schemas?subjectPrefix=shape&latestOnly=true").body()).hasSize(1);
        assertThat(get("/").body()).isEqualTo(JSON.createObjectNode());
        assertThat(get("/mode").body()).isEqualTo(JSON.readTree("{\"mode\":\"READWRITE\"}"));
    }

    @Test
    void takesSubjectsWithAnyCharacters() throws Exception {
        String encoded = "a%2Fb%20c+d%C3%A9-value";

        register(encoded, ONE_FIELD);

        assertThat(names(get("/subjects"))).contains("a/b c+dé-value");
        assertThat(get("/subjects/" + encoded + "/versions/1")
                        .body()
                        .get("subject")
                        .asText())
                .isEqualTo("a/b c+dé-value");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /subjects/none/versions, 404, 40401",
        "GET, /subjects/none/versions/latest, 404, 40401",
        "GET, /subjects/none/versions/1, 404, 40401",
        "GET, /subjects/known/versions/7, 404, 40402",
        "GET, /subjects/known/versions/0, 422, 42202",
        "GET, /subjects/known/versions/newest, 422, 42202",
        "GET, /schemas/ids/4711, 404, 40403",
        "GET, /schemas/ids/4711/versions, 404, 40403",
        "GET, /schemas/ids/x, 404, 404",
        "GET, /config/known, 404, 40408",
        "DELETE, /config/known, 404, 40408",
        "GET, /mode/known, 404, 40409",
        "PUT, /mode, 422, 42205",
        "DELETE, /subjects/none, 404, 40401",
        "DELETE, /subjects/known/versions/9, 404, 40402",
        "DELETE, /subjects/known?permanent=true, 422, 42205",
        "GET, /nothing/here, 404, 404",
        "DELETE, /schemas/types, 405, 405",
        "PATCH, /subjects/known, 405, 405",
    })
    void refusesInConfluentsCodes(String method, String path, int status, int code) throws Exception {
        register("known", ONE_FIELD);

        Answer answer = send(method, path, "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().get("message").asText()).isNotBlank();
    }

    @Test
    void refusesWhatIsNoSchema() throws Exception {
        assertThat(post("/subjects/bad/versions", "").code()).isEqualTo(42201);
        assertThat(post("/subjects/bad/versions", "{\"type\":\"nonsense\"}").code())
                .isEqualTo(42201);
        assertThat(post("/subjects/bad/versions", "[".repeat(5000)).code()).isEqualTo(42201);
        assertThat(post("/subjects/bad/versions", recordOf("{'name':'a','type':'int','default':'x'}"))
                        .code())
                .isEqualTo(42201);
        assertThat(send(
                                "POST",
                                "/subjects/bad/versions",
                                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}")
                        .code())
                .isEqualTo(42201);
        assertThat(send("POST", "/subjects/bad/versions", "{no json").code()).isEqualTo(400);
        assertThat(send("POST", "/subjects/bad/versions", "").code()).isEqualTo(400);
        assertThat(get("/subjects/bad/versions").code()).isEqualTo(40401);
    }

    @Test
    void refusesARequestThatIsTooLarge() throws Exception {
        String large = "\"" + "x".repeat(EmbeddedRegistry.MAX_REQUEST_BYTES) + "\"";

        assertThat(send("POST", "/subjects/large/versions", large).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        // level, may a field with a default be added, one without, may the type change, may a field go that had none
        "NONE,true,true,true,true",
        "BACKWARD,true,false,false,true",
        "BACKWARD_TRANSITIVE,true,false,false,true",
        "FORWARD,true,true,false,false",
        "FORWARD_TRANSITIVE,true,true,false,false",
        "FULL,true,false,false,false",
        "FULL_TRANSITIVE,true,false,false,false",
    })
    void holdsASubjectToItsLevel(String level, boolean added, boolean addedBare, boolean retyped, boolean removed)
            throws Exception {
        String subject = "level-" + level;
        register(subject, ONE_FIELD);
        Answer put = put("/config/" + subject, level.toLowerCase(Locale.ROOT));

        assertThat(put.body()).isEqualTo(JSON.readTree("{\"compatibility\":\"" + level + "\"}"));
        assertThat(isCompatible(subject, WITH_DEFAULT)).isEqualTo(added);
        assertThat(isCompatible(subject, WITHOUT_DEFAULT)).isEqualTo(addedBare);
        assertThat(isCompatible(subject, OTHER_TYPE)).isEqualTo(retyped);
        assertThat(isCompatible(subject, recordOf(""))).isEqualTo(removed);
        Answer registered = post("/subjects/" + subject + "/versions", OTHER_TYPE);
        assertThat(registered.status()).isEqualTo(retyped ? 200 : 409);
        assertThat(registered.code()).isEqualTo(retyped ? 0 : 409);
    }

    @Test
    void aTransitiveLevelLooksPastTheLatestVersion() throws Exception {
        for (String level : List.of("BACKWARD", "BACKWARD_TRANSITIVE")) {
            String subject = "past-" + level;
            put("/config/" + subject, level);
            register(subject, ONE_FIELD);
            register(subject, recordOf(""));

            // Without the first version there is nothing that has the field with another type.
            Answer answer =
                    post("/subjects/" + subject + "/versions", recordOf("{'name':'a','type':'int','default':0}"));

            assertThat(answer.status()).as(level).isEqualTo(level.equals("BACKWARD") ? 200 : 409);
        }
    }

    @Test
    void saysWhatIsIncompatibleWhenAsked() throws Exception {
        register("verbose", ONE_FIELD);

        Answer answer = post("/compatibility/subjects/verbose/versions/latest?verbose=true", WITHOUT_DEFAULT);

        assertThat(answer.body().get("is_compatible").asBoolean()).isFalse();
        assertThat(answer.body().get("messages").get(0).asText())
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE")
                .contains("/fields/1");
    }

    @Test
    void aSubjectsLevelComesBeforeTheGlobalOneAndCanBeTakenBack() throws Exception {
        assertThat(get("/config").body()).isEqualTo(JSON.readTree("{\"compatibilityLevel\":\"BACKWARD\"}"));
        assertThat(send("PUT", "/config/own", "{\"compatibility\":\"SOMETIMES\"}")
                        .code())
                .isEqualTo(42203);
        put("/config/own", "NONE");

        assertThat(level("/config/own")).isEqualTo("NONE");
        assertThat(level("/config/other?defaultToGlobal=true")).isEqualTo("BACKWARD");
        assertThat(send("DELETE", "/config/own", "").status()).isEqualTo(200);
        assertThat(get("/config/own").code()).isEqualTo(40408);
    }

    @Test
    void deletedVersionsAreNotOfferedButTheirIdsStayReadable() throws Exception {
        String schema = ONE_FIELD.replace("\"R\"", "\"Deleted\"");
        int id = register("deleted", schema);

        assertThat(send("DELETE", "/subjects/deleted/versions/1", "").body().asInt())
                .isEqualTo(1);

        assertThat(get("/subjects/deleted/versions").code()).isEqualTo(40401);
        assertThat(names(get("/subjects"))).doesNotContain("deleted");
        assertThat(names(get("/subjects?deleted=true"))).contains("deleted");
        assertThat(get("/schemas/ids/" + id).status()).isEqualTo(200);
        assertThat(send("DELETE", "/subjects/deleted/versions/1", "").code()).isEqualTo(40406);
        assertThat(send("DELETE", "/subjects/deleted", "").code()).isEqualTo(40404);
        assertThat(register("deleted", schema)).isEqualTo(id);
        assertThat(get("/subjects/deleted/versions").body()).isEqualTo(JSON.readTree("[2]"));
        assertThat(send("DELETE", "/subjects/deleted", "").body()).isEqualTo(JSON.readTree("[2]"));
    }

    @Test
    void concurrentWritersGetOneIdForOneSchemaAndDifferentIdsForDifferentOnes() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String schema = ONE_FIELD.replace("\"R\"", "\"Parallel" + i % 10 + "\"");
                String subject = "parallel-" + i;
                calls.add(() -> register(subject, schema));
            }
            List<Integer> ids = new ArrayList<>();
            for (Future<Integer> call : pool.invokeAll(calls)) {
                ids.add(call.get());
            }

            Set<Integer> distinct = new HashSet<>(ids);
            assertThat(distinct).hasSize(10);
            IntStream.range(0, 40)
                    .forEach(i -> assertThat(ids.get(i)).as("call " + i).isEqualTo(ids.get(i % 10)));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void keepsEverythingAcrossARestartAndGivesNoIdTwice() throws Exception {
        int first = register("kept", ONE_FIELD.replace("\"R\"", "\"Kept\""));
        int dropped = register("dropped", ONE_FIELD.replace("\"R\"", "\"Dropped\""));
        put("/config/kept", "FULL_TRANSITIVE");
        put("/config/reset", "NONE");
        send("DELETE", "/config/reset", "");
        send("DELETE", "/subjects/dropped", "");
        JsonNode before = get("/schemas?deleted=true").body();

        registry.close();
        registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);

        assertThat(get("/schemas?deleted=true").body()).isEqualTo(before);
        assertThat(level("/config/kept")).isEqualTo("FULL_TRANSITIVE");
        assertThat(get("/config/reset").code()).isEqualTo(40408);
        assertThat(names(get("/subjects"))).contains("kept").doesNotContain("dropped");
        assertThat(register("kept", ONE_FIELD.replace("\"R\"", "\"Kept\""))).isEqualTo(first);
        int fresh = register("fresh", ONE_FIELD.replace("\"R\"", "\"Fresh\""));
        assertThat(before.findValuesAsText("id")).doesNotContain(Integer.toString(fresh));
        assertThat(fresh).isGreaterThan(Math.max(first, dropped));
    }

    @Test
    void aRegistryWhoseBrokerIsGoneSaysItIsInTroubleAndForgetsNothing(@TempDir Path own) throws Exception {
        EmbeddedKafka broker = EmbeddedKafka.start(own, 0);
        int port = broker.port();
        try (EmbeddedRegistry lonely = EmbeddedRegistry.start(broker.bootstrapServers(), 0)) {
            SchemaRegistry client = ConfluentSchemaRegistry.connect(Map.of("schema.registry.url", lonely.url()));
            Schema known = SchemaBuilder.record("Known").fields().endRecord();
            Schema lost = SchemaBuilder.record("Lost").fields().endRecord();
            int id = client.idOf("known", known);
            broker.close();

            assertThatThrownBy(() -> client.idOf("lost", lost)).isInstanceOf(SchemaRegistryUnavailableException.class);
            assertThat(get(lonely, "/schemas/ids/" + id).status()).isEqualTo(200);

            broker = EmbeddedKafka.start(own, port);
            assertThat(client.idOf("lost", lost)).isGreaterThan(id);
        } finally {
            broker.close();
        }
    }

    @Test
    void saysWhichPortIsTakenAndForWhat() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedRegistry.start(kafka.bootstrapServers(), other.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("schema registry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/subjects", "/schemas/ids/4711"})
    void everyAnswerIsOfConfluentsMediaType(String path) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.headers().firstValue("content-type")).hasValue("application/vnd.schemaregistry.v1+json");
    }

    private int register(String subject, String schema) throws Exception {
        Answer answer = post("/subjects/" + subject + "/versions", schema);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().get("id").asInt();
    }

    private boolean isCompatible(String subject, String schema) throws Exception {
        return post("/compatibility/subjects/" + subject + "/versions/1", schema)
                .body()
                .get("is_compatible")
                .asBoolean();
    }

    private String level(String path) throws Exception {
        return get(path).body().get("compatibilityLevel").asText();
    }

    private Answer get(String path) throws Exception {
        return get(registry, path);
    }

    private Answer get(EmbeddedRegistry from, String path) throws Exception {
        return send(from, "GET", path, "");
    }

    private Answer post(String path, String schema) throws Exception {
        return send("POST", path, JSON.createObjectNode().put("schema", schema).toString());
    }

    private Answer put(String path, String level) throws Exception {
        return send(
                "PUT", path, JSON.createObjectNode().put("compatibility", level).toString());
    }

    private Answer send(String method, String path, String body) throws Exception {
        return send(registry, method, path, body);
    }

    private Answer send(EmbeddedRegistry to, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(to.url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private static List<String> names(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.body().forEach(name -> names.add(name.asText()));
        return names;
    }

    private static String recordOf(String fields) {
        return ("{'type':'record','name':'R','fields':[" + fields + "]}").replace('\'', '"');
    }
}
