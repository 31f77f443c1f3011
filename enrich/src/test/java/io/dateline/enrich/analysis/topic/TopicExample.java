package io.dateline.enrich.analysis.topic;

/**
 * A labelled story as the trainer sees it.
 *
 * @param id the story
 * @param source whose story it is
 * @param labels what a reader gave it
 * @param weight what a wrong answer for it costs, 1 for a labelled story
 * @param features the vocabulary's words in it, ascending
 * @param values their values, for a length of 1 together
 * @param meaning what its words mean together: the weighted sum of their vectors
 * @param lexicon the lexicon's scores as the model sees them
 */
record TopicExample(
        String id,
        String source,
        TopicLabels labels,
        double weight,
        int[] features,
        float[] values,
        float[] meaning,
        double[] lexicon) {

    /** What the meanings' inner product counts, beside that of the words themselves. */
    static final double MEANING = 1;

    /** The inner product of two stories. */
    double times(TopicExample other) {
        double product = 0;
        int j = 0;
        for (int i = 0; i < features.length; i++) {
            while (j < other.features.length && other.features[j] < features[i]) {
                j++;
            }
            if (j < other.features.length && other.features[j] == features[i]) {
                product += values[i] * other.values[j];
            }
        }
        double meanings = 0;
        for (int i = 0; i < meaning.length; i++) {
            meanings += meaning[i] * other.meaning[i];
        }
        for (int i = 0; i < lexicon.length; i++) {
            product += lexicon[i] * other.lexicon[i];
        }
        return product + MEANING * MEANING * meanings;
    }
}
