package io.dateline.ingest.produce;

import io.dateline.ingest.wire.RefusalCode;

/** What became of one story at an entrance, known once Kafka has acknowledged it. */
public sealed interface Outcome {

    /**
     * It is on Kafka.
     *
     * @param version the provider's, or null
     * @param where the input within the input that it stood in, e.g. an archive's entry; or null
     */
    record Accepted(String articleId, Long version, String where) implements Outcome {}

    /**
     * It can't be read. Its bytes are among the dead letters.
     *
     * @param code kind of reason
     * @param where what the reason speaks of, or null for the input as a whole
     */
    record Refused(RefusalCode code, String reason, String where) implements Outcome {

        /** Place and reason. */
        public String describe() {
            return (where == null ? "" : where + ": ") + reason;
        }
    }
}
