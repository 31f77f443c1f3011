package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.entity.StoryEntities;
import io.dateline.enrich.analysis.pos.PosTags;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.CueClass;
import io.dateline.schemas.QuoteType;
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
    public static final String VERSION = "2";

    /** The most quotes of a story that are kept: the first. */
    static final int MOST_QUOTES = 5_000;
    /** Probability from which a cue is taken to report something. */
    private static final float LEAST = 0.3f;
    /** The same where the sentence holds quoted words: somebody said them, the question is only in which clause. */
    private static final float LEAST_QUOTED = 0.15f;
    /** Probability from which quoted words that no clause reports are taken to be somebody's. */
    private static final float LEAST_LEFT = 0.5f;

    private final SpeechVerbs verbs;
    private final QuoteModels models;

    ModelQuoteFinder(SpeechVerbs verbs, QuoteModels models) {
        this.verbs = verbs;
        this.models = models;
    }

    /** With the models and the table of verbs that ship with it. */
    public static ModelQuoteFinder load() {
        return new ModelQuoteFinder(SpeechVerbs.load(), QuoteModels.load());
    }

    @Override
    public List<QuoteAnnotation> find(SegmentedText story, PosTags tags, StoryEntities entities, TimeBudget budget) {
        StoryView view = new StoryView(story, tags, entities);
        return annotations(view, drafts(view, budget));
    }

    /** The quotes in text order, no two of the same stretch. */
    List<Draft> drafts(StoryView view, TimeBudget budget) {
        PhraseReader phrases = new PhraseReader(view);
        CueIndex cues = new CueIndex(view, new CueFinder(view, verbs, phrases));
        PhraseFeatures kinds = new PhraseFeatures(view, verbs);
        DirectQuotes direct = new DirectQuotes(
                view, cues, new RegionFeatures(view, cues), new DirectSpeakers(view, cues, phrases, kinds), models);
        List<Draft> drafts = direct.find(budget);
        ReportedClauses clauses = new ReportedClauses(
                view,
                cues,
                new ClauseFeatures(view, cues, kinds),
                new CueSpeakers(view, phrases, kinds),
                models,
                drafts);
        drafts.addAll(clauses.find(drafts, LEAST, LEAST_QUOTED, budget));
        addLeft(view, direct, drafts);
        drafts.sort(Comparator.<Draft>comparingInt(d -> d.first).thenComparingInt(d -> d.end));
        List<Draft> kept = new ArrayList<>();
        Draft last = null;
        for (Draft draft : drafts) {
            boolean same = last != null && last.first == draft.first && last.end == draft.end;
            if (!same && kept.size() < MOST_QUOTES) {
                kept.add(draft);
            }
            last = draft;
        }
        return kept;
    }

    /** Words that somebody said for sure, though neither a statement by themselves nor in a clause that was found. */
    private static void addLeft(StoryView view, DirectQuotes direct, List<Draft> drafts) {
        boolean[] covered = new boolean[view.size() + 1];
        for (Draft draft : drafts) {
            for (Draft.Part part : draft.parts) {
                covered[part.first()] = true;
            }
        }
        for (int r = 0; r < view.regions.size(); r++) {
            if (!covered[view.regions.get(r).first()] && direct.isSomebodys(r, LEAST_LEFT)) {
                drafts.add(direct.single(r));
            }
        }
    }

    private List<QuoteAnnotation> annotations(StoryView view, List<Draft> drafts) {
        PhraseFeatures kinds = new PhraseFeatures(view, verbs);
        LinearModel.Sum confidence = models.confidence().newSum();
        // a pronoun means who was spoken of before it, so speakers are resolved in the order in which they are named
        SpeakerResolver resolver = new SpeakerResolver(view);
        Map<Phrase, SpeakerAnnotation> speakers = new HashMap<>();
        drafts.stream()
                .map(draft -> draft.source)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparingInt(Phrase::head))
                .forEach(source -> speakers.put(source, resolver.resolve(source)));
        List<QuoteAnnotation> quotes = new ArrayList<>();
        for (Draft draft : drafts) {
            ConfidenceFeatures.add(confidence, draft, kinds);
            double probability = ConfidenceFeatures.probability(confidence.take());
            quotes.add(new QuoteAnnotation(
                    view.text.span(draft.first, draft.end),
                    draft.type,
                    parts(view, draft),
                    draft.cue == null ? null : words(view, draft.cue),
                    cueClass(draft.cue),
                    draft.source == null ? null : speakers.get(draft.source),
                    Math.round(probability * 10_000) / 10_000.0));
        }
        return quotes;
    }

    private static List<Span> parts(StoryView view, Draft draft) {
        if (draft.type == QuoteType.DIRECT && draft.parts.size() < 2) {
            return List.of();
        }
        return draft.parts.stream()
                .map(part -> view.text.span(part.first(), part.end()))
                .toList();
    }

    private static String words(StoryView view, Cue cue) {
        return view.text.span(cue.token(), cue.end()).of(view.text.text());
    }

    private static CueClass cueClass(Cue cue) {
        if (cue == null) {
            return CueClass.NONE;
        }
        if (cue.kind() == Cue.Kind.ACCORDING) {
            return CueClass.NEUTRAL;
        }
        return cue.verb() == null
                ? CueClass.NONE
                : CueClass.valueOf(cue.verb().stance().name());
    }
}
