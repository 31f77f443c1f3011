package io.dateline.enrich.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A longest common subsequence of two lists of strings. Takes time and memory by the product of their lengths. */
final class CommonSubsequence {
    private CommonSubsequence() {}

    /** Index pairs, in order. */
    static List<int[]> of(List<String> old, List<String> now, DiffWork work) {
        Map<String, Integer> known = new HashMap<>();
        int[] a = numbers(old, known, work);
        int[] b = numbers(now, known, work);
        work.did((long) a.length * b.length);
        int[][] length = new int[a.length + 1][b.length + 1];
        for (int i = a.length - 1; i >= 0; i--) {
            for (int j = b.length - 1; j >= 0; j--) {
                length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                pairs.add(new int[] {i++, j++});
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    /** Equal strings get equal numbers, so that each is read once and not once for each cell. */
    private static int[] numbers(List<String> strings, Map<String, Integer> known, DiffWork work) {
        int[] numbers = new int[strings.size()];
        for (int i = 0; i < numbers.length; i++) {
            String string = strings.get(i);
            work.did(string.length());
            Integer number = known.putIfAbsent(string, known.size());
            numbers[i] = number == null ? known.size() - 1 : number;
        }
        return numbers;
    }
}
