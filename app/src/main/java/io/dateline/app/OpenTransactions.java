package io.dateline.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a killed Kafka Streams application may have left open on a broker that was killed with it. For the time between
 * their end and the application's next start: a running one would be fenced.
 */
final class OpenTransactions {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private OpenTransactions() {}

    /**
     * Ends the transactions of an application, and waits until its offsets are known for sure.
     *
     * @param applicationId consumer group, and, with a hyphen, prefix of the transactional ids
     * @return false when that did not come about in {@link #PATIENCE}: the application would wait for its offsets in vain
     */
    static boolean end(String bootstrapServers, String applicationId) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> ids = admin.listTransactions().all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(applicationId + "-"))
                    .toList();
            admin.fenceProducers(ids).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
        return areOffsetsKnown(bootstrapServers, applicationId);
    }

    /** Offsets that a transaction has written are given out when it has ended. */
    private static boolean areOffsetsKnown(String bootstrapServers, String group) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers, "group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toSet());
            consumer.committed(partitions, PATIENCE);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
