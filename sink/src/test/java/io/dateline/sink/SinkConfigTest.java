package io.dateline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkConfigTest {
    private static SinkConfig config(Map<String, String> settings) {
        return SinkConfig.from(Settings.of(settings));
    }

    @Test
    void defaultsFitAPipelineOnThisMachine() {
        assertThat(config(Map.of()))
                .isEqualTo(new SinkConfig(
                        "jdbc:postgresql://127.0.0.1:5433/dateline",
                        "dateline",
                        new Password(""),
                        "dateline-sink",
                        2,
                        500,
                        8 * 1024 * 1024,
                        Duration.ofMillis(500),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        false));
    }

    @Test
    void everyKeyReachesItsPlace() {
        Map<String, String> settings = new HashMap<>();
        settings.put("sink.jdbc.url", "jdbc:postgresql://db.example.org/news");
        settings.put("sink.jdbc.user", "writer");
        settings.put("sink.jdbc.password", "secret");
        settings.put("sink.group.id", "archive");
        settings.put("sink.threads", "3");
        settings.put("sink.batch.records", "4");
        settings.put("sink.batch.bytes", "5000");
        settings.put("sink.poll.ms", "6");
        settings.put("sink.backoff.first.ms", "7");
        settings.put("sink.backoff.longest.ms", "8");
        settings.put("sink.connect.timeout.ms", "900");
        settings.put("sink.statement.timeout.ms", "10000");
        settings.put("sink.keep.killed.text", "true");
        assertThat(settings.keySet()).as("every key is tried").isEqualTo(SinkConfig.DEFINITION.names());

        assertThat(config(settings))
                .isEqualTo(new SinkConfig(
                        "jdbc:postgresql://db.example.org/news",
                        "writer",
                        new Password("secret"),
                        "archive",
                        3,
                        4,
                        5000,
                        Duration.ofMillis(6),
                        Duration.ofMillis(7),
                        Duration.ofMillis(8),
                        Duration.ofMillis(900),
                        Duration.ofSeconds(10),
                        true));
    }

    @ParameterizedTest
    @CsvSource({
        "sink.jdbc.url, jdbc:mysql://127.0.0.1/dateline",
        "sink.jdbc.user, ''",
        "sink.group.id, ''",
        "sink.threads, 0",
        "sink.batch.records, 0",
        "sink.batch.bytes, 10",
        "sink.poll.ms, 0",
        "sink.backoff.first.ms, 0",
        "sink.backoff.longest.ms, 1",
        "sink.connect.timeout.ms, 1",
        "sink.statement.timeout.ms, 300000",
        "sink.keep.killed.text, perhaps",
    })
    void valuesOutOfRangeAreRefusedByName(String key, String value) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> config(Map.of("sink.batch.size", "1")))
                .hasMessageContaining("sink.batch.size")
                .hasMessageContaining("sink.batch.bytes");
    }

    @Test
    void noPasswordIsEverPrinted() {
        assertThat(config(Map.of("sink.jdbc.password", "geheim")).toString()).doesNotContain("geheim");
        assertThatThrownBy(() -> config(Map.of("sink.jdbc.url", "jdbc:postgresql://h/d?password=geheim")))
                .hasMessageContaining("sink.jdbc.password")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void kafkasSettingsPassThroughButNotOverTheGuarantees() {
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap.servers", "k:1",
                "kafka.isolation.level", "read_uncommitted",
                "kafka.enable.auto.commit", "true",
                "kafka.auto.offset.reset", "latest",
                "kafka.fetch.max.wait.ms", "77"));

        assertThat(SinkService.consumerProperties(settings, SinkConfig.from(settings), 0))
                .containsEntry("bootstrap.servers", "k:1")
                .containsEntry("fetch.max.wait.ms", "77")
                .containsEntry("group.id", "dateline-sink")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none");
    }

    @Test
    void whatAKilledConsumerHadGoesOnSoonerThanByKafkasDefaultOrAsTheUserSays() {
        Settings ours = Settings.of(Map.of());
        Settings theirs = Settings.of(Map.of("kafka.session.timeout.ms", "60000"));

        assertThat(SinkService.consumerProperties(ours, SinkConfig.from(ours), 0))
                .containsEntry("session.timeout.ms", 15_000);
        assertThat(SinkService.consumerProperties(theirs, SinkConfig.from(theirs), 0))
                .containsEntry("session.timeout.ms", "60000");
    }
}
