package io.dateline.enrich.topology;

import io.dateline.enrich.Failures;
import io.dateline.enrich.life.HeldStory;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.life.StoryState;
import io.dateline.enrich.record.EnrichedArticles;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.enrich.topology.StoryInFlight.Origin;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.OrderedBy;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what another story, or a person, orders for a story. The topic of commands has the partitions of the raw
 * stories, so that a command meets the state of the story that it is for.
 */
final class FollowCommand implements Processor<byte[], byte[], Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(FollowCommand.class);

    private final Deserializer<StoryCommand> commands;
    private final Deserializer<RawArticle> stories;
    private final ProvenanceStamp stamp;
    private final Outcomes outcomes;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, StoryState> lives;
    private KeyValueStore<String, EnrichedArticle> served;
    private HeldStories held;
    private DeadLetters deadLetters;

    FollowCommand(
            Deserializer<StoryCommand> commands,
            Deserializer<RawArticle> stories,
            ProvenanceStamp stamp,
            Outcomes outcomes) {
        this.outcomes = outcomes;
        this.commands = commands;
        this.stories = stories;
        this.stamp = stamp;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        lives = newContext.getStateStore(EnrichTopology.LIFE_STORE);
        served = newContext.getStateStore(EnrichTopology.SERVED_STORE);
        held = new HeldStories(
                newContext.getStateStore(EnrichTopology.HELD_STORE),
                newContext.getStateStore(EnrichTopology.DUE_STORE));
        deadLetters = new DeadLetters(newContext, EnrichTopology.FOLLOW_COMMAND, outcomes);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Origin origin = Origin.of(context.recordMetadata());
        StoryCommand command;
        try {
            command = decode(message);
        } catch (RuntimeException e) {
            if (Failures.isDependencyDown(e)) {
                throw e;
            }
            deadLetters.send(origin, message.key(), message.value(), message.headers(), message.timestamp(), e);
            return;
        }
        LOG.info(
                "command order={} article={} by={}",
                command.getOrder(),
                command.getArticleId(),
                command.getOrderedBy());
        // What was due before it was ordered is served before it is killed, also when that is done late or again.
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        long ordered = Math.min(message.timestamp(), now.toEpochMilli());
        HeldStory due = held.takeDue(command.getArticleId(), Instant.ofEpochMilli(ordered));
        if (due != null) {
            release(command.getArticleId(), due, due.getDue(), now);
        }
        switch (command.getOrder()) {
            case KILL -> kill(message, origin, command, now);
            case RELEASE -> release(command, now);
            case NONE ->
                LOG.warn("command of a kind that this version does not know article={}", command.getArticleId());
        }
    }

    private StoryCommand decode(Record<byte[], byte[]> message) {
        if (message.key() == null || message.value() == null) {
            throw new SerializationException("a command without a key or a value");
        }
        DeadLetters.requireThatItFits(message);
        StoryCommand command = commands.deserialize(NewsTopic.COMMANDS.topicName(), message.value());
        if (!command.getArticleId().equals(new String(message.key(), StandardCharsets.UTF_8))) {
            throw new SerializationException("a command whose key is not its articleId");
        }
        return command;
    }

    private void kill(Record<byte[], byte[]> message, Origin origin, StoryCommand command, Instant now) {
        String articleId = command.getArticleId();
        StoryLife.Step step = StoryLife.kill(lives.get(articleId), command.getMadeUntil(), cameLater(command), now);
        if (step.decision() == null) {
            if (step.next() != null) {
                lives.put(articleId, step.next());
            }
            return;
        }
        EnrichedArticle kill = EnrichedArticles.canceled(
                articleId, served.get(articleId), step.decision().version(), command.getOrderedAt(), stamp.at(now));
        StoryInFlight story = new StoryInFlight(origin, message.key(), message.value(), null, step, kill, null);
        context.forward(new Record<>(articleId, story, message.timestamp(), message.headers()), EnrichTopology.PUBLISH);
    }

    /** People's clocks may be behind, and what a person kills is killed. Stories' orders have the time of our entrance. */
    private StoryLife.CameLater cameLater(StoryCommand command) {
        String articleId = command.getArticleId();
        if (OrderedBy.isPerson(command.getOrderedBy())) {
            return StoryLife.CameLater.NOTHING;
        }
        EnrichedArticle current = served.get(articleId);
        return new StoryLife.CameLater(
                current != null && current.getReceivedAt().isAfter(command.getOrderedAt()),
                held.cameAfter(articleId, command.getOrderedAt()));
    }

    private void release(StoryCommand command, Instant now) {
        String articleId = command.getArticleId();
        HeldStory story = held.take(articleId);
        if (story == null) {
            LOG.warn("nothing is held of the story that was to be released article={}", articleId);
            return;
        }
        release(articleId, story, command.getOrderedAt(), now);
    }

    private void release(String articleId, HeldStory story, Instant releasedAt, Instant now) {
        ReleasedStory released = ReleasedStory.of(articleId, story, lives.get(articleId), stories, releasedAt, now);
        if (released != null) {
            context.forward(released.message(), EnrichTopology.ANALYSE);
        }
    }
}
