package io.dateline.enrich.analysis.topic;

/**
 * What one story's words say for each topic of the lexicon. Counts the lexicon's terms, the longest phrase at each place,
 * more for those near the top, and damps repetition. For one story and one thread.
 */
final class TopicEvidence {
    /** A headline's word counts like so many of the text. */
    private static final float HEADLINE = 3;

    /** Words of the text that count as its lead, and what they count. */
    private static final int LEAD_WORDS = 60;

    private static final float LEAD = 2;

    /** Words of the text after which the rest counts less: background comes last in news. */
    private static final int BODY_WORDS = 500;

    private static final float BODY = 1;
    private static final float TAIL = 0.4f;

    private final TopicLexicon lexicon;
    private final StoryWords words;
    private final float[] counts;

    private TopicEvidence(TopicLexicon lexicon, StoryWords words) {
        this.lexicon = lexicon;
        this.words = words;
        this.counts = new float[lexicon.terms()];
    }

    /** Each topic's score, by the lexicon's index. */
    static double[] of(TopicLexicon lexicon, StoryWords words) {
        TopicEvidence evidence = new TopicEvidence(lexicon, words);
        evidence.match(0, words.textFrom(), HEADLINE, HEADLINE, HEADLINE);
        evidence.match(words.textFrom(), words.size(), LEAD, BODY, TAIL);
        double[] scores = new double[lexicon.topics()];
        for (int term = 0; term < evidence.counts.length; term++) {
            if (evidence.counts[term] > 0) {
                lexicon.addTo(scores, term, Math.log1p(evidence.counts[term]));
            }
        }
        return scores;
    }

    private void match(int from, int to, float lead, float body, float tail) {
        int i = from;
        while (i < to) {
            int length = 1;
            int term = -1;
            long first = words.folded(i);
            if (first != 0) {
                long two = i + 1 < to && words.folded(i + 1) != 0 ? Words.join(first, words.folded(i + 1)) : 0;
                if (two != 0 && i + 2 < to && words.folded(i + 2) != 0) {
                    term = lexicon.term(Words.join(two, words.folded(i + 2)));
                    length = 3;
                }
                if (term < 0 && two != 0) {
                    term = lexicon.term(two);
                    length = 2;
                }
                if (term < 0) {
                    length = 1;
                    term = words.acronym(i) == 0 ? -1 : lexicon.term(words.acronym(i));
                    term = term < 0 ? lexicon.term(first) : term;
                }
            }
            if (term >= 0) {
                int at = i - from;
                counts[term] += at < LEAD_WORDS ? lead : at < BODY_WORDS ? body : tail;
            }
            i += length;
        }
    }
}
