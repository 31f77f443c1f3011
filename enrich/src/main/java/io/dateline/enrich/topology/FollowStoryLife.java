package io.dateline.enrich.topology;

import io.dateline.enrich.life.Decision;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decides what an arriving version means. What consumers don't get to see ends here, before any analysis. */
final class FollowStoryLife implements Processor<String, StoryInFlight, String, StoryInFlight> {
    private ProcessorContext<String, StoryInFlight> context;
    private KeyValueStore<String, StoryState> lives;
    private Outcomes outcomes;

    @Override
    public void init(ProcessorContext<String, StoryInFlight> newContext) {
        context = newContext;
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        outcomes = new Outcomes(newContext);
    }

    @Override
    public void process(Record<String, StoryInFlight> message) {
        StoryInFlight arrived = message.value();
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        StoryLife.Step step = StoryLife.arrive(lives.get(message.key()), arrived.story(), now);
        if (step.decision() instanceof Decision.Drop drop) {
            if (step.next() != null) {
                lives.put(message.key(), step.next());
            }
            outcomes.count(drop.reason());
            return;
        }
        context.forward(message.withValue(arrived.with(step)));
    }
}
