package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.app.Database;
import io.dateline.app.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof 2 of everything at once: broker, registry, database and all parts are one process, and it is killed. */
class KilledPipelineProofIT {
    private static final int KILLS = Scale.of(2, 10);
    private static final int LINES_A_KILL = Scale.of(150, 334);
    private static final int STORM_STORIES = 24;
    private static final int STORM_ARRIVALS = 7;
    private static final int STORM_KILLS = Scale.of(1, 2);
    private static final Duration LONG = Duration.ofMinutes(3);

    /** Each line is sent by itself, until it is accepted, as a client does that wants to be sure. */
    @Test
    void everyAcceptedStoryIsThereOnceAndRight(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("kill up");
        List<String> script = Script.ofStories(seed, "up", KILLS * LINES_A_KILL);
        Random random = Scale.random(seed, "kill up");
        Set<Integer> killAfter = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            killAfter.add(i * LINES_A_KILL + random.nextInt(LINES_A_KILL));
        }
        try (WholePipeline up = WholePipeline.start("killed-up", directory)) {
            for (int i = 0; i < script.size(); i++) {
                up.feeder().send(script.subList(i, i + 1), 1);
                if (killAfter.contains(i)) {
                    up.killAndStart();
                }
            }
            Evidence expected = up.await(seed);
            assertThat(expected.section(Lines.DB_ARTICLES)).isNotEmpty();
        }
    }

    /** As VersionStormIT does, with a few orders and everything real. */
    @Test
    void anyOrderOfVersionsEndsInTheSameWhateverCrashes(@TempDir Path directory) throws Exception {
        long seed = Scale.seed("kill storm");
        Random random = Scale.random(seed, "kill storm");
        Set<Integer> killAfter = new HashSet<>();
        while (killAfter.size() < STORM_KILLS) {
            killAfter.add(random.nextInt(STORM_STORIES * STORM_ARRIVALS));
        }
        List<List<Integer>> orders = new ArrayList<>();
        for (int story = 0; story < STORM_STORIES; story++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
            Collections.shuffle(order, random);
            orders.add(order);
        }
        Instant embargo = Instant.now().plusSeconds(20);
        try (WholePipeline up = WholePipeline.start("killed-storm", directory)) {
            for (int sent = 0; sent < STORM_STORIES * STORM_ARRIVALS; sent++) {
                int story = sent % STORM_STORIES;
                up.feeder()
                        .send(
                                List.of(stormArrival(story, orders.get(story).get(sent / STORM_STORIES), embargo)
                                        .toString()),
                                1);
                if (killAfter.contains(sent)) {
                    up.killAndStart();
                }
            }
            Database database = up.database();
            await("seed " + seed)
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(count(database, "articles where version = 4 and status = 'USABLE'"))
                            .isEqualTo(STORM_STORIES));
            assertThat(count(database, "articles")).as("seed %d", seed).isEqualTo(STORM_STORIES);
            assertThat(database.column("select text from quotes"))
                    .as("seed %d", seed)
                    .hasSize(STORM_STORIES)
                    .allMatch(text -> text.matches(".*case number \\d*4 before.*"));
            assertThat(database.column("select distinct outcome from article_versions where version = 4"))
                    .as("seed %d", seed)
                    .containsExactly("SERVED");
            assertThat(database.number("select count(*) from article_versions where outcome is not null"))
                    .as("every version has its entry, seed %d", seed)
                    .isEqualTo(4 * STORM_STORIES);
            assertThat(database.number("select count(*) from published_versions where version < 4 and text <> ''"))
                    .as("texts of killed versions, seed %d", seed)
                    .isZero();
        }
    }

    private static ObjectNode stormArrival(int story, int arrival, Instant embargo) {
        String id = "storm" + story;
        return switch (arrival) {
            case 0 -> Stories.story(id, 1, Stories.body(story * 10 + 1));
            case 1, 2 -> Stories.story(id, 2, Stories.body(story * 10 + 2));
            case 3 -> Stories.story(id, 3, Stories.body(story * 10 + 3)).put("headline", "CORRECTED-Headline of " + id);
            case 4 -> Stories.story(id, 3, "").put("status", "CANCELED");
            case 5 -> Stories.story(id, 1, Stories.body(story * 10 + 5));
            default -> Stories.story(id, 4, Stories.body(story * 10 + 4)).put("embargoedUntil", embargo.toString());
        };
    }

    private static long count(Database database, String table) {
        try {
            return database.number("select count(*) from " + table);
        } catch (IllegalStateException e) {
            // The database is on its way up again.
            return -1;
        }
    }
}
