package io.dateline.enrich.analysis.quote;

import io.dateline.enrich.analysis.segment.IntList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Learns to choose among candidates: a log-linear model over hashed features, by AdaGrad. The same input gives the same weights. */
final class SoftmaxTrainer {
    private static final long SEED = 20261126;

    private final List<Instance> instances = new ArrayList<>();

    /**
     * A choice to learn from.
     *
     * @param fold part of the data that it is from
     * @param blocks hashes of features
     * @param candidates for each candidate the blocks that it is made of
     * @param gold the right one
     */
    private record Instance(int fold, int[][] blocks, int[][] candidates, int gold) {}

    /** Notes down features. */
    static final class Recorder extends Features {
        private final IntList hashes = new IntList();

        @Override
        void add(int hash) {
            hashes.add(hash);
        }

        int[] take() {
            int[] taken = hashes.toArray();
            hashes.clear();
            return taken;
        }
    }

    /** Adds a choice among candidates with features of their own. */
    void add(int fold, List<int[]> candidates, int gold) {
        int[][] own = new int[candidates.size()][];
        for (int i = 0; i < own.length; i++) {
            own[i] = new int[] {i};
        }
        add(fold, candidates.toArray(int[][]::new), own, gold);
    }

    /** Adds a choice among candidates that share blocks of features. */
    void add(int fold, int[][] blocks, int[][] candidates, int gold) {
        instances.add(new Instance(fold, blocks, candidates, gold));
    }

    int size() {
        return instances.size();
    }

    /**
     * Learns.
     *
     * @param bits weights are 2 to the power of these
     * @param without part of the data that is left out, -1 for none
     */
    float[] train(int bits, int epochs, float rate, float decay, int without) {
        float[] weights = new float[1 << bits];
        float[] squares = new float[1 << bits];
        int shift = 32 - bits;
        List<Instance> order = new ArrayList<>(instances);
        order.removeIf(instance -> instance.fold() == without);
        Random random = new Random(SEED);
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(order, random);
            for (Instance instance : order) {
                update(instance, weights, squares, shift, rate, decay);
            }
        }
        return weights;
    }

    private static void update(
            Instance instance, float[] weights, float[] squares, int shift, float rate, float decay) {
        float[] block = new float[instance.blocks().length];
        for (int b = 0; b < block.length; b++) {
            for (int hash : instance.blocks()[b]) {
                block[b] += weights[hash >>> shift];
            }
        }
        float[] scores = new float[instance.candidates().length];
        for (int c = 0; c < scores.length; c++) {
            for (int b : instance.candidates()[c]) {
                scores[c] += block[b];
            }
        }
        Softmax.normalise(scores, scores.length);
        float[] gradient = new float[block.length];
        for (int c = 0; c < scores.length; c++) {
            float g = scores[c] - (c == instance.gold() ? 1 : 0);
            for (int b : instance.candidates()[c]) {
                gradient[b] += g;
            }
        }
        for (int b = 0; b < block.length; b++) {
            if (Math.abs(gradient[b]) < 1e-4f) {
                continue;
            }
            for (int hash : instance.blocks()[b]) {
                int i = hash >>> shift;
                float g = gradient[b] + decay * weights[i];
                squares[i] += g * g;
                weights[i] -= rate * g / (float) Math.sqrt(squares[i] + 1e-3f);
            }
        }
    }
}
