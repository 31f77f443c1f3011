package io.dateline.enrich.analysis.topic;

import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.Arrays;
import java.util.List;

/**
 * What one story's words say for each topic. Counts the lexicon's terms, the longest phrase at each place, more for
 * those near the top, and damps repetition. For one story and one thread.
 */
final class TopicEvidence implements Words.Sink {
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
    private final float[] counts;
    private final double[] scores;
    private long[] folded = new long[1024];
    private long[] acronyms = new long[1024];
    private int size;

    TopicEvidence(TopicLexicon lexicon) {
        this.lexicon = lexicon;
        this.counts = new float[lexicon.terms()];
        this.scores = new double[lexicon.topics()];
    }

    /**
     * Each topic's score, by the lexicon's index.
     *
     * @param headline headline, or null
     */
    double[] read(String headline, SegmentedText text, List<Span> boilerplate) {
        if (headline != null) {
            Words.walk(headline, this);
            int end = size;
            match(0, end, HEADLINE, HEADLINE, HEADLINE);
            size = 0;
        }
        readWords(text, boilerplate);
        match(0, size, LEAD, BODY, TAIL);
        for (int term = 0; term < counts.length; term++) {
            if (counts[term] > 0) {
                lexicon.addTo(scores, term, Math.log1p(counts[term]));
            }
        }
        return scores;
    }

    private void readWords(SegmentedText text, List<Span> boilerplate) {
        int next = 0;
        int paragraph = -1;
        for (int i = 0; i < text.tokens(); i++) {
            while (next < boilerplate.size() && boilerplate.get(next).end() <= text.start(i)) {
                next++;
            }
            boolean outside =
                    next == boilerplate.size() || boilerplate.get(next).start() >= text.end(i);
            TokenKind kind = text.kind(i);
            int at = text.paragraphOf(i);
            if (at != paragraph || !outside || kind == TokenKind.PUNCTUATION || kind == TokenKind.ADDRESS) {
                paragraph = at;
                barrier();
            }
            if (outside && (kind == TokenKind.WORD || kind == TokenKind.NUMBER)) {
                Words.walk(text.word(i), this);
            }
        }
    }

    /** No phrase goes across this. */
    private void barrier() {
        if (size > 0 && folded[size - 1] != 0) {
            word(0, 0);
        }
    }

    @Override
    public void word(long word, long acronym) {
        if (size == folded.length) {
            folded = Arrays.copyOf(folded, size * 2);
            acronyms = Arrays.copyOf(acronyms, size * 2);
        }
        folded[size] = word;
        acronyms[size++] = acronym;
    }

    private void match(int from, int to, float lead, float body, float tail) {
        int i = from;
        while (i < to) {
            int words = 1;
            int term = -1;
            if (folded[i] != 0) {
                long two = i + 1 < to && folded[i + 1] != 0 ? Words.join(folded[i], folded[i + 1]) : 0;
                if (two != 0 && i + 2 < to && folded[i + 2] != 0) {
                    term = lexicon.term(Words.join(two, folded[i + 2]));
                    words = 3;
                }
                if (term < 0 && two != 0) {
                    term = lexicon.term(two);
                    words = 2;
                }
                if (term < 0) {
                    words = 1;
                    term = acronyms[i] == 0 ? -1 : lexicon.term(acronyms[i]);
                    term = term < 0 ? lexicon.term(folded[i]) : term;
                }
            }
            if (term >= 0) {
                counts[term] += i < LEAD_WORDS ? lead : i < BODY_WORDS ? body : tail;
            }
            i += words;
        }
    }

    /** How many words were read, barriers included: a measure of length. */
    int length() {
        return size;
    }
}
