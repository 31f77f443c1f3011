package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 3: who was given up on and wakes up again does no harm; instances come and go, and each story keeps its order. */
class ZombieProofIT {
    private static final int LINES = Scale.of(150, 3_000);
    private static final int SESSION_MS = Scale.of(3_000, 6_000);
    /** An heir waits half as long for a lock before it ends the session that holds it. */
    private static final int STATEMENT_MS = 10_000;

    private static final double A_SECOND = Scale.of(60, 50);

    private final long seed = Scale.seed("zombie");

    @Test
    void aPausedInstanceOfEnrichIsFencedWhenItWakes(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-zombie");
            Part zombie = rig.child("enrich", "zombie-enrich", shortSession());
            rig.child("enrich", "heir-of-enrich", shortSession());

            freezeInTheMiddle(rig, zombie, "enrich");

            rig.proveAll("zombie enrich, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void aPausedInstanceOfTheSinkIsFencedWhenItWakes(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.startEnrich();
            Map<String, String> settings = new HashMap<>(shortSession());
            settings.put("sink.statement.timeout.ms", Integer.toString(STATEMENT_MS));
            Part zombie = rig.child("sink", "zombie-sink", settings);
            rig.child("sink", "heir-of-sink", settings);

            freezeInTheMiddle(rig, zombie, "sink");

            rig.proveAll("zombie sink, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void instancesComeAndGoUnderLoad(@TempDir Path directory) throws Exception {
        List<String> script = Script.ofStories(seed, "rolling", LINES * 2);
        int step = script.size() / 6;
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-rolling");
            Part one = rig.child("enrich", "rolling-1", shortSession());
            Feeder feeder = rig.feeder();
            feeder.send(script.subList(0, step), 5, A_SECOND);
            // 1 -> 3, while stories flow
            Part two = rig.child("enrich", "rolling-2", shortSession());
            Part three = rig.child("enrich", "rolling-3", shortSession());
            feeder.send(script.subList(step, 3 * step), 5, A_SECOND);
            // restarted one after the other
            for (Part part : List.of(two, three)) {
                part.stop();
                part.start();
            }
            feeder.send(script.subList(3 * step, 5 * step), 5, A_SECOND);
            // 3 -> 2
            one.stop();
            feeder.send(script.subList(5 * step, script.size()), 5, A_SECOND);

            rig.proveAll("rolling, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    private void freezeInTheMiddle(Rig rig, Part zombie, String what) throws Exception {
        List<String> script = Script.ofStories(seed, what, LINES);
        rig.feeder().send(script.subList(0, LINES / 3), 10, A_SECOND);
        rig.awaitSettled(LINES / 6);
        zombie.freeze();
        rig.feeder().send(script.subList(LINES / 3, 2 * LINES / 3), 10, A_SECOND);
        Thread.sleep(SESSION_MS * 2L);
        // Its heir has all of its work by now.
        rig.awaitSettled(2 * LINES / 3);
        zombie.thaw();
        rig.feeder().send(script.subList(2 * LINES / 3, LINES), 10, A_SECOND);
    }

    /** Members without a name of their own: whoever does not answer in time is out. */
    private static Map<String, String> shortSession() {
        return Map.of(
                "kafka.session.timeout.ms", Integer.toString(SESSION_MS),
                "kafka.heartbeat.interval.ms", Integer.toString(SESSION_MS / 5));
    }
}
