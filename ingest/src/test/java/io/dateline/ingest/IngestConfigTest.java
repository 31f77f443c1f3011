package io.dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {

    private static IngestConfig config(Map<String, String> values) {
        return IngestConfig.from(Settings.of(values));
    }

    @Test
    void defaults() {
        IngestConfig config = config(Map.of());

        assertThat(config.provider()).isNull();
        assertThat(config.zone()).isNull();
        assertThat(config.zones()).isEmpty();
        assertThat(config.inFlightRecords()).isEqualTo(2000);
        assertThat(config.inFlightBytes()).isEqualTo(64L * 1024 * 1024);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().token()).isNull();
        assertThat(config.http().maxBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(config.http().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.watch().directories()).isEmpty();
        assertThat(config.watch().interval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void everyKeyIsRead() {
        IngestConfig config = config(Map.ofEntries(
                Map.entry("ingest.provider", "coast"),
                Map.entry("ingest.zone", "Europe/Oslo"),
                Map.entry("ingest.zones", "AFX=Europe/Paris, dpx=Europe/Berlin"),
                Map.entry("ingest.inflight.records", "7"),
                Map.entry("ingest.inflight.bytes", "2000000"),
                Map.entry("ingest.http.host", "127.0.0.2"),
                Map.entry("ingest.http.port", "81"),
                Map.entry("ingest.http.token", "t"),
                Map.entry("ingest.http.max.bytes", "11"),
                Map.entry("ingest.http.timeout.ms", "200"),
                Map.entry("ingest.watch.directories", "/in, afx=/in/afx"),
                Map.entry("ingest.watch.interval.ms", "12")));

        assertThat(config.provider()).isEqualTo("coast");
        assertThat(config.zoneOf("afx")).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(config.zoneOf("Dpx")).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(config.zoneOf("other")).isEqualTo(ZoneId.of("Europe/Oslo"));
        assertThat(config.zoneOf(null)).isEqualTo(ZoneId.of("Europe/Oslo"));
        assertThat(config.inFlightRecords()).isEqualTo(7);
        assertThat(config.inFlightBytes()).isEqualTo(2_000_000);
        assertThat(config.http().host()).isEqualTo("127.0.0.2");
        assertThat(config.http().port()).isEqualTo(81);
        assertThat(config.http().token().value()).isEqualTo("t");
        assertThat(config.http().toString()).doesNotContain("t=t").contains("[hidden]");
        assertThat(config.http().maxBytes()).isEqualTo(11);
        assertThat(config.http().timeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.watch().directories())
                .isEqualTo(List.of(
                        new IngestConfig.Directory(Path.of("/in"), null),
                        new IngestConfig.Directory(Path.of("/in/afx"), "afx")));
        assertThat(config.watch().interval()).isEqualTo(Duration.ofMillis(12));
    }

    @Test
    void httpCanBeOff() {
        assertThat(config(Map.of("ingest.http.enabled", "false")).http()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ingest.zone,Mars/Olympus",
        "ingest.zones,afx",
        "ingest.zones,afx=Nowhere",
        "ingest.http.port,70000",
        "ingest.http.max.bytes,0",
        "ingest.inflight.records,0",
        "ingest.htp.port,80"
    })
    void aWrongKeyOrValueFailsByName(String key, String value) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key.equals("ingest.htp.port") ? "ingest.http.port" : key);
    }
}
