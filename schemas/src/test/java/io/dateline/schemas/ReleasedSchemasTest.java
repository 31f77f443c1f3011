package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.registry.WireSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every change of a schema against everything that was ever released. To release: {@code mvn -pl schemas test
 * -Dtest=ReleasedSchemasTest -Drelease=next}, and commit the files it writes.
 */
class ReleasedSchemasTest {
    private static final ReleasedSchemas RELEASED =
            new ReleasedSchemas(Path.of("src", "main", "resources", "released"));
    private static final String COMMAND = "mvn -pl schemas test -Dtest=ReleasedSchemasTest -Drelease=";
    private static final String BASE = """
            {"type": "record", "name": "R", "namespace": "n", "fields": [
              {"name": "id", "type": "string"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "kind", "type": {"type": "enum", "name": "K", "symbols": ["A", "B"], "default": "A"}},
              {"name": "bare", "type": {"type": "enum", "name": "L", "symbols": ["C", "D"]}},
              {"name": "parts", "type": {"type": "array", "items":
                {"type": "record", "name": "P", "fields": [{"name": "x", "type": "int"}]}}}
            ]}""";

    @TempDir
    Path directory;

    static Stream<NewsTopic> topics() {
        return Stream.of(NewsTopic.values()).filter(topic -> topic.schema().isPresent());
    }

