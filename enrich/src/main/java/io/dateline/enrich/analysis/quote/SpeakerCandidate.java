package io.dateline.enrich.analysis.quote;

import java.util.List;

/**
 * A phrase that may name who says something.
 *
 * @param phrase the phrase; null stands for an unknown speaker
 * @param relation how it stands to what is said
 * @param rank its place among the candidates of that relation, nearest first
 * @param cue the cue whose subject it is, or null
 */
record SpeakerCandidate(Phrase phrase, Relation relation, int rank, Cue cue) {
    /** That the speaker is unknown. */
    static final SpeakerCandidate UNKNOWN = new SpeakerCandidate(null, Relation.UNKNOWN, 0, null);

    /** Where a candidate comes from. */
    enum Relation {
        UNKNOWN,
        /** The subject that rules find for the cue. */
        SUBJECT,
        /** Behind a quoted region, in the sentence. */
        BEHIND,
        /** Before a quoted region or a cue, in the sentence. */
        AHEAD,
        /** In the sentence before. */
        PREVIOUS,
        /** The subject of a cue some sentences before. */
        EARLIER,
        /** In the sentence behind. */
        NEXT,
        /** Who says the quote before. */
        SAME,
        /** Who says the quote before that, when somebody else. */
        OTHER
    }

    /** Probability of not knowing up to which a name that stands next to the words is taken all the same. */
    private static final float GUESS = 0.8f;

    /**
     * The candidate to take: the most probable, or, where that is not to know, the next one if it stands in the sentence
     * itself and not knowing is not all but certain. A low confidence goes with it.
     */
    static int choose(List<SpeakerCandidate> candidates, float[] probabilities, int best) {
        if (best != 0 || probabilities[0] > GUESS || probabilities.length < 2) {
            return best;
        }
        int second = 1;
        for (int i = 2; i < probabilities.length; i++) {
            second = probabilities[i] > probabilities[second] ? i : second;
        }
        return switch (candidates.get(second).relation()) {
            case SUBJECT, BEHIND, AHEAD -> second;
            default -> best;
        };
    }
}
