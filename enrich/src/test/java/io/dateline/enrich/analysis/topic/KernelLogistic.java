package io.dateline.enrich.analysis.topic;

import java.util.Arrays;

/**
 * Fits several L2-regularised logistic regressions (or one softmax) at once to examples that are known by their inner
 * products only: with fewer examples than features that is the quickest way to the same linear model. A function is
 * {@code bias + sum over the examples of coefficient * inner product with the example}.
 *
 * @param coefficients by example and output
 * @param bias by output
 */
record KernelLogistic(double[][] coefficients, double[] bias) {
    private static final double RIDGE = 1e-6;
    private static final int ITERATIONS = 120;

    /**
     * Fits.
     *
     * @param kernel inner products of the examples with each other
     * @param targets 0 or 1, by example and output
     * @param weights what the loss of each example counts
     * @param softmax are the outputs one choice, rather than each its own?
     * @param cost what a unit of loss costs against a unit of squared weight; more fits closer
     */
    static KernelLogistic fit(double[][] kernel, double[][] targets, double[] weights, boolean softmax, double cost) {
        int n = kernel.length;
        int outputs = targets[0].length;
        double[][] root = cholesky(kernel);
        double[] found = Lbfgs.minimum(
                (point, gradient) -> objective(root, targets, weights, softmax, cost, point, gradient),
                (n + 1) * outputs,
                ITERATIONS);
        // the found weights are in the root's coordinates: coefficients solve root' * coefficients = weights
        double[][] coefficients = new double[n][outputs];
        for (int i = n - 1; i >= 0; i--) {
            for (int k = 0; k < outputs; k++) {
                double sum = found[i * outputs + k];
                for (int j = i + 1; j < n; j++) {
                    sum -= root[j][i] * coefficients[j][k];
                }
                coefficients[i][k] = sum / root[i][i];
            }
        }
        double[] bias = new double[outputs];
        System.arraycopy(found, n * outputs, bias, 0, outputs);
        return new KernelLogistic(coefficients, bias);
    }

    private static double objective(
            double[][] root,
            double[][] targets,
            double[] weights,
            boolean softmax,
            double cost,
            double[] point,
            double[] gradient) {
        int n = root.length;
        int outputs = targets[0].length;
        double value = 0;
        Arrays.fill(gradient, 0);
        double[] sums = new double[outputs];
        for (int i = 0; i < n; i++) {
            System.arraycopy(point, n * outputs, sums, 0, outputs);
            for (int j = 0; j <= i; j++) {
                double feature = root[i][j];
                int at = j * outputs;
                for (int k = 0; k < outputs; k++) {
                    sums[k] += feature * point[at + k];
                }
            }
            double weight = cost * weights[i];
            value += weight * (softmax ? softmaxLoss(sums, targets[i]) : logisticLoss(sums, targets[i]));
            for (int j = 0; j <= i; j++) {
                double feature = weight * root[i][j];
                int at = j * outputs;
                for (int k = 0; k < outputs; k++) {
                    gradient[at + k] += feature * sums[k];
                }
            }
            for (int k = 0; k < outputs; k++) {
                gradient[n * outputs + k] += weight * sums[k];
            }
        }
        for (int i = 0; i < n * outputs; i++) {
            value += point[i] * point[i] / 2;
            gradient[i] += point[i];
        }
        return value;
    }

    /** The loss; leaves in the sums its derivative by each. */
    private static double logisticLoss(double[] sums, double[] target) {
        double loss = 0;
        for (int k = 0; k < sums.length; k++) {
            double sum = sums[k];
            loss += Math.max(sum, 0) + Math.log1p(Math.exp(-Math.abs(sum))) - target[k] * sum;
            sums[k] = TopicCalibration.logistic(sum) - target[k];
        }
        return loss;
    }

    /** The loss; leaves in the sums its derivative by each. */
    private static double softmaxLoss(double[] sums, double[] target) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            highest = Math.max(highest, sum);
        }
        double total = 0;
        for (double sum : sums) {
            total += Math.exp(sum - highest);
        }
        double loss = 0;
        for (int k = 0; k < sums.length; k++) {
            double share = Math.exp(sums[k] - highest) / total;
            loss -= target[k] * (sums[k] - highest - Math.log(total));
            sums[k] = share - target[k];
        }
        return loss;
    }

    private static double[][] cholesky(double[][] kernel) {
        int n = kernel.length;
        double[][] root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = kernel[i][j] + (i == j ? RIDGE : 0);
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
            }
        }
        return root;
    }

    /** The outputs' sums for an example, by its inner products with those fitted on. */
    double[] sums(double[] products) {
        double[] sums = bias.clone();
        for (int i = 0; i < products.length; i++) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += products[i] * coefficients[i][k];
            }
        }
        return sums;
    }
}
