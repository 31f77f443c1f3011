package io.dateline.ingest.wire;

/** How sure a parser is, from a look at the beginning, that an input is its own. Ordered. */
public enum Confidence {
    /** It is not. */
    NONE,
    /** It could be read so if nobody else wants it. */
    LAST_RESORT,
    /** Some signs. */
    POSSIBLE,
    /** Looks like it. */
    LIKELY,
    /** The format's own mark is there. */
    CERTAIN
}
