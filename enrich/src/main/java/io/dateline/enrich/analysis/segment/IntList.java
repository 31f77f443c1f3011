package io.dateline.enrich.analysis.segment;

import java.util.Arrays;

/** A growing array of ints, without boxes. For one thread. */
public final class IntList {
    private int[] values;
    private int size;

    /** An empty list. */
    public IntList() {
        this(16);
    }

    /** An empty list with room. */
    public IntList(int capacity) {
        values = new int[Math.max(4, capacity)];
    }

    /** Appends. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** The value at the index. */
    public int get(int index) {
        return values[index];
    }

    /** The last value; the list must not be empty. */
    public int last() {
        return values[size - 1];
    }

    /** Removes and returns the last value; the list must not be empty. */
    public int removeLast() {
        return values[--size];
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Is there none? */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Removes all values; the room stays. */
    public void clear() {
        size = 0;
    }

    /** A copy of the values. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
