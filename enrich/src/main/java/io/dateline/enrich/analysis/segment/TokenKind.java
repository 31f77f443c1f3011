package io.dateline.enrich.analysis.segment;

/** What a token is made of. */
public enum TokenKind {
    /** Letters, with inner hyphens, apostrophes and the full stop of an abbreviation: "al-Assad", "O'Brien", "U.S.". */
    WORD,
    /** Digits with inner separators: "3.5", "1,000", "2007-08", "10:30". */
    NUMBER,
    /** What English glues to the word before: "'s", "n't", "'re", "'ve", "'ll", "'d", "'m". */
    CLITIC,
    /** A web or mail address or a handle, whole: never part of a name. */
    ADDRESS,
    /** One mark, or a run that is one mark: "...", "--", "``", "''". */
    PUNCTUATION;

    private static final TokenKind[] VALUES = values();

    static TokenKind of(byte ordinal) {
        return VALUES[ordinal];
    }
}
