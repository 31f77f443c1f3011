package io.dateline.app.redrive;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.config.Settings;
import io.dateline.sink.SentBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Letters that need not be sent back any more, because what failed is made anew. */
public final class WrittenOff {
    private WrittenOff() {}

    /**
     * Notes all letters of the sink as done. They say where their records stood in topics that are gone; in the new ones
     * these places mean something else, and what is older would be taken for what came later.
     *
     * @return how many there were that had not been sent back
     */
    public static int lettersOfTheSink(Admin admin, Settings settings) throws InterruptedException {
        if (!topics(admin).contains(NewsTopic.DEAD_LETTERS.topicName())) {
            return 0;
        }
        DeadLetterBox box = DeadLetterBox.open(settings);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Redriver.properties(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            // First: it ends what a redrive has begun.
            producer.initTransactions();
            Set<String> before = box.sentBack();
            List<String> open = new ArrayList<>();
            box.letters(letter -> {
                if (SentBack.isFor(letter.topic()) && before.add(letter.failure())) {
                    open.add(letter.failure());
                }
            });
            for (int i = 0; i < open.size(); i += Redriver.LETTERS) {
                producer.beginTransaction();
                open.subList(i, Math.min(open.size(), i + Redriver.LETTERS))
                        .forEach(failure -> producer.send(DeadLetterBox.note(failure)));
                producer.commitTransaction();
            }
            return open.size();
        }
    }

    private static Set<String> topics(Admin admin) throws InterruptedException {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the broker can't be asked: " + e.getCause().getMessage(), e);
        }
    }
}
