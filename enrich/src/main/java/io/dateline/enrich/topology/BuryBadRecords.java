package io.dateline.enrich.topology;

import io.dateline.enrich.Failures;
import io.dateline.schemas.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka Streams asks when a node throws: the net under the nodes that send dead letters themselves. A bad record goes
 * to the dead letters as it was read, in the transaction of its offset, and the next one is handled; everything else ends
 * the thread (see {@link io.dateline.enrich.Failures}). Not Kafka's own handler, which writes other headers, and the whole
 * stack trace; see docs/decisions.
 */
public final class BuryBadRecords implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BuryBadRecords.class);

    /** Property of the streams: where the dead letters go. Not Kafka's own, which its other handlers would write to, too. */
    public static final String TOPIC = "bury.bad.records.topic";

    private String topic;

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> message, Exception failure) {
        // A timer has no record to send; what it works on stays where it is, and is met again.
        boolean fromTopic = context.topic() != null && context.offset() >= 0;
        if (!fromTopic || !Failures.isBadRecord(failure)) {
            return Response.fail();
        }
        LOG.warn(
                "record can't be handled, sent to dead letters node={} topic={} partition={} offset={} failure={}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                failure.getClass().getName());
        LOG.debug("failure of the record", failure);
        DeadLetter letter = DeadLetter.of(
                DeadLetters.STAGE,
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                failure,
                Instant.now());
        return Response.resume(List.of(new ProducerRecord<>(
                topic,
                null,
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                letter.toHeaders(context.headers()))));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        topic = configs.get(TOPIC).toString();
    }
}
