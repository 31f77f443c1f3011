package io.dateline.enrich.analysis.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Fits a {@link TopicCalibration} to sums for stories that the model did not see, and says how good the result is. */
final class TopicCalibrator {
    private static final double[] NONE = {0, 0, 0};
    private static final int BINS = 10;
    private static final int LISTED = 30;

    private final List<TopicExample> stories;
    private final Map<TopicExample, double[]> sums;
    private final List<String> tops;
    private final List<String> seconds;
    private final int[] parents;

    private TopicCalibrator(
            List<TopicExample> stories,
            Map<TopicExample, double[]> sums,
            List<String> tops,
            List<String> seconds,
            int[] parents) {
        this.stories = stories;
        this.sums = sums;
        this.tops = tops;
        this.seconds = seconds;
        this.parents = parents;
    }

    static TopicCalibration fit(
            List<TopicExample> stories,
            Map<TopicExample, double[]> sums,
            List<String> tops,
            List<String> seconds,
            int[] parents) {
        return new TopicCalibrator(stories, sums, tops, seconds, parents).fit();
    }

    private TopicCalibration fit() {
        List<double[]> inputs = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        for (TopicExample story : stories) {
            double[] sum = sums.get(story);
            double[] shares = TopicCalibration.logShares(sum, tops.size());
            for (int k = 0; k < tops.size(); k++) {
                inputs.add(new double[] {sum[tops.size() + k], shares[k]});
                answers.add(story.labels().top().contains(tops.get(k)));
            }
        }
        double[] top = logistic(inputs, answers);
        inputs.clear();
        answers.clear();
        for (TopicExample story : stories) {
            double[] chances =
                    chances(story, new TopicCalibration(top, NONE, 0, 0)).top();
            for (int k = 0; k < seconds.size(); k++) {
                inputs.add(new double[] {sums.get(story)[2 * tops.size() + k], Math.log(chances[parents[k]] + 1e-6)});
                answers.add(story.labels().second().contains(seconds.get(k)));
            }
        }
        double[] second = logistic(inputs, answers);
        double topThreshold = best(threshold -> {
            TopicScore score = score(new TopicCalibration(top, second, threshold, 2));
            return score.topMicro() + score.topMacro();
        });
        double secondThreshold = best(threshold -> score(new TopicCalibration(top, second, topThreshold, threshold))
                .secondMicro());
        TopicCalibration calibration = new TopicCalibration(top, second, topThreshold, secondThreshold);
        System.out.println("cross-validated: " + score(calibration));
        System.out.printf(Locale.ROOT, "thresholds %.2f and %.2f%n", topThreshold, secondThreshold);
        table(calibration);
        confusions(calibration);
        return calibration;
    }

    private static double best(ToDoubleFunction<Double> value) {
        return IntStream.rangeClosed(10, 70)
                .mapToObj(i -> i / 100.0)
                .max(Comparator.comparingDouble(value))
                .orElseThrow();
    }

    private TopicChances chances(TopicExample story, TopicCalibration calibration) {
        return calibration.chances(sums.get(story), tops.size(), parents);
    }

    private TopicScore score(TopicCalibration calibration) {
        TopicScore score = new TopicScore();
        for (TopicExample story : stories) {
            GivenTopics given = GivenTopics.of(chances(story, calibration), parents);
            score.add(
                    story.labels(),
                    given.tops().stream().map(tops::get).toList(),
                    given.seconds().stream().map(seconds::get).toList());
        }
        return score;
    }

    private void table(TopicCalibration calibration) {
        int[] count = new int[BINS];
        int[] right = new int[BINS];
        double[] said = new double[BINS];
        for (TopicExample story : stories) {
            double[] chances = chances(story, calibration).top();
            for (int k = 0; k < chances.length; k++) {
                int bin = Math.min(BINS - 1, (int) (chances[k] * BINS));
                count[bin]++;
                said[bin] += chances[k];
                right[bin] += story.labels().top().contains(tops.get(k)) ? 1 : 0;
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            System.out.printf(
                    Locale.ROOT,
                    "chance %.1f to %.1f: %d pairs, mean %.3f, of which labelled %.3f%n",
                    bin / (double) BINS,
                    (bin + 1) / (double) BINS,
                    count[bin],
                    said[bin] / Math.max(1, count[bin]),
                    right[bin] / (double) Math.max(1, count[bin]));
        }
    }

    /** Which primary topics are taken for which, and the stories whose labels are most at odds with the model. */
    private void confusions(TopicCalibration calibration) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Map.Entry<Double, String>> doubtful = new ArrayList<>();
        for (TopicExample story : stories) {
            double[] chances = chances(story, calibration).top();
            int best = IntStream.range(0, chances.length)
                    .boxed()
                    .max(Comparator.comparingDouble(k -> chances[k]))
                    .orElseThrow();
            if (!tops.get(best).equals(story.labels().primary())) {
                boolean among = story.labels().top().contains(tops.get(best));
                counts.merge(
                        story.labels().primary() + " taken for " + tops.get(best) + (among ? ", beside it" : ""),
                        1,
                        Integer::sum);
                if (!among) {
                    doubtful.add(Map.entry(chances[best], story.id() + ": " + tops.get(best)));
                }
            }
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(LISTED)
                .forEach(entry -> System.out.printf("%3d %s%n", entry.getValue(), entry.getKey()));
        doubtful.stream()
                .sorted(Map.Entry.<Double, String>comparingByKey().reversed())
                .limit(LISTED)
                .forEach(entry -> System.out.printf(Locale.ROOT, "%.2f %s%n", entry.getKey(), entry.getValue()));
    }

    private static double[] logistic(List<double[]> inputs, List<Boolean> answers) {
        return Lbfgs.minimum(
                (point, gradient) -> {
                    double loss = 0;
                    Arrays.fill(gradient, 0);
                    for (int i = 0; i < inputs.size(); i++) {
                        double[] input = inputs.get(i);
                        double sum = point[0] + point[1] * input[0] + point[2] * input[1];
                        double target = answers.get(i) ? 1 : 0;
                        loss += Math.max(sum, 0) + Math.log1p(Math.exp(-Math.abs(sum))) - target * sum;
                        double slope = TopicCalibration.logistic(sum) - target;
                        gradient[0] += slope;
                        gradient[1] += slope * input[0];
                        gradient[2] += slope * input[1];
                    }
                    return loss;
                },
                3,
                200);
    }
}
