package io.dateline.app.reprocess;

import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.NewsTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a part leaves behind in Kafka and on the disk, and how it is taken away, so that the part begins from the beginning.
 * Only while no instance of it runs.
 */
final class Traces {
    /** What enrich makes of the raw stories: everything else on Kafka is kept. */
    static final Set<NewsTopic> OUTPUTS =
            Set.of(NewsTopic.ENRICHED, NewsTopic.QUOTES, NewsTopic.MENTIONS, NewsTopic.VERSIONS);

    private static final long GLANCE_MS = 50;

    private final Admin admin;

    Traces(Admin admin) {
        this.admin = admin;
    }

    /**
     * Makes sure that nobody works as this group.
     *
     * @throws IllegalStateException naming those who do
     */
    void requireNobody(String group) throws InterruptedException {
        try {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            if (!found.members().isEmpty()) {
                throw new IllegalStateException("group " + group + " has "
                        + found.members().size()
                        + " members: stop them first ("
                        + found.members().stream().map(Traces::name).distinct().collect(Collectors.joining(", "))
                        + "); one that was killed is a member until its session times out");
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw failed("group " + group + " can't be looked at", e);
            }
        }
    }

    private static String name(MemberDescription member) {
        return member.groupInstanceId().orElse(member.clientId()) + " at " + member.host();
    }

    /** Forgets how far a group has read. */
    void forgetGroup(String group) throws InterruptedException {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw failed("offsets of group " + group + " can't be deleted", e);
            }
        }
    }

    /** Deletes the topics that an application has for itself, and waits until they are gone. */
    int deleteOwnTopics(String applicationId) throws InterruptedException {
        return deleteTopics(new InternalTopics(applicationId).own());
    }

    /** Deletes those of these topics that are there, and waits until they are gone. */
    int deleteTopics(Set<String> names) throws InterruptedException {
        try {
            List<String> chosen = admin.listTopics().names().get().stream()
                    .filter(names::contains)
                    .toList();
            for (KafkaFuture<Void> deleted :
                    admin.deleteTopics(chosen).topicNameValues().values()) {
                try {
                    deleted.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
            while (admin.listTopics().names().get().stream().anyMatch(names::contains)) {
                Thread.sleep(GLANCE_MS);
            }
            return chosen.size();
        } catch (ExecutionException e) {
            throw failed("topics can't be deleted", e);
        }
    }

    /** Deletes an application's state stores on this machine. */
    static void deleteState(Path stateDirectory, String applicationId) {
        Path state = stateDirectory.resolve(applicationId);
        if (!Files.exists(state)) {
            return;
        }
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("state in " + state + " can't be deleted", e);
        }
    }

    /** Names of topics with a prefix before each. */
    static Set<String> names(Collection<NewsTopic> topics, String prefix) {
        return topics.stream().map(topic -> prefix + topic.topicName()).collect(Collectors.toSet());
    }

    static IllegalStateException failed(String what, ExecutionException e) {
        return new IllegalStateException(what + ": " + e.getCause().getMessage(), e.getCause());
    }
}
