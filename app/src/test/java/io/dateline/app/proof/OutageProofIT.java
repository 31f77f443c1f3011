package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Service;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 4: what is down is waited out. No dead letter, and all of it is caught up with. */
class OutageProofIT {
    private static final int LINES = Scale.of(120, 2_000);
    private static final int OUTAGE_MS = Scale.of(5_000, 30_000);

    private final long seed = Scale.seed("outage");

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void brokerRegistryAndDatabaseGoAwayAndComeBackWhileStoriesCome(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();
            outage(rig, "broker", rig::stopBroker, rig::startBroker);
            outage(rig, "registry", rig::stopRegistry, rig::startRegistry);
            outage(rig, "database", rig::stopDatabase, rig::startDatabase);
        }
    }

    private void outage(Rig rig, String what, Step goes, Step comesBack) throws Exception {
        List<String> script = Script.ofStories(seed, what, LINES);
        Thread feeder = new Thread(
                () -> {
                    try {
                        rig.feeder().send(script, 5, LINES * 1000.0 / (OUTAGE_MS * 2));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "feeder");
        feeder.start();
        Thread.sleep(OUTAGE_MS / 4);
        goes.run();
        Thread.sleep(OUTAGE_MS);
        comesBack.run();
        long back = System.nanoTime();
        feeder.join();
        rig.proveAll(what + " down, seed " + seed);
        System.out.printf(
                "%s down for %d ms: caught up %.1f s after it was back%n",
                what, OUTAGE_MS, (System.nanoTime() - back) / 1e9);
        assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).as(what).isEmpty();
    }

    /** The one time that enrich asks the registry: a schema that it has not met. */
    @Test
    void aStoryOfASchemaThatIsNotKnownYetWaitsForTheRegistry(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();
            rig.feeder().send(Script.ofStories(seed, "before", 20), 20);
            rig.proveAll("before");
            RawArticle story = RawArticle.newBuilder(rig.witness().raw().get(0))
                    .setArticleId("proof|waits")
                    .setReceivedAt(Instant.EPOCH)
                    .build();
            byte[] value = AvroSerde.of(RawArticle.class, rig.client())
                    .serializer()
                    .serialize(NewsTopic.RAW.topicName(), story);
            value[4] = 99; // a schema id that nobody has asked for

            rig.stopRegistry();
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(rig.settings().kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
                byte[] key = story.getArticleId().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(NewsTopic.RAW.topicName(), key, value))
                        .get();
            }
            Thread.sleep(OUTAGE_MS);
            assertThat(rig.telemetry().health().isWell())
                    .as("health while the registry is down")
                    .isFalse();
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();

            rig.startRegistry();
            rig.feeder().send(Script.ofStories(seed, "after", 20), 20);
            rig.proveAll("after");
            assertThat(rig.telemetry().health().isWell())
                    .as("health afterwards")
                    .isTrue();
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS))
                    .as("the registry is back and says that there is no such schema")
                    .hasSize(1);
        }
    }

    @Test
    void theStateStoresAreLost(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-lost-state");
            Service enrich = rig.startEnrich();
            List<String> script = Script.ofStories(seed, "wiped", LINES);
            rig.feeder().send(script.subList(0, LINES / 2), 50);
            rig.awaitSettled(LINES / 4);
            enrich.close();
            delete(directory.resolve("enrich"));

            rig.startEnrich();
            rig.feeder().send(script.subList(LINES / 2, LINES), 50);

            rig.proveAll("state lost, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    private static void delete(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
