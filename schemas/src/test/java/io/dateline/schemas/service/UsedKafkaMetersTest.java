package io.dateline.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.config.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsedKafkaMetersTest {

    private static void register(MeterRegistry meters, String name, String... tags) {
        Gauge.builder(name, () -> 1).tags(tags).register(meters);
    }

    private static void registerOfEveryKind(MeterRegistry meters) {
        register(meters, "kafka.stream.state.put.latency.avg", "part", "enrich");
        register(meters, "kafka.stream.state.estimate.num.keys", "part", "enrich");
        register(meters, "kafka.admin.client.io.ratio", "part", "enrich");
        register(meters, "kafka.consumer.fetch.manager.records.lag.max", "topic", "news.articles.raw");
        register(meters, "kafka.consumer.fetch.manager.records.lag.max", "topic", "news_articles_raw");
        register(meters, "kafka.consumer.fetch.manager.records.lag.max", "topic", "a_topic_of_somebody_else");
        register(meters, "dateline.enrich.held");
    }

    @Test
    void whatIsUsedOfKafkasMetricsIsKeptAndTheRestIsNot() {
        try (Telemetry telemetry = Telemetry.of(Settings.of(Map.of()))) {
            registerOfEveryKind(telemetry.meters());

            assertThat(telemetry.scrape())
                    .contains(
                            "kafka_stream_state_estimate_num_keys{part=\"enrich\"}",
                            "kafka_consumer_fetch_manager_records_lag_max{topic=\"news.articles.raw\"}",
                            "kafka_consumer_fetch_manager_records_lag_max{topic=\"a_topic_of_somebody_else\"}",
                            "dateline_enrich_held",
                            "jvm_memory_used_bytes")
                    .doesNotContain("put_latency", "kafka_admin", "news_articles_raw");
        }
    }

    @Test
    void aSettingBringsAllOfThem() {
        try (Telemetry telemetry = Telemetry.of(Settings.of(Map.of("health.metrics.kafka.all", "true")))) {
            registerOfEveryKind(telemetry.meters());

            assertThat(telemetry.scrape()).contains("put_latency", "kafka_admin", "news_articles_raw");
        }
    }
}
