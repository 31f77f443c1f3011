package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.NewsTopic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proof 3: who was given up on and wakes up again does no harm; instances come and go, and each story keeps its order.
 * Stories flow all the while.
 */
class ZombieProofIT {
    private static final int SESSION_MS = Scale.of(3_000, 6_000);
    /** An heir waits half as long for a lock before it ends the session that holds it. */
    private static final int STATEMENT_MS = 10_000;

    private static final String ENRICH = "dateline-enrich";
    private static final String SINK = "dateline-sink";

    /** How enrich tells that it was given up on: by what it asks first when it wakes, its group or its transaction. */
    private static final String[] FENCED = {
        "thread is being fenced", "lost due to missed rebalance", "this instance was given up on"
    };

    /**
     * How a sink tells that its transaction is no more: by the server's last words, which it may find too late to read, by a
     * connection that is broken, or because others have moved on what it had read.
     */
    private static final String[] ENDED = {
        "terminating connection",
        "error occurred while sending to the backend",
        "another offset is stored than expected"
    };

    private static final double A_SECOND = Scale.of(10, 50);

    /** Stories that have to come to their end between one event and the next, at the least. */
    private static final int BETWEEN = Scale.of(20, 600);

    /** To which enrich is scaled up, and which are restarted, one after the other. */
    private static final int INSTANCES = Scale.of(2, 3);

    private static final Duration SOON = Duration.ofSeconds(Scale.of(240, 300));

    private final long seed = Scale.seed("zombie");

    @Test
    void aPausedInstanceOfEnrichIsFencedWhenItWakes(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-zombie");
            Part zombie = rig.child("enrich", "zombie-enrich", shortSession());
            Part heir = rig.child("enrich", "heir-of-enrich", shortSession());
            zombie.awaitReady();
            heir.awaitReady();
            awaitMembers(rig, ENRICH, 2);
            Flow flow = Flow.start(rig, seed, "enrich", A_SECOND);
            flow.awaitFurther(BETWEEN);

            zombie.freeze();
            awaitMembers(rig, ENRICH, 1);
            // The heir does all of the work.
            flow.awaitFurther(BETWEEN);
            thawAndAwait(zombie, FENCED);
            awaitMembers(rig, ENRICH, 2);
            flow.awaitFurther(BETWEEN);
            flow.end();

            rig.proveAll("zombie enrich, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    /** It is stopped amid a transaction, with rows that nobody else can move on until its session is ended. */
    @Test
    void aPausedInstanceOfTheSinkIsFencedWhenItWakes(@TempDir Path directory) throws Exception {
        Map<String, String> settings = new HashMap<>(shortSession());
        settings.put("sink.statement.timeout.ms", Integer.toString(STATEMENT_MS));
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.startEnrich();
            Part zombie = rig.child("sink", "zombie-sink", settings);
            zombie.awaitReady();
            Flow flow = Flow.start(rig, seed, "sink", A_SECOND);
            flow.awaitFurther(BETWEEN);
            int members = members(rig, SINK);

            long session = freezeAmidATransaction(rig, zombie);
            Part heir = rig.child("sink", "heir-of-sink", settings);
            heir.awaitReady();
            // The heir does all of the work.
            flow.awaitFurther(BETWEEN);
            assertThat(rig.witness().number("select count(*) from pg_stat_activity where pid = " + session))
                    .as("sessions of the zombie that go on with its transaction")
                    .isZero();
            thawAndAwait(zombie, ENDED);
            awaitMembers(rig, SINK, 2 * members);
            flow.awaitFurther(BETWEEN);
            flow.end();

            rig.proveAll("zombie sink, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    /** Who starts is waited for until it is at work, and the next one goes only then. */
    @Test
    void instancesComeAndGoUnderLoad(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startIngest();
            rig.child("sink", "sink-of-rolling");
            Part one = rig.child("enrich", "rolling-1", shortSession());
            one.awaitReady();
            Flow flow = Flow.start(rig, seed, "rolling", A_SECOND);
            flow.awaitFurther(BETWEEN);
            // 1 -> 3, in the short form 2
            List<Part> instances = new ArrayList<>(List.of(one));
            while (instances.size() < INSTANCES) {
                instances.add(rig.child("enrich", "rolling-" + (instances.size() + 1), shortSession()));
            }
            for (Part instance : instances) {
                instance.awaitReady();
            }
            for (Part instance : instances) {
                instance.stop();
                instance.start();
                instance.awaitReady();
            }
            // and one fewer
            one.stop();
            flow.awaitFurther(BETWEEN);
            flow.end();

            rig.proveAll("rolling, seed " + seed);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    /**
     * While it waits for a table that somebody has locked: the server has done what it asked for, and it does not know.
     *
     * @return the server's process that has its transaction
     */
    private static long freezeAmidATransaction(Rig rig, Part sink) throws Exception {
        try (Connection connection = DriverManager.getConnection(rig.jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table version_outcomes in access exclusive mode");
            awaitSession(rig, "wait_event_type = 'Lock' and state = 'active'");
            sink.freeze();
            connection.rollback();
        }
        String its = "wait_event = 'ClientRead' and backend_xid is not null";
        awaitSession(rig, its);
        return rig.witness().number("select min(pid) from pg_stat_activity where " + its);
    }

    private static void awaitSession(Rig rig, String which) {
        await("a session with " + which)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rig.witness().number("select count(*) from pg_stat_activity where " + which) > 0);
    }

    private static void awaitMembers(Rig rig, String group, int members) {
        try (Admin admin = Admin.create(rig.settings().kafka())) {
            await(members + " members of " + group).atMost(SOON).until(() -> members(admin, group) == members);
        }
    }

    private static int members(Rig rig, String group) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(rig.settings().kafka())) {
            return members(admin, group);
        }
    }

    private static int members(Admin admin, String group) throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .size();
    }

    /** Wakes it, and waits until it says one of these, once more if it has said it before. */
    private static void thawAndAwait(Part part, String... words) throws Exception {
        long before = part.hasSaid(words);
        part.thaw();
        try {
            await().atMost(SOON).until(() -> part.hasSaid(words) > before);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("it has not said " + String.join(" or ", words) + "; " + part.lastWords(), e);
        }
    }

    /** Members without a name of their own: whoever does not answer in time is out. */
    private static Map<String, String> shortSession() {
        return Map.of(
                "kafka.session.timeout.ms", Integer.toString(SESSION_MS),
                "kafka.heartbeat.interval.ms", Integer.toString(SESSION_MS / 5),
                "enrich.threads", "1");
    }
}
