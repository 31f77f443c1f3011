package io.dateline.enrich.analysis.name;

/**
 * Rows of small weights, found by the hash of a feature. Made for adding up many rows at a time ({@link WeightSums}): a
 * table of some tens of megabytes is in no cache, so what a row costs is the wait for memory. A row lies where its key
 * says, with the key in it, so that it is waited for once, and many rows are fetched at once in the time of one. A row is
 * kept as {@link #WORDS} longs of eight bytes each, weights first, which are added four by four. Immutable, thread-safe.
 */
final class WeightTable {
    /** Weights in a row. */
    static final int COLUMNS = NameModel.READINGS * Labels.COUNT;

    private static final int PER_WORD = Long.BYTES;
    /** Bits of a row that say whose it is: a key and a one; all 0 where there is no row. */
    private static final int OWNER_BITS = NameModel.KEY_BITS + 1;

    /** Longs in a row: the weights, and behind them, in the upper bits of the last long, whose they are. */
    static final int WORDS = (COLUMNS * Byte.SIZE + OWNER_BITS + Long.SIZE - 1) / Long.SIZE;

    private static final int OWNER_WORD = WORDS - 1;
    private static final int OWNER_SHIFT = Long.SIZE - OWNER_BITS;

    /** What is added to a weight so that none is negative. */
    static final int BIAS = 128;
    /** How many rows of biased weights the sixteen bits of a sum hold. */
    static final int MOST_ROWS = 0xFFFF / (2 * BIAS - 1);
    /** Most features in a table, so that the numbers of their longs fit. */
    private static final int MOST_FEATURES = 1 << 24;

    /** Found when nothing is there. */
    private static final int NONE = -1;

    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;
    private static final int FILTER_BITS = 22;

    /** A bit for each key that is there, so small that it stays in a cache: spares most waits for what is not there. */
    private final long[] filter = new long[(1 << FILTER_BITS) / Long.SIZE];

    /** Rows in the order of their keys, each at the place that its key says or as soon behind as there was room. */
    private final long[] words;

    /** Places that keys are spread over; rows may lie behind the last. */
    private final long places;

    /**
     * @param keys ascending, each of {@link NameModel#key}; fewer than 2^24
     * @param weights {@link #COLUMNS} for each key
     */
    WeightTable(long[] keys, byte[] weights) {
        if (keys.length >= MOST_FEATURES || weights.length != keys.length * COLUMNS) {
            throw new IllegalArgumentException(
                    keys.length + " features with " + weights.length + " weights, " + COLUMNS + " for each are needed");
        }
        places = keys.length + keys.length / 2 + 1;
        int[] rows = new int[keys.length];
        int free = 0;
        for (int i = 0; i < keys.length; i++) {
            if (i > 0 && keys[i] <= keys[i - 1]) {
                throw new IllegalArgumentException("keys are not ascending at " + i);
            }
            rows[i] = Math.max(free, place(keys[i]));
            free = rows[i] + 1;
        }
        // one place more, that stays empty: the end of every search
        words = new long[(int) Math.max(places, free) * WORDS + WORDS];
        for (int i = 0; i < keys.length; i++) {
            int at = rows[i] * WORDS;
            for (int column = 0; column < COLUMNS; column++) {
                long biased = weights[i * COLUMNS + column] + BIAS;
                words[at + column / PER_WORD] |= biased << (column % PER_WORD * Byte.SIZE);
            }
            words[at + OWNER_WORD] |= owner(keys[i]) << OWNER_SHIFT;
            filter[filterBit(keys[i]) / Long.SIZE] |= 1L << filterBit(keys[i]);
        }
    }

    private static int filterBit(long key) {
        return (int) (key >>> NameModel.KEY_BITS - FILTER_BITS);
    }

    private static long owner(long key) {
        return key << 1 | 1;
    }

    /** Where the row of a key may lie at the earliest. Keys are hashes, so their upper bits spread them evenly. */
    private int place(long key) {
        return (int) ((key >>> NameModel.KEY_BITS - Integer.SIZE) * places >>> Integer.SIZE);
    }

    /**
     * Finds the rows of features.
     *
     * @param keys of the features; the first {@code count} are looked for, and are gone afterwards
     * @param looked room for as many
     * @param rows takes where in the table the rows begin that were found; room for as many
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
        for (int i = 0; i < known; i++) {
            int at = place(keys[i]) * WORDS;
            rows[i] = at;
            looked[i] = words[at + OWNER_WORD];
        }
        int found = 0;
        for (int i = 0; i < known; i++) {
            int row = looked[i] >>> OWNER_SHIFT == owner(keys[i]) ? rows[i] : findBehind(owner(keys[i]), rows[i]);
            if (row >= 0) {
                rows[found++] = row;
            }
        }
        return found;
    }

    /** Rows are in the order of their keys, but for those that are empty. */
    private int findBehind(long wanted, int place) {
        for (int at = place; ; at += WORDS) {
            long there = words[at + OWNER_WORD] >>> OWNER_SHIFT;
            if (there == wanted) {
                return at;
            }
            if (there == 0 || there > wanted) {
                return NONE;
            }
        }
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
