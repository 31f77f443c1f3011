package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.pos.Pos;
import io.dateline.enrich.analysis.quote.ClauseSpans.Side;
import io.dateline.enrich.analysis.segment.Chars;
import io.dateline.enrich.analysis.segment.IntList;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds reported speech: for each cue the stretch of its sentence that it reports, if any, mixed where that holds quoted
 * words, and whom it names as the speaker. For one story.
 */
final class ReportedClauses {
    private final StoryView view;
    private final SegmentedText text;
    private final CueIndex cues;
    private final ClauseSpans spans;
    private final ClauseFeatures features;
    private final CueSpeakers speakers;
    private final LinearModel.Sum clauseScore;
    private final LinearModel.Sum subjectScore;
    private final int[] directBefore;
    private final int[] quotedBefore;
    private Choice[] choices = new Choice[64];
    private float[] scores = new float[64];
    private float[] endScores = new float[32];

    /** A stretch that a cue may report. */
    record Choice(Side side, int start, int end) {}

    /**
     * @param models null to collect stretches only
     * @param direct the direct quotes of the story: what they hold is no content of another
     */
    ReportedClauses(
            StoryView view,
            CueIndex cues,
            ClauseFeatures features,
            CueSpeakers speakers,
            QuoteModels models,
            List<Draft> direct) {
        this.view = view;
        this.text = view.text;
        this.cues = cues;
        this.spans = new ClauseSpans(view);
        this.features = features;
        this.speakers = speakers;
        this.clauseScore = models == null ? null : models.clauses().newSum();
        this.subjectScore = models == null ? null : models.subjects().newSum();
        this.directBefore = new int[view.size() + 1];
        for (Draft draft : direct) {
            for (Draft.Part part : draft.parts) {
                Arrays.fill(directBefore, part.first() + 1, part.end() + 1, 1);
            }
        }
        this.quotedBefore = new int[view.size() + 1];
        for (int i = 1; i < directBefore.length; i++) {
            directBefore[i] += directBefore[i - 1];
            quotedBefore[i] = quotedBefore[i - 1] + (view.isQuoted(i - 1) ? 1 : 0);
        }
    }

    /**
     * The reported clauses in text order.
     *
     * @param least probability from which a cue is taken to report something
     * @param leastQuoted the same for a stretch that holds quoted words
     */
    List<Draft> find(List<Draft> direct, float least, float leastQuoted, TimeBudget budget) {
        boolean[] used = new boolean[view.size()];
        for (Draft draft : direct) {
            if (draft.cue != null) {
                used[draft.cue.token()] = true;
            }
        }
        List<Draft> drafts = new ArrayList<>();
        for (int c = 0; c < cues.size(); c++) {
            budget.check("reported clauses");
            Cue cue = cues.get(c);
            if (!used[cue.token()] && !isSilence(cue)) {
                Draft draft = read(cue, least, leastQuoted);
                if (draft != null) {
                    drafts.add(draft);
                }
            }
        }
        return settled(drafts);
    }

    private static final float NESTED = 0.5f;

    /**
     * Leaves out what contradicts something more probable: a stretch that crosses another, and one that lies in or around
     * another unless it is probable in its own right ("Smith said Jones believed it").
     */
    private List<Draft> settled(List<Draft> drafts) {
        drafts.sort(Comparator.<Draft>comparingInt(d -> d.first).thenComparingInt(d -> d.end));
        boolean[] dropped = new boolean[drafts.size()];
        for (int i = 0; i < dropped.length; i++) {
            Draft left = drafts.get(i);
            for (int j = i + 1; j < dropped.length && drafts.get(j).first < left.end && !dropped[i]; j++) {
                Draft right = drafts.get(j);
                boolean nested = right.end <= left.end || right.first == left.first;
                boolean weaker = left.quote < right.quote;
                float less = Math.min(left.quote, right.quote);
                // "Smith says Jones was told that it rained": who told it is not said
                boolean unsaid = nested
                        && right.cue.manner() == Cue.Manner.PASSIVE
                        && right.source != null
                        && right.source.equals(left.source);
                if (!dropped[j] && (unsaid || !nested || less < NESTED)) {
                    dropped[weaker && !unsaid ? i : j] = true;
                }
            }
        }
        List<Draft> kept = new ArrayList<>();
        for (int i = 0; i < dropped.length; i++) {
            if (!dropped[i]) {
                kept.add(drafts.get(i));
            }
        }
        for (int i = 0; i + 1 < kept.size(); i++) {
            for (int j = i + 1; j < kept.size() && kept.get(j).first < kept.get(i).end; j++) {
                kept.set(i, upTo(kept.get(i), kept.get(j)));
            }
        }
        return kept;
    }

