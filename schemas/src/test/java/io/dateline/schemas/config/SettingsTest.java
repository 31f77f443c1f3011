package io.dateline.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final ConfigDef PART = new ConfigDef()
            .define("sink.batch.size", ConfigDef.Type.INT, 500, ConfigDef.Importance.LOW, "Rows in a transaction.")
            .define("sink.jdbc.password", ConfigDef.Type.PASSWORD, "", ConfigDef.Importance.LOW, "Password.")
            .define("sink.jdbc_x.url", ConfigDef.Type.STRING, "", ConfigDef.Importance.LOW, "Address.");

    @TempDir
    Path directory;

    @Test
    void needsNothingToBeSet() {
        Settings settings = Settings.load(null, Map.of(), Map.of());

        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
        assertThat(settings.registry()).isEqualTo(Map.of("schema.registry.url", "http://127.0.0.1:8081"));
        assertThat(settings.topics()).isEqualTo(new Settings.Topics(true, 6, (short) -1));
        assertThat(settings.values(PART, "sink.").getInt("sink.batch.size")).isEqualTo(500);
    }

    @Test
    void theEnvironmentGoesOverTheFileAndTheCommandLineOverBoth() throws Exception {
        Path file = file("topics.partitions = 1\ntopics.replication.factor=2 \ntopics.create=false");
        Map<String, String> environment =
                Map.of("DATELINE_TOPICS_PARTITIONS", "10", "DATELINE_TOPICS_REPLICATION_FACTOR", "3");

        Settings settings = Settings.load(file, environment, Map.of("topics.partitions", "100"));

        assertThat(settings.topics()).isEqualTo(new Settings.Topics(false, 100, (short) 3));
    }

    @Test
    void passesOtherPeoplesKeysThrough() {
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap.servers", "broker:9093",
                "kafka.security.protocol", "SASL_SSL",
                "schema.registry.url", "https://registry",
                "schema.registry.ssl.truststore.location", "/t",
                "basic.auth.user.info", "u:p",
                "bearer.auth.token", "t",
                "auto.register.schemas", "false"));

        assertThat(settings.kafka())
                .isEqualTo(Map.of("bootstrap.servers", "broker:9093", "security.protocol", "SASL_SSL"));
        assertThat(settings.registry())
                .containsOnlyKeys(
                        "schema.registry.url",
                        "schema.registry.ssl.truststore.location",
                        "basic.auth.user.info",
                        "bearer.auth.token",
                        "auto.register.schemas")
                .containsEntry("basic.auth.user.info", "u:p");
    }

    @ParameterizedTest
    @CsvSource({
        "DATELINE_SINK_BATCH_SIZE, sink.batch.size",
        "DATELINE_SINK_JDBC__X_URL, sink.jdbc_x.url",
    })
    void variablesAreKeysInCapitals(String variable, String key) {
        Settings settings = Settings.load(null, Map.of(variable, "7", "PATH", "/bin", "DATELINER_X", "y"), Map.of());

        assertThat(settings.values(PART, "sink.").originals()).isEqualTo(Map.of(key, "7"));
    }

    @Test
    void readsItsFileAsUtf8AndWithoutSpacesAtTheEnds() throws Exception {
        Settings settings = Settings.load(file("sink.jdbc_x.url =  Größe \n# comment\n"), Map.of(), Map.of());

        assertThat(settings.values(PART, "sink.").getString("sink.jdbc_x.url")).isEqualTo("Größe");
    }

    @Test
    void aKeyThatIsNotKnownFailsAndNamesTheNearest() {
        assertThatThrownBy(() -> Settings.of(Map.of("sink.bach.size", "1")).values(PART, "sink."))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sink.bach.size")
                .hasMessageContaining("did you mean sink.batch.size?");
        assertThatThrownBy(() -> Settings.of(Map.of("topics.partition", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean topics.partitions?");
        assertThatThrownBy(() -> Settings.of(Map.of("bootstrap.servers", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bootstrap.servers")
                .hasMessageContaining("kafka.");
    }

    @ParameterizedTest
    @CsvSource({"topics.partitions, 0", "topics.partitions, many", "topics.create, perhaps"})
    void aValueThatIsNotAllowedFailsAndNamesItsKey(String key, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void aFileThatCannotBeReadFailsAndIsNamed() throws Exception {
        Path missing = directory.resolve("missing.properties");
        Path broken = file("a=\\u12");

        assertThatThrownBy(() -> Settings.load(missing, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> Settings.load(broken, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(broken.toString());
    }

    @Test
    void secretsAreNeverPrinted() {
        Settings settings = Settings.of(Map.of(
                "kafka.sasl.jaas.config", "s3cret",
                "basic.auth.user.info", "s3cret",
                "sink.jdbc.password", "s3cret"));
        AbstractConfig values = settings.values(PART, "sink.");

        assertThat(settings.toString()).contains("sink.jdbc.password").doesNotContain("s3cret");
        assertThat(values.values().toString()).doesNotContain("s3cret");
        assertThat(values.getPassword("sink.jdbc.password").value()).isEqualTo("s3cret");
    }

    @Test
    void givesACopyWithOthersOverIt() {
        Settings settings = Settings.of(Map.of("topics.partitions", "1", "topics.create", "false"));

        Settings changed = settings.with(Map.of("topics.partitions", "2"));

        assertThat(changed.topics()).isEqualTo(new Settings.Topics(false, 2, (short) -1));
        assertThat(settings.topics().partitions()).isEqualTo(1);
        assertThatThrownBy(() -> settings.with(Map.of("topic.partitions", "2"))).isInstanceOf(ConfigException.class);
    }

    private Path file(String text) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "dateline", ".properties"), text);
    }
}
