package io.dateline.enrich.analysis.entity;

/**
 * How central an entity is to its story, 0 to 1. A sum of parts, each of which only grows with what it looks at:
 *
 * <ul>
 *   <li>0.20 for standing early: one minus the share of the text that comes before the first mention;
 *   <li>0.30 for being named often: n / (n + 3) of n mentions;
 *   <li>0.15 for being named throughout: the share of paragraphs that name it;
 *   <li>0.10 for acting: s / (s + 2) of s mentions that are the subject of a verb;
 *   <li>0.15 for standing in the headline, 0.10 for standing in the first paragraph; in a story without headline, 0.25 for
 *       the latter.
 * </ul>
 *
 * @param firstAt share of the text before the first mention, 0 to 1
 * @param mentions at least 1
 * @param subjects how many of them are the subject of a verb
 * @param paragraphShare share of the paragraphs that name it, 0 to 1
 * @param inHeadline it stands in the headline; false where there is none
 * @param inLead it stands in the first paragraph
 * @param hasHeadline there is a headline
 */
record Salience(
        double firstAt,
        int mentions,
        int subjects,
        double paragraphShare,
        boolean inHeadline,
        boolean inLead,
        boolean hasHeadline) {

    /** The sum. */
    double value() {
        double sum = 0.20 * (1 - firstAt)
                + 0.30 * mentions / (mentions + 3.0)
                + 0.15 * paragraphShare
                + 0.10 * subjects / (subjects + 2.0)
                + (hasHeadline && inHeadline ? 0.15 : 0)
                + (inLead ? hasHeadline ? 0.10 : 0.25 : 0);
        // a fixed number of digits keeps records alike on every machine
        return Math.round(sum * 10_000) / 10_000.0;
    }
}
