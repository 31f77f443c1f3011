package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.quote.QuoteCorpus.Gold;
import io.dateline.enrich.analysis.quote.QuoteCorpus.Labelled;
import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns labelled stories into choices to learn from, and learns. */
final class QuoteTrainer {
    /** Parts that the data is cut into for validation. */
    static final int FOLDS = 5;

    private final SpeechVerbs verbs;
    private final SoftmaxTrainer kinds = new SoftmaxTrainer();
    private final SoftmaxTrainer joins = new SoftmaxTrainer();
    private final SoftmaxTrainer speakers = new SoftmaxTrainer();
    private final SoftmaxTrainer clauses = new SoftmaxTrainer();
    private final SoftmaxTrainer subjects = new SoftmaxTrainer();
    /** How many labelled quotes the candidates cover, by what was met. */
    private final Map<String, Integer> notes = new TreeMap<>();

    QuoteTrainer(SpeechVerbs verbs) {
        this.verbs = verbs;
    }

    private static final int EPOCHS = 4;
    private static final float RATE = 0.05f;
    private static final float DECAY = 1e-4f;

    /**
     * Learns.
     *
     * @param without part of the stories that is left out, -1 for none
     * @param confidence the model of confidences, learned before; null where none is asked for
     */
    QuoteModels train(int without, LinearModel confidence) {
        return new QuoteModels(
                train(kinds, 17, without),
                train(joins, 15, without),
                train(speakers, 17, without),
                train(clauses, 19, without),
                train(subjects, 17, without),
                confidence == null ? new LinearModel(new float[2]) : confidence);
    }

    /** Learns confidences from outcomes. */
    static LinearModel confidence(SoftmaxTrainer outcomes, int without) {
        return train(outcomes, 12, without);
    }

    private static LinearModel train(SoftmaxTrainer trainer, int bits, int without) {
        return new LinearModel(trainer.train(bits, EPOCHS, RATE, DECAY, without));
    }

    private int fold;

    void add(Labelled story) {
        fold = story.fold(FOLDS);
        StoryView view = new StoryView(
                story.parsed().story(), story.parsed().tags(), story.parsed().entities());
        PhraseReader phrases = new PhraseReader(view);
        CueIndex cues = new CueIndex(view, new CueFinder(view, verbs, phrases));
        PhraseFeatures phraseFeatures = new PhraseFeatures(view, verbs);
        List<Draft> direct = addDirect(story, view, cues, phrases, phraseFeatures);
        addClauses(story, view, cues, phrases, phraseFeatures, direct);
    }

    private List<Draft> addDirect(
            Labelled story, StoryView view, CueIndex cues, PhraseReader phrases, PhraseFeatures phraseFeatures) {
        RegionFeatures features = new RegionFeatures(view, cues);
        SoftmaxTrainer.Recorder out = new SoftmaxTrainer.Recorder();
        int count = view.regions.size();
        RegionKind[] kind = new RegionKind[count];
        Gold[] golds = new Gold[count];
        for (int r = 0; r < count; r++) {
            QuotedRegion region = view.regions.get(r);
            Span span = view.text.span(region.first(), region.end());
            golds[r] = covering(story.quotes(), span, true);
            kind[r] = golds[r] != null
                    ? RegionKind.DIRECT
                    : covering(story.quotes(), span, false) != null ? RegionKind.REPORTED : RegionKind.NONE;
            List<int[]> candidates = new ArrayList<>();
            for (int k = 0; k < RegionKind.COUNT; k++) {
                features.kind(out, r, k, r == 0 ? -1 : kind[r - 1].ordinal());
                candidates.add(out.take());
            }
            kinds.add(fold, candidates, kind[r].ordinal());
            int before = r > 0 && kind[r - 1] == RegionKind.DIRECT ? r - 1 : r - 2;
            if (before >= 0 && kind[r] == RegionKind.DIRECT && kind[before] == RegionKind.DIRECT) {
                features.join(out, before, r);
                joins.add(fold, List.of(out.take(), new int[0]), golds[r] == golds[before] ? 0 : 1);
            }
        }
        List<Draft> drafts = new ArrayList<>();
        DirectSpeakers speakerFeatures = new DirectSpeakers(view, cues, phrases, phraseFeatures);
        Conversation talk = new Conversation(view);
        for (int r = 0; r < count; r++) {
            if (kind[r] != RegionKind.DIRECT) {
                continue;
            }
            int end = r + 1;
            for (int next = end; next < count && next <= end + 1; next++) {
                if (kind[next] == RegionKind.DIRECT) {
                    if (golds[next] != golds[r]) {
                        break;
                    }
                    end = next + 1;
                }
            }
            DirectQuote quote = new DirectQuote(r, end);
            List<SpeakerCandidate> candidates = speakerFeatures.candidates(quote, talk.last(), talk.other());
            List<int[]> recorded = new ArrayList<>();
            for (SpeakerCandidate candidate : candidates) {
                speakerFeatures.features(out, quote, candidate, talk.quote());
                recorded.add(out.take());
            }
            int gold = speaker(view, candidates, golds[r]);
            notes.merge(
                    "direct speaker "
                            + (golds[r].source().isEmpty()
                                    ? "none"
                                    : candidates.get(gold).relation()),
                    1,
                    Integer::sum);
            speakers.add(fold, recorded, gold);
            Draft draft = new Draft(
                    view.regions.get(r).first(), view.regions.get(end - 1).end(), QuoteType.DIRECT);
            for (int part = r; part < end; part++) {
                draft.parts.add(new Draft.Part(
                        view.regions.get(part).first(), view.regions.get(part).end()));
            }
            draft.source = candidates.get(gold).phrase();
            draft.cue = candidates.get(gold).cue();
            drafts.add(draft);
            talk.add(quote, draft.source);
            r = end - 1;
        }
        return drafts;
    }

