package io.dateline.enrich;

import static io.dateline.schemas.service.FailureRule.Verdict.DEPENDENCY_DOWN;

import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.service.FailureRule;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;

/** Answers one question for enrich: is the record bad, or is something down that we depend on? */
public final class Failures {
    private Failures() {}

    /** Something that is down is waited for; only a bad record becomes a dead letter. */
    public static boolean isDependencyDown(Throwable failure) {
        return FailureRule.KAFKA_AND_REGISTRY.isDependencyDown(failure);
    }

    /** Is it the broker that is down? */
    static boolean isKafkaDown(Throwable failure) {
        FailureRule registryOnly = link -> link instanceof SchemaRegistryUnavailableException ? DEPENDENCY_DOWN : null;
        return isDependencyDown(failure) && !registryOnly.isDependencyDown(failure);
    }

    /**
     * Is it what the broker tells of a transaction that it has ended, because nothing was heard of this instance? Others have
     * the work by then. Kafka Streams knows what to do about most of these, but takes {@link InvalidTxnStateException} for
     * a fault; the broker answers that when a transaction that has run out of time is committed.
     */
    static boolean isGivenUp(Throwable failure) {
        return hasLink(
                failure,
                link -> link instanceof InvalidTxnStateException
                        || link instanceof InvalidProducerEpochException
                        || link instanceof ProducerFencedException);
    }

    /**
     * Is it the fault of what was done with the record, and not of Kafka Streams, its stores, the broker or the virtual
     * machine? Then it would fail again, however often it is tried. A stack that overflows is the record's fault, and so
     * is code that can't be linked: whatever the record asks for is not there. Memory that runs out need not be.
     */
    public static boolean isBadRecord(Throwable failure) {
        if (isOfTheMachine(failure)) {
            return false;
        }
        return switch (FailureRule.KAFKA_AND_REGISTRY.of(failure)) {
            case BAD_RECORD -> true;
            case DEPENDENCY_DOWN -> false;
            case UNPLANNED -> !isOfKafka(failure);
        };
    }

    /** Out of memory, or an internal error of the virtual machine: it may be another thread's doing. */
    private static boolean isOfTheMachine(Throwable failure) {
        return hasLink(failure, link -> link instanceof VirtualMachineError && !(link instanceof StackOverflowError));
    }

    /** StreamsException and its like are KafkaExceptions too, and so, alas, is the one of bytes that can't be read. */
    private static boolean isOfKafka(Throwable failure) {
        return hasLink(
                failure,
                link -> link instanceof SchemaRefusedException
                        || link instanceof KafkaException && !(link instanceof SerializationException));
    }

    private static boolean hasLink(Throwable failure, Predicate<Throwable> which) {
        Throwable link = failure;
        for (int i = 0; link != null && i < FailureRule.MAX_CAUSES; i++) {
            if (which.test(link)) {
                return true;
            }
            link = link.getCause();
        }
        return false;
    }
}
