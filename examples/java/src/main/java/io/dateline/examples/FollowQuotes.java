package io.dateline.examples;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints who says what as it is said, and takes back what is retracted: the whole life of {@code news.quotes} in one loop.
 *
 * <pre>java -jar examples/java/target/examples-java-0.1.0.jar [BOOTSTRAP [REGISTRY]]</pre>
 *
 * Both are those of {@code dateline up} unless given. With docker-compose they are {@code 127.0.0.1:9092
 * http://127.0.0.1:8081/apis/ccompat/v7}.
 *
 * <p>With Confluent's own artifacts the deserializer is {@code KafkaAvroDeserializer}; the loop stays the same.
 */
public final class FollowQuotes {
    private static final Duration POLL = Duration.ofMillis(250);

    private FollowQuotes() {}

    /** Reads from the beginning until the process is ended. */
    public static void main(String[] args) {
        String bootstrap = args.length > 0 ? args[0] : "127.0.0.1:9092";
        String registry = args.length > 1 ? args[1] : "http://127.0.0.1:8081";
        follow(bootstrap, registry, System.out, () -> false);
    }

    /** Reads from the beginning until told to end. */
    public static void follow(String bootstrap, String registry, PrintStream out, BooleanSupplier ended) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                "example-java-" + ProcessHandle.current().pid(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // What a transaction that was aborted has written is not shown.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        AvroSerde<QuoteRecord> quotes = AvroSerde.of(
                QuoteRecord.class, ConfluentSchemaRegistry.connect(Map.of(ConfluentSchemaRegistry.URL, registry)));
        // What stands now, by key. A service would keep it in its own store, under the same key. After more than seven
        // days away it empties that and reads from the beginning, because retractions are not kept for longer.
        Map<String, QuoteRecord> standing = new HashMap<>();
        try (KafkaConsumer<String, QuoteRecord> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), quotes.deserializer())) {
            consumer.subscribe(List.of(NewsTopic.QUOTES.topicName()));
            while (!ended.getAsBoolean()) {
                for (ConsumerRecord<String, QuoteRecord> message : consumer.poll(POLL)) {
                    QuoteRecord quote = message.value();
                    if (quote != null) {
                        standing.put(message.key(), quote);
                        out.println("+ " + line(quote));
                    } else {
                        QuoteRecord retracted = standing.remove(message.key());
                        out.println("- " + (retracted == null ? message.key() : line(retracted)));
                    }
                }
            }
        }
    }

    private static String line(QuoteRecord quote) {
        String speaker = quote.getSpeakerName() != null ? quote.getSpeakerName() : quote.getSpeakerText();
        return (speaker == null ? "?" : speaker) + ": " + quote.getText();
    }
}
