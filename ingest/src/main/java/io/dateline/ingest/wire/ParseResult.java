package io.dateline.ingest.wire;

import io.dateline.schemas.RawArticle;

/** What became of one item of the input. */
public sealed interface ParseResult {

    /** A story. */
    record Parsed(RawArticle article) implements ParseResult {}

    /**
     * Not a story.
     *
     * @param code the kind of reason
     * @param reason what is wrong, for people: one sentence without the story's text
     * @param where what the reason speaks of, e.g. "line 17" or "item 3"; null for the input as a whole
     * @param original the bytes that are refused, not copied; null for the input as a whole
     */
    record Refused(RefusalCode code, String reason, String where, byte[] original) implements ParseResult {

        /** The input as a whole is refused. */
        public static Refused of(RefusalCode code, String reason) {
            return new Refused(code, reason, null, null);
        }

        /** The same for a part of the input. */
        public Refused at(String place, byte[] bytes) {
            return new Refused(code, reason, place, bytes);
        }

        /** Code, place and reason in one line. */
        public String describe() {
            return code.text() + ": " + (where == null ? "" : where + ": ") + reason;
        }
    }
}
