package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.List;

/** Finds quotes by rules. Immutable, thread-safe. */
public final class RuleQuoteFinder implements QuoteFinder {
    /** Name in provenance. */
    public static final String NAME = "quote-rules";
    /** Version in provenance. */
    public static final String VERSION = "1";

    private final SpeechVerbs verbs;

    private RuleQuoteFinder(SpeechVerbs verbs) {
        this.verbs = verbs;
    }

    /** With the table of verbs that comes along. */
    public static RuleQuoteFinder load() {
        return new RuleQuoteFinder(SpeechVerbs.load());
    }

    @Override
    public List<QuoteAnnotation> find(SegmentedText story, PosTags tags, StoryEntities entities) {
        if (story.tokens() == 0) {
            return List.of();
        }
        return new QuoteSearch(verbs, story, tags, entities).run();
    }
}
