package io.dateline.enrich.topology;

import io.dateline.enrich.life.Decision;
import io.dateline.enrich.life.HeldStory;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Decides what an arriving version means, and what a held one means once its time has come. What consumers don't get to
 * see ends here, before any analysis.
 */
final class FollowStoryLife implements Processor<String, StoryInFlight, String, StoryInFlight> {
    private static final Duration LOOK_FOR_DUE = Duration.ofSeconds(1);

    /** Stories released in one go; the rest a moment later, so that a thousand of them at noon don't block the stream. */
    private static final int RELEASED_AT_ONCE = 200;

    private final StoryLife.Embargoes embargoes;
    private final Deserializer<RawArticle> deserializer;
    private ProcessorContext<String, StoryInFlight> context;
    private KeyValueStore<String, StoryState> lives;
    private HeldStories held;
    private Outcomes outcomes;

    FollowStoryLife(StoryLife.Embargoes embargoes, Deserializer<RawArticle> deserializer) {
        this.embargoes = embargoes;
        this.deserializer = deserializer;
    }

    @Override
    public void init(ProcessorContext<String, StoryInFlight> newContext) {
        context = newContext;
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        held = new HeldStories(
                newContext.getStateStore(EnrichTopology.HELD_STORE),
                newContext.getStateStore(EnrichTopology.DUE_STORE));
        outcomes = new Outcomes(newContext);
        newContext.schedule(LOOK_FOR_DUE, PunctuationType.WALL_CLOCK_TIME, this::releaseDue);
    }

    @Override
    public void process(Record<String, StoryInFlight> message) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        String articleId = message.key();
        StoryLife.Step step =
                StoryLife.arrive(lives.get(articleId), message.value().story(), now, embargoes);
        if (step.decision() instanceof Decision.Drop drop) {
            if (step.next() != null) {
                lives.put(articleId, step.next());
            }
            outcomes.count(drop.reason());
        } else if (step.decision() instanceof Decision.Hold hold) {
            lives.put(articleId, step.next());
            held.hold(message, hold.version(), hold.due());
            outcomes.countHeld();
        } else {
            held.end(articleId);
            context.forward(message.withValue(message.value().with(step)));
        }
    }

    private void releaseDue(long timestamp) {
        Instant now = Instant.ofEpochMilli(timestamp);
        List<KeyValue<String, HeldStory>> due = held.takeDue(now, RELEASED_AT_ONCE);
        for (KeyValue<String, HeldStory> entry : due) {
            release(entry.key, entry.value, now);
        }
    }

    private void release(String articleId, HeldStory story, Instant now) {
        byte[] value = HeldStories.bytes(story.getValue());
        RawArticle raw = deserializer.deserialize(NewsTopic.RAW.topicName(), value);
        StoryLife.Step step = StoryLife.release(lives.get(articleId), raw, story.getVersion(), now);
        if (step.decision() instanceof Decision.Drop drop) {
            outcomes.count(drop.reason());
            return;
        }
        outcomes.countReleased();
        StoryInFlight.Origin origin =
                new StoryInFlight.Origin(story.getTopic(), story.getPartition(), story.getOffset());
        context.forward(new Record<>(
                articleId,
                new StoryInFlight(origin, HeldStories.bytes(story.getKey()), value, raw, step, null),
                story.getTimestamp(),
                HeldStories.headers(story)));
    }
}
