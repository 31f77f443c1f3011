package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 3: who was given up on and wakes up again does no harm; instances come and go, and each story keeps its order. */
class ZombieProofIT {
    private static final int LINES = Scale.of(150, 3_000);
    private static final int SESSION_MS = Scale.of(3_000, 6_000);
    private static final double A_SECOND = Scale.of(60, 50);

    /** After that, the database ends the transaction of a sink that says nothing. */
    private static final int TRANSACTION_MS = 8_000;

    private static final double ROLLING_A_SECOND = Scale.of(20, 50);

    /** Enough for as long as it takes. */
    private static final int MOST_ROLLING = Scale.of(4_000, 20_000);

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
            assertThat(zombie.hasSaid("being fenced")).as(zombie.lastWords()).isTrue();
        }
    }

    /** It is stopped amid a transaction, whose rows nobody else can move on until the database ends it. */
    @Test
    void aPausedInstanceOfTheSinkIsFencedWhenItWakes(@TempDir Path directory) throws Exception {
        List<String> script = Script.ofStories(seed, "sink", LINES);
        Map<String, String> settings = new HashMap<>(shortSession());
        settings.put("sink.statement.timeout.ms", Integer.toString(TRANSACTION_MS));
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.startEnrich();
            Part zombie = rig.child("sink", "zombie-sink", settings);
            rig.feeder().send(script.subList(0, LINES / 3), 10, A_SECOND);
            rig.awaitSettled(LINES / 6);
            Feeding feeding =
                    Feeding.start(() -> rig.feeder().send(script.subList(LINES / 3, 2 * LINES / 3), 10, A_SECOND));
            try (Connection connection = DriverManager.getConnection(rig.jdbcUrl());
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table version_outcomes in access exclusive mode");
                awaitSessions(rig, "wait_event_type = 'Lock'");
                zombie.freeze();
                connection.rollback();
            }
            awaitSessions(rig, "state = 'idle in transaction'");
            rig.child("sink", "heir-of-sink", settings);
            feeding.join();
            // Its heir has all of its work by now.
            rig.awaitSettled(2 * LINES / 3);
            zombie.thaw();
            rig.feeder().send(script.subList(2 * LINES / 3, LINES), 10, A_SECOND);

            rig.proveAll("zombie sink, seed " + seed);
            assertThat(zombie.hasSaid("terminating connection"))
                    .as(zombie.lastWords())
                    .isTrue();
        }
    }

    private static void awaitSessions(Rig rig, String which) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (rig.witness().number("select count(*) from pg_stat_activity where " + which) < 1) {
            assertThat(System.nanoTime()).as("no session with " + which).isLessThan(end);
            Thread.sleep(5);
        }
    }

    /** Stories flow all the while; who starts is waited for until it is at work. */
    @Test
    void instancesComeAndGoUnderLoad(@TempDir Path directory) throws Exception {
        List<String> script = Script.ofStories(seed, "rolling", MOST_ROLLING);
        AtomicBoolean enough = new AtomicBoolean();
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-rolling");
            Part one = rig.child("enrich", "rolling-1", shortSession());
            one.awaitReady();
            Feeding feeding = Feeding.start(() -> {
                Feeder feeder = rig.feeder();
                for (int i = 0; i < script.size() && !enough.get(); i += 20) {
                    feeder.send(script.subList(i, Math.min(script.size(), i + 20)), 5, ROLLING_A_SECOND);
                }
            });
            // 1 -> 3
            Part two = rig.child("enrich", "rolling-2", shortSession());
            Part three = rig.child("enrich", "rolling-3", shortSession());
            two.awaitReady();
            three.awaitReady();
            // restarted one after the other, each when the one before is at work again
            for (Part part : List.of(one, two, three)) {
                part.stop();
                part.start();
                part.awaitReady();
            }
            // 3 -> 2
            one.stop();
            int before = rig.sent().lines();
            rig.awaitSettled(before);
            assertThat(feeding.isAlive()).as("stories flowed all the while").isTrue();
            enough.set(true);
            feeding.join();

            rig.proveAll("rolling, seed " + seed);
            System.out.println(rig.sent().lines() + " stories while instances came and went");
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
