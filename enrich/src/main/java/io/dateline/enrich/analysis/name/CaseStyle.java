package io.dateline.enrich.analysis.name;

/** What capitals are worth in a sentence. */
public enum CaseStyle {
    /** Names are capitalised, other words are not. */
    PROSE,
    /** Nearly every word is capitalised, as in a title. */
    TITLE,
    /** All in capitals. */
    SHOUT,
    /** Nothing is capitalised, though the sentence is long enough to hold names. */
    SMALL
}
