package io.dateline.enrich.analysis.topic;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which topics a story is given, by the model's index, the most likely first: those likely enough, few, and none without
 * the one above it.
 *
 * @param tops top-level topics
 * @param top the chance of each top-level topic, given or not
 * @param seconds second-level topics
 * @param second the chance of each second-level topic, given or not
 */
record GivenTopics(List<Integer> tops, double[] top, List<Integer> seconds, double[] second) {
    private static final int MOST_TOP = 4;
    private static final int MOST_SECOND = 4;

    static GivenTopics of(TopicChances chances, int[] parents) {
        double[] top = chances.top().clone();
        double[] second = chances.second();
        List<Integer> likely = best(second, chances.secondThreshold(), MOST_SECOND);
        // a child brings its parent, which is as likely at least
        for (int child : likely) {
            top[parents[child]] = Math.max(top[parents[child]], second[child]);
        }
        List<Integer> tops = best(top, chances.topThreshold(), MOST_TOP);
        return new GivenTopics(
                tops,
                top,
                likely.stream().filter(child -> tops.contains(parents[child])).toList(),
                second);
    }

    private static List<Integer> best(double[] chances, double threshold, int most) {
        return IntStream.range(0, chances.length)
                .filter(i -> chances[i] >= threshold)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -chances[i]).thenComparing(i -> i))
                .limit(most)
                .toList();
    }
}
