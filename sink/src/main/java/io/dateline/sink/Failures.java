package io.dateline.sink;

import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.sink.store.UnstorableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Answers one question: is the record bad, or is something down that we depend on? Walks the cause chain; the first link
 * that tells decides. What nothing tells about is never the record's fault: a dead letter for every story, because a
 * table is missing, would be worse than waiting for somebody to look.
 */
public final class Failures {
    private static final int MAX_CAUSES = 32;

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

    /** Who is to blame, and so what to do. */
    public enum Verdict {
        /** This record can't be stored, however often it is tried: to the dead letters with it. */
        BAD_RECORD,
        /** Broker, registry or database are not there for now: wait and try again. */
        DEPENDENCY_DOWN,
        /** Neither: a wrong password, a missing table, a fault of ours. At the start, give up; later, wait and say so loudly. */
        UNPLANNED
    }

    private Failures() {}

    /** The verdict on a failure. */
    public static Verdict of(Throwable failure) {
        Verdict otherwise = Verdict.UNPLANNED;
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            Verdict verdict = ofLink(cause);
            if (verdict != null) {
                return verdict;
            }
            if (cause instanceof SQLTransientException) {
                // A pool without a connection to give: the reason is beneath, if one is known.
                otherwise = Verdict.DEPENDENCY_DOWN;
            }
            cause = cause.getCause();
        }
        return otherwise;
    }

    private static Verdict ofLink(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return ofState(sql.getSQLState());
        }
        if (cause instanceof RetriableException) {
            return Verdict.DEPENDENCY_DOWN;
        }
        if (cause instanceof UnstorableException || cause instanceof SchemaRegistryException) {
            return Verdict.BAD_RECORD;
        }
        if (cause instanceof SerializationException) {
            // What is beneath may say more: undecodable bytes have an IOException of their own there, which is not a
            // cable.
            return hasRetriableBeneath(cause) ? Verdict.DEPENDENCY_DOWN : Verdict.BAD_RECORD;
        }
        return cause instanceof IOException ? Verdict.DEPENDENCY_DOWN : null;
    }

    private static boolean hasRetriableBeneath(Throwable failure) {
        Throwable cause = failure.getCause();
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof RetriableException) {
                return true;
            }
            cause = cause.getCause();
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
