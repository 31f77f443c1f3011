package io.dateline.enrich.analysis.topic;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How well given topics agree with labels: the figures that the model is judged by. */
final class TopicScore {
    /** A topic with fewer labelled stories says too little by itself. */
    private static final int FREQUENT = 10;

    private int stories;
    private int primary;
    private int among;
    private final Map<String, int[]> top = new TreeMap<>();
    private final int[] second = new int[3];

    /**
     * Adds a story.
     *
     * @param tops top-level topics given, the most confident first
     * @param seconds second-level topics given
     */
    void add(TopicLabels labels, List<String> tops, List<String> seconds) {
        stories++;
        String first = tops.isEmpty() ? null : tops.get(0);
        primary += first != null && first.equals(labels.primary()) ? 1 : 0;
        among += first != null && labels.top().contains(first) ? 1 : 0;
        Set<String> all = new HashSet<>(tops);
        all.addAll(labels.top());
        for (String code : all) {
            count(
                    top.computeIfAbsent(code, none -> new int[3]),
                    tops.contains(code),
                    labels.top().contains(code));
        }
        all = new HashSet<>(seconds);
        all.addAll(labels.second());
        for (String code : all) {
            count(second, seconds.contains(code), labels.second().contains(code));
        }
    }

    private static void count(int[] counts, boolean given, boolean labelled) {
        counts[given && labelled ? 0 : given ? 1 : 2]++;
    }

    private static double f1(int[] counts) {
        return counts[0] == 0 ? 0 : 2.0 * counts[0] / (2 * counts[0] + counts[1] + counts[2]);
    }

    /** F1 over all pairs of a story and a top-level topic. */
    double topMicro() {
        int[] all = new int[3];
        top.values().forEach(counts -> {
            for (int i = 0; i < 3; i++) {
                all[i] += counts[i];
            }
        });
        return f1(all);
    }

    /** Mean of F1 over the frequent top-level topics. */
    double topMacro() {
        return top.values().stream()
                .filter(counts -> counts[0] + counts[2] >= FREQUENT)
                .mapToDouble(TopicScore::f1)
                .average()
                .orElse(0);
    }

    /** F1 over all pairs of a story and a second-level topic. */
    double secondMicro() {
        return f1(second);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d stories: primary %.3f, among the labelled %.3f, top micro F1 %.3f, macro %.3f, second micro F1 %.3f",
                stories,
                (double) primary / stories,
                (double) among / stories,
                topMicro(),
                topMacro(),
                secondMicro());
    }
}
