package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dateline.ingest.produce.Intake;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import java.io.IOException;
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
