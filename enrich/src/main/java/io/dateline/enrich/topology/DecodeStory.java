package io.dateline.enrich.topology;

import io.dateline.enrich.Failures;
import io.dateline.enrich.topology.StoryInFlight.Origin;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Bytes to {@link RawArticle}. The topology reads bytes and decodes here, not in the source, so that what can't be
 * decoded reaches the dead letters as it came.
 */
final class DecodeStory implements Processor<byte[], byte[], Object, Object> {
    private final Deserializer<RawArticle> deserializer;
    private final Outcomes outcomes;
    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;

    DecodeStory(Deserializer<RawArticle> deserializer, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.deserializer = deserializer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        deadLetters = new DeadLetters(newContext, EnrichTopology.DECODE, outcomes);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Origin origin = Origin.of(context.recordMetadata());
        RawArticle story;
        try {
            story = decode(message);
        } catch (RuntimeException e) {
            if (Failures.isDependencyDown(e)) {
                throw e;
            }
            deadLetters.send(origin, message.key(), message.value(), message.headers(), message.timestamp(), e);
            return;
        }
        context.forward(
                new Record<>(
                        story.getArticleId(),
                        StoryInFlight.arrived(origin, message.key(), message.value(), story),
                        message.timestamp(),
                        message.headers()),
                EnrichTopology.FOLLOW_LIFE);
    }

    private RawArticle decode(Record<byte[], byte[]> message) {
        if (message.key() == null) {
            throw new SerializationException("a story without a key");
        }
        if (message.value() == null) {
            throw new SerializationException("a story without a value");
        }
        DeadLetters.requireThatItFits(message);
        RawArticle story = deserializer.deserialize(NewsTopic.RAW.topicName(), message.value());
        String key = new String(message.key(), StandardCharsets.UTF_8);
        if (!key.equals(story.getArticleId())) {
            // Its versions would not stay in order: another partition has the others.
            throw new SerializationException("a story whose key is not its articleId");
        }
        return story;
    }
}
