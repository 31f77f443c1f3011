package io.dateline.ingest.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dateline.ingest.Kafka;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Telemetry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that answers, and takes nothing: as after a right was withdrawn. Here by a topic that takes no null keys. */
class RefusedByKafkaTest {
    @Test
    void whoIsRefusedSaysThatKafkaIsDownUntilSomethingIsTaken(@TempDir Path directory) throws Exception {
        try (Telemetry telemetry = new Telemetry();
                Kafka kafka = new Kafka(directory)) {
            Settings settings =
                    Settings.of(Map.of("kafka.bootstrap.servers", kafka.bootstrap(), "topics.partitions", "1"));
            Provisioning.ensure(settings, kafka.registry());
            compact(settings, NewsTopic.DEAD_LETTERS);
            Health.Dependency broker = telemetry.health().dependency("ingest", "kafka");
            try (ArticleProducer producer = new ArticleProducer(settings, kafka.registry(), telemetry, 10, 1)) {
                // The broker may take some until it has heard of the change.
                await().untilAsserted(() -> assertThatThrownBy(() -> refuse(producer, null))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(InvalidRecordException.class));
                await().until(() -> broker.state().status() == Health.Status.DOWN);
                assertThat(broker.state().reason()).contains("InvalidRecordException");
                assertThat(broker.refuses())
                        .as("that the broker answers says nothing")
                        .isTrue();

                refuse(producer, new byte[] {1});
                await().until(() -> broker.state().status() == Health.Status.UP);
            }
        }
    }

    private static void refuse(ArticleProducer producer, byte[] key) throws Exception {
        DeadLetter letter = DeadLetter.refused("ingest", "http", "MALFORMED", "no story", Instant.EPOCH);
        producer.refuse(key, new byte[] {2}, letter, new RecordHeaders(), Deadline.never())
                .get(30, TimeUnit.SECONDS);
    }

    private static void compact(Settings settings, NewsTopic topic) throws Exception {
        AlterConfigOp compact = new AlterConfigOp(
                new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(settings.kafka())) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()), List.of(compact)))
                    .all()
                    .get();
        }
    }
}
