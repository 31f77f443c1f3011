package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.quote.SpeakerCandidate.Relation;

/**
 * What tells how likely a quote is right in content and speaker: how sure the models are, by steps, for each kind of quote.
 * Learned on stories that the models have not seen, so that it says how often they are right, not how often they think so.
 */
final class ConfidenceFeatures {
    /** Steps of a probability, in log odds of half a unit. */
    private static final int STEPS = 12;

    private ConfidenceFeatures() {}

    static void add(Features out, Draft draft, PhraseFeatures kinds) {
        int type = draft.type.ordinal();
        int quote = step(draft.quote);
        int bounds = step(draft.bounds);
        int speaker = step(draft.speaker);
        int who = draft.source == null ? 0 : kinds.kind(draft.source);
        int cue = draft.cue == null ? 0 : 1 + draft.cue.kind().ordinal();
        boolean near = draft.relation == Relation.SUBJECT;
        out.add(1, type);
        out.add(2, type, quote);
        out.add(3, type, bounds);
        out.add(4, type, speaker);
        out.add(5, draft.relation.ordinal(), type);
        out.add(6, who, type);
        out.add(7, cue, type);
        out.add(8, type, step(draft.quote * draft.bounds * draft.speaker));
        out.add(9, type, near ? 1 : 0, speaker);
        out.add(10, Math.min(draft.parts.size(), 3), type);
    }

    private static int step(float probability) {
        double odds = Math.log((probability + 1e-4) / (1 - probability + 1e-4));
        return (int) Math.max(-STEPS, Math.min(STEPS, Math.round(odds * 2)));
    }

    /** The probability for a sum of weights. */
    static double probability(float sum) {
        return 1 / (1 + Math.exp(-sum));
    }
}
