package io.dateline.ingest.poll;

import java.time.Instant;

/**
 * How it stands with a polled feed.
 *
 * @param outcome of the last poll; null before the first
 * @param problem why the last poll failed; null when it did not
 * @param lastPoll or null
 * @param lastSuccess since the start; or null
 * @param nextPoll or null
 * @param failures since the last success
 */
public record PollStatus(
        String feed,
        String outcome,
        String problem,
        Instant lastPoll,
        Instant lastSuccess,
        Instant nextPoll,
        int failures) {

    static PollStatus before(String feed) {
        return new PollStatus(feed, null, null, null, null, null, 0);
    }

    PollStatus withNext(Instant next) {
        return new PollStatus(feed, outcome, problem, lastPoll, lastSuccess, next, failures);
    }
}
