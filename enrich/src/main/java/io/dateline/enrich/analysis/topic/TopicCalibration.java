package io.dateline.enrich.analysis.topic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * From a topic model's sums to chances, and the chances from which on a topic is given. The coefficients were fitted by
 * maximum likelihood, and the thresholds chosen for the best F1, on stories that the sums' model was not trained on
 * (cross-validation within the training stories).
 *
 * @param top intercept, and coefficients of a top-level topic's own sum and of the logarithm of its share in the softmax
 * @param second intercept, and coefficients of a second-level topic's own sum and of the logarithm of its parent's chance
 * @param topThreshold least chance of a top-level topic that is given
 * @param secondThreshold least chance of a second-level topic that is given
 */
record TopicCalibration(double[] top, double[] second, double topThreshold, double secondThreshold) {
    /** Keeps logarithms finite. */
    private static final double LEAST = 1e-6;

    static TopicCalibration read(DataInputStream in) throws IOException {
        return new TopicCalibration(three(in), three(in), in.readDouble(), in.readDouble());
    }

    private static double[] three(DataInputStream in) throws IOException {
        return new double[] {in.readDouble(), in.readDouble(), in.readDouble()};
    }

    void write(DataOutputStream out) throws IOException {
        for (double[] coefficients : new double[][] {top, second}) {
            for (double coefficient : coefficients) {
                out.writeDouble(coefficient);
            }
        }
        out.writeDouble(topThreshold);
        out.writeDouble(secondThreshold);
    }

    /** The chances that a model's sums speak for; see {@link TopicModel} for their order. */
    TopicChances chances(double[] sums, int tops, int[] parents) {
        double[] topChances = new double[tops];
        double[] shares = logShares(sums, tops);
        for (int i = 0; i < tops; i++) {
            topChances[i] = logistic(top[0] + top[1] * sums[tops + i] + top[2] * shares[i]);
        }
        double[] secondChances = new double[parents.length];
        for (int i = 0; i < parents.length; i++) {
            secondChances[i] = logistic(
                    second[0] + second[1] * sums[2 * tops + i] + second[2] * Math.log(topChances[parents[i]] + LEAST));
        }
        return new TopicChances(topChances, secondChances, topThreshold, secondThreshold);
    }

    /** Logarithms of the shares in the softmax over the first sums. */
    static double[] logShares(double[] sums, int tops) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < tops; i++) {
            highest = Math.max(highest, sums[i]);
        }
        double total = 0;
        for (int i = 0; i < tops; i++) {
            total += Math.exp(sums[i] - highest);
        }
        double[] shares = new double[tops];
        for (int i = 0; i < tops; i++) {
            shares[i] = Math.log(Math.exp(sums[i] - highest) / total + LEAST);
        }
        return shares;
    }

    static double logistic(double sum) {
        return 1 / (1 + Math.exp(-sum));
    }
}
