package io.dateline.sink.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.sink.Stories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The rules of a story's life in the tables, against what they come to when all records are looked at together. */
class BatchPlanTest {

    /** What the tables hold: a record's place in the list of all records stands for its rows. */
    private record Tables(Map<String, Integer> current, Map<String, Map<Long, String>> history) {
        Tables() {
            this(new TreeMap<>(), new TreeMap<>());
        }
    }

    /** Changes the tables as the store does. */
    private static void apply(Tables tables, List<Change.ToStory> all, int from, int to) {
        List<Change.ToStory> batch = all.subList(from, to);
        Map<String, BatchPlan.Stored> stored = new HashMap<>();
        tables.current()
                .forEach((id, place) -> stored.put(
                        id, new BatchPlan.Stored(article(all, place).getVersion(), isKill(article(all, place)))));
        Map<String, Set<Long>> kills = new HashMap<>();
        tables.history()
                .forEach((id, rows) -> rows.forEach((version, row) -> {
                    if (row.startsWith("kill")) {
                        kills.computeIfAbsent(id, key -> new HashSet<>()).add(version);
                    }
                }));

        BatchPlan plan = BatchPlan.of(batch, stored, kills);

        plan.replaced().forEach(tables.current()::remove);
        plan.forgotten().forEach(tables.history()::remove);
        plan.kills()
                .forEach(kill -> tables.history()
                        .getOrDefault(kill.articleId(), new TreeMap<>())
                        .replaceAll(
                                (version, row) -> version <= kill.version() ? row.replace("readable", "blank") : row));
        for (EnrichedArticle article : plan.current()) {
            assertThat(tables.current().put(article.getArticleId(), placeOf(all, article)))
                    .as("one row a story")
                    .isNull();
        }
        for (BatchPlan.HistoryRow row : plan.history(false)) {
            EnrichedArticle article = row.article();
            tables.history()
                    .computeIfAbsent(article.getArticleId(), id -> new TreeMap<>())
                    .put(article.getVersion(), row(all, article, row.readable()));
        }
        tables.history().values().removeIf(Map::isEmpty);
    }

    /** What the tables have to hold after all records, straight from the rules. */
    private static Tables expected(List<Change.ToStory> all) {
        Tables tables = new Tables();
        Map<String, List<EnrichedArticle>> alive = new TreeMap<>();
        for (Change.ToStory change : all) {
            if (change instanceof Change.Version version) {
                alive.computeIfAbsent(change.articleId(), id -> new ArrayList<>())
                        .add(version.article());
            } else {
                alive.remove(change.articleId());
            }
        }
        alive.forEach((id, articles) -> {
            long highest = articles.stream()
                    .mapToLong(EnrichedArticle::getVersion)
                    .max()
                    .orElseThrow();
            long lastKill = articles.stream()
                    .filter(BatchPlanTest::isKill)
                    .mapToLong(EnrichedArticle::getVersion)
                    .max()
                    .orElse(0);
            tables.current().put(id, placeOf(all, lastOf(articles, highest)));
            Map<Long, String> history = new TreeMap<>();
            for (EnrichedArticle article : articles) {
                long version = article.getVersion();
                EnrichedArticle last = lastOf(articles, version);
                history.put(version, row(all, last, last.getStatus() == ArticleStatus.USABLE && version > lastKill));
            }
            tables.history().put(id, history);
        });
        return tables;
    }

    /** The last record with a version; the last kill, if there is one. */
    private static EnrichedArticle lastOf(List<EnrichedArticle> articles, long version) {
        List<EnrichedArticle> same =
                articles.stream().filter(a -> a.getVersion() == version).toList();
        List<EnrichedArticle> kills =
                same.stream().filter(BatchPlanTest::isKill).toList();
        List<EnrichedArticle> candidates = kills.isEmpty() ? same : kills;
        return candidates.get(candidates.size() - 1);
    }

    private static String row(List<Change.ToStory> all, EnrichedArticle article, boolean readable) {
        return (isKill(article) ? "kill " : "version ") + (readable ? "readable " : "blank ") + placeOf(all, article);
    }

    private static boolean isKill(EnrichedArticle article) {
        return article.getStatus() == ArticleStatus.CANCELED;
    }

    private static EnrichedArticle article(List<Change.ToStory> all, int place) {
        return ((Change.Version) all.get(place)).article();
    }

    private static int placeOf(List<Change.ToStory> all, EnrichedArticle article) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Change.Version version && version.article() == article) {
                return i;
            }
        }
        throw new AssertionError("an article from nowhere");
    }

    private static List<Change.ToStory> randomChanges(Random random) {
        List<Change.ToStory> changes = new ArrayList<>();
        int length = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            String id = "s" + random.nextInt(3);
            long version = 1 + random.nextInt(4);
            changes.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Change.Removal(Stories.articleId(id));
                        case 1, 2 ->
                            new Change.Version(Stories.killed(id, version).build(), 0, false);
                        case 3 ->
                            new Change.Version(Stories.withheld(id, version).build(), 0, false);
                        default ->
                            new Change.Version(Stories.usable(id, version).build(), 0, false);
                    });
        }
        return changes;
    }

    @RepeatedTest(300)
    void anyBatchesAndAnyReplaysComeToWhatTheRulesSay() {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Change.ToStory> all = randomChanges(random);
        Tables tables = new Tables();
        int replays = random.nextInt(4);
        for (int read = 0; ; ) {
            while (read < all.size()) {
                int next = Math.min(all.size(), read + 1 + random.nextInt(6));
                apply(tables, all, read, next);
                read = next;
            }
            assertThat(tables).as("seed %d", seed).isEqualTo(expected(all));
            if (replays-- == 0) {
                return;
            }
            read = random.nextInt(all.size());
        }
    }

    /** Its entry was written at the same time as the version that it kills, and neither writer saw the other's. */
    @Test
    void aKillThatTheLedgerKnewBeforeTakesTheTextAllTheSame() {
        String id = Stories.articleId("a");

        BatchPlan plan = BatchPlan.of(
                List.of(new Change.Version(Stories.killed("a", 2).build(), 0, false)),
                Map.of(id, new BatchPlan.Stored(1, false)),
                Map.of(id, Set.of(2L)));

        assertThat(plan.kills()).containsExactly(new BatchPlan.Kill(id, 2));
    }

    @Test
    void aKilledStoryIsNeverServedWhileOlderVersionsAreReadAgain() {
        List<Change.ToStory> all = List.of(
                new Change.Version(Stories.usable("s", 1).build(), 0, false),
                new Change.Version(Stories.usable("s", 2).build(), 0, false),
                new Change.Version(Stories.killed("s", 2).build(), 0, false));
        Tables tables = new Tables();
        apply(tables, all, 0, 3);

        for (int read = 0; read < all.size(); read++) {
            apply(tables, all, read, read + 1);
            assertThat(tables).as("after reading record %d again", read).isEqualTo(expected(all));
        }
    }
}
