package io.dateline.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A process of its own that runs a broker until it is killed: see {@link EmbeddedKafkaTest}. */
final class BrokerProcess {
    static final String TOPIC = "crash";

    private BrokerProcess() {}

    /** Argument: the broker's directory. Prints a line once its records are acknowledged. */
    public static void main(String[] args) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
        Records.makeTopic(kafka.bootstrapServers(), TOPIC);
        try (KafkaProducer<String, String> producer = Records.producer(kafka.bootstrapServers(), Map.of())) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "k", "v" + i));
            }
            producer.flush();
        }
        KafkaProducer<String, String> open =
                Records.producer(kafka.bootstrapServers(), Map.of("transactional.id", "open"));
        open.initTransactions();
        open.beginTransaction();
        open.send(new ProducerRecord<>(TOPIC, "k", "never committed")).get(30, TimeUnit.SECONDS);
        System.out.println("ACKNOWLEDGED");
        Thread.sleep(600_000);
    }
}
