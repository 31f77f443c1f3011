package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.List;

/** Finds the quotes of an English story. A finder belongs to one thread. */
public interface QuoteFinder {
    /**
     * Finds quotes, in text order.
     *
     * <p>The span of a direct quote runs from its first word to its last. Where its attribution stands in the middle
     * ("...", she said, "..."), or where it goes on in the next paragraph behind an opening mark, it is one quote and the
     * span holds the marks between its parts. The span of mixed and indirect ones is the reported clause without "that".
     *
     * @param story the story's tokens, furniture left out
     * @param tags their parts of speech
     * @param entities the story's entities, to which speakers resolve
     * @param budget asked at every quoted stretch and every verb that may report something
     */
    List<QuoteAnnotation> find(SegmentedText story, PosTags tags, StoryEntities entities, TimeBudget budget);
}
