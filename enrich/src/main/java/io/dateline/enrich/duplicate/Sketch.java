package io.dateline.enrich.duplicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A MinHash of a text: the smallest hashes of its shingles. Of two texts, the share of smallest hashes that they have in
 * common estimates the share of shingles that they have in common. The very smallest are the bands: texts that have one in
 * common meet in one place. Immutable.
 *
 * @param smallest hashes in ascending order, at most {@link #SIZE}; none for a text too short to be compared
 */
public record Sketch(List<Long> smallest) {
    /** Hashes in a sketch. */
    static final int SIZE = 20;

    /**
     * Bands of a sketch. Texts that share half of their shingles have one of eight in common with a probability of 99.6 in
     * a hundred; with a quarter, 90.
     */
    static final int BANDS = 8;

    /** Common hashes that make a pair worth comparing: one alone may be a phrase that everybody uses. */
    private static final int WORTH_COMPARING = 2;

    public Sketch {
        smallest = List.copyOf(smallest);
    }

    /** The sketch of a text; empty for one of too few words to tell whether another is the same story. */
    public static Sketch of(String comparableText) {
        Words words = Words.of(comparableText);
        if (words.size() < SameStory.LEAST_WORDS) {
            return new Sketch(List.of());
        }
        TreeSet<Long> smallest = new TreeSet<>();
        for (long shingle : Shingles.of(words)) {
            if (smallest.size() < SIZE) {
                smallest.add(shingle);
            } else if (shingle < smallest.last() && smallest.add(shingle)) {
                smallest.pollLast();
            }
        }
        return new Sketch(new ArrayList<>(smallest));
    }

    /** Keys under which stories like this one are found. */
    public List<Long> bands() {
        return smallest.subList(0, Math.min(BANDS, smallest.size()));
    }

    /**
     * Is the pair of stories to be compared on the ground of this band? Of the bands that they share only the first says
     * yes, so that they are compared once.
     */
    public boolean meets(Sketch other, long band) {
        return isFirstInCommon(other, band) && inCommon(other) >= WORTH_COMPARING;
    }

    private boolean isFirstInCommon(Sketch other, long band) {
        for (long mine : bands()) {
            if (other.bands().contains(mine)) {
                return mine == band;
            }
        }
        return false;
    }

    /** Hashes that both have. */
    public int inCommon(Sketch other) {
        long[] theirs = other.smallest.stream().mapToLong(Long::longValue).toArray();
        int common = 0;
        for (long hash : smallest) {
            common += Arrays.binarySearch(theirs, hash) >= 0 ? 1 : 0;
        }
        return common;
    }
}
