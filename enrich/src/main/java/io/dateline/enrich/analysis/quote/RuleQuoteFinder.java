package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds quotes by rules over parts of speech. Holds no workspace, so one may be shared; see {@link QuoteFinder}. */
public final class RuleQuoteFinder implements QuoteFinder {
    /** Name of the rules in provenance. */
    public static final String NAME = "quote-rules";
    /** Version of the rules in provenance. */
    public static final String VERSION = "1";

    /** The most quotes of a story that are kept: the first. */
    static final int MOST_QUOTES = 5_000;

    private final SpeechVerbs verbs;

    private RuleQuoteFinder(SpeechVerbs verbs) {
        this.verbs = verbs;
    }

    /** With the table of verbs that ships with it. */
    public static RuleQuoteFinder load() {
        return new RuleQuoteFinder(SpeechVerbs.load());
    }

    @Override
    public List<QuoteAnnotation> find(SegmentedText story, PosTags tags, StoryEntities entities) {
        List<QuotedRegion> regions = MarkPairer.pair(story);
        int[] regionOf = new int[story.tokens()];
        Arrays.fill(regionOf, -1);
        boolean[] quoted = new boolean[story.tokens()];
        for (int r = 0; r < regions.size(); r++) {
            QuotedRegion region = regions.get(r);
            Arrays.fill(regionOf, region.open(), region.after(), r);
            Arrays.fill(quoted, region.open(), region.after(), true);
        }
        PhraseReader phrases = new PhraseReader(story, tags);
        CueFinder finder = new CueFinder(story, tags, verbs, phrases, quoted);
        List<List<Cue>> cues = new ArrayList<>(story.sentences());
        for (int s = 0; s < story.sentences(); s++) {
            cues.add(finder.find(s));
        }
        SpeakerResolver speakers = new SpeakerResolver(story, tags, entities);
        DirectQuotes direct = new DirectQuotes(story, tags, regions, cues, phrases, speakers);
        List<Draft> drafts = new ArrayList<>(direct.find());
        drafts.addAll(new ReportedClauses(story, tags, cues, regionOf, direct, speakers).find());
        return annotations(story, drafts);
    }

    private static List<QuoteAnnotation> annotations(SegmentedText story, List<Draft> drafts) {
        drafts.sort(Comparator.<Draft>comparingInt(d -> d.first).thenComparingInt(d -> d.end));
        List<QuoteAnnotation> quotes = new ArrayList<>();
        Span last = null;
        for (Draft draft : drafts) {
            Span span = story.span(draft.first, draft.end);
            if (!span.equals(last) && quotes.size() < MOST_QUOTES) {
                quotes.add(new QuoteAnnotation(
                        span, draft.type, draft.cue, draft.speaker, Math.round(draft.confidence * 10_000) / 10_000.0));
            }
            last = span;
        }
        return quotes;
    }
}
