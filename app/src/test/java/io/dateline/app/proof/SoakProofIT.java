package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.app.Database;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proof 8: a steady stream for long, with three bursts, and a database that takes longer for a while. {@code
 * -Dsoak.seconds}, {@code -Dsoak.rate} and {@code -Dsoak.burst} set another length and other rates.
 */
class SoakProofIT {
    private static final int SECONDS = Integer.getInteger("soak.seconds", Scale.of(16, 1200));
    private static final int RATE = Integer.getInteger("soak.rate", Scale.of(15, 50));
    private static final int BURST = Integer.getInteger("soak.burst", Scale.of(60, 300));
    private static final int BURST_SECONDS = Math.max(2, SECONDS / 40);

    /** A burst each time that so many seconds have passed: three in all. */
    private static final int BURST_EVERY = SECONDS / 4;

    /** As many clients send at the same time, so that one that waits for its answer holds nobody up. */
    private static final int SENDERS = 8;

    private static final int TICK_MS = 100;

    /** How long each transaction of a slow database takes on top: about as long as it takes without. */
    private static final double SLOWER_SECONDS = 0.02;

    private static final long LONG_MS = 1_000;

    private static final int WARM_UP = Scale.of(100, 3_000);

    private final long seed = Scale.seed("soak");
    private final AtomicBoolean sending = new AtomicBoolean(true);

    /** When each has to be sent, in nanoseconds from the beginning. */
    private final long[] due = plan();

    /** When each was accepted and stored, in milliseconds of the clock. */
    private final long[] accepted = new long[due.length];

    private final long[] stored = new long[due.length];

