package io.dateline.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A process of its own that runs a broker and, one after the other without a pause, transactions on it, so that some are
 * ending whenever it is killed: see {@link EmbeddedKafkaKillTest}.
 */
final class BusyBrokerProcess {
    static final String TOPIC = "busy";
    static final String GROUP = "readers";
    static final int PARTITIONS = 8;
    private static final int PRODUCERS = 6;
    private static final int TRANSACTIONS_BEFORE_TELLING = 10;

    private BusyBrokerProcess() {}

    /** Argument: the broker's directory. Prints a line once one of the producers has ended some transactions. */
    public static void main(String[] args) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) -1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        IntStream.range(0, PRODUCERS).forEach(i -> new Thread(() -> transact(kafka.bootstrapServers(), i)).start());
        Thread.sleep(600_000);
    }

    static String transactionalId(int producer) {
        return "busy-" + producer;
    }

    static List<String> transactionalIds() {
        return IntStream.range(0, PRODUCERS)
                .mapToObj(BusyBrokerProcess::transactionalId)
                .toList();
    }

    private static void transact(String bootstrap, int number) {
        try (KafkaProducer<String, String> producer =
                Records.producer(bootstrap, Map.of("transactional.id", transactionalId(number)))) {
            producer.initTransactions();
            for (long ended = 0; ; ended++) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(TOPIC, partition, "k", "v" + ended));
                }
                producer.sendOffsetsToTransaction(
                        Map.of(new TopicPartition(TOPIC, number % PARTITIONS), new OffsetAndMetadata(ended)),
                        new ConsumerGroupMetadata(GROUP));
                producer.commitTransaction();
                if (ended == TRANSACTIONS_BEFORE_TELLING) {
                    System.out.println("BUSY");
                }
            }
        }
    }
}
