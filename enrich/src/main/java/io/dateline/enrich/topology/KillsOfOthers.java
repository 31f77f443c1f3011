package io.dateline.enrich.topology;

import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.StoryOrder;
import java.time.Instant;
import java.util.List;

/** The orders by which a story ends those that it replaces or kills: each is another key, and maybe another partition's. */
final class KillsOfOthers {
    private KillsOfOthers() {}

    /**
     * @param madeUntil when the story was made; null where it does not say
     * @param orderedAt when it came, or was released: by the records' times and never the clock's, so that a replay orders
     *     the same again
     */
    static List<StoryCommand> by(String articleId, List<String> supersedes, Instant madeUntil, Instant orderedAt) {
        return supersedes.stream()
                .filter(other -> !other.equals(articleId))
                .map(other -> StoryCommand.newBuilder()
                        .setArticleId(other)
                        .setOrder(StoryOrder.KILL)
                        .setOrderedBy(articleId)
                        .setOrderedAt(orderedAt)
                        .setMadeUntil(madeUntil)
                        .build())
                .toList();
    }
}
