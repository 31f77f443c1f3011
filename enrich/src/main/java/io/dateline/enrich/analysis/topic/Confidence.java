package io.dateline.enrich.analysis.topic;

/**
 * From a topic's score to the chance that a reader would give it to the story: a logistic function of how dense the
 * topic's words are and of how the topic compares with the strongest one. The three coefficients of each level were
 * fitted by maximum likelihood on sixty stories labelled by one reader. On those same stories the chances were off by up to
 * 0.15 in the middle of the range and by less at its ends: a rough guide, not a calibration. Pure functions.
 */
final class Confidence {
    /** Weakest score that says anything: one strong word in passing is less, the same word twice at the top is more. */
    private static final double FLOOR = 6;

    /** Keeps short texts from being sure of themselves. */
    private static final double WORDS_ADDED = 50;

    /** More would be beyond what sixty stories can tell. */
    private static final double HIGHEST = 0.99;

    private static final double[] TOP = {1.646, 2.253, 1.027};
    private static final double[] SECOND = {1.892, 1.803, 0.892};

    private Confidence() {}

    /**
     * The chance, 0 to 0.99, 0 when the score says nothing.
     *
     * @param score the topic's score
     * @param strongest the strongest top-level topic's score
     * @param words how many words the text has
     */
    static double of(int level, double score, double strongest, int words) {
        if (score < FLOOR) {
            return 0;
        }
        double[] c = level == 1 ? TOP : SECOND;
        double density = Math.log(score / Math.sqrt(words + WORDS_ADDED));
        double share = Math.log(score / strongest);
        double chance = 1 / (1 + Math.exp(-(c[0] + c[1] * density + c[2] * share)));
        return Math.min(HIGHEST, chance);
    }
}