    /** "said it rained, adding that it was cold": the same speaker's next verb ends what the first one reports. */
    private Draft upTo(Draft draft, Draft next) {
        boolean goesOn = next.cue.joined()
                && next.cue.kind() == Cue.Kind.SPEECH
                && next.source != null
                && next.source.equals(draft.source)
                && next.cue.token() > draft.cue.token()
                && next.cue.first() > draft.first
                && next.first > next.cue.token();
        if (!goesOn) {
            return draft;
        }
        int end = next.cue.first();
        while (end > draft.first + 1
                && !view.isQuoted(end - 1)
                && (view.isPunctuation(end - 1) || view.tags.is(end - 1, Pos.CCONJ))) {
            end--;
        }
        return end - draft.first < 2 ? draft : draft.until(end);
    }

    /** "did not say that", "declined to say": nothing is said. */
    private static boolean isSilence(Cue cue) {
        boolean not = cue.manner() == Cue.Manner.NEGATED;
        return not && cue.verb() != null && cue.verb().stance() == SpeechVerbs.Stance.NEUTRAL;
    }

    private Draft read(Cue cue, float least, float leastQuoted) {
        int count = choices(cue);
        if (count == 0) {
            return null;
        }
        features.nothing(clauseScore, cue);
        scores[count] = clauseScore.take();
        int best = Softmax.normalise(scores, count + 1);
        float nothing = scores[count];
        if (best == count) {
            best = 0;
            for (int i = 1; i < count; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
        }
        Choice choice = choices[best];
        boolean quotes = quotedBefore[choice.end()] > quotedBefore[choice.start()];
        if (1 - nothing < (quotes ? leastQuoted : least)) {
            return null;
        }
        Draft draft = draft(choice);
        boolean where = view.isWord(draft.first, "into") || view.isWord(draft.first, "within");
        boolean empty = draft.end - draft.first < 2 || choice.side() == Side.BEHIND && where;
        if (draft.type == QuoteType.INDIRECT && empty) {
            return null; // "denied that", "responded within the hour": says nothing
        }
        draft.cue = cue;
        draft.quote = 1 - nothing;
        draft.bounds = scores[best] / (1 - nothing);
        attribute(draft, cue);
        return draft;
    }

    /** Collects the stretches that the cue may report, with their scores where there is a model; returns how many. */
    int choices(Cue cue) {
        spans.read(cue);
        int count = 0;
        count = side(
                cue, Side.BEHIND, spans.starts(), spans.ends(), spans.ends().size(), count);
        int back = spans.backStarts().size();
        for (int i = 0; i < back; i++) {
            int start = spans.backStarts().get(i);
            if (isFree(start, spans.backEnd())) {
                features(cue, Side.BEFORE, start);
                float score = take();
                span(cue, Side.BEFORE, start, spans.backEnd());
                count = add(new Choice(Side.BEFORE, start, spans.backEnd()), score + take(), count);
            }
        }
        if (spans.isAround()) {
            IntList outer = new IntList();
            for (int i = back - 1; i >= 0 && i >= back - 3; i--) {
                outer.add(spans.backStarts().get(i));
            }
            if (back > 3) {
                outer.add(spans.backStarts().get(0));
            }
            count = side(
                    cue,
                    Side.AROUND,
                    outer,
                    spans.ends(),
                    Math.min(10, spans.ends().size()),
                    count);
        }
        return count;
    }

    private int side(Cue cue, Side side, IntList starts, IntList ends, int most, int already) {
        int count = already;
        if (endScores.length < ends.size()) {
            endScores = new float[ends.size()];
        }
        for (int e = 0; e < ends.size(); e++) {
            if (clauseScore != null) {
                features.end(clauseScore, cue, side, ends.get(e), e, e == ends.size() - 1);
            }
            endScores[e] = take();
        }
        for (int s = 0; s < starts.size(); s++) {
            int start = starts.get(s);
            features(cue, side, start);
            float startScore = take();
            for (int e = ends.size() - 1; e >= 0; e--) {
                int end = ends.get(e);
                boolean inner = e >= most && e < ends.size() - 1;
                boolean reaches = side == Side.AROUND ? end > cue.after() + 1 : end > start;
                if (!inner && reaches && isFree(start, end)) {
                    span(cue, side, start, end);
                    count = add(new Choice(side, start, end), startScore + endScores[e] + take(), count);
                }
            }
        }
        return count;
    }

    private void features(Cue cue, Side side, int start) {
        if (clauseScore != null) {
            features.start(clauseScore, cue, side, start);
        }
    }

    private void span(Cue cue, Side side, int start, int end) {
        if (clauseScore != null) {
            features.span(clauseScore, cue, side, start, end);
        }
    }

    private float take() {
        return clauseScore == null ? 0 : clauseScore.take();
    }

    private int add(Choice choice, float score, int count) {
        if (count + 1 >= choices.length) {
            choices = Arrays.copyOf(choices, choices.length * 2);
            scores = Arrays.copyOf(scores, scores.length * 2);
        }
        choices[count] = choice;
        scores[count] = score;
        return count + 1;
    }

    /** A stretch of the last call of {@link #choices}. */
    Choice choice(int index) {
        return choices[index];
    }

    /** The place of an end among those of the last call. */
    int rank(int end) {
        for (int e = 0; e < spans.ends().size(); e++) {
            if (spans.ends().get(e) == end) {
                return e;
            }
        }
        return -1;
    }

    /** How many ends the last call had. */
    int ranks() {
        return spans.ends().size();
    }

    private boolean isFree(int start, int end) {
        return directBefore[end] == directBefore[start];
    }

    private void attribute(Draft draft, Cue cue) {
        List<SpeakerCandidate> candidates = speakers.candidates(cue);
        float[] odds = new float[candidates.size()];
        for (int i = 0; i < odds.length; i++) {
            speakers.features(subjectScore, cue, candidates.get(i));
            odds[i] = subjectScore.take();
        }
        int best = SpeakerCandidate.choose(candidates, odds, Softmax.normalise(odds, odds.length));
        draft.speaker = odds[best];
        draft.source = candidates.get(best).phrase();
        draft.relation = candidates.get(best).relation();
    }

    private Draft draft(Choice choice) {
        int from = choice.start();
        int stop = choice.end();
        // "said that it rained": the content is that it rained; "said that was it": "that" is part of it
        from = afterDay(from, stop);
        boolean joint = view.isWord(from, "that")
                && from + 2 < stop
                && (view.tags.is(from, Pos.SCONJ) || !view.tags.isVerbal(from + 1));
        if (joint) {
            from++;
            while (view.isPunctuation(from) && !view.isQuoted(from) && from + 2 < stop) {
                from++;
            }
        }
        from = afterColon(from, stop);
        int left = view.regionOf(from);
        boolean whole = left >= 0 && left == view.regionOf(stop - 1);
        QuoteType type = QuoteType.INDIRECT;
        for (int i = from; i < stop; i++) {
            type = view.isQuoted(i) ? QuoteType.MIXED : type;
        }
        if (whole) {
            // marks at the edges are no content; a stretch that is quoted from end to end is direct when it is a clause
            QuotedRegion region = view.regions.get(left);
            from = Math.max(from, region.first());
            stop = Math.min(stop, region.end());
            boolean sentence = region.open() == text.firstToken(text.sentenceOf(region.open()))
                    && Chars.isCapitalised(text.word(from))
                    && view.isPunctuation(stop - 1);
            type = sentence || isClause(from, stop) ? QuoteType.DIRECT : QuoteType.MIXED;
        }
        Draft draft = new Draft(from, stop, type);
        if (type != QuoteType.INDIRECT) {
            for (int i = from; i < stop; ) {
                int r = view.regionOf(i);
                if (r < 0) {
                    i++;
                } else {
                    QuotedRegion region = view.regions.get(r);
                    draft.parts.add(new Draft.Part(Math.max(from, region.first()), Math.min(stop, region.end())));
                    i = region.after();
                }
            }
        }
        return draft;
    }

    /** "said Thursday its profit fell": when it was said is no content. */
    private int afterDay(int from, int stop) {
        int next = from;
        while (next + 2 < stop && !view.isQuoted(next) && PhraseReader.isCalendar(text.lower(next))) {
            next++;
        }
        Pos pos = view.tags.of(next);
        boolean opens = pos == Pos.DET || pos == Pos.PRON || pos == Pos.PROPN || view.isWord(next, "that");
        return opens && !view.isQuoted(next) ? next : from;
    }

    /** "told the council: "..."": what stands before the colon is no content unless it is a clause. */
    private int afterColon(int from, int stop) {
        for (int i = from; i < stop && !view.tags.isVerbal(i) && !view.isQuoted(i); i++) {
            if (text.word(i).equals(":") && view.isQuoted(i + 1) && i + 1 < stop) {
                return i + 1;
            }
        }
        return from;
    }

    private boolean isClause(int from, int stop) {
        boolean verb = false;
        for (int i = from; i < stop && !verb; i++) {
            verb = view.tags.isVerbal(i);
        }
        return verb && Chars.isCapitalised(text.word(from));
    }
}
