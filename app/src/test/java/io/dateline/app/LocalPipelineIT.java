package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories from the entrance to the database, through everything that is real. */
class LocalPipelineIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Settings SMALL = Settings.of(Map.of("topics.partitions", "2"));

    @Test
    void aStoryFlowsFromTheEntranceToTheDatabaseAndAKillTakesItBack(@TempDir Path directory) throws Exception {
        try (LocalPipeline pipeline = new LocalPipeline(directory, LocalPipeline.Ports.FREE, SMALL, new Telemetry())) {
            pipeline.start();
            assertThat(pipeline.isReady()).isTrue();
            Database database = new Database(pipeline.jdbcUrl());

            assertThat(Stories.post(
                            pipeline.httpUrl(),
                            "application/x-ndjson",
                            Stories.story("a", 1, Stories.body(1)).toString()))
                    .isEqualTo(202);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.column(
                                    "select headline from articles where article_id = 'test|a' and status = 'USABLE'"))
                            .containsExactly("Headline of a"));
            assertThat(database.column("select speaker_name from quotes where article_id = 'test|a'"))
                    .containsExactly("Helena Costa");

            Stories.post(
                    pipeline.httpUrl(),
                    "application/x-ndjson",
                    Stories.story("a", 2, "").put("status", "CANCELED").toString());
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(database.column("select status from articles where article_id = 'test|a'"))
                                    .containsExactly("CANCELED"));
            assertThat(database.number("select count(*) from quotes")).isZero();
        }
    }

    @Test
    void aFileInTheInboxIsTakenInAndMovedOnlyOnceItIsStored(@TempDir Path directory) throws Exception {
        try (LocalPipeline pipeline = new LocalPipeline(directory, LocalPipeline.Ports.FREE, SMALL, new Telemetry())) {
            pipeline.start();
            Database database = new Database(pipeline.jdbcUrl());
            Files.writeString(
                    pipeline.inbox().resolve("story.txt"),
                    "Minister orders review\nBy Jane Doe\n\nLISBON, Nov 3 - Transport Minister Helena Costa ordered a"
                            + " review on Tuesday.\n\n\"It was time,\" Costa said.\n");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(pipeline.inbox().resolve("done/story.txt"))
                            .exists());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.column("select headline from articles"))
                            .containsExactly("Minister orders review"));
        }
    }

    @Test
    void whatWasStoredIsStillThereAfterARestartAndNothingIsDoubled(@TempDir Path directory) throws Exception {
        for (int run = 0; run < 2; run++) {
            try (LocalPipeline pipeline =
                    new LocalPipeline(directory, LocalPipeline.Ports.FREE, SMALL, new Telemetry())) {
                pipeline.start();
                Database database = new Database(pipeline.jdbcUrl());
                for (int i = 0; i < 10; i++) {
                    int number = run * 5 + i;
                    Stories.post(
                            pipeline.httpUrl(),
                            "application/x-ndjson",
                            Stories.story("s" + number, 1, Stories.body(number)).toString());
                }
                long expected = 10 + run * 5;
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(database.number("select count(*) from articles"))
                                .isEqualTo(expected));
                assertThat(database.number("select count(*) from quotes")).isEqualTo(expected);
            }
        }
    }

    @Test
    void twoPipelinesRunInOneJvmAndDontMeet(@TempDir Path first, @TempDir Path second) throws Exception {
        try (LocalPipeline one = new LocalPipeline(first, LocalPipeline.Ports.FREE, SMALL, new Telemetry());
                LocalPipeline two = new LocalPipeline(second, LocalPipeline.Ports.FREE, SMALL, new Telemetry())) {
            one.start();
            two.start();
            Stories.post(
                    one.httpUrl(),
                    "application/x-ndjson",
                    Stories.story("one", 1, "First text.").toString());
            Stories.post(
                    two.httpUrl(),
                    "application/x-ndjson",
                    Stories.story("two", 1, "Second text.").toString());

            Database ones = new Database(one.jdbcUrl());
            Database twos = new Database(two.jdbcUrl());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(ones.column("select article_id from articles"))
                            .containsExactly("test|one"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(twos.column("select article_id from articles"))
                            .containsExactly("test|two"));
        }
    }
}
