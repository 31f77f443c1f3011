package io.dateline.enrich.analysis.quote;

import io.dateline.schemas.QuoteType;

/** A quote in the making. Mutable while one story is worked on. */
final class Draft {
    /** First and, exclusive, last token of the content. */
    int first;

    int end;
    QuoteType type;
    String cue;
    /** The words that name who said it, or null. */
    Phrase source;

    double confidence;
    /** Token up to which its attribution reaches, where that stands behind it; else the content's end. */
    int attributedTo;

    Draft(int first, int end, QuoteType type) {
        this.first = first;
        this.end = end;
        this.type = type;
        this.attributedTo = end;
    }
}
