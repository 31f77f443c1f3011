package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.EnrichConfig;
import io.dateline.ingest.IngestConfig;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.HealthServer;
import io.dateline.sink.SinkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the code says. Written anew with -Ddateline.write=true. */
class ConfigurationDocTest {
    private static final Path DOC = Path.of("../docs/configuration.md");

    @Test
    void theDocumentNamesEveryKeyAsItIsDefined() throws IOException {
        String expected = "# Configuration\n\n"
                + "Keys go into a properties file (`--config FILE`), the environment (`DATELINE_` and the key in capitals, dots as\n"
                + "underscores, two underscores for one in the key) or `--set KEY=VALUE`, each over the one before. Secrets belong into\n"
                + "the environment. An unknown key fails the start and names the nearest one that is known.\n\n"
                + "- `kafka.*` is passed to every Kafka client without the prefix: `kafka.bootstrap.servers`"
                + " (default `" + Settings.DEFAULT_BOOTSTRAP + "`),\n  `kafka.security.protocol`, ...\n"
                + "- Confluent's own keys go to the registry's client: `schema.registry.url` (default `"
                + Settings.DEFAULT_REGISTRY + "`),\n  `auto.register.schemas`, `basic.auth.credentials.source`,"
                + " `basic.auth.user.info`, `bearer.auth.token`, `schema.registry.ssl.*`, ...\n\n"
                + table("Topics", Settings.TOPICS)
                + table("Health", HealthServer.DEFINITION)
                + table("Ingest", IngestConfig.DEFINITION)
                + table("Enrich", EnrichConfig.DEFINITION)
                + table("Sink", SinkConfig.DEFINITION);
        if (Boolean.getBoolean("dateline.write")) {
            Files.writeString(DOC, expected);
        }
        assertThat(Files.readString(DOC)).isEqualTo(expected);
    }

    private static String table(String part, ConfigDef definition) {
        StringBuilder table =
                new StringBuilder("## " + part + "\n\n| key | default | meaning |\n| --- | --- | --- |\n");
        definition.configKeys().values().stream()
                .sorted(Comparator.comparing(key -> key.name))
                .forEach(key -> table.append("| `")
                        .append(key.name)
                        .append("` | ")
                        .append(shown(key))
                        .append(" | ")
                        .append(key.documentation)
                        .append(
                                key.validator == null
                                                || key.validator.toString().contains("non-empty")
                                        ? ""
                                        : " " + key.validator)
                        .append(" |\n"));
        return table.append('\n').toString();
    }

    private static String shown(ConfigDef.ConfigKey key) {
        Object value = key.hasDefault() ? key.defaultValue : null;
        String text = key.type == ConfigDef.Type.PASSWORD || value == null
                ? ""
                : value.toString().replaceAll("^\\[|]$", "");
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
