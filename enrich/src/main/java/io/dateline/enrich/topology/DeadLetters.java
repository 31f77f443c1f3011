package io.dateline.enrich.topology;

import io.dateline.schemas.DeadLetter;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a record that a node can't handle to {@code news.dead-letters}, byte for byte. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    static final String STAGE = "enrich";

    private final ProcessorContext<? super byte[], ? super byte[]> context;
    private final String node;
    private final Outcomes outcomes;

    DeadLetters(ProcessorContext<? super byte[], ? super byte[]> context, String node, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.context = context;
        this.node = node;
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
        context.forward(
                new Record<>(key, value, timestamp, letter.toHeaders(headers)), EnrichTopology.WRITE_DEAD_LETTERS);
    }
}
