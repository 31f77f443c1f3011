package io.dateline.enrich.analysis.pos;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.pos.OpenNlpPosModel.Place;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.TokenKind;
import java.util.Arrays;
import java.util.Locale;

/**
 * Tags from left to right, each word by the best outcome alone, which on news gives the tags that OpenNLP's beam search
 * gives. For one thread.
 */
final class GreedyTagger implements PartOfSpeechTagger {
    /** Longer tokens are cut before the model sees them: it looks at prefixes and suffixes only, or knows them whole. */
    private static final int LONGEST_WORD = 50;
    /** How many forms of words are kept; a power of two. */
    private static final int LATELY = 1 << 11;
    /** Stands for a word that is not there. */
    private static final int NOTHING = -1;

    private final OpenNlpPosModel model;
    private final TimeBudget budget;
    private final float[] sums;

    // what the forms of words that came lately say: a story says the same words again and again
    private final long[] latelySeen = new long[LATELY];
    private final float[] formSums;

    // the words of one sentence: as the model knows them, the first token of each, hash and number in the model
    private String[] words = new String[64];
    private int[] tokens = new int[64];
    private long[] hashes = new long[64];
    private int[] numbers = new int[64];
    private byte[] outcomes = new byte[64];

    GreedyTagger(OpenNlpPosModel model, TimeBudget budget) {
        this.model = model;
        this.budget = budget;
        this.sums = new float[model.outcomes()];
        this.formSums = new float[LATELY * sums.length];
    }

    @Override
    public PosTags tag(SegmentedText text) {
        byte[] tags = new byte[text.tokens()];
        for (int s = 0; s < text.sentences(); s++) {
            budget.check("parts of speech");
            int first = text.firstToken(s);
            int end = text.endToken(s);
            int count = readWords(text, first, end);
            for (int i = 0; i < count; i++) {
                int outcome = best(i, count);
                outcomes[i] = (byte) outcome;
                tagWord(outcome, tokens[i], i + 1 < count ? tokens[i + 1] : end, tags);
            }
        }
        return new PosTags(tags);
    }

    /** The words of a sentence: the model knows those with clitics ("didn't", "Carter's") as one. */
    private int readWords(SegmentedText text, int first, int end) {
        if (end - first > words.length) {
            int size = (end - first) * 2;
            words = new String[size];
            tokens = new int[size];
            hashes = new long[size];
            numbers = new int[size];
            outcomes = new byte[size];
        }
        int n = 0;
        for (int i = first; i < end; i++) {
            String word = text.word(i);
            String normal = normal(word);
            if (n > 0 && text.kind(i) == TokenKind.CLITIC) {
                words[n - 1] = words[n - 1] + normal;
                hash(n - 1, words[n - 1].toLowerCase(Locale.ROOT));
            } else {
                tokens[n] = i;
                words[n] = normal;
                hash(n++, normal == word ? text.lower(i) : normal.toLowerCase(Locale.ROOT));
            }
        }
        return n;
    }

    private void hash(int i, String lower) {
        hashes[i] = RowTable.hash(lower, 0, lower.length());
        numbers[i] = model.word(hashes[i]);
    }

    private int best(int i, int count) {
        readForm(words[i], hashes[i]);
        model.addHistory(i, outcomes, sums);
        model.addWord(numbers[i], Place.HERE, sums);
        model.addWord(i > 0 ? numbers[i - 1] : NOTHING, Place.ONE_BEFORE, sums);
        model.addWord(i > 1 ? numbers[i - 2] : NOTHING, Place.TWO_BEFORE, sums);
        model.addWord(i + 1 < count ? numbers[i + 1] : NOTHING, Place.ONE_BEHIND, sums);
        model.addWord(i + 2 < count ? numbers[i + 2] : NOTHING, Place.TWO_BEHIND, sums);
        int best = 0;
        for (int o = 1; o < sums.length; o++) {
            if (sums[o] > sums[best]) {
                best = o;
            }
        }
        return best;
    }

    /** Sets the sums to what the word's form says. */
    private void readForm(String word, long lowerHash) {
        long hash = RowTable.hash(word, 0, word.length());
        int at = (int) hash & LATELY - 1;
        if (latelySeen[at] == hash) {
            System.arraycopy(formSums, at * sums.length, sums, 0, sums.length);
        } else {
            Arrays.fill(sums, 0);
            model.addForm(word, lowerHash, sums);
            System.arraycopy(sums, 0, formSums, at * sums.length, sums.length);
            latelySeen[at] = hash;
        }
    }

    /** Gives a word and its clitics, up to the next word, their parts of the outcome. */
    private void tagWord(int outcome, int token, int next, byte[] tags) {
        Pos first = model.first(outcome);
        Pos second = model.second(outcome);
        tags[token] = (byte) first.ordinal();
        for (int clitic = token + 1; clitic < next; clitic++) {
            tags[clitic] = (byte) (first != second ? second : Pos.PART).ordinal();
        }
    }

    private static String normal(String word) {
        String cut = word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word;
        if (cut.charAt(0) > '\u2000' || cut.indexOf('\u2019') >= 0) {
            return switch (cut) {
                case "\u201C", "\u201D" -> "\"";
                case "\u2018", "\u2019" -> "'";
                case "\u2013", "\u2014" -> "-";
                case "\u2026" -> "...";
                default -> cut.replace('\u2019', '\'');
            };
        }
        return cut;
    }
}
