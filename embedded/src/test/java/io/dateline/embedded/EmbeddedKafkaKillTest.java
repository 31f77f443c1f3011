package io.dateline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What a broker does about the transactions that were ending when it was killed. */
class EmbeddedKafkaKillTest {
    /**
     * Kafka 4.3 forgets to end a transaction in partitions that have no leader for a moment (KAFKA-20734), as all have while
     * a broker that was killed comes back. Readers would wait at it for ever.
     */
    @RepeatedTest(3)
    void noTransactionStaysOpenInAnyPartition(@TempDir Path directory) throws Exception {
        try (ChildJvm child = ChildJvm.runUntil("BUSY", BusyBrokerProcess.class, directory.toString())) {
            child.kill();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.fenceProducers(BusyBrokerProcess.transactionalIds()).all().get(30, TimeUnit.SECONDS);

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(openIn(admin)).isEmpty());
            Map<String, Object> reader =
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", BusyBrokerProcess.GROUP);
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                assertThat(consumer.committed(partitions().collect(Collectors.toSet()), Duration.ofSeconds(10)))
                        .isNotEmpty();
            }
        }
    }

    private static Stream<TopicPartition> partitions() {
        return IntStream.range(0, BusyBrokerProcess.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(BusyBrokerProcess.TOPIC, partition));
    }

    /** The partitions in which a producer has begun a transaction and not ended it. */
    private static Set<String> openIn(Admin admin) throws Exception {
        List<TopicPartition> all = Stream.concat(
                        partitions(),
                        IntStream.range(0, 3)
                                .mapToObj(partition -> new TopicPartition("__consumer_offsets", partition)))
                .toList();
        Set<String> open = new TreeSet<>();
        admin.describeProducers(all).all().get(30, TimeUnit.SECONDS).forEach((partition, state) -> {
            if (state.activeProducers().stream()
                    .anyMatch(
                            producer -> producer.currentTransactionStartOffset().isPresent())) {
                open.add(partition.toString());
            }
        });
        return open;
    }
}
