package io.dateline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.NewsTopic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaTest {
    @TempDir
    static Path sharedDirectory;

    private static EmbeddedKafka shared;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        shared = EmbeddedKafka.start(sharedDirectory, 0);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void keepsRecordsOffsetsAndIdentityAcrossRestarts() throws Exception {
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            clusterId = kafka.clusterId();
            Records.makeTopic(kafka.bootstrapServers(), "t");
            send(kafka, "t", "a", "b", "c");
            assertThat(poll(kafka, "group", "t", 2)).containsExactly("a", "b");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            send(kafka, "t", "d");

            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(Records.readAll(kafka.bootstrapServers(), "t")).containsExactly("a", "b", "c", "d");
            assertThat(poll(kafka, "group", "t", 2)).containsExactly("c", "d");
        }
    }

    @Test
    void showsOnlyCommittedTransactionsToReadersOfCommittedRecords() throws Exception {
        Records.makeTopic(shared.bootstrapServers(), "t");
        try (KafkaProducer<String, String> producer =
                Records.producer(shared.bootstrapServers(), Map.of("transactional.id", "tx"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "k", "committed"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "k", "aborted"));
            producer.abortTransaction();
        }

        assertThat(Records.readAll(shared.bootstrapServers(), "t")).containsExactly("committed");
    }

    @Test
    @SuppressWarnings("try")
    void twoInOneJvmShareNothing() throws Exception {
        try (EmbeddedKafka one = EmbeddedKafka.start(directory.resolve("one"), 0);
                EmbeddedKafka two = EmbeddedKafka.start(directory.resolve("two"), 0)) {
            Records.makeTopic(one.bootstrapServers(), "t");
            Records.makeTopic(two.bootstrapServers(), "t");
            send(one, "t", "one");
            one.close();
            send(two, "t", "two");

            assertThat(one.clusterId()).isNotEqualTo(two.clusterId());
            assertThat(Records.readAll(two.bootstrapServers(), "t")).containsExactly("two");
        }
    }

    @Test
    void losesNothingAcknowledgedWhenItsProcessIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.runUntil("ACKNOWLEDGED", BrokerProcess.class, directory.toString())) {
            child.kill();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            // The same transactional id ends the transaction that the killed process left open.
            try (KafkaProducer<String, String> producer =
                    Records.producer(kafka.bootstrapServers(), Map.of("transactional.id", "open"))) {
                producer.initTransactions();
            }

            assertThat(Records.readAll(kafka.bootstrapServers(), BrokerProcess.TOPIC))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "v" + i).toList());
        }
    }

    @Test
    void saysWhichPortIsTakenAndForWhat() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(directory, port))
                    .isInstanceOfSatisfying(
                            PortInUseException.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("Kafka broker");
        }
    }

    @Test
    void refusesADirectoryThatARunningBrokerUsesAndLeavesThatOneAlone() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(directory.toString());

            Records.makeTopic(kafka.bootstrapServers(), "t");
            send(kafka, "t", "still here");
            assertThat(Records.readAll(kafka.bootstrapServers(), "t")).containsExactly("still here");
            assertThat(kafka.death().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() {
        try (KafkaProducer<String, String> producer =
                Records.producer(shared.bootstrapServers(), Map.of("max.block.ms", "1000"))) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("typo", "v")).get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    /** The registry client's bundle carries zstd-jni and snappy classes under their own names, beside Kafka's. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void takesRecordsOfTheLargestSizeInEveryCompression(String compression) throws Exception {
        byte[] value = new byte[NewsTopic.MAX_RECORD_BYTES - 100_000];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (i * 31 >>> 3);
        }
        String topic = "compressed-" + compression;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", shared.bootstrapServers()))) {
            NewTopic definition = new NewTopic(topic, 1, (short) -1).configs(NewsTopic.RAW.configs());
            admin.createTopics(List.of(definition)).all().get(30, TimeUnit.SECONDS);
            Map<String, Object> config = Map.of(
                    "bootstrap.servers",
                    shared.bootstrapServers(),
                    "compression.type",
                    compression,
                    "max.request.size",
                    NewsTopic.MAX_RECORD_BYTES);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
            }

            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", shared.bootstrapServers(), "auto.offset.reset", "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.assign(List.of(new TopicPartition(topic, 0)));
                var records = consumer.poll(Duration.ofSeconds(30));
                assertThat(records)
                        .singleElement()
                        .satisfies(found -> assertThat(found.value()).isEqualTo(value));
            }
        }
    }

    @Test
    void aBrokerThatGivesUpIsMarkedDeadAndTheJvmGoesOn() throws Exception {
        BrokerThreads one = new BrokerThreads("one");
        BrokerThreads two = new BrokerThreads("two");

        assertThatThrownBy(() -> one.run(
                        "disk",
                        () -> {
                            Exit.halt(1, "the disk is full");
                            return null;
                        },
                        30))
                .isInstanceOf(ExecutionException.class);

        assertThat(one.death()).isCompletedWithValue("the broker gave up with status 1: the disk is full");
        assertThat(two.death()).isNotDone();
    }

    private static void send(EmbeddedKafka kafka, String topic, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = Records.producer(kafka.bootstrapServers(), Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, "k", value)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Reads {@code count} records as a member of a group and commits them. */
    private static List<String> poll(EmbeddedKafka kafka, String group, String topic, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false",
                "max.poll.records",
                count);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new java.util.ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
            consumer.commitSync();
            return values;
        }
    }
}
