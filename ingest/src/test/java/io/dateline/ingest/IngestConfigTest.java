package io.dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.ingest.wire.Providers;
import io.dateline.schemas.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(config.http().tokens()).isEmpty();
        assertThat(config.http().rate()).isZero();
        assertThat(config.http().maxConnections()).isEqualTo(1000);
        assertThat(config.http().maxBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(config.http().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.watch().directories()).isEmpty();
        assertThat(config.watch().interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.watch().rest()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.poll())
                .isEqualTo(new IngestConfig.Poll(
                        List.of(), Duration.ofHours(1), Duration.ofSeconds(30), 10 * 1024 * 1024, "Dateline", 4));
        assertThat(config.quiet()).isEqualTo(new IngestConfig.Quiet(Duration.ofMinutes(15), Duration.ofDays(1)));
        assertThat(config.stateDirectory()).isEqualTo(Path.of(".dateline/ingest"));
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
                Map.entry("ingest.http.tokens", "afp=k7, coast = k8=2"),
                Map.entry("ingest.http.providers", "afp=nprov:AFP, coast=Coast Press,afp=afx"),
                Map.entry("ingest.http.rate", "7"),
                Map.entry("ingest.http.max.connections", "9"),
                Map.entry("ingest.http.max.bytes", "11"),
                Map.entry("ingest.http.timeout.ms", "200"),
                Map.entry("ingest.watch.directories", "/in, afx=/in/afx"),
                Map.entry("ingest.watch.interval.ms", "12"),
                Map.entry("ingest.watch.rest.ms", "34"),
                Map.entry("ingest.poll.feeds", "coast=https://coast.example/rss?a=b, gull=http://gull.example/atom"),
                Map.entry("ingest.poll.interval.ms", "60000"),
                Map.entry("ingest.poll.intervals", "gull=5000"),
                Map.entry("ingest.poll.providers", "coast=afx"),
                Map.entry("ingest.poll.zones", "gull=Asia/Tokyo"),
                Map.entry("ingest.poll.backoff.longest.ms", "7000"),
                Map.entry("ingest.poll.timeout.ms", "900"),
                Map.entry("ingest.poll.max.bytes", "13"),
                Map.entry("ingest.poll.user.agent", "Desk (desk@coast.example)"),
                Map.entry("ingest.poll.threads", "3"),
                Map.entry("ingest.quiet.after.ms", "1234"),
                Map.entry("ingest.quiet.learn.ms", "5678"),
                Map.entry("ingest.state.dir", "/state")));

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
        assertThat(config.http().tokens())
                .containsOnly(Map.entry("afp", new Password("k7")), Map.entry("coast", new Password("k8=2")));
        assertThat(config.toString()).doesNotContain("k7").doesNotContain("k8");
        assertThat(config.http().providers())
                .containsOnly(
                        Map.entry("afp", new Providers(List.of("afp", "afx"))),
                        Map.entry("coast", new Providers(List.of("coast-press"))));
        assertThat(config.http().rate()).isEqualTo(7);
        assertThat(config.http().maxConnections()).isEqualTo(9);
        assertThat(config.http().maxBytes()).isEqualTo(11);
        assertThat(config.http().timeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.watch().directories())
                .isEqualTo(List.of(
                        new IngestConfig.Directory(Path.of("/in"), null),
                        new IngestConfig.Directory(Path.of("/in/afx"), "afx")));
        assertThat(config.watch().interval()).isEqualTo(Duration.ofMillis(12));
        assertThat(config.watch().rest()).isEqualTo(Duration.ofMillis(34));
        assertThat(config.poll())
                .isEqualTo(new IngestConfig.Poll(
                        List.of(
                                new IngestConfig.PolledFeed(
                                        "coast",
                                        URI.create("https://coast.example/rss?a=b"),
                                        Duration.ofMinutes(1),
                                        "afx",
                                        null),
                                new IngestConfig.PolledFeed(
                                        "gull",
                                        URI.create("http://gull.example/atom"),
                                        Duration.ofSeconds(5),
                                        null,
                                        ZoneId.of("Asia/Tokyo"))),
                        Duration.ofSeconds(7),
                        Duration.ofMillis(900),
                        13,
                        "Desk (desk@coast.example)",
                        3));
        assertThat(config.quiet()).isEqualTo(new IngestConfig.Quiet(Duration.ofMillis(1234), Duration.ofMillis(5678)));
        assertThat(config.stateDirectory()).isEqualTo(Path.of("/state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret1", "=secret1", "afp=", "afp=secret1,afp=secret2", "afp=secret1,dpa=secret1"})
    void tokensThatAreWrittenWronglyAreRefusedWithoutShowingThem(String tokens) {
        assertThatThrownBy(() -> IngestConfig.from(Settings.of(Map.of("ingest.http.tokens", tokens))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ingest.http.tokens: entry")
                .hasMessageNotContaining("secret");
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
        "ingest.http.providers,afp",
        "ingest.http.providers,afp=!",
        "ingest.http.providers,afp=afp",
        "ingest.http.max.bytes,0",
        "ingest.inflight.records,0",
        "ingest.poll.feeds,coast",
        "ingest.poll.feeds,coast=file:///etc/passwd",
        "ingest.poll.feeds,coast=https:no-host",
        "ingest.poll.feeds,a/b=https://coast.example/",
        "ingest.poll.feeds,coast=https://me:s3cret@coast.example/",
        "ingest.poll.intervals,coast=5000",
        "ingest.poll.interval.ms,5",
        "ingest.htp.port,80"
    })
    void aWrongKeyOrValueFailsByName(String key, String value) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key.equals("ingest.htp.port") ? "ingest.http.port" : key)
                .hasMessageNotContaining("s3cret");
    }
}
