package io.dateline.enrich.topology;

import io.dateline.enrich.life.Decision;
import io.dateline.enrich.life.HeldStory;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/** A held version on its way again. */
record ReleasedStory(Record<String, StoryInFlight> message) {

    /**
     * The story as it goes on from here; null when a newer version has come after all.
     *
     * @param releasedAt when it may be served, by its embargo, or by the order of a person
     */
    static ReleasedStory of(
            String articleId,
            HeldStory held,
            StoryState state,
            Deserializer<RawArticle> stories,
            Instant releasedAt,
            Instant now) {
        byte[] value = HeldStories.bytes(held.getValue());
        RawArticle raw = stories.deserialize(NewsTopic.RAW.topicName(), value);
        StoryLife.Step step = StoryLife.release(state, raw, held.getVersion(), releasedAt, now);
        if (step.decision() instanceof Decision.Drop) {
            return null;
        }
        StoryInFlight.Origin origin = new StoryInFlight.Origin(held.getTopic(), held.getPartition(), held.getOffset());
        return new ReleasedStory(new Record<>(
                articleId,
                new StoryInFlight(origin, HeldStories.bytes(held.getKey()), value, raw, step, null, releasedAt),
                held.getTimestamp(),
                HeldStories.headers(held)));
    }
}
