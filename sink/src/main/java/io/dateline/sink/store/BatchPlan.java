package io.dateline.sink.store;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.EnrichedArticle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a batch of changes comes to, worked out before anything is written, so that each story is written once however
 * many versions of it are in the batch. Pure; the rules of a story's life in the tables are all here:
 *
 * <ul>
 *   <li>The current version is the highest; of two with one number, the later record; but a kill is only followed by a
 *       higher number, never by its own.
 *   <li>Every version is in the history once, by the same rule for two with one number.
 *   <li>A kill takes headline and text from every version in the history up to its own, those that come later included.
 *   <li>A removal forgets the story: what follows finds it unknown.
 * </ul>
 *
 * All of these give the same end from the same records when the last of them are applied again, in order, to the result.
 */
final class BatchPlan {
    private final Map<String, Life> lives = new LinkedHashMap<>();

    /**
     * The row of a story.
     *
     * @param version the current one
     * @param canceled whether that is a kill
     */
    record Stored(long version, boolean canceled) {}

    /**
     * A row of the history.
     *
     * @param offset of its record
     * @param readable whether it has headline and text: false for kills, what they cover, and what is withheld
     */
    record HistoryRow(EnrichedArticle article, long offset, boolean readable) {}

    /** A kill in the history: versions up to it lose headline and text. */
    record Kill(String articleId, long version) {}

    private static final class Life {
        private boolean known;
        private long version;
        private boolean canceled;
        private boolean removed;
        private EnrichedArticle current;
        private boolean killed;
        private final Set<Long> kills = new HashSet<>();
        private final Map<Long, Change.Version> history = new TreeMap<>();

        private Life(Stored stored, Set<Long> storedKills) {
            if (stored != null) {
                known = true;
                version = stored.version();
                canceled = stored.canceled();
            }
            kills.addAll(storedKills);
        }

        private void remove() {
            known = false;
            removed = true;
            killed = false;
            current = null;
            kills.clear();
            history.clear();
        }

        private void take(Change.Version change) {
            EnrichedArticle article = change.article();
            boolean kill = article.getStatus() == ArticleStatus.CANCELED;
            long number = article.getVersion();
            if (kill) {
                // Though the ledger may know it already: who writes its entries did not see what this writer was about
                // to commit.
                kills.add(number);
                killed = true;
            }
            if (kill || !kills.contains(number)) {
                history.put(number, change);
            }
            if (!known || number > version || (number == version && (kill || !canceled))) {
                known = true;
                version = number;
                canceled = kill;
                current = article;
            }
        }

        private long lastKill() {
            return kills.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
        }
    }

    private BatchPlan() {}

    /**
     * @param changes in the order of their records
     * @param stored rows by articleId, of the stories that have one
     * @param kills versions in the history that are kills, by articleId, of the stories that have any
     */
    static BatchPlan of(
            Collection<? extends Change.ToStory> changes, Map<String, Stored> stored, Map<String, Set<Long>> kills) {
        BatchPlan plan = new BatchPlan();
        for (Change.ToStory change : changes) {
            Life life = plan.lives.computeIfAbsent(
                    change.articleId(), id -> new Life(stored.get(id), kills.getOrDefault(id, Set.of())));
            if (change instanceof Change.Version version) {
                life.take(version);
            } else {
                life.remove();
            }
        }
        return plan;
    }

    /** Stories whose row is to be replaced or made, by the record that it is to come from. */
    List<EnrichedArticle> current() {
        return lives.values().stream()
                .filter(life -> life.current != null)
                .map(life -> life.current)
                .toList();
    }

    /** Stories whose served rows go, where there are any: to be replaced by those of {@link #current()}, or by none. */
    List<String> replaced() {
        return idsOf(life -> life.current != null || life.removed);
    }

    /** Stories whose history goes, where there is any. */
    List<String> forgotten() {
        return idsOf(life -> life.removed);
    }

    /** Rows of the history to be made, in place of those with the same story and version, where there are any. */
    List<HistoryRow> history(boolean keepKilledText) {
        List<HistoryRow> rows = new ArrayList<>();
        for (Life life : lives.values()) {
            long lastKill = life.lastKill();
            life.history.forEach((version, change) -> rows.add(new HistoryRow(
                    change.article(),
                    change.offset(),
                    change.article().getStatus() == ArticleStatus.USABLE && (keepKilledText || version > lastKill))));
        }
        return rows;
    }

    /** The last kill of each story that one came for: versions up to it lose headline and text. */
    List<Kill> kills() {
        List<Kill> found = new ArrayList<>();
        lives.forEach((id, life) -> {
            if (life.killed) {
                found.add(new Kill(id, life.lastKill()));
            }
        });
        return found;
    }

    private List<String> idsOf(Predicate<Life> wanted) {
        return lives.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
