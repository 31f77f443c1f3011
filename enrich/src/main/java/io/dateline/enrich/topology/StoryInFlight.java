package io.dateline.enrich.topology;

import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A story on its way through the topology, with the record it came as, so that it can still become a dead letter byte
 * for byte. Each node fills in what it found.
 *
 * @param origin where the record came from
 * @param key the record's key as it came
 * @param value the record's value as it came
 * @param story the story in it
 * @param step what its arrival means; null before {@code follow-story-life}
 * @param enriched the record to publish; null before {@code analyse-story}
 * @param releasedAt since when it may be served, where it was held until now: the end of its embargo, or when a person
 *     released it; null: it was not held
 */
record StoryInFlight(
        Origin origin,
        byte[] key,
        byte[] value,
        RawArticle story,
        StoryLife.Step step,
        EnrichedArticle enriched,
        Instant releasedAt) {

    /** A story that has just arrived. */
    static StoryInFlight arrived(Origin origin, byte[] key, byte[] value, RawArticle story) {
        return new StoryInFlight(origin, key, value, story, null, null, null);
    }

    /** Was it held until now? */
    boolean released() {
        return releasedAt != null;
    }

    /** A place on a topic. */
    record Origin(String topic, int partition, long offset) {
        static Origin of(Optional<RecordMetadata> metadata) {
            return metadata.map(m -> new Origin(m.topic(), m.partition(), m.offset()))
                    .orElseThrow(() -> new IllegalStateException("a record from nowhere"));
        }
    }

    StoryInFlight with(StoryLife.Step newStep) {
        return new StoryInFlight(origin, key, value, story, newStep, enriched, releasedAt);
    }

    /** A held story was remembered when it was held: to be sent again from the dead letters, it must not be. */
    void forgetIfReleased(KeyValueStore<String, StoryState> lives, Instant now) {
        if (released()) {
            String articleId = story.getArticleId();
            lives.put(
                    articleId,
                    StoryLife.forget(lives.get(articleId), step.decision().version(), now));
        }
    }

    StoryInFlight with(EnrichedArticle newEnriched) {
        return new StoryInFlight(origin, key, value, story, step, newEnriched, releasedAt);
    }
}