    @Test
    void aSteadyStreamWithBurstsAndASlowDatabase(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory, Map.of("topics.partitions", "4"))) {
            rig.startParts();
            warmUp(rig);
            SoakGauges gauges = new SoakGauges(rig.telemetry().meters());
            long begun = System.nanoTime();
            long begunAt = System.currentTimeMillis();
            Feeding database = Feeding.start(() -> slowDatabase(rig.jdbcUrl(), begun));
            Feeding meters = Feeding.start(() -> {
                for (int second = 0; sending.get(); second++) {
                    gauges.read(second % Math.max(1, SECONDS / 24) == 0);
                    gauges.glanceUntil(begun + (second + 1) * 1_000_000_000L);
                }
            });
            sendAll(rig, begun);
            sending.set(false);
            for (Feeding each : List.of(database, meters)) {
                each.join();
            }
            System.out.printf(
                    "%d stories in %d s, %d a second, %d in bursts, database slowed from %d to %d s%n",
                    due.length, SECONDS, RATE, BURST, SECONDS / 2, SECONDS * 3 / 4);

            rig.awaitSettled(WARM_UP + due.length);
            readStored(rig.jdbcUrl());
            ratesAreReached(begunAt);
            latenciesAreShort(begunAt);
            gauges.areBoundedAndBackToZero();
            everyStoryIsThereOnceAndRight(rig);
        }
    }

    /** Second by second, evenly in each. */
    private static long[] plan() {
        List<Long> due = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            int rate = isBurst(second) ? BURST : RATE;
            for (int i = 0; i < rate; i++) {
                due.add(second * 1_000_000_000L + i * 1_000_000_000L / rate);
            }
        }
        return due.stream().mapToLong(Long::longValue).toArray();
    }

    private static boolean isBurst(int second) {
        return second >= BURST_EVERY && second % BURST_EVERY < BURST_SECONDS;
    }

    /** Outside the bursts, and the time that it takes to catch up with one. */
    private static boolean isCalm(int second) {
        return second < BURST_EVERY || second % BURST_EVERY >= 2 * BURST_SECONDS;
    }

    /** A virtual machine that has just started is no measure of one that runs. */
    private void warmUp(Rig rig) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        inParallel(() -> {
            Feeder feeder = new Feeder(rig.httpUrl(), null);
            for (int i = next.getAndIncrement(); i < WARM_UP; i = next.getAndIncrement()) {
                feeder.send(List.of(Script.longStory(seed, "warm-" + i)), 1);
            }
        });
        rig.awaitSettled(WARM_UP);
    }

    /** What is due in the same tick goes together, as it does from a feed. */
    private void sendAll(Rig rig, long begun) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        int ticks = SECONDS * 1_000 / TICK_MS;
        inParallel(() -> {
            Feeder feeder = new Feeder(rig.httpUrl(), null);
            for (int tick = next.getAndIncrement(); tick < ticks; tick = next.getAndIncrement()) {
                int first = firstDue(tick);
                int end = firstDue(tick + 1);
                List<String> lines = IntStream.range(first, end)
                        .mapToObj(i -> Script.longStory(seed, "soak-" + i))
                        .toList();
                waitFor(begun + tick * TICK_MS * 1_000_000L);
                if (!lines.isEmpty()) {
                    feeder.send(lines, lines.size());
                }
                Arrays.fill(accepted, first, end, System.currentTimeMillis());
            }
        });
    }

    /** The first story that is due in the tick or later. */
    private int firstDue(int tick) {
        int at = Arrays.binarySearch(due, tick * TICK_MS * 1_000_000L);
        return at < 0 ? -at - 1 : at;
    }

    private static void inParallel(Feeding.Work work) throws InterruptedException {
        List<Feeding> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Feeding.start(work));
        }
        for (Feeding sender : senders) {
            sender.join();
        }
    }

    private static void waitFor(long nanos) throws InterruptedException {
        long ahead = nanos - System.nanoTime();
        if (ahead > 0) {
            Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
        }
    }

    private void slowDatabase(String jdbcUrl, long begun) throws InterruptedException, SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("create or replace function slower() returns trigger language plpgsql as $$ begin perform"
                    + " pg_sleep(" + SLOWER_SECONDS + "); return null; end $$");
            waitFor(begun + SECONDS / 2 * 1_000_000_000L);
            statement.execute("create trigger slower after insert on articles execute function slower()");
            waitFor(begun + SECONDS * 3 / 4 * 1_000_000_000L);
            statement.execute("drop trigger slower on articles");
        }
    }

    /**
     * When each was stored, by the database's own note of when the transaction was over: nothing asks it meanwhile, since
     * asking for thousands of stories again and again would slow down what is measured.
     */
    private void readStored(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select article_id, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::bigint"
                                + " from articles where article_id like 'proof|soak-%'")) {
            while (rows.next()) {
                stored[Integer.parseInt(rows.getString(1).substring("proof|soak-".length()))] = rows.getLong(2);
            }
        }
    }

    /** What was asked for in each burst was accepted in its time, and a tenth of that more. */
    private void ratesAreReached(long begunAt) {
        for (int burst = BURST_EVERY; burst < SECONDS; burst += BURST_EVERY) {
            long from = begunAt + burst * 1_000L;
            long to = from + BURST_SECONDS * 1_100L;
            long count =
                    Arrays.stream(accepted).filter(at -> at >= from && at < to).count();
            System.out.printf(
                    "burst at %d s: %d accepted in %.1f s, %d asked for; the last story that took a second or more was"
                            + " accepted %.1f s after it%n",
                    burst,
                    count,
                    (to - from) / 1e3,
                    BURST * BURST_SECONDS,
                    (lastLateOne(from, from + BURST_EVERY * 1_000L) - from) / 1e3 - BURST_SECONDS);
            if (Scale.isFull()) {
                assertThat(count)
                        .as("accepted in the burst at %d s", burst)
                        .isGreaterThanOrEqualTo(BURST * BURST_SECONDS);
            }
        }
    }

    private long lastLateOne(long from, long to) {
        return IntStream.range(0, due.length)
                .filter(i -> accepted[i] >= from && accepted[i] < to && stored[i] - accepted[i] >= LONG_MS)
                .mapToLong(i -> accepted[i])
                .max()
                .orElse(from);
    }

    private void latenciesAreShort(long begunAt) {
        long[] calm = latencies(begunAt, SoakProofIT::isCalm);
        long[] outside = latencies(begunAt, second -> !isBurst(second));
        long[] all = latencies(begunAt, second -> true);
        System.out.printf(
                "ms from accepted to stored: outside bursts and as long again p50 %d, p95 %d, p99 %d, max %d;"
                        + " outside bursts p50 %d, p95 %d, p99 %d; all p99 %d, max %d%n",
                at(calm, 0.5),
                at(calm, 0.95),
                at(calm, 0.99),
                at(calm, 1),
                at(outside, 0.5),
                at(outside, 0.95),
                at(outside, 0.99),
                at(all, 0.99),
                at(all, 1));
        if (Scale.isFull()) {
            assertThat(at(calm, 0.99))
                    .as("p99 outside bursts and as long again, ms")
                    .isLessThan(LONG_MS);
        }
    }

    /** Of the stories accepted in such seconds. */
    private long[] latencies(long begunAt, IntPredicate seconds) {
        return IntStream.range(0, due.length)
                .filter(i -> seconds.test((int) ((accepted[i] - begunAt) / 1_000)))
                .mapToLong(i -> stored[i] - accepted[i])
                .sorted()
                .toArray();
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    private void everyStoryIsThereOnceAndRight(Rig rig) {
        List<String> expected = new ArrayList<>();
        Sent script = new Sent();
        for (int i = 0; i < due.length; i++) {
            script.parse(List.of(Script.longStory(seed, "soak-" + i)))
                    .forEach(result -> expected.add(line(((ParseResult.Parsed) result).article())));
        }
        List<String> found = new Database(rig.jdbcUrl())
                .column("select article_id || ' v' || version || ' ' || md5(text) from articles"
                        + " where article_id like 'proof|soak-%'");
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rig.witness().settled()).isEqualTo(due.length + WARM_UP);
        assertThat(rig.witness().read(NewsTopic.DEAD_LETTERS)).isEmpty();
    }

    private static String line(RawArticle story) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(story.getBody().getBytes(StandardCharsets.UTF_8));
            return story.getArticleId() + " v" + story.getVersion() + " "
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
