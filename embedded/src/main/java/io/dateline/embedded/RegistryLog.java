package io.dateline.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's memory: a compacted topic of one partition, its records laid out as Confluent's registry lays them out.
 * One writer at a time; not thread-safe.
 */
final class RegistryLog implements AutoCloseable {
    /** The topic's name, the same as Confluent's. */
    static final String TOPIC = "_schemas";

    private static final Logger LOG = LoggerFactory.getLogger(RegistryLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final long TIMEOUT_SECONDS = 30;
    private static final String SCHEMA = "SCHEMA";
    private static final String CONFIG = "CONFIG";

    private final KafkaProducer<String, String> producer;

    private RegistryLog(KafkaProducer<String, String> producer) {
        this.producer = producer;
    }

    /**
     * Makes the topic if it is missing and reads it to its end.
     *
     * @param reader gets every entry, oldest first
     * @throws IllegalStateException when the topic can't be made or read, or holds what is no registry's
     */
    static RegistryLog open(String bootstrapServers, Consumer<RegistryState.Entry> reader) {
        try {
            makeTopic(bootstrapServers);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the schema registry's topic " + TOPIC + " can't be made: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry starts", e);
        }
        readAll(bootstrapServers, reader);
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "schema-registry",
                "acks",
                "all",
                "linger.ms",
                0,
                "request.timeout.ms",
                3_000,
                "delivery.timeout.ms",
                13_000,
                "max.block.ms",
                13_000);
        return new RegistryLog(new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()));
    }

    /**
     * Writes an entry and waits until every in-sync replica has it.
     *
     * @throws KafkaException when that is not known to be so; it may or may not be on the topic then
     */
    void append(RegistryState.Entry entry) {
        try {
            producer.send(new ProducerRecord<>(TOPIC, 0, keyOf(entry), valueOf(entry)))
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("an entry of the schema registry was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before an entry of the schema registry was acknowledged", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static void makeTopic(String bootstrapServers)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            // Any deletion here would forget schemas that records still refer to.
            NewTopic topic = new NewTopic(TOPIC, 1, (short) -1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void readAll(String bootstrapServers, Consumer<RegistryState.Entry> reader) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "schema-registry",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
            int count = 0;
            while (consumer.position(PARTITION) < end) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the schema registry's topic " + TOPIC + " can't be read to its end");
                }
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
                    RegistryState.Entry entry = entryOf(found);
                    if (entry != null) {
                        reader.accept(entry);
                        count++;
                    }
                }
            }
            LOG.info("registry read entries={}", count);
        }
    }

    private static String keyOf(RegistryState.Entry entry) {
        ObjectNode key = JSON.createObjectNode();
        if (entry instanceof RegistryState.Version version) {
            key.put("keytype", SCHEMA);
            key.put("subject", version.subject());
            key.put("version", version.number());
            key.put("magic", 1);
        } else if (entry instanceof RegistryState.Level level) {
            key.put("keytype", CONFIG);
            key.put("subject", level.subject());
            key.put("magic", 0);
        }
        return key.toString();
    }

    private static String valueOf(RegistryState.Entry entry) {
        ObjectNode value = JSON.createObjectNode();
        if (entry instanceof RegistryState.Version version) {
            value.put("subject", version.subject());
            value.put("version", version.number());
            value.put("id", version.id());
            value.put("schema", version.schema());
            value.put("deleted", version.deleted());
        } else if (entry instanceof RegistryState.Level level) {
            if (level.level() == null) {
                return null;
            }
            value.put("compatibilityLevel", level.level().name());
        }
        return value.toString();
    }

    /** The entry in a record, or null for a kind that this registry has no use for. */
    private static RegistryState.Entry entryOf(ConsumerRecord<String, String> found) {
        try {
            JsonNode key = JSON.readTree(found.key());
            JsonNode value = found.value() == null ? null : JSON.readTree(found.value());
            String kind = key.path("keytype").asText();
            if (kind.equals(CONFIG)) {
                String level =
                        value == null ? "" : value.path("compatibilityLevel").asText();
                return new RegistryState.Level(
                        key.path("subject").asText(null),
                        RegistryCompatibility.named(level).orElse(null));
            }
            if (kind.equals(SCHEMA) && value != null) {
                return new RegistryState.Version(
                        value.required("subject").asText(),
                        value.required("version").asInt(),
                        value.required("id").asInt(),
                        value.required("schema").asText(),
                        value.path("deleted").asBoolean());
            }
            return null;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "offset " + found.offset() + " of " + TOPIC + " is no entry of a schema registry", e);
        }
    }
}
