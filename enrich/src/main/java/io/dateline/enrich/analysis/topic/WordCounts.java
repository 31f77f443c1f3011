package io.dateline.enrich.analysis.topic;

import java.util.Arrays;

/**
 * How often a story has the words and the phrases of two words that a topic model knows, those near the top counted more.
 * For one story and one thread.
 */
final class WordCounts {
    /** Says which feature of the model a word or phrase is. */
    interface Features {
        /** The feature's number, or -1 when the model has none for it. */
        int feature(long key);
    }

    private static final float HEADLINE = 3;

    /** What the first words of the text's first paragraph count, and how many they are: often it is the headline. */
    private static final float OPENING = 3;

    private static final int OPENING_WORDS = 25;
    private static final float LEAD = 2;
    private static final int LEAD_WORDS = 60;
    private static final float BODY = 1;
    private static final int BODY_WORDS = 500;
    private static final float TAIL = 0.4f;

    private int[] features = new int[256];
    private float[] counts = new float[256];
    private int size;

    private WordCounts() {
        Arrays.fill(features, -1);
    }

    /** Counts a story's words. */
    static WordCounts of(StoryWords words, Features features) {
        WordCounts counted = new WordCounts();
        long before = 0;
        int place = 0;
        for (int slot = 0; slot < words.size(); slot++) {
            long word = words.folded(slot);
            if (word != 0) {
                float weight = HEADLINE;
                if (slot >= words.textFrom()) {
                    weight = weight(place++, slot < words.leadEnd());
                }
                counted.add(features.feature(word), weight);
                if (before != 0) {
                    counted.add(features.feature(Words.join(before, word)), weight);
                }
            }
            before = word;
        }
        return counted;
    }

    private static float weight(int place, boolean firstParagraph) {
        if (place < OPENING_WORDS && firstParagraph) {
            return OPENING;
        }
        return place < LEAD_WORDS ? LEAD : place < BODY_WORDS ? BODY : TAIL;
    }

    private void add(int feature, float weight) {
        if (feature < 0) {
            return;
        }
        int slot = slot(feature);
        if (features[slot] < 0) {
            features[slot] = feature;
            if (++size * 2 > features.length) {
                grow();
                slot = slot(feature);
            }
        }
        counts[slot] += weight;
    }

    private int slot(int feature) {
        int slot = feature * 0x9e3779b9 >>> 32 - Integer.numberOfTrailingZeros(features.length);
        while (features[slot] >= 0 && features[slot] != feature) {
            slot = slot + 1 & features.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] old = features;
        float[] oldCounts = counts;
        features = new int[old.length * 2];
        counts = new float[old.length * 2];
        Arrays.fill(features, -1);
        for (int i = 0; i < old.length; i++) {
            if (old[i] >= 0) {
                int slot = slot(old[i]);
                features[slot] = old[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Slots that may hold a feature; most don't. */
    int slots() {
        return features.length;
    }

    /** The feature in a slot, or -1. */
    int featureIn(int slot) {
        return features[slot];
    }

    /** How often the feature in the slot was met, damped: the logarithm of one more than its weighted count. */
    float valueIn(int slot) {
        return (float) Math.log1p(counts[slot]);
    }
}
