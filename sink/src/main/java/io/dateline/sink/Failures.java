package io.dateline.sink;

import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.service.FailureRule;
import io.dateline.schemas.service.FailureRule.Verdict;
import io.dateline.sink.store.UnstorableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Answers one question: is the record bad, or is something down that we depend on? Walks the cause chain; the first link
 * that tells decides. What nothing tells about is never the record's fault: a dead letter for every story, because a
 * table is missing, would be worse than waiting for somebody to look.
 */
public final class Failures {
    /** PostgreSQL's error classes that blame the values: data exception, and program limit exceeded (a key too long to index). */
    private static final Set<String> BAD_VALUE_CLASSES = Set.of("22", "54");

    /** Single codes that blame the values: a required value is missing, a check is not met. */
    private static final Set<String> BAD_VALUE_STATES = Set.of("23502", "23514");

    /**
     * Classes that pass by themselves: no connection, transaction rolled back (serialisation, deadlock), out of resources,
     * object in use, operator's intervention (shutdown, starting up, cancelled), trouble outside the database.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /**
     * Single codes that pass: two writers met on one key, which the next try will see; and a database that is a read-only
     * standby for now.
     */
    private static final Set<String> PASSING_STATES = Set.of("23503", "23505", "25006");

    private static final FailureRule RULE = Failures::ofLink;

    private Failures() {}

    /** The verdict on a failure. What is UNPLANNED ends a start; later it is waited for, loudly. */
    public static Verdict of(Throwable failure) {
        // A pool without a connection to give: the reason is beneath, if one is known.
        boolean poolWithout = has(SQLTransientException.class, failure);
        return RULE.of(failure, poolWithout ? Verdict.DEPENDENCY_DOWN : Verdict.UNPLANNED);
    }

    /** Is it the registry that did not answer? */
    static boolean isOfRegistry(Throwable failure) {
        return has(SchemaRegistryUnavailableException.class, failure);
    }

    /** Is it the database that did not answer? Flyway wraps what the driver throws. */
    static boolean isOfDatabase(Throwable failure) {
        return has(SQLException.class, failure);
    }

    /** Is it the broker that did not answer, or refused? */
    static boolean isOfKafka(Throwable failure) {
        return has(KafkaException.class, failure);
    }

    private static Verdict ofLink(Throwable link) {
        if (link instanceof SQLException sql) {
            return ofState(sql.getSQLState());
        }
        if (link instanceof UnstorableException) {
            return Verdict.BAD_RECORD;
        }
        if (link instanceof RecordTooLargeException) {
            // Of a dead letter: the sink writes nothing else to Kafka.
            return Verdict.UNPLANNED;
        }
        if (link instanceof SerializationException) {
            // What is beneath may say more: undecodable bytes have an IOException of their own there, which is not a
            // cable.
            return has(RetriableException.class, link) ? Verdict.DEPENDENCY_DOWN : Verdict.BAD_RECORD;
        }
        return link instanceof IOException ? Verdict.DEPENDENCY_DOWN : FailureRule.KAFKA_AND_REGISTRY.ofLink(link);
    }

    private static boolean has(Class<? extends Throwable> kind, Throwable failure) {
        Throwable link = failure;
        for (int i = 0; link != null && i < FailureRule.MAX_CAUSES; i++) {
            if (kind.isInstance(link)) {
                return true;
            }
            link = link.getCause();
        }
        return false;
    }

    /** Null where the code says nothing, so that the cause beneath is asked: Hikari wraps the driver's exception so. */
    private static Verdict ofState(String state) {
        if (state == null || state.length() != 5) {
            return null;
        }
        String stateClass = state.substring(0, 2);
        if (BAD_VALUE_CLASSES.contains(stateClass) || BAD_VALUE_STATES.contains(state)) {
            return Verdict.BAD_RECORD;
        }
        if (PASSING_CLASSES.contains(stateClass) || PASSING_STATES.contains(state)) {
            return Verdict.DEPENDENCY_DOWN;
        }
        return Verdict.UNPLANNED;
    }
}
