package io.dateline.schemas.service;

import io.dateline.schemas.registry.SchemaRefusedException;
import io.dateline.schemas.registry.SchemaRegistryException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Answers one question of a failure: is the record bad, or is something down that we depend on? Walks the cause chain; the
 * first link that tells decides. A part that depends on more than broker and registry says what else tells, by giving an
 * answer to single links. Stateless, thread-safe.
 */
@FunctionalInterface
public interface FailureRule {
    /** A chain of causes may be a ring. */
    int MAX_CAUSES = 32;

    /** Who is to blame, and so what to do. */
    enum Verdict {
        /** This record can't be handled, however often it is tried: to the dead letters with it. */
        BAD_RECORD,
        /** Broker, registry or database are not there for now: wait and try again. */
        DEPENDENCY_DOWN,
        /** Neither: a wrong password, a missing table, a fault of ours. */
        UNPLANNED
    }

    /**
     * What broker and registry tell: a registry that refuses the schema of a record that is read, or a record larger than may
     * be sent, blames the record; a registry that refuses a schema to write with blames no record; what Kafka calls
     * retriable (a registry without an answer is, too) blames what did not answer, and so does a broker whose name nobody
     * knows just now.
     */
    FailureRule KAFKA_AND_REGISTRY = link -> {
        if (link instanceof SchemaRefusedException) {
            return Verdict.UNPLANNED;
        }
        if (link instanceof SchemaRegistryException || link instanceof RecordTooLargeException) {
            return Verdict.BAD_RECORD;
        }
        return link instanceof RetriableException || isOfUnknownName(link) ? Verdict.DEPENDENCY_DOWN : null;
    };

    /** Kafka's clients take a name that can't be resolved for a wrong setting; so it may be, or the broker is being moved. */
    private static boolean isOfUnknownName(Throwable link) {
        return link instanceof ConfigException
                && String.valueOf(link.getMessage()).startsWith("No resolvable bootstrap urls");
    }

    /** What a single link of the chain tells; null when it tells nothing, so that the cause beneath is asked. */
    Verdict ofLink(Throwable link);

    /** The verdict on a failure. */
    default Verdict of(Throwable failure) {
        return of(failure, Verdict.UNPLANNED);
    }

    /** The same, with the verdict on a failure that no link of the chain tells anything of. */
    default Verdict of(Throwable failure, Verdict otherwise) {
        Throwable link = failure;
        for (int i = 0; link != null && i < MAX_CAUSES; i++) {
            Verdict verdict = ofLink(link);
            if (verdict != null) {
                return verdict;
            }
            link = link.getCause();
        }
        return otherwise;
    }

    /** Is it something down, that is waited for? */
    default boolean isDependencyDown(Throwable failure) {
        return of(failure) == Verdict.DEPENDENCY_DOWN;
    }
}
