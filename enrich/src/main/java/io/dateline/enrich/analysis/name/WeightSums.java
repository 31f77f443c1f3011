package io.dateline.enrich.analysis.name;

import java.util.Arrays;

/** Adds up what the model has learned of the features that it is given. Keeps workspaces: for one thread. */
final class WeightSums implements FeatureSink {
    private final WeightTable table;
    private final long[] keys = new long[WeightTable.MOST_ROWS];
    private final long[] looked = new long[WeightTable.MOST_ROWS];
    private final int[] rows = new int[WeightTable.MOST_ROWS];
    private final int[] sums = new int[WeightTable.COLUMNS];
    private int count;

    WeightSums(WeightTable table) {
        this.table = table;
    }

    @Override
    public void add(long feature) {
        if (count == keys.length) {
            addAll();
        }
        keys[count++] = NameModel.key(feature);
    }

    private void addAll() {
        table.add(rows, table.find(keys, count, looked, rows), sums);
        count = 0;
    }

    /** Begins anew. */
    void clear() {
        count = 0;
        Arrays.fill(sums, 0);
    }

    /** The sums since the beginning, {@link WeightTable#COLUMNS} of them; good until something else is called. */
    int[] sums() {
        addAll();
        return sums;
    }
}
