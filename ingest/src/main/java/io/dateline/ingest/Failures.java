package io.dateline.ingest;

import io.dateline.schemas.service.FailureRule;
import org.apache.kafka.common.errors.ApiException;

/** Answers one question for ingest: is the story bad, or is something down that we depend on? */
public final class Failures {
    private Failures() {}

    /** Something that is down is waited for. */
    public static boolean isDependencyDown(Throwable failure) {
        return FailureRule.KAFKA_AND_REGISTRY.isDependencyDown(failure);
    }

    /** Kafka's answer is no, and it is not the record's fault: a right that was withdrawn, a topic that is gone. */
    public static boolean isRefusal(Throwable failure) {
        return failure instanceof ApiException
                && FailureRule.KAFKA_AND_REGISTRY.of(failure) == FailureRule.Verdict.UNPLANNED;
    }
}
