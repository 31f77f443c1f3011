package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stories under an embargo, and {@code kill -9} of those who hold them: each is released once, by whoever is left, and not
 * before its time.
 */
class KilledHoldersProofIT {
    private static final Duration SOON = Duration.ofSeconds(Scale.of(120, 240));
    private static final int STORIES = 60;

    /** By then the stories are held, and the one to be killed is gone. */
    private static final Duration EMBARGO = Duration.ofSeconds(Scale.of(18, 25));

    private final long seed = Scale.seed("killed holders");

    @Test
    void whatAKilledInstanceHeldIsReleasedOnceByTheOther(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            Part killed = rig.child("enrich", "killed-holder", shortSession());
            rig.child("enrich", "heir-of-holder", shortSession());
            awaitInstances(rig, 2);
            Instant embargo = hold(rig);

            killed.kill();
            assertThat(Instant.now()).as("killed before the time").isBefore(embargo);

            expectEachReleasedOnce(rig, embargo);
        }
    }

    @Test
    void whatIsKilledWhileItReleasesReleasesEachOnce(@TempDir Path directory) throws Exception {
        Random random = Scale.random(seed, "kill while releasing");
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            Part killed = rig.child("enrich", "killed-releaser", shortSession());
            awaitInstances(rig, 1);
            Instant embargo = hold(rig);

            for (int kill = 0; kill < Scale.of(1, 6); kill++) {
                long wait = Duration.between(Instant.now(), embargo).toMillis() + random.nextInt(2_000);
                Thread.sleep(Math.max(random.nextInt(4_000), wait));
                killed.kill();
                killed.start();
            }

            expectEachReleasedOnce(rig, embargo);
        }
    }

    private static Instant hold(Rig rig) throws InterruptedException {
        Instant embargo = Instant.now().plus(EMBARGO).truncatedTo(ChronoUnit.MILLIS);
        rig.feeder()
                .send(
                        IntStream.range(0, STORIES)
                                .mapToObj(i -> String.format(
                                        "{\"id\":\"held-%d\",\"version\":1,\"provider\":\"proof\",\"headline\":\"Held %d\","
                                                + "\"body\":\"The minister spoke %d times.\",\"embargoedUntil\":\"%s\"}",
                                        i, i, i, embargo))
                                .toList(),
                        20);
        await("all stories to be held")
                .atMost(SOON)
                .until(() -> rig.witness().read(NewsTopic.VERSIONS).size() == STORIES);
        assertThat(Instant.now()).as("held before the time").isBefore(embargo);
        assertThat(released(rig)).isEmpty();
        return embargo;
    }

    private static void expectEachReleasedOnce(Rig rig, Instant embargo) throws InterruptedException {
        await("all stories to be released")
                .atMost(SOON)
                .until(() -> released(rig).size() >= STORIES);
        // Whoever releases twice does so within moments.
        Thread.sleep(2_000);
        assertThat(released(rig))
                .extracting(EnrichedArticle::getArticleId)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, STORIES)
                        .mapToObj(i -> "proof|held-" + i)
                        .toList());
        assertThat(released(rig)).allSatisfy(story -> {
            assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
            assertThat(story.getProvenance().getEnrichedAt()).isAfterOrEqualTo(embargo);
        });
        assertThat(rig.witness().read(NewsTopic.VERSIONS))
                .as("held and served, each once")
                .hasSize(2 * STORIES);
        assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
    }

    private static List<EnrichedArticle> released(Rig rig) {
        AvroSerde<EnrichedArticle> serde = AvroSerde.of(EnrichedArticle.class, rig.client());
        return rig.witness().read(NewsTopic.ENRICHED).stream()
                .map(ConsumerRecord::value)
                .map(value -> serde.deserializer().deserialize(NewsTopic.ENRICHED.topicName(), value))
                .toList();
    }

    /** Waits until so many instances have partitions of the raw stories. */
    private static void awaitInstances(Rig rig, int instances) {
        try (Admin admin = Admin.create(rig.settings().kafka())) {
            await(instances + " instances to have partitions").atMost(SOON).until(() -> {
                try {
                    return admin.describeConsumerGroups(List.of("dateline-enrich")).all().get().values().stream()
                                    .flatMap(group -> group.members().stream())
                                    .filter(KilledHoldersProofIT::hasStories)
                                    .map(MemberDescription::consumerId)
                                    .distinct()
                                    .count()
                            >= instances;
                } catch (ExecutionException e) {
                    return false;
                }
            });
        }
    }

    private static boolean hasStories(MemberDescription member) {
        return member.assignment().topicPartitions().stream()
                .anyMatch(partition -> partition.topic().equals(NewsTopic.RAW.topicName()));
    }

    /** Members without a name of their own: whoever does not answer in time is out. */
    private static Map<String, String> shortSession() {
        return Map.of(
                "kafka.session.timeout.ms", "3000",
                "kafka.heartbeat.interval.ms", "600",
                "enrich.threads", "1");
    }
}
