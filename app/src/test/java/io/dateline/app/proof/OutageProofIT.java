package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.schemas.service.Health;
import io.dateline.schemas.service.Service;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 4: what is down is waited out. No dead letter, and all of it is caught up with. */
class OutageProofIT {
    private static final int LINES = Scale.of(120, 2_000);
    private static final int OUTAGE_MS = Scale.of(5_000, 30_000);

    private static final long GLANCE_MS = 50;

    /** Dependencies are asked every five seconds, and have a few to answer. */
    private static final long TOLD_MS = 20_000;

    private final long seed = Scale.seed("outage");

    @Test
    void brokerRegistryAndDatabaseGoAwayAndComeBackWhileStoriesCome(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();
            outage(rig, "kafka", rig::stopBroker, rig::startBroker);
            outage(rig, "registry", rig::stopRegistry, rig::startRegistry);
            outage(rig, "database", rig::stopDatabase, rig::startDatabase);
        }
    }

    private void outage(Rig rig, String what, Feeding.Work goes, Feeding.Work comesBack) throws Exception {
        List<String> script = Script.ofStories(seed, what, LINES);
        int before = rig.sent().lines();
        Feeding feeding = Feeding.start(() -> rig.feeder().send(script, 5, LINES * 1000.0 / (OUTAGE_MS * 2)));
        Thread.sleep(OUTAGE_MS / 4);
        goes.run();
        long gone = System.nanoTime();
        long cpu = cpuNanos();
        // Whether a registry that nobody needs just now is missed is asked by RegistryHealthIT.
        boolean isNoticed = !what.equals("registry");
        while (isNoticed && !saysDown(rig, what) && millisSince(gone) < OUTAGE_MS + TOLD_MS) {
            Thread.sleep(GLANCE_MS);
        }
        assertThat(!isNoticed || saysDown(rig, what))
                .as("health says that %s is down", what)
                .isTrue();
        Thread.sleep(Math.max(0, OUTAGE_MS - millisSince(gone)));
        double load = (cpuNanos() - cpu) / 1e6 / millisSince(gone);
        comesBack.run();
        long back = System.nanoTime();
        feeding.join();
        assertThat(rig.sent().lines() - before).as("accepted of what was sent").isEqualTo(LINES);
        rig.proveAll(what + " down, seed " + seed);
        System.out.printf(
                "%s down for %d ms: %.2f of a processor used; caught up %.1f s after it was back%n",
                what, OUTAGE_MS, load, millisSince(back) / 1e3);
        awaitWell(rig, what);
    }

    private static void awaitWell(Rig rig, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TOLD_MS);
        while (!rig.telemetry().health().isWell() && System.nanoTime() < end) {
            Thread.sleep(GLANCE_MS);
        }
        assertThat(rig.telemetry().health().isWell())
                .as("health when %s is back", what)
                .isTrue();
    }

    private static boolean saysDown(Rig rig, String dependency) {
        return rig.telemetry().health().reports().stream()
                .anyMatch(report -> report.name().dependency().equals(dependency)
                        && report.state().status() == Health.Status.DOWN);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
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
                RecordMetadata place = producer.send(new ProducerRecord<>(NewsTopic.RAW.topicName(), key, value))
                        .get();
                // Once the registry is back, it says that there is no such schema.
                rig.sent()
                        .letter(Lines.letter(
                                place.topic(), place.partition(), place.offset(), key, value, new RecordHeaders()));
            }
            Thread.sleep(OUTAGE_MS);
            assertThat(rig.telemetry().health().isWell())
                    .as("health while the registry is down")
                    .isFalse();
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();

            rig.startRegistry();
            rig.feeder().send(Script.ofStories(seed, "after", 20), 20);
            rig.proveAll("after");
            awaitWell(rig, "the registry");
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
