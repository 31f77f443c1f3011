package io.dateline.enrich.analysis.quote;

/** Scores to probabilities. */
final class Softmax {
    private Softmax() {}

    /** Turns the first scores into probabilities that add up to 1, in place; returns the index of the highest. */
    static int normalise(float[] scores, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        float top = scores[best];
        float sum = 0;
        for (int i = 0; i < count; i++) {
            scores[i] = (float) Math.exp(scores[i] - top);
            sum += scores[i];
        }
        for (int i = 0; i < count; i++) {
            scores[i] /= sum;
        }
        return best;
    }
}
