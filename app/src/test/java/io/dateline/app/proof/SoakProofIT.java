package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proof 8: a steady stream for long, with bursts, and a database that takes longer for a while. {@code -Dsoak.seconds},
 * {@code -Dsoak.rate} and {@code -Dsoak.burst} set another length and other rates.
 */
@EnabledIfSystemProperty(named = "dateline.proof", matches = "full", disabledReason = "it takes its time")
class SoakProofIT {
    private static final int SECONDS = Integer.getInteger("soak.seconds", Scale.of(24, 1200));
    private static final int RATE = Integer.getInteger("soak.rate", Scale.of(20, 50));
    private static final int BURST = Integer.getInteger("soak.burst", Scale.of(60, 300));
    private static final int BURST_SECONDS = Math.max(1, SECONDS / 40);

    /** A burst each time that so many seconds have passed: three in all. */
    private static final int BURST_EVERY = SECONDS / 4;

    /** How long each transaction of a slow database takes on top: about as long as it takes without. */
    private static final double SLOWER_SECONDS = 0.02;

    private static final int WARM_UP = 600;

    private final long seed = Scale.seed("soak");
    private final Map<String, Long> underWay = new ConcurrentHashMap<>();
    private final List<long[]> latencies = new ArrayList<>();
    private final AtomicBoolean sending = new AtomicBoolean(true);

    @Test
    void aSteadyStreamWithBurstsAndASlowDatabase(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory)) {
            rig.startParts();
            Feeder feeder = rig.feeder();
            warmUp(rig, feeder);
            Thread watcher = new Thread(() -> watch(rig.jdbcUrl()), "soak-watcher");
            watcher.start();
            List<Long> heap = new ArrayList<>();
            int count = 0;
            long begun = System.nanoTime();
            for (int second = 0; second < SECONDS; second++) {
                if (second == SECONDS / 2) {
                    slowDown(rig.jdbcUrl(), true);
                } else if (second == SECONDS * 3 / 4) {
                    slowDown(rig.jdbcUrl(), false);
                }
                int rate = isBurst(second) ? BURST : RATE;
                for (int i = 0; i < rate; i++) {
                    long due = begun + second * 1_000_000_000L + i * 1_000_000_000L / rate;
                    long ahead = due - System.nanoTime();
                    if (ahead > 0) {
                        Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
                    }
                    send(feeder, count++);
                }
                if (second % Math.max(1, SECONDS / 24) == 0) {
                    heap.add(heapAfterCollection());
                }
            }
            int sent = count;
            sending.set(false);
            watcher.join();
            report(sent, heap);
            assertThat(rig.witness().number("select count(*) from articles")).isEqualTo(sent + WARM_UP);
            assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    /** A virtual machine that has just started is no measure of one that runs. */
    private void warmUp(Rig rig, Feeder feeder) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            feeder.send(List.of(Script.longStory(seed, "warm-" + i)), 1);
        }
        rig.awaitSettled(WARM_UP);
    }

    private static boolean isBurst(int second) {
        return second >= BURST_EVERY && second % BURST_EVERY < BURST_SECONDS;
    }

    /** Outside the bursts, and the time that it takes to catch up with one. */
    private static boolean isCalm(int second) {
        return second < BURST_EVERY || second % BURST_EVERY >= 2 * BURST_SECONDS;
    }

    private void send(Feeder feeder, int number) throws InterruptedException {
        String line = Script.longStory(seed, "soak-" + number);
        feeder.send(List.of(line), 1);
        underWay.put("proof|soak-" + number, System.nanoTime());
    }

    private void report(int sent, List<Long> heap) {
        long[] calm = latencies.stream()
                .filter(latency -> isCalm((int) latency[0]))
                .mapToLong(latency -> latency[1])
                .sorted()
                .toArray();
        long[] all =
                latencies.stream().mapToLong(latency -> latency[1]).sorted().toArray();
        System.out.printf(
                "%d stories in %d s, %d a second, %d in bursts, database slowed from %d to %d s%n"
                        + "ms from accepted to stored: outside bursts p50 %d, p95 %d, p99 %d, max %d; all p99 %d, max %d%n"
                        + "heap after collection, MB: %s%n",
                sent,
                SECONDS,
                RATE,
                BURST,
                SECONDS / 2,
                SECONDS * 3 / 4,
                at(calm, 0.5),
                at(calm, 0.95),
                at(calm, 0.99),
                at(calm, 1),
                at(all, 0.99),
                at(all, 1),
                heap.stream().map(bytes -> bytes >> 20).toList());
        assertThat(underWay).as("all that was sent has arrived").isEmpty();
        long early = median(heap.subList(0, heap.size() / 2));
        long late = median(heap.subList(heap.size() / 2, heap.size()));
        assertThat(late).as("heap in the second half").isLessThan(early * 2 + (64 << 20));
        if (Scale.isFull()) {
            assertThat(at(calm, 0.99)).as("p99 outside bursts, ms").isLessThan(1_000);
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private static long heapAfterCollection() {
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed();
    }

    /** Looks for rows until all that was sent is there; notes the second of the run, and how long each took. */
    private void watch(String jdbcUrl) {
        long begun = System.nanoTime();
        long patience = 0;
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            while (sending.get() || !underWay.isEmpty() && patience < 60_000) {
                String[] wanted = underWay.keySet().toArray(String[]::new);
                try (PreparedStatement query =
                        connection.prepareStatement("select article_id from articles where article_id = any(?)")) {
                    query.setArray(1, connection.createArrayOf("text", wanted));
                    try (ResultSet rows = query.executeQuery()) {
                        while (rows.next()) {
                            long sent = underWay.remove(rows.getString(1));
                            latencies.add(
                                    new long[] {(sent - begun) / 1_000_000_000L, (System.nanoTime() - sent) / 1_000_000
                                    });
                        }
                    }
                }
                patience += sending.get() ? 0 : 10;
                Thread.sleep(10);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(Arrays.toString(e.getStackTrace()), e);
        }
    }

    private static void slowDown(String jdbcUrl, boolean slow) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("create or replace function slower() returns trigger language plpgsql as $$ begin perform"
                    + " pg_sleep(" + SLOWER_SECONDS + "); return null; end $$");
            statement.execute(
                    slow
                            ? "create trigger slower after insert on articles execute function slower()"
                            : "drop trigger slower on articles");
        }
    }
}
