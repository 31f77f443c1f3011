package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        DirectQuotes direct = new DirectQuotes(story, tags, regions, cues, phrases);
        List<Draft> drafts = new ArrayList<>(direct.find());
        drafts.addAll(new ReportedClauses(story, tags, cues, regionOf, direct, phrases).find());
        return annotations(story, tags, drafts, speakers);
    }

    private static List<QuoteAnnotation> annotations(
            SegmentedText story, PosTags tags, List<Draft> drafts, SpeakerResolver resolver) {
        // a pronoun means who was spoken of before it, so speakers are resolved in the order in which they are named
        Map<Phrase, SpeakerAnnotation> speakers = new HashMap<>();
        drafts.stream()
                .map(draft -> draft.source)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparingInt(Phrase::head))
                .forEach(source -> speakers.put(source, resolver.resolve(source)));
        drafts.sort(Comparator.<Draft>comparingInt(d -> d.first).thenComparingInt(d -> d.end));
        List<QuoteAnnotation> quotes = new ArrayList<>();
        Span last = null;
        for (Draft draft : drafts) {
            Span span = story.span(draft.first, draft.end);
            if (!span.equals(last) && quotes.size() < MOST_QUOTES) {
                SpeakerAnnotation speaker = draft.source == null ? null : speakers.get(draft.source);
                double confidence = draft.confidence - doubt(draft, speaker, tags);
                quotes.add(new QuoteAnnotation(
                        span, draft.type, draft.cue, speaker, Math.round(confidence * 10_000) / 10_000.0));
            }
            last = span;
        }
        return quotes;
    }

    /** What is taken off the confidence because of how the speaker is named. */
    private static double doubt(Draft draft, SpeakerAnnotation speaker, PosTags tags) {
        if (speaker == null) {
            return 0;
        }
        boolean pronoun = draft.source.end() - draft.source.first() == 1 && tags.is(draft.source.head(), Pos.PRON);
        return (pronoun ? 0.08 : 0) + (speaker.entity() < 0 ? 0.05 : 0);
    }
}
