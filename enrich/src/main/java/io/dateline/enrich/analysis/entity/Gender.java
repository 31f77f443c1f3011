package io.dateline.enrich.analysis.entity;

/** What a name or title tells of a person's gender, for matching pronouns. */
public enum Gender {
    MALE,
    FEMALE,
    UNKNOWN;

    /** Could a person of this gender be meant by a word of the other? */
    public boolean agrees(Gender other) {
        return this == UNKNOWN || other == UNKNOWN || this == other;
    }
}
