package io.dateline.enrich.analysis.pos;

/** Parts of speech of the Universal Dependencies, version 2. */
public enum Pos {
    ADJ,
    ADP,
    ADV,
    AUX,
    CCONJ,
    DET,
    INTJ,
    NOUN,
    NUM,
    PART,
    PRON,
    PROPN,
    PUNCT,
    SCONJ,
    SYM,
    VERB,
    X;

    private static final Pos[] VALUES = values();

    static Pos of(byte ordinal) {
        return VALUES[ordinal];
    }

    /** The part of speech of that name; {@link #X} when there is none. */
    static Pos named(String name) {
        for (Pos pos : VALUES) {
            if (pos.name().equals(name)) {
                return pos;
            }
        }
        return X;
    }
}