    private void addClauses(
            Labelled story,
            StoryView view,
            CueIndex cues,
            PhraseReader phrases,
            PhraseFeatures phraseFeatures,
            List<Draft> direct) {
        ClauseFeatures features = new ClauseFeatures(view, cues, phraseFeatures);
        CueSpeakers cueSpeakers = new CueSpeakers(view, phrases, phraseFeatures);
        ReportedClauses reader = new ReportedClauses(view, cues, features, cueSpeakers, null, direct);
        boolean[] used = new boolean[view.size() + 1];
        direct.stream().filter(d -> d.cue != null).forEach(d -> used[d.cue.token()] = true);
        Map<Cue, List<Gold>> aligned = align(story, view, cues, used);
        SoftmaxTrainer.Recorder out = new SoftmaxTrainer.Recorder();
        for (int c = 0; c < cues.size(); c++) {
            Cue cue = cues.get(c);
            if (used[cue.token()]) {
                continue;
            }
            List<Gold> golds = aligned.getOrDefault(cue, List.of());
            int count = reader.choices(cue);
            if (count == 0) {
                golds.forEach(g -> notes.merge("clause " + g.type() + " no choice", 1, Integer::sum));
                continue;
            }
            int best = count;
            double most = 0;
            Gold right = null;
            for (int i = 0; i < count; i++) {
                Span span = view.text.span(
                        reader.choice(i).start(), reader.choice(i).end());
                for (Gold gold : golds) {
                    double iou = QuoteScore.overlap(span, gold.extent())
                            / (double) Math.max(span.length(), gold.extent().length());
                    if (iou > most) {
                        most = iou;
                        best = i;
                        right = gold;
                    }
                }
            }
            for (Gold g : golds) {
                notes.merge(
                        "clause " + g.type() + (most < 0.5 ? " bad" : most < 0.9 ? " fair" : " good"), 1, Integer::sum);
            }
            if (!golds.isEmpty() && most < 0.5) {
                continue;
            }
            addClause(cue, reader, features, out, count, best);
            if (right != null) {
                List<SpeakerCandidate> candidates = cueSpeakers.candidates(cue);
                List<int[]> recorded = new ArrayList<>();
                for (SpeakerCandidate candidate : candidates) {
                    cueSpeakers.features(out, cue, candidate);
                    recorded.add(out.take());
                }
                int gold = speaker(view, candidates, right);
                notes.merge(
                        "clause speaker "
                                + (right.source().isEmpty()
                                        ? "none"
                                        : candidates.get(gold).relation()),
                        1,
                        Integer::sum);
                subjects.add(fold, recorded, gold);
            }
        }
    }

