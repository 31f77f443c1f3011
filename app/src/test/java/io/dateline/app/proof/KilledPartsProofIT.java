package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 2: {@code kill -9} of each part at seeded points, and what is there in the end is what a run without kills gives. */
class KilledPartsProofIT {
    private static final int LINES_A_KILL = Scale.of(80, 250);

    @Test
    void enrichIsKilled(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("kill enrich");
        int kills = Scale.of(2, 10);
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-killed-enrich");
            Part enrich = rig.child("enrich", "killed-enrich");

            killAtProgress(
                    rig,
                    enrich,
                    seed,
                    kills,
                    () -> rig.witness().read(NewsTopic.VERSIONS).size());

            rig.proveAll("enrich killed, seed " + seed);
        }
    }

    @Test
    void sinkIsKilled(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("kill sink");
        int kills = Scale.of(2, 10);
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.startEnrich();
            Part sink = rig.child(
                    "sink",
                    "killed-sink",
                    Map.of(
                            "kafka.group.instance.id", "killed-sink",
                            // Slow and in small lots, so that there is something to be killed in.
                            "sink.batch.records", "7"));

            killAtProgress(rig, sink, seed, kills, () -> rig.witness().settled());

            rig.proveAll("sink killed, seed " + seed);
        }
    }

    @Test
    void ingestIsKilled(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("kill ingest");
        int kills = Scale.of(2, 10);
        List<String> script = Script.ofStories(seed, "ingest", kills * LINES_A_KILL);
        Random random = Scale.random(seed, "kill ingest");
        try (Rig rig = Rig.open(directory)) {
            rig.startEnrich();
            rig.child("sink", "sink-of-killed-ingest");
            Part ingest = rig.child("ingest", "killed-ingest");
            Feeding feeding = Feeding.start(() -> rig.feeder().send(script, 5));
            for (int i = 0; i < kills; i++) {
                int point = i * LINES_A_KILL + random.nextInt(LINES_A_KILL * 3 / 4);
                while (feeding.isAlive() && rig.sent().lines() < point) {
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(10));
                ingest.kill();
                ingest.start();
            }
            feeding.join();

            System.out.println(rig.sent().unanswered() + " requests got no answer, " + kills + " kills");
            assertThat(rig.sent().unanswered())
                    .as("kills that hit a request, seed %d", seed)
                    .isGreaterThanOrEqualTo((kills + 1) / 2);
            // What a client sends again because it got no answer may be there twice, and is dropped as a duplicate.
            rig.proveAll("ingest killed, seed " + seed);
        }
    }

    /**
     * While stories flow, kills a part each time that so much has been done, and starts it again. Most of the kills have to
     * hit it with work in hand.
     *
     * @param done how many deliveries it has done
     */
    private static void killAtProgress(Rig rig, Part part, long seed, int kills, LongSupplier done) throws Exception {
        List<String> script = Script.ofStories(seed, "killed", kills * LINES_A_KILL);
        Random random = Scale.random(seed, "kill points");
        int busy = 0;
        for (int i = 0; i < kills; i++) {
            rig.feeder().send(script.subList(i * LINES_A_KILL, (i + 1) * LINES_A_KILL), 50);
            long point = (long) i * LINES_A_KILL + random.nextInt(LINES_A_KILL / 3);
            rig.awaitSettled(point);
            Thread.sleep(random.nextInt(60));
            part.kill();
            if (done.getAsLong() < rig.sent().lines()) {
                busy++;
            }
            part.start();
        }
        System.out.println(busy + " of " + kills + " kills hit work in hand");
        assertThat(busy).as("kills that hit work in hand, seed %d", seed).isGreaterThanOrEqualTo((kills + 1) / 2);
    }
}
