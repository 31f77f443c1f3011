package io.dateline.enrich.analysis.pos;

import io.dateline.enrich.analysis.segment.SegmentedText;

/** Tells the part of speech of each token. A tagger belongs to one thread. */
public interface PartOfSpeechTagger {
    /** Tags a whole text, sentence by sentence. */
    PosTags tag(SegmentedText text);
}
