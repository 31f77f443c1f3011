package io.dateline.app.proof;

import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what there is: Kafka, committed records only, and PostgreSQL. */
final class Witness {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final String jdbcUrl;
    private final SchemaRegistry registry;

    Witness(Settings settings, String jdbcUrl) {
        this.settings = settings;
        this.jdbcUrl = jdbcUrl;
        this.registry = ConfluentSchemaRegistry.connect(settings.registry());
    }

    /** Every committed record of a topic now, by partition and offset. */
    List<ConsumerRecord<byte[], byte[]>> read(NewsTopic topic) {
        return read(topic.topicName());
    }

    /** The same of any topic. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> properties = settings.kafka();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /** The stories on the raw topic that can be read, in the order of each key. */
    List<RawArticle> raw() {
        AvroSerde<RawArticle> serde = AvroSerde.of(RawArticle.class, registry);
        List<RawArticle> stories = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : read(NewsTopic.RAW)) {
            try {
                RawArticle story = serde.deserializer().deserialize(message.topic(), message.value());
                if (message.key() != null && story.getArticleId().equals(text(message.key()))) {
                    stories.add(story);
                }
            } catch (RuntimeException | StackOverflowError e) {
                // A record that is there to be refused.
                continue;
            }
        }
        return stories;
    }

    /** Everything that the oracle speaks of. */
    Evidence observe() {
        return observe("");
    }

    /** The same of topics with a prefix; without the database, when there is one. */
    Evidence observe(String prefix) {
        Evidence found = new Evidence();
        each(
                ArticleVersion.class,
                prefix + NewsTopic.VERSIONS.topicName(),
                (key, version) -> found.section(Lines.LEDGER)
                        .add(Lines.ledger(
                                key, version.getVersion(), version.getOutcome().name())));
        each(
                EnrichedArticle.class,
                prefix + NewsTopic.ENRICHED.topicName(),
                (key, story) -> found.section(Lines.ENRICHED).add(enriched(key, story)));
        latest(
                QuoteRecord.class,
                prefix + NewsTopic.QUOTES.topicName(),
                found.section(Lines.QUOTES),
                quote -> Lines.of(quote.getArticleId(), quote.getText()));
        latest(
                EntityMentionRecord.class,
                prefix + NewsTopic.MENTIONS.topicName(),
                found.section(Lines.MENTIONS),
                mention -> Lines.of(mention.getArticleId(), mention.getType() + ":" + mention.getName()));
        if (prefix.isEmpty()) {
            rows(
                    found,
                    Lines.DB_LEDGER,
                    "select article_id || ' v' || version || ' ' || outcome from version_outcomes");
            rows(
                    found,
                    Lines.DB_ARTICLES,
                    "select article_id || ' v' || version || ' ' || status || ' ' || coalesce(text, 'null') from articles");
            rows(found, Lines.DB_QUOTES, "select article_id || ' ' || text from quotes");
            rows(found, Lines.DB_MENTIONS, "select article_id || ' ' || type || ':' || name from mentions");
            rows(found, Lines.DB_TOPICS, "select article_id || ' ' || code from topics");
        }
        Lines.settle(found);
        return found;
    }

    /** One number from the database; -1 while it can't be asked. */
    long number(String query) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }

    /** How many deliveries have come to their end in the database. */
    long settled() {
        return number("select count(*) from version_outcomes");
    }

    private static String enriched(String id, EnrichedArticle story) {
        Set<String> names = new TreeSet<>();
        story.getEntities().forEach(entity -> names.add(entity.getType() + ":" + entity.getName()));
        Set<String> topics = new TreeSet<>();
        story.getTopics().forEach(topic -> topics.add(topic.getCode()));
        return Lines.enriched(
                id,
                story.getVersion(),
                story.getStatus().name(),
                story.getText(),
                story.getQuotes().stream().map(Quote::getText).collect(Collectors.toList()),
                names,
                topics);
    }

    private <T extends SpecificRecord> void each(Class<T> type, String topic, BiConsumer<String, T> take) {
        AvroSerde<T> serde = AvroSerde.of(type, registry);
        read(topic).forEach(message -> {
            try {
                take.accept(text(message.key()), serde.deserializer().deserialize(topic, message.value()));
            } catch (RuntimeException e) {
                // A record that is there to be refused by the sink.
                return;
            }
        });
    }

    /** What a compacted topic comes to. Two records of a key that are alike, one after the other, are one too many. */
    private <T extends SpecificRecord> void latest(
            Class<T> type, String topic, List<String> lines, Function<T, String> line) {
        AvroSerde<T> serde = AvroSerde.of(type, registry);
        Map<String, byte[]> latest = new LinkedHashMap<>();
        Map<String, Boolean> sent = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : read(topic)) {
            String key = text(message.key());
            if (sent.put(key, true) != null && Arrays.equals(latest.get(key), message.value())) {
                lines.add("sent twice: " + key);
            }
            latest.put(key, message.value());
        }
        latest.values().stream()
                .filter(value -> value != null)
                .forEach(value -> lines.add(line.apply(serde.deserializer().deserialize(topic, value))));
    }

    private void rows(Evidence found, String section, String query) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.section(section).add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