    private void addClause(
            Cue cue,
            ReportedClauses reader,
            ClauseFeatures features,
            SoftmaxTrainer.Recorder out,
            int count,
            int gold) {
        List<int[]> blocks = new ArrayList<>();
        Map<Long, Integer> known = new HashMap<>();
        int[][] candidates = new int[count + 1][];
        for (int i = 0; i < count; i++) {
            ReportedClauses.Choice choice = reader.choice(i);
            boolean ends = choice.side() != ClauseSpans.Side.BEFORE;
            long startKey = ((long) choice.side().ordinal() << 40) | choice.start();
            long endKey = ((long) (8 + choice.side().ordinal()) << 40) | choice.end();
            if (!known.containsKey(startKey)) {
                features.start(out, cue, choice.side(), choice.start());
                known.put(startKey, blocks.size());
                blocks.add(out.take());
            }
            if (ends && !known.containsKey(endKey)) {
                int rank = reader.rank(choice.end());
                features.end(out, cue, choice.side(), choice.end(), rank, rank == reader.ranks() - 1);
                known.put(endKey, blocks.size());
                blocks.add(out.take());
            }
            features.span(out, cue, choice.side(), choice.start(), choice.end());
            candidates[i] = ends
                    ? new int[] {known.get(startKey), known.get(endKey), blocks.size()}
                    : new int[] {known.get(startKey), blocks.size()};
            blocks.add(out.take());
        }
        features.nothing(out, cue);
        candidates[count] = new int[] {blocks.size()};
        blocks.add(out.take());
        clauses.add(fold, blocks.toArray(int[][]::new), candidates, gold);
    }

    /** Which cue each labelled quote goes with: the nearest whose word is among the words of its cue. */
    private Map<Cue, List<Gold>> align(Labelled story, StoryView view, CueIndex cues, boolean[] used) {
        Map<Cue, List<Gold>> aligned = new HashMap<>();
        for (Gold gold : story.quotes()) {
            if (gold.content().isEmpty() || gold.type().equals("direct")) {
                continue;
            }
            Set<String> words =
                    Set.copyOf(Arrays.asList(gold.cue().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}'’]+")));
            Span extent = gold.extent();
            int from = extent.start() - 300;
            int to = extent.end() + 300;
            Cue best = null;
            int nearest = Integer.MAX_VALUE;
            for (int c = cues.at(view.text.tokenAt(Math.max(0, from)));
                    c < cues.size() && view.text.start(cues.get(c).token()) < to;
                    c++) {
                Cue cue = cues.get(c);
                Span span = view.text.span(cue.token(), cue.end());
                if (used[cue.token()]
                        || !words.contains(view.text.lower(cue.token()))
                        || gold.content().stream().anyMatch(part -> part.overlaps(span))) {
                    continue;
                }
                int distance =
                        extent.contains(span) ? 0 : Math.max(extent.start() - span.end(), span.start() - extent.end());
                if (distance <= nearest) {
                    nearest = distance;
                    best = cue;
                }
            }
            notes.merge("align " + gold.type() + (best == null ? " no cue" : " cue"), 1, Integer::sum);
            if (best != null) {
                aligned.computeIfAbsent(best, key -> new ArrayList<>()).add(gold);
            }
        }
        return aligned;
    }

    /** The candidate that the labelled source begins with: what follows ("of North Philadelphia") only tells more. */
    private static int speaker(StoryView view, List<SpeakerCandidate> candidates, Gold gold) {
        int best = 0;
        double most = 0;
        for (int i = 1; i < candidates.size(); i++) {
            Phrase phrase = candidates.get(i).phrase();
            Span span = view.text.span(phrase.first(), phrase.end());
            Span head = view.text.span(phrase.head(), phrase.head() + 1);
            for (Span source : gold.source()) {
                double fit = QuoteScore.overlap(span, source) / (double) Math.max(span.length(), source.length());
                if (source.contains(head)) {
                    fit = 1 + 1 / (1.0 + Math.abs(span.start() - source.start()));
                }
                if (fit > most) {
                    most = fit;
                    best = i;
                }
            }
        }
        return best;
    }

    /** The labelled quote that covers half of the span or more. */
    private static Gold covering(List<Gold> golds, Span span, boolean direct) {
        Gold best = null;
        int most = span.length() / 2;
        for (Gold gold : golds) {
            if (gold.type().equals("direct") != direct) {
                continue;
            }
            int covered = 0;
            for (Span part : gold.content()) {
                covered += QuoteScore.overlap(part, span);
            }
            if (covered > most) {
                most = covered;
                best = gold;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return notes.toString();
    }
}
