package io.dateline.enrich.topology;

import io.dateline.enrich.duplicate.Likeness;
import io.dateline.enrich.life.StoryState;
import io.dateline.schemas.EnrichedArticle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Forgets stories that there has been no news of for long. What was published stays published; but a version that comes
 * after that is taken for the first of its story. Looks at a part of the stories each time, so that no look takes long. A
 * story of which a version is held is not forgotten: nobody could release it any more.
 */
final class Retention {
    /** Stories looked at in one go. */
    private static final int LOOKED_AT = 5_000;

    private final Duration kept;
    private final KeyValueStore<String, StoryState> lives;
    private final KeyValueStore<String, EnrichedArticle> served;
    private final KeyValueStore<String, Likeness> likenesses;
    private final HeldStories held;
    private String next;

    Retention(
            Duration kept,
            KeyValueStore<String, StoryState> lives,
            KeyValueStore<String, EnrichedArticle> served,
            KeyValueStore<String, Likeness> likenesses,
            HeldStories held) {
        this.kept = kept;
        this.lives = lives;
        this.served = served;
        this.likenesses = likenesses;
        this.held = held;
    }

    /** Looks at the next stories; returns how many were forgotten. */
    int forget(Instant now) {
        Instant limit = now.minus(kept);
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, StoryState> stories = lives.range(next, null)) {
            int seen = 0;
            next = null;
            while (stories.hasNext()) {
                KeyValue<String, StoryState> story = stories.next();
                if (seen++ == LOOKED_AT) {
                    next = story.key;
                    break;
                }
                if (story.value.getUpdatedAt().isBefore(limit) && held.versionOf(story.key) == null) {
                    old.add(story.key);
                }
            }
        }
        for (String articleId : old) {
            lives.delete(articleId);
            served.delete(articleId);
            likenesses.delete(articleId);
        }
        return old.size();
    }
}
