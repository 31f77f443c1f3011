package io.dateline.enrich.diff;

import java.util.List;

/**
 * The words by which two sentences differ.
 *
 * @param removed those of the first that do not stand in the second; an ellipsis where some that do stand between them
 * @param added the same the other way round
 */
record ChangedWords(String removed, String added) {
    private static final String GAP = " \u2026 ";

    /** @param most words of each side, between the first and the last that differ, up to which they are matched one by one */
    static ChangedWords between(String before, String after, int most, DiffWork work) {
        List<String> old = List.of(before.split("\\s+"));
        List<String> now = List.of(after.split("\\s+"));
        work.did(before.length() + after.length());
        int shorter = Math.min(old.size(), now.size());
        int start = 0;
        while (start < shorter && old.get(start).equals(now.get(start))) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> oldMiddle = old.subList(start, old.size() - tail);
        List<String> nowMiddle = now.subList(start, now.size() - tail);
        boolean[] oldStays = new boolean[oldMiddle.size()];
        boolean[] nowStays = new boolean[nowMiddle.size()];
        if (oldMiddle.size() <= most && nowMiddle.size() <= most) {
            for (int[] match : CommonSubsequence.of(oldMiddle, nowMiddle, work)) {
                oldStays[match[0]] = true;
                nowStays[match[1]] = true;
            }
        }
        return new ChangedWords(others(oldMiddle, oldStays), others(nowMiddle, nowStays));
    }

    private static String others(List<String> words, boolean[] stays) {
        StringBuilder others = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < stays.length; i++) {
            if (stays[i]) {
                gap = others.length() > 0;
            } else {
                others.append(gap ? GAP : others.length() > 0 ? " " : "").append(words.get(i));
                gap = false;
            }
        }
        return others.toString();
    }
}
