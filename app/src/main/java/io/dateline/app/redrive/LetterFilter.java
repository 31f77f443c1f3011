package io.dateline.app.redrive;

import java.time.Instant;

/**
 * Which letters are meant. Every condition that is not null has to hold.
 *
 * @param stage ingest, enrich or sink
 * @param exception part of the exception's name or code
 * @param key part of the key
 * @param failedSince last failure at or after
 * @param failedBefore last failure before
 */
public record LetterFilter(String stage, String exception, String key, Instant failedSince, Instant failedBefore) {
    /** All letters. */
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null);

    boolean matches(Letter letter) {
        return (stage == null || letter.stage().equals(stage))
                && (exception == null || letter.exception().contains(exception))
                && (key == null || letter.key().contains(key))
                && (failedSince == null || !letter.lastFailure().isBefore(failedSince))
                && (failedBefore == null || letter.lastFailure().isBefore(failedBefore));
    }
}
