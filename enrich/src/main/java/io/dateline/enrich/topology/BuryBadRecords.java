package io.dateline.enrich.topology;

import io.dateline.enrich.Failures;
import io.dateline.schemas.DeadLetter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka Streams asks when a node throws, or when a record on one of the topology's own topics can't be read: the net
 * under the nodes that send dead letters themselves. A bad record goes to the dead letters as it was read, in the
 * transaction of its offset, and the next one is handled; everything else ends the thread (see {@link
 * io.dateline.enrich.Failures}). Not Kafka's own handlers, which write other headers, and the whole stack trace; see
 * docs/decisions. Kafka Streams makes one for each thread and use.
 */
public final class BuryBadRecords implements ProcessingExceptionHandler, DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BuryBadRecords.class);

    /** Property of the streams: where the dead letters go. Not Kafka's own, which its other handlers would write to, too. */
    public static final String TOPIC = "bury.bad.records.topic";

    /** Property of the streams: the {@link MeterRegistry} that dead letters are counted in; they are not where it is absent. */
    public static final String METERS = "bury.bad.records.meters";

    private String topic;
    private MeterRegistry meters;

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> message, Exception failure) {
        // A timer has no record to send; what it works on stays where it is, and is met again.
        boolean fromTopic = context.topic() != null && context.offset() >= 0;
        if (!fromTopic || !Failures.isBadRecord(failure)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(
                bury(context, context.sourceRawKey(), context.sourceRawValue(), failure));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> message, Exception failure) {
        if (!Failures.isBadRecord(failure)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(bury(context, message.key(), message.value(), failure));
    }

    private List<ProducerRecord<byte[], byte[]>> bury(
            ErrorHandlerContext context, byte[] key, byte[] value, Exception failure) {
        LOG.warn(
                "record can't be handled, sent to dead letters node={} topic={} partition={} offset={} failure={}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                failure.getClass().getName());
        LOG.debug("failure of the record", failure);
        if (meters != null) {
            Outcomes.countDeadLetter(meters, context.processorNodeId());
        }
        DeadLetter letter = DeadLetter.of(
                DeadLetters.STAGE,
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                failure,
                Instant.now());
        DeadLetter.Content content = letter.contentFor(key, value, context.headers());
        return List.of(new ProducerRecord<>(
                topic, null, context.timestamp(), content.key(), content.value(), content.headers()));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        topic = configs.get(TOPIC).toString();
        meters = (MeterRegistry) configs.get(METERS);
    }
}
