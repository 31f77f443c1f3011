package io.dateline.enrich.analysis.boilerplate;

import io.dateline.enrich.analysis.segment.SegmentedText;

/** Finds what in a text is not the story. Thread-safe. */
public interface BoilerplateFinder {
    /** Marks furniture; when in doubt, it is the story. */
    BoilerplateResult find(SegmentedText text);
}
