package io.dateline.enrich.analysis.entity;

import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;

/** Finds the entities of an English story. A recogniser belongs to one thread. */
public interface EntityRecognizer {
    /**
     * Finds entities and which mentions name them.
     *
     * @param story the story's tokens, furniture left out
     * @param tags their parts of speech
     * @param headline the headline, or null; it weighs, but mentions are in the text only
     */
    StoryEntities recognize(SegmentedText story, PosTags tags, String headline);
}
