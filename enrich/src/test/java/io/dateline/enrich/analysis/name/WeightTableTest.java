package io.dateline.enrich.analysis.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightTableTest {
    private static final long SEED = Long.getLong("dateline.seed", 20261126L);

    private final Random random = new Random(SEED);

    @Test
    void sumsAreThoseOfTheRowsOneByOne() {
        System.out.println("weight table seed " + SEED);
        Map<Long, byte[]> rows = new HashMap<>();
        while (rows.size() < 5_000) {
            byte[] row = new byte[WeightTable.COLUMNS];
            random.nextBytes(row);
            rows.put(NameModel.key(random.nextLong()), row);
        }
        WeightSums sums = new WeightSums(table(rows));
        long[] known = rows.keySet().stream().mapToLong(Long::longValue).toArray();
        for (int features : new int[] {0, 1, 2, 70, WeightTable.MOST_ROWS, WeightTable.MOST_ROWS + 1, 1_000}) {
            sums.clear();
            int[] expected = new int[WeightTable.COLUMNS];
            for (int i = 0; i < features; i++) {
                long feature = random.nextInt(3) == 0
                        ? random.nextLong()
                        : known[random.nextInt(known.length)] << Long.SIZE - NameModel.KEY_BITS;
                sums.add(feature);
                byte[] row = rows.getOrDefault(NameModel.key(feature), new byte[WeightTable.COLUMNS]);
                for (int column = 0; column < row.length; column++) {
                    expected[column] += row[column];
                }
            }
            assertThat(sums.sums()).as("%d features", features).isEqualTo(expected);
        }
    }

    @Test
    void asManyOfTheHighestAndLowestWeightsAsAFullBatchHolds() {
        byte[] row = new byte[WeightTable.COLUMNS];
        for (int column = 0; column < row.length; column++) {
            row[column] = column % 2 == 0 ? Byte.MAX_VALUE : Byte.MIN_VALUE;
        }
        WeightSums sums = new WeightSums(table(Map.of(7L, row)));
        for (int i = 0; i < WeightTable.MOST_ROWS; i++) {
            sums.add(7L << Long.SIZE - NameModel.KEY_BITS);
        }
        assertThat(sums.sums()).startsWith(127 * WeightTable.MOST_ROWS, -128 * WeightTable.MOST_ROWS);
    }

    @Test
    void featuresWhosePlacesAreTheSameAreToldApart() {
        // the upper bits of a key choose its place: all of these have one, and the last ones lie behind the end
        for (long upper : new long[] {0, 1L << 39, (1L << 40) - 64}) {
            Map<Long, byte[]> rows = new HashMap<>();
            for (int lower = 0; lower < 24; lower += 2) {
                byte[] row = new byte[WeightTable.COLUMNS];
                row[0] = (byte) (lower + 1);
                rows.put(upper + lower, row);
            }
            WeightSums sums = new WeightSums(table(rows));
            for (int lower = 0; lower < 26; lower++) {
                sums.clear();
                sums.add(upper + lower << Long.SIZE - NameModel.KEY_BITS);
                assertThat(sums.sums()[0])
                        .as("%d + %d", upper, lower)
                        .isEqualTo(lower % 2 == 1 || lower > 23 ? 0 : lower + 1);
            }
        }
    }

    @Test
    void keysThatAreNotInOrderAreRefused() {
        assertThatThrownBy(() -> new WeightTable(new long[] {2, 1}, new byte[2 * WeightTable.COLUMNS]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascending");
    }

    @Test
    void weightsThatDoNotFitTheFeaturesAreRefused() {
        assertThatThrownBy(() -> new WeightTable(new long[] {1, 2}, new byte[WeightTable.COLUMNS]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 features with " + WeightTable.COLUMNS + " weights");
    }

    private static WeightTable table(Map<Long, byte[]> rows) {
        long[] keys = rows.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        byte[] weights = new byte[keys.length * WeightTable.COLUMNS];
        for (int i = 0; i < keys.length; i++) {
            System.arraycopy(rows.get(keys[i]), 0, weights, i * WeightTable.COLUMNS, WeightTable.COLUMNS);
        }
        return new WeightTable(keys, weights);
    }
}
