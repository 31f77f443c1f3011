package io.dateline.enrich.topology;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import java.time.Instant;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a record that a node can't handle to {@code news.dead-letters}, byte for byte, and tells one that is too large. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    static final String STAGE = "enrich";

    /** What an entrance may write, and what sending it back adds. */
    private static final long LARGEST = NewsTopic.MAX_RECORD_BYTES + 64L * 1024;

    private final ProcessorContext<? super byte[], ? super byte[]> context;
    private final String node;
    private final Outcomes outcomes;

    DeadLetters(ProcessorContext<? super byte[], ? super byte[]> context, String node, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.context = context;
        this.node = node;
    }

    /**
     * Larger than what we write, because its producer has other limits: what is made of it, and what is remembered of it,
     * could not be written either.
     */
    static void requireThatItFits(Record<byte[], byte[]> message) {
        long bytes = DeadLetter.bytesOf(message.key(), message.value(), message.headers());
        if (bytes > LARGEST) {
            throw new RecordTooLargeException("a record of " + bytes + " bytes; " + LARGEST + " fit");
        }
    }

    void send(
            StoryInFlight.Origin origin, byte[] key, byte[] value, Headers headers, long timestamp, Throwable failure) {
        LOG.warn(
                "story can't be handled, sent to dead letters node={} topic={} partition={} offset={} failure={}",
                node,
                origin.topic(),
                origin.partition(),
                origin.offset(),
                failure.getClass().getName());
        LOG.debug("failure of the story", failure);
        outcomes.deadLettered(node);
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        DeadLetter letter =
                DeadLetter.of(STAGE, node, origin.topic(), origin.partition(), origin.offset(), failure, now);
        DeadLetter.Content content = letter.contentFor(key, value, headers);
        context.forward(
                new Record<>(content.key(), content.value(), timestamp, content.headers()),
                EnrichTopology.WRITE_DEAD_LETTERS);
    }
}
