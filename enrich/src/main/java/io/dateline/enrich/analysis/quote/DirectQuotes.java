package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.schemas.QuoteType;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds direct quotes: tells which quoted stretches are statements, joins those that are parts of one, and ranks who may
 * have said each. For one story.
 */
final class DirectQuotes {
    /** How sure a speaker is who is known by whose turn it is; a guess, since labelled stories hold few such quotes. */
    private static final float IN_TURN = 0.7f;

    private final StoryView view;
    private final CueIndex cues;
    private final RegionFeatures regions;
    private final DirectSpeakers speakers;
    private final LinearModel.Sum kindScore;
    private final LinearModel.Sum joinScore;
    private final LinearModel.Sum speakerScore;
    private final RegionKind[] kinds;
    private final float[] statement;
    private final float[] words;

    DirectQuotes(StoryView view, CueIndex cues, RegionFeatures regions, DirectSpeakers speakers, QuoteModels models) {
        this.view = view;
        this.cues = cues;
        this.regions = regions;
        this.speakers = speakers;
        this.kindScore = models.kinds().newSum();
        this.joinScore = models.joins().newSum();
        this.speakerScore = models.speakers().newSum();
        this.kinds = new RegionKind[view.regions.size()];
        this.statement = new float[kinds.length];
        this.words = new float[kinds.length];
    }

    /** Does the region hold somebody's words, if so probable? Known once quotes have been looked for. */
    boolean isSomebodys(int region, float least) {
        return words[region] >= least && !regions.isPhrase(region) && !regions.isNamedWork(region);
    }

    /** The quotes in text order, with their speakers. */
    List<Draft> find(TimeBudget budget) {
        List<DirectQuote> quotes = new ArrayList<>();
        float[] scores = new float[RegionKind.COUNT];
        for (int r = 0; r < kinds.length; r++) {
            budget.check("quotes in marks");
            int before = r == 0 ? -1 : kinds[r - 1].ordinal();
            for (int k = 0; k < scores.length; k++) {
                regions.kind(kindScore, r, k, before);
                scores[k] = kindScore.take();
            }
            kinds[r] = RegionKind.of(Softmax.normalise(scores, scores.length));
            if (isContinued(r) || isInterrupted(r)) {
                kinds[r] = RegionKind.DIRECT;
            } else if (kinds[r] == RegionKind.DIRECT && regions.isNamedWork(r)) {
                kinds[r] = RegionKind.NONE;
            }
            statement[r] = scores[RegionKind.DIRECT.ordinal()];
            words[r] = 1 - scores[RegionKind.NONE.ordinal()];
            if (kinds[r] == RegionKind.DIRECT) {
                add(quotes, r);
            }
        }
        return attribute(quotes);
    }

    /** Does the statement before go on here, behind an attribution in the middle of its sentence? */
    private boolean isInterrupted(int r) {
        return r > 0 && kinds[r - 1] == RegionKind.DIRECT && regions.isInterrupted(r - 1, r);
    }

    /** Does a statement of the paragraph before go on here, behind an opening mark? */
    private boolean isContinued(int r) {
        return r > 0 && view.regions.get(r - 1).continued() && kinds[r - 1] == RegionKind.DIRECT;
    }

    /** Adds a statement to the quote before when both are parts of one, words that are no statement between them left out. */
    private void add(List<DirectQuote> quotes, int r) {
        int last = quotes.size() - 1;
        if (last >= 0 && quotes.get(last).endRegion() >= r - 1) {
            int before = quotes.get(last).endRegion() - 1;
            regions.join(joinScore, before, r);
            boolean joined = joinScore.take() > 0 && !regions.isParted(before, r);
            if (joined || isContinued(r) || isInterrupted(r)) {
                quotes.set(last, new DirectQuote(quotes.get(last).firstRegion(), r + 1));
                return;
            }
        }
        quotes.add(new DirectQuote(r, r + 1));
    }

    private List<Draft> attribute(List<DirectQuote> quotes) {
        List<Draft> drafts = new ArrayList<>();
        Conversation talk = new Conversation(view);
        for (DirectQuote quote : quotes) {
            Draft draft = attribute(quote, talk);
            drafts.add(draft);
            talk.add(quote, draft.source);
        }
        return drafts;
    }

    /** A region that no quote covers yet, as one, with its speaker. */
    Draft single(int region) {
        Draft draft = attribute(new DirectQuote(region, region + 1), new Conversation(view));
        draft.quote = words[region];
        return draft;
    }

    private Draft attribute(DirectQuote quote, Conversation talk) {
        List<SpeakerCandidate> candidates = speakers.candidates(quote, talk.last(), talk.other());
        float[] scores = new float[candidates.size()];
        for (int c = 0; c < scores.length; c++) {
            speakers.features(speakerScore, quote, candidates.get(c), talk.quote());
            scores[c] = speakerScore.take();
        }
        int best = SpeakerCandidate.choose(candidates, scores, Softmax.normalise(scores, scores.length));
        SpeakerCandidate chosen = candidates.get(best);
        float sure = scores[best];
        SpeakerCandidate inTurn = talk.inTurn(quote);
        if (inTurn != null && !isInSentence(chosen)) {
            chosen = inTurn;
            sure = IN_TURN;
        }
        Draft draft = draft(quote, chosen);
        draft.speaker = sure;
        return draft;
    }

    private static boolean isInSentence(SpeakerCandidate candidate) {
        return switch (candidate.relation()) {
            case SUBJECT, BEHIND, AHEAD -> true;
            default -> false;
        };
    }

    private Draft draft(DirectQuote quote, SpeakerCandidate speaker) {
        QuotedRegion first = view.regions.get(quote.firstRegion());
        QuotedRegion last = view.regions.get(quote.endRegion() - 1);
        Draft draft = new Draft(first.first(), last.end(), QuoteType.DIRECT);
        draft.quote = 1;
        boolean single = quote.endRegion() == quote.firstRegion() + 1;
        for (int r = quote.firstRegion(); r < quote.endRegion(); r++) {
            QuotedRegion region = view.regions.get(r);
            if (single || kinds[r] == RegionKind.DIRECT) {
                draft.parts.add(new Draft.Part(region.first(), region.end()));
                draft.quote = Math.min(draft.quote, statement[r]);
            }
        }
        draft.bounds = 1;
        draft.source = speaker.phrase();
        draft.relation = speaker.relation();
        draft.cue = cue(first, last, speaker);
        return draft;
    }

    /** The cue whose subject the speaker is, else the one that stands next to the speaker's name. */
    private Cue cue(QuotedRegion first, QuotedRegion last, SpeakerCandidate speaker) {
        if (speaker.cue() != null) {
            return speaker.cue();
        }
        if (speaker.phrase() == null) {
            return null;
        }
        for (Cue cue : new Cue[] {cues.behind(first), cues.behind(last), cues.ahead(first)}) {
            boolean near = cue != null
                    && (Math.abs(cue.token() - speaker.phrase().end()) <= 2
                            || Math.abs(speaker.phrase().first() - cue.end()) <= 1);
            if (near && cue.kind() != Cue.Kind.NOUN) {
                return cue;
            }
        }
        return null;
    }
}
