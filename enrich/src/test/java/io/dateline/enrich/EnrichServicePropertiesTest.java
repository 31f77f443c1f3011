package io.dateline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** What Kafka's clients are told in the end, by us and by whoever runs us. */
class EnrichServicePropertiesTest {

    @Test
    void clientsAreToldOurDefaults() {
        StreamsConfig config = config(Map.of());

        assertThat(consumer(config)).containsEntry("session.timeout.ms", 15_000).containsEntry("max.poll.records", 100);
        assertThat(producer(config))
                .containsEntry("compression.type", "gzip")
                .containsEntry("compression.gzip.level", 3)
                .containsEntry("max.request.size", NewsTopic.MAX_WRAPPED_BYTES);
    }

    @Test
    void whatIsSetForEveryClientGoesOverOurDefaults() {
        StreamsConfig config = config(Map.of(
                "kafka.session.timeout.ms", "3000",
                "kafka.max.poll.records", "7",
                "kafka.compression.type", "zstd"));

        assertThat(consumer(config)).containsEntry("session.timeout.ms", "3000").containsEntry("max.poll.records", "7");
        assertThat(producer(config))
                .containsEntry("compression.type", "zstd")
                .containsEntry("max.request.size", NewsTopic.MAX_WRAPPED_BYTES);
    }

    @Test
    void whatIsSetForOneKindOfClientGoesOverWhatIsSetForEveryOne() {
        StreamsConfig config = config(Map.of(
                "kafka.session.timeout.ms", "3000",
                "kafka.consumer.session.timeout.ms", "4000"));

        assertThat(consumer(config)).containsEntry("session.timeout.ms", "4000");
    }

    @Test
    void nobodySetsTheGuaranteesOtherwise() {
        StreamsConfig config = config(Map.of("kafka.processing.guarantee", "at_least_once"));

        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(consumer(config)).containsEntry("isolation.level", "read_committed");
    }

    private static StreamsConfig config(Map<String, String> settings) {
        Settings all = Settings.of(settings);
        return new StreamsConfig(EnrichService.properties(all, EnrichConfig.from(all)));
    }

    private static Map<String, Object> consumer(StreamsConfig config) {
        return config.getMainConsumerConfigs("group", "client", 1);
    }

    private static Map<String, Object> producer(StreamsConfig config) {
        return config.getProducerConfigs("client");
    }
}
