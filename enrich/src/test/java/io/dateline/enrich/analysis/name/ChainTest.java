package io.dateline.enrich.analysis.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final int N = Labels.COUNT;

    @Test
    void findsWhatTryingEverySequenceFinds() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(3);
            float[] transitions = scores(random, N);
            float[] scores = scores(random, n + 1);
            int first = n == 1 ? 1 : 0;
            List<byte[]> sequences = sequences(n);
            Chain chain = new Chain(transitions);

            byte[] labels = new byte[n + 1];
            chain.decode(scores, first, n, labels);
            double log = chain.sum(scores, first, n);

            double total = 0;
            double best = Double.NEGATIVE_INFINITY;
            byte[] bestSequence = null;
            double[][] marginal = new double[n][N];
            double wholeName = 0;
            for (byte[] sequence : sequences) {
                double score = score(transitions, scores, first, sequence);
                total += Math.exp(score);
                for (int i = 0; i < n; i++) {
                    marginal[i][sequence[i]] += Math.exp(score);
                }
                wholeName += isOneName(sequence, 2) ? Math.exp(score) : 0;
                if (score > best) {
                    best = score;
                    bestSequence = sequence;
                }
            }
            assertThat(java.util.Arrays.copyOfRange(labels, first, first + n))
                    .as("seed " + seed)
                    .isEqualTo(bestSequence);
            assertThat(log).as("seed " + seed).isCloseTo(Math.log(total), within(1e-6));
            for (int i = 0; i < n; i++) {
                for (int label = 0; label < N; label++) {
                    assertThat(chain.probability(i, label)).isCloseTo(marginal[i][label] / total, within(1e-6));
                }
            }
            assertThat(chain.probabilityOfName(0, n, 2)).isCloseTo(wholeName / total, within(1e-6));
        }
    }

    @Test
    void staysExactInALongSentence() {
        Random random = new Random(5);
        int n = 400;
        Chain chain = new Chain(scores(random, N));
        chain.sum(scores(random, n), 0, n);

        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int label = 0; label < N; label++) {
                sum += chain.probability(i, label);
            }
            assertThat(sum).as("unit " + i).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void knowsTheExponentialFunction() {
        for (double x = -300; x < 300; x += 0.37) {
            assertThat(Chain.exp(x) / Math.exp(x)).as("e^" + x).isCloseTo(1, within(1e-8));
        }
        assertThat(Chain.exp(Double.NEGATIVE_INFINITY)).isZero();
    }

    private static float[] scores(Random random, int units) {
        float[] scores = new float[units * N];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextFloat() * 6 - 3;
        }
        return scores;
    }

    private static boolean isOneName(byte[] sequence, int type) {
        if (sequence.length == 1) {
            return sequence[0] == Labels.of(type, Labels.ONLY);
        }
        boolean one = sequence[0] == Labels.of(type, Labels.FIRST)
                && sequence[sequence.length - 1] == Labels.of(type, Labels.LAST);
        for (int i = 1; i < sequence.length - 1; i++) {
            one &= sequence[i] == Labels.of(type, Labels.INSIDE);
        }
        return one;
    }

    private static double score(float[] transitions, float[] scores, int first, byte[] sequence) {
        double score = 0;
        for (int i = 0; i < sequence.length; i++) {
            score += scores[(first + i) * N + sequence[i]];
            score += i == 0 ? 0 : transitions[sequence[i - 1] * N + sequence[i]];
        }
        return score;
    }

    private static List<byte[]> sequences(int n) {
        List<byte[]> all = new ArrayList<>();
        extend(new byte[n], 0, all);
        return all;
    }

    private static void extend(byte[] sequence, int at, List<byte[]> all) {
        if (at == sequence.length) {
            if (Labels.mayEnd(sequence[at - 1])) {
                all.add(sequence.clone());
            }
            return;
        }
        for (byte label = 0; label < N; label++) {
            if (at == 0 ? Labels.mayBegin(label) : Labels.mayFollow(sequence[at - 1], label)) {
                sequence[at] = label;
                extend(sequence, at + 1, all);
            }
        }
    }
}
