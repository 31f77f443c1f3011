package io.dateline.enrich.analysis.name;

/**
 * Rows of small weights, found by the hash of a feature. Made for adding up many rows at a time ({@link WeightSums}): a
 * table of some tens of megabytes is in no cache, so what a row costs is the wait for memory, and many rows are fetched
 * at once in the time of one. A row is kept as {@link #WORDS} longs of eight weights each, which are added four by four.
 * Immutable, thread-safe.
 */
final class WeightTable {
    /** Weights in a row. */
    static final int COLUMNS = NameModel.READINGS * Labels.COUNT;

    private static final int PER_WORD = Long.BYTES;
    /** Longs in a row. */
    static final int WORDS = (COLUMNS + PER_WORD - 1) / PER_WORD;
    /** What is added to a weight so that none is negative. */
    static final int BIAS = 128;
    /** How many rows of biased weights the sixteen bits of a sum hold. */
    static final int MOST_ROWS = 0xFFFF / (2 * BIAS - 1);
    /** Found when nothing is there. */
    private static final int NONE = -1;

    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;
    private static final int ROW_BITS = 24;
    private static final int FILTER_BITS = 22;
    private static final int ROW_MASK = (1 << ROW_BITS) - 1;

    /** A feature's key above, the number of its row and one more below; 0 where there is none. */
    private final long[] slots;

    /** A bit for each key that is there, so small that it stays in a cache: spares most waits for what is not there. */
    private final long[] filter = new long[(1 << FILTER_BITS) / Long.SIZE];

    private final long[] words;

    /**
     * @param keys none twice, each of {@link NameModel#key}; fewer than 2^24
     * @param weights {@link #COLUMNS} for each key
     */
    WeightTable(long[] keys, byte[] weights) {
        if (keys.length >= ROW_MASK || weights.length != keys.length * COLUMNS) {
            throw new IllegalArgumentException(
                    keys.length + " features with " + weights.length + " weights, " + COLUMNS + " for each are needed");
        }
        slots = new long[Integer.highestOneBit(Math.max(16, keys.length) * 2 - 1) << 1];
        words = new long[keys.length * WORDS];
        int mask = slots.length - 1;
        for (int row = 0; row < keys.length; row++) {
            int at = slot(keys[row]) & mask;
            while (slots[at] != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = keys[row] << ROW_BITS | row + 1;
            filter[filterBit(keys[row]) / Long.SIZE] |= 1L << filterBit(keys[row]);
            for (int column = 0; column < COLUMNS; column++) {
                long biased = weights[row * COLUMNS + column] + BIAS;
                words[row * WORDS + column / PER_WORD] |= biased << (column % PER_WORD * Byte.SIZE);
            }
        }
    }

    private static int filterBit(long key) {
        return (int) (key >>> NameModel.KEY_BITS - FILTER_BITS);
    }

    private static int slot(long key) {
        return (int) (key ^ (key >>> 20));
    }

    /**
     * Finds the rows of features.
     *
     * @param keys of the features; the first {@code count} are looked for, and are gone afterwards
     * @param looked room for as many
     * @param rows takes where in the table the rows begin that were found
     * @return how many were found
     */
    int find(long[] keys, int count, long[] looked, int[] rows) {
        int known = 0;
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            keys[known] = key;
            known += (int) (filter[filterBit(key) / Long.SIZE] >>> filterBit(key) & 1);
        }
        // nothing here depends on what was read before: the processor waits for all of these at once
        int mask = slots.length - 1;
        for (int i = 0; i < known; i++) {
            looked[i] = slots[slot(keys[i]) & mask];
        }
        int found = 0;
        for (int i = 0; i < known; i++) {
            int row = looked[i] >>> ROW_BITS == keys[i] ? row(looked[i]) : findBehind(keys[i]);
            if (row >= 0) {
                rows[found++] = row * WORDS;
            }
        }
        return found;
    }

    private int findBehind(long key) {
        int mask = slots.length - 1;
        for (int at = (slot(key) + 1) & mask; slots[at] != 0; at = (at + 1) & mask) {
            if (slots[at] >>> ROW_BITS == key) {
                return row(slots[at]);
            }
        }
        return NONE;
    }

    private static int row(long slot) {
        return (int) (slot & ROW_MASK) - 1;
    }

    /**
     * Adds up rows, without their biases.
     *
     * @param rows where they begin; the first {@code count}, at most {@link #MOST_ROWS}
     * @param sums {@link #COLUMNS} of them, which are added to
     */
    void add(int[] rows, int count, int[] sums) {
        for (int word = 0; word < WORDS; word++) {
            long even = 0;
            long odd = 0;
            for (int i = 0; i < count; i++) {
                long eight = words[rows[i] + word];
                even += eight & EVEN;
                odd += eight >>> Byte.SIZE & EVEN;
            }
            int end = Math.min(COLUMNS, (word + 1) * PER_WORD);
            for (int column = word * PER_WORD; column < end; column += 2) {
                sums[column] += (int) (even & 0xFFFF) - BIAS * count;
                even >>>= Short.SIZE;
                if (column + 1 < end) {
                    sums[column + 1] += (int) (odd & 0xFFFF) - BIAS * count;
                    odd >>>= Short.SIZE;
                }
            }
        }
    }
}
