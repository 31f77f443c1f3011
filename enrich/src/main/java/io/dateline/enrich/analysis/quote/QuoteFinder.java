package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.List;

/** Finds what an English story says that somebody said. A finder may be shared between threads. */
public interface QuoteFinder {
    /**
     * Finds quotes and their speakers.
     *
     * @param story the story's tokens, furniture left out
     * @param tags their parts of speech
     * @param entities the story's entities; speakers point to them
     * @return in text order
     */
    List<QuoteAnnotation> find(SegmentedText story, PosTags tags, StoryEntities entities);
}