    @BeforeAll
    static void releaseWhenTold() throws IOException {
        String release = System.getProperty("release");
        if (release == null) {
            return;
        }
        assertThat(release).as("-Drelease=").isIn("next", "over-newest");
        for (NewsTopic topic : topics().toList()) {
            RELEASED.release(topic, topic.schema().orElseThrow(), release.equals("over-newest"));
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void todaysSchemaAndEveryReleasedOneReadEachOthersRecords(NewsTopic topic) throws IOException {
        SortedMap<Integer, Schema> versions = RELEASED.of(topic);
        Map<Integer, List<String>> objections = new TreeMap<>();
        versions.forEach((number, released) -> {
            List<String> found = ReleasedSchemas.objections(topic.schema().orElseThrow(), released);
            if (!found.isEmpty()) {
                objections.put(number, found);
            }
        });

        assertThat(objections)
                .as(
                        "objections to today's schema of %s by released version. Records of every released version are on"
                                + " topics, and consumers with every released version read them: add a field with a"
                                + " default, keep what is there.",
                        topic.topicName())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void todaysSchemaIsReleased(NewsTopic topic) throws IOException {
        SortedMap<Integer, Schema> versions = RELEASED.of(topic);
        boolean released = !versions.isEmpty()
                && ReleasedSchemas.isSame(topic.schema().orElseThrow(), versions.get(versions.lastKey()));

        assertThat(released)
                .as(
                        "today's schema of %s is its newest released one (%s). When the change is meant, release it: %snext"
                                + " writes it as the next version, and the file is committed with the change. As long as"
                                + " the newest version has not been published, %sover-newest writes it in its place.",
                        topic.topicName(),
                        versions.isEmpty() ? "there is none" : "v" + versions.lastKey(),
                        COMMAND,
                        COMMAND)
                .isTrue();
    }

    @Test
    void everyFolderIsATopics() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src", "main", "resources", "released"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            topics().map(NewsTopic::topicName).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void releasedFilesAreWhatARegistryHolds(NewsTopic topic) throws IOException {
        assertThat(RELEASED.of(topic).values())
                .allSatisfy(schema -> assertThat(schema).isEqualTo(WireSchema.of(schema)));
    }

    @Test
    void theCheckerAcceptsWhatIsCompatible() {
        assertAccepted(BASE);
        assertAccepted(BASE.replace(
                "{\"name\": \"id\"", "{\"name\": \"new\", \"type\": \"int\", \"default\": 0}, {\"name\": \"id\""));
        assertAccepted(BASE.replace("{\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null},", ""));
        assertAccepted(BASE.replace("\"A\", \"B\"", "\"A\", \"B\", \"NEW\""));
        assertAccepted(BASE.replace("\"type\": \"string\"}", "\"type\": \"string\", \"doc\": \"said\"}"));
    }

    @Test
    void theCheckerRefusesAFieldWithoutDefaultThatIsRemoved() {
        assertRefused(BASE.replace("{\"name\": \"id\", \"type\": \"string\"},", ""), "MISSING_DEFAULT");
    }

    @Test
    void theCheckerRefusesAFieldWithoutDefaultThatIsAdded() {
        assertRefused(
                BASE.replace("{\"name\": \"id\"", "{\"name\": \"new\", \"type\": \"int\"}, {\"name\": \"id\""),
                "MISSING_DEFAULT");
    }

    @Test
    void theCheckerRefusesAFieldThatIsRenamed() {
        assertRefused(BASE.replace("\"name\": \"id\"", "\"name\": \"identity\""), "MISSING_DEFAULT");
    }

    @Test
    void theCheckerRefusesATypeThatIsChanged() {
        assertRefused(BASE.replace("\"id\", \"type\": \"string\"", "\"id\", \"type\": \"int\""), "TYPE_MISMATCH");
        // Avro widens int to long for a new reader; the old one can't narrow it.
        assertRefused(BASE.replace("\"x\", \"type\": \"int\"", "\"x\", \"type\": \"long\""), "TYPE_MISMATCH");
        assertRefused(
                BASE.replace("\"id\", \"type\": \"string\"", "\"id\", \"type\": [\"null\", \"string\"]"),
                "TYPE_MISMATCH");
    }

    @Test
    void theCheckerRefusesASymbolThatIsRenamedWhereThereIsNoDefault() {
        assertRefused(BASE.replace("\"D\"", "\"RENAMED\""), "MISSING_ENUM_SYMBOLS");
    }

    @Test
    void theCheckerRefusesARecordThatIsRenamed() {
        assertRefused(BASE.replace("\"name\": \"P\"", "\"name\": \"Q\""), "NAME_MISMATCH");
    }

    @Test
    void theCheckerRefusesAUnitOfTimeThatIsChanged() {
        assertRefused(BASE.replace("timestamp-millis", "timestamp-micros"), "logical type");
        assertRefused(BASE.replace(", \"logicalType\": \"timestamp-millis\"", ""), "logical type");
    }

    @Test
    void aChangedCommentIsAnotherSchemaButPropertiesForJavaAreNot() {
        Schema base = new Schema.Parser().parse(BASE);

        assertThat(ReleasedSchemas.isSame(base, new Schema.Parser().parse(BASE.replace(" ", ""))))
                .isTrue();
        assertThat(ReleasedSchemas.isSame(
                        base,
                        new Schema.Parser()
                                .parse(BASE.replace(
                                        "\"type\": \"string\"}", "\"type\": \"string\", \"doc\": \"said\"}"))))
                .isFalse();
        assertThat(ReleasedSchemas.isSame(
                        base,
                        new Schema.Parser()
                                .parse(BASE.replace(
                                        "\"type\": \"string\"}",
                                        "\"type\": {\"type\": \"string\", \"avro.java.string\": \"String\"}}"))))
                .isTrue();
    }

    @Test
    void releasingCountsUpAndNeverTouchesAnOlderFile() throws IOException {
        ReleasedSchemas released = new ReleasedSchemas(directory);
        Schema first = new Schema.Parser().parse(BASE);
        Schema second = new Schema.Parser().parse(BASE.replace("\"A\", \"B\"", "\"A\", \"B\", \"NEW\""));
        Schema third = new Schema.Parser().parse(BASE.replace("\"A\", \"B\"", "\"A\", \"B\", \"NEWER\""));

        assertThat(released.release(NewsTopic.RAW, first, false))
                .hasValueSatisfying(file -> assertThat(file).hasFileName("v1.avsc"));
        assertThat(released.release(NewsTopic.RAW, first, false)).isEmpty();
        assertThat(released.release(NewsTopic.RAW, second, false)).isPresent();
        assertThat(released.release(NewsTopic.RAW, third, true)).isPresent();

        assertThat(released.of(NewsTopic.RAW)).containsOnlyKeys(1, 2);
        assertThat(released.of(NewsTopic.RAW).get(1)).isEqualTo(first);
        assertThat(released.of(NewsTopic.RAW).get(2)).isEqualTo(third);
        assertThat(released.of(NewsTopic.QUOTES)).isEmpty();
    }

    private static void assertAccepted(String doctored) {
        assertThat(ReleasedSchemas.objections(new Schema.Parser().parse(doctored), new Schema.Parser().parse(BASE)))
                .isEmpty();
    }

    private static void assertRefused(String doctored, String reason) {
        assertThat(doctored).isNotEqualTo(BASE);
        assertThat(ReleasedSchemas.objections(new Schema.Parser().parse(doctored), new Schema.Parser().parse(BASE)))
                .isNotEmpty()
                .anySatisfy(objection -> assertThat(objection).contains(reason));
    }
}
