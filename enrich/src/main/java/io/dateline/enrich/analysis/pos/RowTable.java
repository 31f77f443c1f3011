package io.dateline.enrich.analysis.pos;

import java.util.Arrays;
import java.util.Map;

/** Finds a small number by the hash of a string. Immutable, thread-safe. */
final class RowTable {
    /** What is found when nothing is there. */
    static final int NONE = -1;

    private final long[] keys;
    private final int[] values;

    /**
     * @param byHash values, none negative, by {@link #hash}
     */
    RowTable(Map<Long, Integer> byHash) {
        int size = Integer.highestOneBit(Math.max(8, byHash.size())) << 2;
        this.keys = new long[size];
        this.values = new int[size];
        Arrays.fill(values, NONE);
        byHash.forEach((key, value) -> {
            int at = key.intValue() & size - 1;
            while (values[at] != NONE) {
                at = at + 1 & size - 1;
            }
            keys[at] = key;
            values[at] = value;
        });
    }

    /** The value; {@link #NONE} when there is none. */
    int get(long hash) {
        int mask = keys.length - 1;
        for (int at = (int) hash & mask; values[at] != NONE; at = at + 1 & mask) {
            if (keys[at] == hash) {
                return values[at];
            }
        }
        return NONE;
    }

    /** Hash of a stretch of a string, good enough that two of a model's thousands never share one. */
    static long hash(String string, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ string.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Hash of a string by its hash and a number. */
    static long join(long hash, int number) {
        return mix(hash + (number + 1) * 0x9E3779B97F4A7C15L);
    }

    private static long mix(long z) {
        long h = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 32);
    }
}
