package io.dateline.app.proof;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what there is: Kafka, committed records only, and PostgreSQL. */
final class Witness implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_WAIT_MS = 5;
    private static final long GLANCE_MS = 100;
    private static final List<NewsTopic> TOPICS = List.of(
            NewsTopic.RAW,
            NewsTopic.VERSIONS,
            NewsTopic.ENRICHED,
            NewsTopic.QUOTES,
            NewsTopic.MENTIONS,
            NewsTopic.DEAD_LETTERS);

    private final Settings settings;
    private final String jdbcUrl;
    private final Reading reading;
    private Connection glances;

    Witness(Settings settings, String jdbcUrl) {
        this.settings = settings;
        this.jdbcUrl = jdbcUrl;
        this.reading = new Reading(ConfluentSchemaRegistry.connect(settings.registry()));
    }

    Reading reading() {
        return reading;
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
        // It closes only when its last request is answered, which asks for what comes after the end.
        properties.put("fetch.max.wait.ms", FETCH_WAIT_MS);
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
        return reading.stories(read(NewsTopic.RAW));
    }

    /** What there is in the end, and how each story came there. */
    Evidence observe() {
        Evidence found = reading.of(look(), new Sent());
        found.sections().keySet().removeAll(Lines.ON_THE_WAY);
        return found;
    }

    /** The same with every record on the way. */
    Evidence observe(Sent sent) {
        return reading.of(look(), sent);
    }

    /** Everything that the oracle speaks of, as it stands on the topics and in the tables. */
    Snapshot look() {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new LinkedHashMap<>();
        for (NewsTopic topic : TOPICS) {
            topics.put(topic.topicName(), read(topic));
        }
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        Rows.QUERIES.forEach((section, query) -> tables.put(section, rows(query)));
        return new Snapshot(topics, tables);
    }

    /** One number from the database; -1 while it can't be asked. Asked often, and so over a connection that is kept. */
    synchronized long number(String query) {
        try {
            if (glances == null) {
                glances = DriverManager.getConnection(jdbcUrl);
            }
            try (Statement statement = glances.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            close();
            return -1;
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (glances != null) {
                glances.close();
            }
        } catch (SQLException e) {
            // It is broken, which is why it is closed.
        }
        glances = null;
    }

    /**
     * Waits until so many deliveries have come to their end in the database, as long as it takes while more of them do.
     *
     * @param patience with a standstill
     * @param more to be said when it stands still
     */
    void awaitSettled(long expected, Duration patience, Supplier<String> more) throws InterruptedException {
        long most = -1;
        long since = System.nanoTime();
        for (long settled = settled(); settled < expected; settled = settled()) {
            if (settled > most) {
                most = settled;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                throw new AssertionError(
                        "only " + most + " of " + expected + " settled, and none more in " + patience + more.get());
            }
            Thread.sleep(GLANCE_MS);
        }
    }

    /** How many deliveries have come to their end in the database. */
    long settled() {
        return number("select count(*) from version_outcomes");
    }

    private List<List<String>> rows(String query) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    // PostgreSQL and Java write the same number in different ways.
                    boolean real = rows.getMetaData().getColumnType(i) == Types.DOUBLE;
                    row.add(real ? Double.toString(rows.getDouble(i)) : rows.getString(i));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
