package io.dateline.sink;

import io.dateline.embedded.EmbeddedKafka;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Provisioning;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with empty topics, a registry, and short ways to write and read. */
public final class TestKafka implements AutoCloseable {
    public static final int PARTITIONS = 2;
    private static final String COMMITTED = "read_committed";

    private final EmbeddedKafka broker;
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerde<EnrichedArticle> stories = AvroSerde.of(EnrichedArticle.class, registry);
    private final AvroSerde<ArticleVersion> versions = AvroSerde.of(ArticleVersion.class, registry);
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception sendFailure;

    TestKafka(EmbeddedKafka broker) {
        this.broker = broker;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Set<String> old;
            while (!(old = news(admin)).isEmpty()) {
                // What is deleted is still listed for a moment, and would not be made again.
                admin.deleteTopics(old);
                Thread.sleep(20);
            }
            Provisioning.ensureTopics(admin, new Settings.Topics(true, PARTITIONS, (short) -1));
        } catch (Exception e) {
            throw new IllegalStateException("topics can't be made anew", e);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public InMemorySchemaRegistry registry() {
        return registry;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Settings for a sink that reads here and writes there, quick to try again, in a group of its own. */
    public Settings settings(TestDatabase database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("kafka.heartbeat.interval.ms", "300");
        settings.put("topics.partitions", Integer.toString(PARTITIONS));
        settings.put("sink.jdbc.url", database.url());
        settings.put("sink.jdbc.user", PostgresServer.USER);
        settings.put("sink.group.id", database.url());
        settings.put("sink.threads", "1");
        settings.put("sink.poll.ms", "50");
        settings.put("sink.backoff.first.ms", "20");
        settings.put("sink.backoff.longest.ms", "200");
        settings.put("sink.connect.timeout.ms", "500");
        settings.putAll(more);
        return Settings.of(settings);
    }

    public byte[] bytes(EnrichedArticle article) {
        return stories.serializer().serialize(NewsTopic.ENRICHED.topicName(), article);
    }

    public byte[] bytes(ArticleVersion version) {
        return versions.serializer().serialize(NewsTopic.VERSIONS.topicName(), version);
    }

    public void send(EnrichedArticle... articles) {
        for (EnrichedArticle article : articles) {
            sendSoon(NewsTopic.ENRICHED, article.getArticleId(), bytes(article));
        }
        flush();
    }

    public void send(ArticleVersion... entries) {
        for (ArticleVersion version : entries) {
            sendSoon(NewsTopic.VERSIONS, version.getArticleId(), bytes(version));
        }
        flush();
    }

    /** A value of any kind; null for a tombstone. */
    public void send(NewsTopic topic, String key, byte[] value) {
        sendSoon(topic, key, value);
        flush();
    }

    /** A record of any kind. */
    public void send(ProducerRecord<byte[], byte[]> any) {
        sendSoon(any);
        flush();
    }

    /** Sends with others, at the next {@link #flush}. */
    public void sendSoon(NewsTopic topic, String key, byte[] value) {
        sendSoon(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void sendSoon(ProducerRecord<byte[], byte[]> any) {
        producer.send(any, (metadata, failure) -> {
            if (failure != null) {
                sendFailure = failure;
            }
        });
    }

    /** Everything is on Kafka when this returns. */
    public void flush() {
        producer.flush();
        if (sendFailure != null) {
            throw new IllegalStateException("not sent", sendFailure);
        }
    }

    /** Where the partitions end now. */
    public Map<TopicPartition, Long> ends(NewsTopic topic) {
        return ends(topic, COMMITTED);
    }

    /** The same for a reader of this isolation level. */
    public Map<TopicPartition, Long> ends(NewsTopic topic, String isolation) {
        producer.flush();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            return consumer.endOffsets(partitions(topic));
        }
    }

    /** Everything on a topic, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> read(NewsTopic topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        read(topic, found::add);
        return found;
    }

    /** The same, one by one. */
    public void read(NewsTopic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> ends = ends(topic);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(COMMITTED)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        }
    }

    /** Has the sink stored everything that is on its topics? */
    public boolean isAllStored(TestDatabase database) {
        for (NewsTopic topic : List.of(NewsTopic.ENRICHED, NewsTopic.VERSIONS)) {
            for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
                long stored = database.number(
                        "select coalesce(max(next_offset), 0) from sink_offsets where topic = '" + topic.topicName()
                                + "' and partition = " + end.getKey().partition());
                if (stored < end.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        producer.close();
    }

    private static Set<String> news(Admin admin) throws Exception {
        return admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                .filter(name -> name.startsWith("news.") || name.equals(SentBack.TOPIC))
                .collect(Collectors.toSet());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(NewsTopic topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(topic.topicName(), i));
        }
        return partitions;
    }
}
