package io.dateline.enrich.analysis.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features of the stories that are learned from, by number. Rare ones are left out. */
final class FeatureTable {
    private final WordClusters clusters;
    private final LongIntMap numbers = new LongIntMap(1 << 21);
    private final List<Long> keys = new ArrayList<>();

    FeatureTable(WordClusters clusters) {
        this.clusters = clusters;
    }

    /** How many features there are. */
    int size() {
        return keys.size();
    }

    /** All features as they are known to the model, ascending. */
    long[] sortedKeys() {
        return keys.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** The number of a feature that is there. */
    int number(long key) {
        return numbers.get(key);
    }

    private static final class Collector implements FeatureSink {
        long[] features = new long[128];
        int size;
        /** Is the sentence learned from? */
        boolean counted;

        @Override
        public void add(long feature) {
            if (size == features.length) {
                features = Arrays.copyOf(features, size * 2);
            }
            features[size++] = NameModel.key(feature);
        }
    }

    /** The features of each unit of each story by number; rare ones are left out. */
    List<int[][]> extract(List<PreparedStory> stories, int cutoff) {
        LongIntMap counts = new LongIntMap(1 << 22);
        Collector collector = new Collector();
        for (PreparedStory story : stories) {
            forUnits(
                    story,
                    collector,
                    (s, u) -> Features.of(story.view(), clusters, s, u, collector),
                    (u, c) -> count(counts, c));
        }
        List<int[][]> all = new ArrayList<>();
        for (PreparedStory story : stories) {
            int[][] own = new int[story.units().size()][];
            forUnits(
                    story,
                    collector,
                    (s, u) -> Features.of(story.view(), clusters, s, u, collector),
                    (u, c) -> own[u] = number(counts, c, cutoff));
            all.add(own);
        }
        return all;
    }

    /** The same with what a first reading of each story tells. */
    List<int[][]> extend(List<PreparedStory> stories, List<int[][]> base, byte[][] read, int cutoff) {
        LongIntMap counts = new LongIntMap(1 << 18);
        Collector collector = new Collector();
        for (int i = 0; i < stories.size(); i++) {
            StoryMemory memory = new StoryMemory(stories.get(i).view(), read[i]);
            forUnits(stories.get(i), collector, (s, u) -> memory.features(s, u, collector), (u, c) -> count(counts, c));
        }
        List<int[][]> all = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            StoryMemory memory = new StoryMemory(stories.get(i).view(), read[i]);
            int[][] own = new int[base.get(i).length][];
            int[][] before = base.get(i);
            forUnits(stories.get(i), collector, (s, u) -> memory.features(s, u, collector), (u, c) -> {
                int[] more = number(counts, c, cutoff);
                own[u] = Arrays.copyOf(before[u], before[u].length + more.length);
                System.arraycopy(more, 0, own[u], before[u].length, more.length);
            });
            all.add(own);
        }
        return all;
    }

    private interface PerUnit {
        void at(int sentence, int unit);
    }

    private interface Collected {
        void take(int unit, Collector collector);
    }

    private static void forUnits(PreparedStory story, Collector collector, PerUnit features, Collected then) {
        for (int s = 0; s < story.units().sentences(); s++) {
            for (int u = story.units().firstOf(s); u < story.units().endOf(s); u++) {
                collector.size = 0;
                collector.counted = story.weights()[s] > 0;
                features.at(s, u);
                then.take(u, collector);
            }
        }
    }

    private static void count(LongIntMap counts, Collector collector) {
        if (!collector.counted) {
            return;
        }
        for (int i = 0; i < collector.size; i++) {
            long key = collector.features[i];
            counts.put(key, Math.max(0, counts.get(key)) + 1);
        }
    }

    private int[] number(LongIntMap counts, Collector collector, int cutoff) {
        int[] own = new int[collector.size];
        int n = 0;
        for (int i = 0; i < collector.size; i++) {
            long key = collector.features[i];
            if (counts.get(key) >= cutoff) {
                int number = numbers.get(key);
                if (number == LongIntMap.NONE) {
                    number = keys.size();
                    keys.add(key);
                    numbers.put(key, number);
                }
                own[n++] = number;
            }
        }
        return Arrays.copyOf(own, n);
    }

    /** The features of each unit of a story that is not learned from. */
    int[][] known(PreparedStory story) {
        Collector collector = new Collector();
        int[][] features = new int[story.units().size()][];
        forUnits(
                story,
                collector,
                (s, u) -> Features.of(story.view(), clusters, s, u, collector),
                (u, c) -> features[u] = known(c));
        return features;
    }

    /** The same with what a first reading tells. */
    int[][] known(PreparedStory story, StoryMemory memory, int[][] before) {
        Collector collector = new Collector();
        int[][] features = new int[before.length][];
        forUnits(story, collector, (s, u) -> memory.features(s, u, collector), (u, c) -> {
            int[] more = known(c);
            features[u] = Arrays.copyOf(before[u], before[u].length + more.length);
            System.arraycopy(more, 0, features[u], before[u].length, more.length);
        });
        return features;
    }

    private int[] known(Collector collector) {
        int[] own = new int[collector.size];
        int n = 0;
        for (int i = 0; i < collector.size; i++) {
            int number = numbers.get(collector.features[i]);
            if (number != LongIntMap.NONE) {
                own[n++] = number;
            }
        }
        return Arrays.copyOf(own, n);
    }
}
