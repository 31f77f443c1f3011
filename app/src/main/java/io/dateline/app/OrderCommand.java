package io.dateline.app;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.OrderedBy;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.StoryOrder;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.SettingsOptions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dateline release} and {@code dateline kill}: what a person orders for one story. */
abstract class OrderCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Parameters(
            paramLabel = "ARTICLE_ID",
            description = "The story, e.g. \"reuters|tag:reuters.com,2016:newsml_L1N14N0FF\".")
    private String articleId;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why, for the record.")
    private String reason;

    /** Asked for when it is given: to make a command loads nothing that another one would do without. */
    abstract StoryOrder order();

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Serves the version of a story that is held: withheld, or under an embargo.")
    static final class Release extends OrderCommand {
        @Override
        StoryOrder order() {
            return StoryOrder.RELEASE;
        }
    }

    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            description = "Kills a story, until its provider publishes a higher version.")
    static final class Kill extends OrderCommand {
        @Override
        StoryOrder order() {
            return StoryOrder.KILL;
        }
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Settings settings = options.load();
        StoryCommand command = StoryCommand.newBuilder()
                .setArticleId(articleId)
                .setOrder(order())
                .setOrderedBy(OrderedBy.person(System.getProperty("user.name", "unknown")))
                .setReason(reason)
                .setOrderedAt(Instant.now())
                .build();
        Map<String, Object> properties = settings.kafka();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        try (AvroSerde<StoryCommand> serde =
                        AvroSerde.of(StoryCommand.class, ConfluentSchemaRegistry.connect(settings.registry()));
                KafkaProducer<String, StoryCommand> producer =
                        new KafkaProducer<>(properties, new StringSerializer(), serde.serializer())) {
            producer.send(new ProducerRecord<>(NewsTopic.COMMANDS.topicName(), articleId, command))
                    .get();
        }
        System.err.println("ordered: " + order() + " " + articleId);
        return 0;
    }
}
