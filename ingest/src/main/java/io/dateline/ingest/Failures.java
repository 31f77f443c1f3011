package io.dateline.ingest;

import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** Answers one question: is the story bad, or is something down that we depend on? */
public final class Failures {
    private static final int MAX_CAUSES = 32;

    private Failures() {}

    /** Walks the cause chain. Something that is down is waited for. */
    public static boolean isDependencyDown(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof SchemaRegistryException || cause instanceof RecordTooLargeException) {
                return false;
            }
            if (cause instanceof SchemaRegistryUnavailableException || cause instanceof RetriableException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
