package io.dateline.enrich.analysis.name;

/** Numbers by hash, in two primitive arrays with open addressing. Not changed any more once shared. */
final class LongIntMap {
    /** What is returned for a key that is not there. */
    static final int NONE = -1;

    private long[] keys;
    private int[] values;
    private int size;

    /** With room for so many without growing. */
    LongIntMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) << 1;
        keys = new long[capacity];
        values = new int[capacity];
    }

    /** The value, or {@link #NONE}. */
    int get(long key) {
        long wanted = key == 0 ? 1 : key;
        int mask = keys.length - 1;
        for (int at = (int) (wanted ^ (wanted >>> 32)) & mask; keys[at] != 0; at = (at + 1) & mask) {
            if (keys[at] == wanted) {
                return values[at];
            }
        }
        return NONE;
    }

    /** Sets the value, which is never negative. */
    void put(long key, int value) {
        long wanted = key == 0 ? 1 : key;
        int mask = keys.length - 1;
        int at = (int) (wanted ^ (wanted >>> 32)) & mask;
        while (keys[at] != 0 && keys[at] != wanted) {
            at = (at + 1) & mask;
        }
        if (keys[at] == 0) {
            keys[at] = wanted;
            size++;
        }
        values[at] = value;
        if (size * 3L > keys.length * 2L) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    int size() {
        return size;
    }

    /** All keys, ascending. */
    long[] sortedKeys() {
        long[] out = new long[size];
        int n = 0;
        for (long key : keys) {
            if (key != 0) {
                out[n++] = key;
            }
        }
        java.util.Arrays.sort(out);
        return out;
    }
}
