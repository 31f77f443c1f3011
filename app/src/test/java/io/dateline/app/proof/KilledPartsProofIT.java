package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 2: {@code kill -9} of each part at seeded points, and what is there in the end is what a run without kills gives. */
class KilledPartsProofIT {
    private static final int LINES_A_KILL = Scale.of(120, 250);

    @Test
    void enrichIsKilled(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("kill enrich");
        int kills = Scale.of(2, 10);
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-killed-enrich");
            Part enrich = rig.child("enrich", "killed-enrich");

            killAtProgress(rig, enrich, seed, kills);

            rig.proveAll("enrich killed, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
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

            killAtProgress(rig, sink, seed, kills);

            rig.proveAll("sink killed, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
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
            Thread feeder = new Thread(() -> {
                try {
                    rig.feeder().send(script, 10);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            feeder.start();
            for (int i = 0; i < kills; i++) {
                int point = i * LINES_A_KILL + random.nextInt(LINES_A_KILL * 3 / 4);
                while (feeder.isAlive() && rig.witness().settled() < point) {
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(40));
                ingest.kill();
                ingest.start();
            }
            feeder.join();

            // What a client sends again because it got no answer may be there twice, and is dropped as a duplicate.
            Map<String, List<String>> sent = byStory(script.stream()
                    .map(line -> line.replaceAll(".*\"id\":\"([^\"]+)\".*\"version\":(\\d+).*", "$1 $2"))
                    .toList());
            Map<String, List<String>> taken = byStory(rig.witness().raw().stream()
                    .map(KilledPartsProofIT::nameAndVersion)
                    .toList());
            assertThat(taken.keySet()).isEqualTo(sent.keySet());
            sent.forEach((story, versions) -> assertThat(new LinkedHashSet<>(taken.get(story)))
                    .as("versions of %s in their order, seed %d", story, seed)
                    .containsExactlyElementsOf(new LinkedHashSet<>(versions)));
            rig.proveAll("ingest killed, seed " + seed);
        }
    }

    /** While stories flow, kills a part each time that so much has been done, and starts it again. */
    private static void killAtProgress(Rig rig, Part part, long seed, int kills) throws Exception {
        List<String> script = Script.ofStories(seed, "killed", kills * LINES_A_KILL);
        Random random = Scale.random(seed, "kill points");
        for (int i = 0; i < kills; i++) {
            rig.feeder().send(script.subList(i * LINES_A_KILL, (i + 1) * LINES_A_KILL), 50);
            long point = (long) i * LINES_A_KILL + random.nextInt(LINES_A_KILL);
            rig.awaitSettled(point);
            Thread.sleep(random.nextInt(60));
            part.kill();
            part.start();
        }
    }

    private static Map<String, List<String>> byStory(List<String> namesAndVersions) {
        Map<String, List<String>> byStory = new LinkedHashMap<>();
        for (String line : namesAndVersions) {
            String[] words = line.split(" ");
            byStory.computeIfAbsent(words[0], story -> new ArrayList<>()).add(words[1]);
        }
        return byStory;
    }

    private static String nameAndVersion(RawArticle story) {
        String id = story.getArticleId();
        return id.substring(id.indexOf('|') + 1) + " " + story.getVersion();
    }
}
