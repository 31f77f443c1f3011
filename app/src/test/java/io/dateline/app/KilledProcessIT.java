package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child process that runs everything is killed in the middle of a thousand stories, several times. */
class KilledProcessIT {
    private static final int STORIES = 1000;
    private static final int KILLS = 3;
    private static final Duration LONG = Duration.ofMinutes(3);

    @Test
    void everyAcceptedStoryIsInTheDatabaseOnce(@TempDir Path directory) throws Exception {
        long seed = Long.getLong("dateline.seed", 20261103L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Integer> killAfter = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            killAfter.add(i * STORIES / KILLS + random.nextInt(STORIES / KILLS));
        }
        int[] ports = freePorts(4);
        String http = "http://127.0.0.1:" + ports[2];
        Process up = up(directory, ports);
        try {
            for (int story = 0; story < STORIES; story++) {
                send(http, story, up);
                if (killAfter.contains(story)) {
                    // kill -9: no shutdown hook runs.
                    up.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                    up = up(directory, ports);
                }
            }
            Database database = new Database("jdbc:postgresql://127.0.0.1:" + ports[3] + "/dateline?user=postgres");
            await("seed " + seed)
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(count(database, "articles")).isEqualTo(STORIES));
            assertThat(count(database, "article_versions"))
                    .as("versions, seed %d", seed)
                    .isEqualTo(STORIES);
            assertThat(count(database, "quotes")).as("quotes, seed %d", seed).isEqualTo(STORIES);
            assertThat(database.number("select count(distinct text) from quotes"))
                    .isEqualTo(STORIES);
        } finally {
            up.destroy();
            if (!up.waitFor(60, TimeUnit.SECONDS)) {
                up.destroyForcibly();
            }
        }
    }

    private static long count(Database database, String table) {
        try {
            return database.number("select count(*) from " + table);
        } catch (IllegalStateException e) {
            // The database is on its way up again.
            return -1;
        }
    }

    /** As a client does that wants to be sure: again until it is accepted. */
    private static void send(String http, int number, Process up) throws InterruptedException {
        String story = Stories.story("s" + number, 1, Stories.body(number)).toString();
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            assertThat(up.isAlive()).as("the child runs").isTrue();
            try {
                if (Stories.post(http, "application/x-ndjson", story) == 202) {
                    return;
                }
            } catch (IOException e) {
                // It is starting, or was killed under way.
            }
            Thread.sleep(50);
        }
        throw new AssertionError("story " + number + " was never accepted");
    }

    private static Process up(Path directory, int[] ports) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-jar",
                System.getProperty("dateline.jar"),
                "up",
                "--data",
                directory.toString(),
                "--kafka-port",
                Integer.toString(ports[0]),
                "--registry-port",
                Integer.toString(ports[1]),
                "--http-port",
                Integer.toString(ports[2]),
                "--database-port",
                Integer.toString(ports[3]),
                "--health-port",
                "0",
                "--set",
                "topics.partitions=2");
        File log = new File("target/killed-process-up.log");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int[] freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0);
            sockets.add(socket);
            ports[i] = socket.getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
