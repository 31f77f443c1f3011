package io.dateline.ingest.wire;

import io.dateline.schemas.RawArticle;

/** What became of one item of the input. */
public sealed interface ParseResult {

    /**
     * A story.
     *
     * @param where the input within the input that it stood in, e.g. an archive's entry; null when it was in none
     */
    record Parsed(RawArticle article, String where) implements ParseResult {

        /** A story that stands in the input itself. */
        public Parsed(RawArticle article) {
            this(article, null);
        }
    }

    /**
     * Not a story.
     *
     * @param code the kind of reason
     * @param reason what is wrong, for people: one sentence without the story's text
     * @param where what the reason speaks of, e.g. "line 17" or "item 3"; null for the input as a whole
     * @param original the bytes that are refused, not copied; null for the input as a whole
     * @param format name of the parser that refuses; null when none took the input
     * @param isCut are these bytes only the beginning of what is refused? It was too large to be kept
     */
    record Refused(RefusalCode code, String reason, String where, byte[] original, String format, boolean isCut)
            implements ParseResult {

        /** With all of its bytes. */
        public Refused(RefusalCode code, String reason, String where, byte[] original, String format) {
            this(code, reason, where, original, format, false);
        }

        /** The input as a whole is refused. */
        public static Refused of(RefusalCode code, String reason) {
            return new Refused(code, reason, null, null, null);
        }

        /** The same for a part of the input. */
        public Refused at(String place, byte[] bytes) {
            return new Refused(code, reason, place, bytes, format, isCut);
        }

        /** The same for a part of the input of which only the beginning is at hand. */
        public Refused atBeginning(String place, byte[] bytes) {
            return new Refused(code, reason, place, bytes, format, true);
        }

        /** The same, unless it is named already, with the parser that refuses. */
        Refused by(String parser) {
            return format == null ? new Refused(code, reason, where, original, parser, isCut) : this;
        }

        /** Code, place and reason in one line. */
        public String describe() {
            return code.text() + ": " + (where == null ? "" : where + ": ") + reason;
        }
    }
}
