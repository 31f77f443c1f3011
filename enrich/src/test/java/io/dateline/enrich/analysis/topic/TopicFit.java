package io.dateline.enrich.analysis.topic;

import java.util.Arrays;
import java.util.List;

/** A topic model fitted to examples, before it is written as one row of affinities for each word. */
final class TopicFit {
    /** Found by cross-validation among 3, 10 and 20; the scores hardly differ. */
    private static final double COST = 10;

    private final List<TopicExample> examples;
    private final KernelLogistic primary;
    private final KernelLogistic others;

    private TopicFit(List<TopicExample> examples, KernelLogistic primary, KernelLogistic others) {
        this.examples = examples;
        this.primary = primary;
        this.others = others;
    }

    /** Inner products of examples with examples. */
    static double[][] kernel(List<TopicExample> rows, List<TopicExample> columns) {
        double[][] kernel = new double[rows.size()][columns.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                kernel[i][j] =
                        rows == columns && j < i ? kernel[j][i] : rows.get(i).times(columns.get(j));
            }
        }
        return kernel;
    }

    /** Fits a model. */
    static TopicFit of(List<TopicExample> examples, double[][] kernel, List<String> tops, List<String> seconds) {
        double[] weights = examples.stream().mapToDouble(TopicExample::weight).toArray();
        double[][] choice = new double[examples.size()][tops.size()];
        double[][] each = new double[examples.size()][tops.size() + seconds.size()];
        for (int i = 0; i < each.length; i++) {
            TopicLabels labels = examples.get(i).labels();
            for (int k = 0; k < tops.size(); k++) {
                choice[i][k] = tops.get(k).equals(labels.primary()) ? 1 : 0;
                each[i][k] = labels.top().contains(tops.get(k)) ? 1 : 0;
            }
            for (int k = 0; k < seconds.size(); k++) {
                each[i][tops.size() + k] = labels.second().contains(seconds.get(k)) ? 1 : 0;
            }
        }
        return new TopicFit(
                examples,
                KernelLogistic.fit(kernel, choice, weights, true, COST),
                KernelLogistic.fit(kernel, each, weights, false, COST));
    }

    /** The model's sums for an example, in the order that {@link TopicModel} tells. */
    double[] sums(double[] products) {
        double[] first = primary.sums(products);
        double[] rest = others.sums(products);
        double[] sums = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, sums, first.length, rest.length);
        return sums;
    }

    /** By output. */
    double[] bias() {
        return sums(new double[examples.size()]);
    }

    private double coefficient(int example, int output) {
        int choices = primary.bias().length;
        return output < choices
                ? primary.coefficients()[example][output]
                : others.coefficients()[example][output - choices];
    }

    /** What each of the lexicon's scores is worth, by score and output. */
    double[][] lexiconWeights() {
        int outputs = bias().length;
        double[][] weights = new double[examples.get(0).lexicon().length][outputs];
        for (int i = 0; i < examples.size(); i++) {
            for (int j = 0; j < weights.length; j++) {
                for (int k = 0; k < outputs; k++) {
                    weights[j][k] += coefficient(i, k) * examples.get(i).lexicon()[j];
                }
            }
        }
        return weights;
    }

    /** What each word is worth, by word and output: by itself and, through its vector, by what it means. */
    double[][] affinities(TopicCorpus corpus) {
        int outputs = bias().length;
        double[][] weights = new double[corpus.words().size()][outputs];
        double[][] meaning = new double[corpus.vectors().dimensions()][outputs];
        for (int i = 0; i < examples.size(); i++) {
            TopicExample example = examples.get(i);
            for (int k = 0; k < outputs; k++) {
                double coefficient = coefficient(i, k);
                for (int j = 0; j < example.features().length; j++) {
                    weights[example.features()[j]][k] += coefficient * example.values()[j];
                }
                for (int j = 0; j < meaning.length; j++) {
                    meaning[j][k] += TopicExample.MEANING * TopicExample.MEANING * coefficient * example.meaning()[j];
                }
            }
        }
        for (int f = 0; f < weights.length; f++) {
            float[] vector = corpus.vectors().byWord().get(corpus.words().get(f));
            for (int j = 0; vector != null && j < meaning.length; j++) {
                for (int k = 0; k < outputs; k++) {
                    weights[f][k] += vector[j] * meaning[j][k];
                }
            }
        }
        return weights;
    }
}
