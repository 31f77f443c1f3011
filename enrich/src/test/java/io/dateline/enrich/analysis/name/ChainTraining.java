package io.dateline.enrich.analysis.name;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Learns the weights of a chain: conditional likelihood, stochastic gradient with AdaGrad steps, a pull to zero on what is
 * touched. The same input and seed give the same weights.
 */
final class ChainTraining {
    /** A sentence: the features of each unit by number, and the labels that are right. */
    record Example(int story, int[][] features, byte[] labels, float weight) {}

    /** How it is learned. */
    record Settings(int rounds, float step, float decay, long seed) {}

    private static final int N = Labels.COUNT;
    private static final float NEGLIGIBLE = 1e-4f;

    final float[] weights;
    final float[] transitions = new float[N * N];
    private final float[] squares;
    private final float[] transitionSquares = new float[N * N];
    private final Settings settings;
    private float[] scores = new float[0];

    ChainTraining(int features, Settings settings) {
        this.settings = settings;
        this.weights = new float[features * N];
        this.squares = new float[features * N];
    }

    void learn(List<Example> examples) {
        List<Example> order = new ArrayList<>(examples);
        Random random = new Random(settings.seed());
        Chain chain = new Chain(transitions);
        for (int round = 0; round < settings.rounds(); round++) {
            Collections.shuffle(order, random);
            double loss = 0;
            float step = settings.step() / (1 + 0.15f * round);
            for (Example example : order) {
                loss += step(chain, example, step);
            }
            if (round == settings.rounds() - 1) {
                System.err.printf("  round %d: loss %.0f%n", round + 1, loss);
            }
        }
    }

    private double step(Chain chain, Example example, float step) {
        int n = example.labels.length;
        if (scores.length < n * N) {
            scores = new float[n * N * 2];
        }
        int[][] features = example.features;
        score(features, scores);
        chain.refresh();
        double log = chain.sum(scores, 0, n);
        double gold = 0;
        for (int i = 0; i < n; i++) {
            gold += scores[i * N + example.labels[i]];
            gold += i == 0 ? 0 : transitions[example.labels[i - 1] * N + example.labels[i]];
        }
        double loss = (log - gold) * example.weight;
        if (log - gold < 1e-3) {
            return loss;
        }
        float[] gradient = new float[N];
        for (int i = 0; i < n; i++) {
            boolean any = false;
            for (int label = 0; label < N; label++) {
                float g = (float) (chain.probability(i, label) - (example.labels[i] == label ? 1 : 0)) * example.weight;
                gradient[label] = Math.abs(g) < NEGLIGIBLE ? 0 : g;
                any |= gradient[label] != 0;
            }
            if (!any) {
                continue;
            }
            for (int feature : features[i]) {
                int row = feature * N;
                for (int label = 0; label < N; label++) {
                    if (gradient[label] != 0) {
                        float g = gradient[label] + settings.decay() * weights[row + label];
                        squares[row + label] += g * g;
                        weights[row + label] -= step * g / (float) Math.sqrt(squares[row + label] + 1e-2f);
                    }
                }
            }
        }
        for (int i = 1; i < n; i++) {
            for (int label = 0; label < N; label++) {
                for (int before : Chain.before(label)) {
                    boolean right = example.labels[i - 1] == before && example.labels[i] == label;
                    float g = (float) (chain.probabilityOfStep(i, before, label) - (right ? 1 : 0)) * example.weight;
                    if (Math.abs(g) >= NEGLIGIBLE) {
                        int at = before * N + label;
                        transitionSquares[at] += g * g;
                        transitions[at] -= step * g / (float) Math.sqrt(transitionSquares[at] + 1);
                    }
                }
            }
        }
        return loss;
    }

    void score(int[][] features, float[] into) {
        for (int i = 0; i < features.length; i++) {
            for (int label = 0; label < N; label++) {
                into[i * N + label] = 0;
            }
            for (int feature : features[i]) {
                int row = feature * N;
                for (int label = 0; label < N; label++) {
                    into[i * N + label] += weights[row + label];
                }
            }
        }
    }

    /** The labels that the weights give the sentence. */
    byte[] decode(Chain chain, int[][] features) {
        float[] own = new float[features.length * N];
        score(features, own);
        byte[] labels = new byte[features.length];
        if (labels.length > 0) {
            chain.decode(own, 0, labels.length, labels);
        }
        return labels;
    }
}
