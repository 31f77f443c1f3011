package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dateline.ingest.produce.Intake;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds {@code docs/asyncapi.yaml} to the topics, schemas and headers that there are. */
class AsyncApiDocTest {
    private static final Path FILE = Path.of("..", "docs", "asyncapi.yaml");
    private static JsonNode document;
    private static final Map<String, JsonNode> CHANNELS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        document = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FILE));
        document.get("channels").forEach(channel -> CHANNELS.put(text(channel, "/address"), channel));
    }

    @Test
    void itIsWhatAsyncApisOwnSchemaAllows() throws IOException {
        assertThat(violations(withSchemasInPlace(document))).isEmpty();
    }

    /** The schema sees into every corner, and is not passed by because something in it could not be found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/info/version",
                "/servers/up/host",
                "/servers/up/bindings/kafka/schemaRegistryUrl",
                "/channels/quotes/messages/quoteRecord/$ref",
                "/operations/followQuotes/action",
                "/components/channelBindings/archive/kafka/topicConfiguration/retention.ms",
                "/components/messages/rawArticle/payload/schema/fields",
                "/components/messageTraits/traced/headers/type"
            })
    void asyncApisOwnSchemaFindsWhatIsWrong(String pointer) throws IOException {
        ObjectNode wrong = withSchemasInPlace(document);
        int end = pointer.lastIndexOf('/');
        ((ObjectNode) wrong.at(pointer.substring(0, end)))
                .putArray(pointer.substring(end + 1))
                .add(true);

        assertThat(violations(wrong)).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(FILE.resolveSibling(reference)).exists();
            }
        });
    }

    @Test
    void itDescribesEveryTopicAndNoOther() {
        assertThat(CHANNELS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(NewsTopic.values()).map(NewsTopic::topicName).toList());
        assertThat(text(document, "/asyncapi")).startsWith("3.");
    }

    @ParameterizedTest
    @EnumSource(NewsTopic.class)
    void aTopicIsKeptAsItSays(NewsTopic topic) {
        JsonNode written =
                resolve(CHANNELS.get(topic.topicName()).get("bindings")).at("/kafka/topicConfiguration");

        Map<String, String> configs = new TreeMap<>();
        written.properties()
                .forEach(entry -> configs.put(
                        entry.getKey(),
                        entry.getValue().isArray()
                                ? entry.getValue().get(0).asText()
                                : entry.getValue().asText()));
        assertThat(configs).isEqualTo(new TreeMap<>(topic.configs()));
    }

    @ParameterizedTest
    @EnumSource(NewsTopic.class)
    void aTopicsMessagesHaveAKeyAndItsNewestReleasedSchema(NewsTopic topic) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        CHANNELS.get(topic.topicName()).get("messages").forEach(reference -> messages.add(resolve(reference)));

        assertThat(messages).hasSize(1);
        JsonNode message = messages.get(0);
        assertThat(text(resolve(message.get("bindings")), "/kafka/key/description"))
                .isNotBlank();
        if (topic.schema().isPresent()) {
            assertThat(text(message, "/name"))
                    .isEqualTo(topic.schema().orElseThrow().getName());
            Path schema = FILE.resolveSibling(text(message, "/payload/schema/$ref"));
            assertThat(schema).exists();
            assertThat(schema.getFileName()).hasToString(newestIn(schema.getParent()));
            assertThat(new Schema.Parser().parse(Files.readString(schema)).getFullName())
                    .isEqualTo(topic.schema().orElseThrow().getFullName());
        } else {
            assertThat(text(message, "/contentType")).isEqualTo("application/octet-stream");
        }
    }

    @Test
    void everyHeaderOfADeadLetterIsDescribed() throws IllegalAccessException {
        List<String> headers = new ArrayList<>(List.of("traceparent"));
        headers.addAll(constants(DeadLetter.class));
        headers.remove(DeadLetter.PREFIX);
        headers.addAll(constants(Intake.class));

        JsonNode described = document.at("/components/messages/deadLetter/headers/properties");

        assertThat(described.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(headers);
        assertThat(headers).contains(DeadLetter.STAGE, Intake.CUT);
    }

    @Test
    void theRegistryOfDockerComposeIsWhereThePartsThereFindIt() throws IOException {
        JsonNode compose = new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(Path.of("..", "docker-compose.yml")))
                .get("services");
        String inside = text(compose, "/enrich/environment/DATELINE_SCHEMA_REGISTRY_URL");
        String port = text(compose, "/registry/ports/0");

        String described = text(document, "/servers/compose/bindings/kafka/schemaRegistryUrl");

        assertThat(described)
                .isEqualTo("http://" + port.substring(0, port.lastIndexOf(':'))
                        + URI.create(inside).getPath());
        for (String usage : List.of(
                "README.md",
                "docs/consuming.md",
                "examples/java/src/main/java/io/dateline/examples/FollowQuotes.java",
                "examples/node/follow-quotes.mjs",
                "examples/python/follow_quotes.py")) {
            assertThat(Path.of("..", usage)).content().contains(described);
        }
    }

    @Test
    void everyChannelIsUsedByAnOperation() {
        List<String> used = new ArrayList<>();
        document.get("operations").forEach(operation -> used.add(text(resolve(operation.get("channel")), "/address")));
        assertThat(used).containsAll(CHANNELS.keySet());
    }

    private static List<String> violations(JsonNode description) throws IOException {
        try (InputStream schema = AsyncApiDocTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema)
                    .validate(description)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    /** References to files of Avro are followed first: the schema has no place for them beside other formats than its own. */
    private static ObjectNode withSchemasInPlace(JsonNode description) throws IOException {
        ObjectNode copy = description.deepCopy();
        for (JsonNode message : copy.at("/components/messages")) {
            String file = text(message, "/payload/schema/$ref");
            if (!file.isEmpty()) {
                ((ObjectNode) message.get("payload"))
                        .set("schema", new ObjectMapper().readTree(Files.readString(FILE.resolveSibling(file))));
            }
        }
        return copy;
    }

    private static List<String> constants(Class<?> type) throws IllegalAccessException {
        List<String> texts = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static String newestIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return "v" + files.count() + ".avsc";
        }
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(text(node, "/$ref").substring(1)) : node;
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }
}
