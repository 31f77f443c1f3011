package io.dateline.schemas;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Backoff;
import io.dateline.schemas.service.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what the parts meet on, if it is not there yet: the topics, and their schemas in the registry under
 * FULL_TRANSITIVE compatibility. Every part does this when it starts; doing it twice, or two at a time, does no harm.
 */
public final class Provisioning {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    private static final long TIMEOUT_SECONDS = 30;
    private static final OwnTopics NO_OWN = (partitions, replicationFactor) -> List.of();

    private Provisioning() {}

    /**
     * Makes topics and subjects as the settings say; nothing where {@code topics.create} is off.
     *
     * @throws RetriableException when broker or registry do not answer: a dependency is down, try again
     */
    public static void ensure(Settings settings, SchemaRegistry registry) {
        ensure(settings, registry, NO_OWN);
    }

    /** The same with topics that a part has for itself. */
    public static void ensure(Settings settings, SchemaRegistry registry, OwnTopics own) {
        if (settings.topics().create()) {
            ensureTopics(settings, own);
            ensureSubjects(registry);
        }
    }

    private static void ensureTopics(Settings settings, OwnTopics own) {
        Settings.Topics topics = settings.topics();
        try (Admin admin = Admin.create(settings.kafka())) {
            ensureTopics(admin, topics);
            if (own != NO_OWN) {
                create(admin, () -> {
                    String raw = NewsTopic.RAW.topicName();
                    int partitions = admin.describeTopics(List.of(raw))
                            .allTopicNames()
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                            .get(raw)
                            .partitions()
                            .size();
                    return own.definitions(partitions, topics.replicationFactor());
                });
            }
        }
    }

    /** Topics that a part has for itself. */
    public interface OwnTopics {
        /**
         * What to ask a broker for.
         *
         * @param partitions those of the raw stories
         * @param replicationFactor -1 means the broker's default
         */
        List<NewTopic> definitions(int partitions, short replicationFactor);
    }

    private interface Definitions {
        List<NewTopic> make() throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * Who waits at a start.
     *
     * @param part as health names it; what it waits for is told under this name
     * @param health is told of every try
     * @param isDependencyDown does a failure say that something is down, so that trying again makes sense?
     * @param isClosed has the part been told to stop meanwhile?
     */
    public record Waiting(
            String part, Health health, Predicate<Throwable> isDependencyDown, BooleanSupplier isClosed) {}

    /** {@link #await(Settings, SchemaRegistry, OwnTopics, Waiting)} without topics of its own. */
    public static void await(Settings settings, SchemaRegistry registry, Waiting waiting) throws InterruptedException {
        await(settings, registry, NO_OWN, waiting);
    }

    /**
     * The same at a start, where broker and registry may still be on their way: tries again with growing pauses, and tells
     * health which of the two it waits for.
     *
     * @param own topics that the part has for itself
     */
    public static void await(Settings settings, SchemaRegistry registry, OwnTopics own, Waiting waiting)
            throws InterruptedException {
        if (!settings.topics().create()) {
            await(waiting, "kafka", () -> reach(settings));
            return;
        }
        await(waiting, "kafka", () -> ensureTopics(settings, own));
        await(waiting, "registry", () -> ensureSubjects(registry));
    }

    /** Clients that are made while nobody knows the broker's name are not made at all. */
    private static void reach(Settings settings) {
        try (Admin admin = Admin.create(settings.kafka())) {
            ask(() -> admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static void await(Waiting waiting, String name, Runnable step) throws InterruptedException {
        Health.Dependency dependency = waiting.health().dependency(waiting.part(), name);
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
        while (!waiting.isClosed().getAsBoolean()) {
            try {
                step.run();
                dependency.up();
                return;
            } catch (RuntimeException e) {
                if (!waiting.isDependencyDown().test(e)) {
                    throw e;
                }
                dependency.down(e);
                LOG.warn("waiting at the start dependency={} cause={}", name, e.toString());
                backoff.await();
            }
        }
    }

    /** Makes the missing topics. */
    public static void ensureTopics(Admin admin, Settings.Topics topics) {
        create(
                admin,
                () -> Arrays.stream(NewsTopic.values())
                        .map(topic -> topic.definition(topics.partitions(), topics.replicationFactor()))
                        .toList());
    }

    private static void create(Admin admin, Definitions definitions) {
        ask(() -> {
            Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (NewTopic topic : definitions.make()) {
                if (!existing.contains(topic.name())) {
                    missing.add(topic);
                }
            }
            for (var entry : admin.createTopics(missing).values().entrySet()) {
                try {
                    entry.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                    LOG.info("topic made topic={}", entry.getKey());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            return null;
        });
    }

    private interface Question {
        Object put() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static void ask(Question question) {
        try {
            question.put();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("topics can't be made", e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer from the broker about topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    /** Registers today's schemas and holds their subjects to FULL_TRANSITIVE. */
    public static void ensureSubjects(SchemaRegistry registry) {
        for (NewsTopic topic : NewsTopic.values()) {
            topic.schema().ifPresent(schema -> {
                registry.idOf(topic.subject(), schema);
                registry.requireFullTransitive(topic.subject());
            });
        }
    }
}
