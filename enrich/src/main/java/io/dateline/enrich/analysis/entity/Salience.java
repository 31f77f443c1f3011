package io.dateline.enrich.analysis.entity;

/**
 * How central an entity is to its story, 0 to 1. A sum of four parts, each of which only grows with what it looks at:
 *
 * <ul>
 *   <li>0.30 for standing early: one minus the share of the text that comes before the first mention;
 *   <li>0.35 for being named often: n / (n + 3) of n mentions;
 *   <li>0.15 for being named throughout: the share of paragraphs that name it;
 *   <li>0.20 for standing in the headline; in a story without headline, for standing in its first paragraph.
 * </ul>
 */
final class Salience {
    private Salience() {}

    /**
     * @param firstAt share of the text before the first mention, 0 to 1
     * @param mentions at least 1
     * @param paragraphShare share of the paragraphs that name it, 0 to 1
     * @param prominent in the headline, or, without one, in the first paragraph
     */
    static double of(double firstAt, int mentions, double paragraphShare, boolean prominent) {
        double sum = 0.30 * (1 - firstAt)
                + 0.35 * mentions / (mentions + 3.0)
                + 0.15 * paragraphShare
                + (prominent ? 0.20 : 0);
        // a fixed number of digits keeps records alike on every machine
        return Math.round(sum * 10_000) / 10_000.0;
    }
}
