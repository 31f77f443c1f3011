package io.dateline.ingest;

import io.dateline.schemas.service.FailureRule;

/** Answers one question for ingest: is the story bad, or is something down that we depend on? */
public final class Failures {
    private Failures() {}

    /** Something that is down is waited for. */
    public static boolean isDependencyDown(Throwable failure) {
        return FailureRule.KAFKA_AND_REGISTRY.isDependencyDown(failure);
    }
}
