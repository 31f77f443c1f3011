package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds quotes with trained models over candidates. Holds no workspace, so one may be shared; see {@link QuoteFinder}. */
public final class ModelQuoteFinder implements QuoteFinder {
    /** Name of the models in provenance. */
    public static final String NAME = "quote-models";
    /** Version of the models in provenance. */
    public static final String VERSION = "1";

    /** The most quotes of a story that are kept: the first. */
    static final int MOST_QUOTES = 5_000;
    /** Probability from which a cue is taken to report something. */
    static final float LEAST = 0.5f;

    private final SpeechVerbs verbs;
    private final QuoteModels models;
    private final float least;
    private final float leastQuoted;
    private final float leastLeft;

    ModelQuoteFinder(SpeechVerbs verbs, QuoteModels models, float least, float leastQuoted, float leastLeft) {
        this.verbs = verbs;
        this.models = models;
        this.least = least;
        this.leastQuoted = leastQuoted;
        this.leastLeft = leastLeft;
    }

    /** With the models and the table of verbs that ship with it. */
    public static ModelQuoteFinder load() {
        return new ModelQuoteFinder(SpeechVerbs.load(), QuoteModels.load(), .3f, .15f, .5f);
    }

    @Override
    public List<QuoteAnnotation> find(SegmentedText story, PosTags tags, StoryEntities entities) {
        StoryView view = new StoryView(story, tags, entities);
        List<Draft> drafts = drafts(view);
        return annotations(view, drafts, new SpeakerResolver(story, tags, entities));
    }

    private List<Draft> drafts(StoryView view) {
        PhraseReader phrases = new PhraseReader(view);
        CueIndex cues = new CueIndex(view, new CueFinder(view, verbs, phrases));
        PhraseFeatures kinds = new PhraseFeatures(view, verbs);
        DirectQuotes direct = new DirectQuotes(
                view, cues, new RegionFeatures(view, cues), new DirectSpeakers(view, cues, phrases, kinds), models);
        List<Draft> drafts = direct.find();
        ReportedClauses clauses = new ReportedClauses(
                view,
                cues,
                new ClauseFeatures(view, cues, kinds),
                new CueSpeakers(view, phrases, kinds),
                models,
                drafts,
                least,
                leastQuoted);
        drafts.addAll(clauses.find(drafts));
        addLeft(view, direct, drafts);
        return drafts;
    }

    /** Words that somebody said for sure, though neither a statement by themselves nor in a clause that was found. */
    private void addLeft(StoryView view, DirectQuotes direct, List<Draft> drafts) {
        boolean[] covered = new boolean[view.size() + 1];
        for (Draft draft : drafts) {
            for (Draft.Part part : draft.parts) {
                covered[part.first()] = true;
            }
        }
        for (int r = 0; r < view.regions.size(); r++) {
            if (!covered[view.regions.get(r).first()] && direct.isSomebodys(r, leastLeft)) {
                drafts.add(direct.single(r));
            }
        }
    }

    private static List<QuoteAnnotation> annotations(StoryView view, List<Draft> drafts, SpeakerResolver resolver) {
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
            Span span = view.text.span(draft.first, draft.end);
            if (!span.equals(last) && quotes.size() < MOST_QUOTES) {
                SpeakerAnnotation speaker = draft.source == null ? null : speakers.get(draft.source);
                String cue = draft.cue == null
                        ? null
                        : view.text.span(draft.cue.token(), draft.cue.end()).of(view.text.text());
                double confidence = draft.quote * draft.bounds * draft.speaker;
                quotes.add(new QuoteAnnotation(
                        span, draft.type, cue, speaker, Math.round(confidence * 10_000) / 10_000.0));
            }
            last = span;
        }
        return quotes;
    }
}
