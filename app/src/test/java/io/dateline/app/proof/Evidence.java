package io.dateline.app.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is in the end, line by line: as the oracle expects it, or as it was found. Two are the same when every
 * section has the same lines, as often, in the same order. Where order means nothing, whoever makes the lines sorts them.
 */
final class Evidence {
    private static final int SHOWN = 8;

    /** Of a line in a message. */
    private static final int LONGEST = 2_000;

    private final Map<String, List<String>> sections = new TreeMap<>();

    /** The lines of a section, to add to. */
    List<String> section(String name) {
        return sections.computeIfAbsent(name, n -> new ArrayList<>());
    }

    Map<String, List<String>> sections() {
        return sections;
    }

    /** Sorts a section in which order means nothing. */
    void sort(String name) {
        section(name).sort(null);
    }

    /**
     * Sorts a section by what stands before the first tab, and keeps the order of lines that are alike there: what
     * counts is the order of one story's records.
     */
    void sortByKey(String name) {
        section(name).sort((a, b) -> keyOf(a).compareTo(keyOf(b)));
    }

    private static String keyOf(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? line : line.substring(0, tab);
    }

    Evidence copy() {
        Evidence copy = new Evidence();
        sections.forEach((name, lines) -> copy.section(name).addAll(lines));
        return copy;
    }

    /** Without the lines that begin so. */
    Evidence without(String beginning) {
        Evidence some = copy();
        some.sections.values().forEach(lines -> lines.removeIf(line -> line.startsWith(beginning)));
        return some;
    }

    /** The sections that another one has, too. */
    Evidence only(Evidence other) {
        Evidence some = copy();
        some.sections.keySet().retainAll(other.sections.keySet());
        return some;
    }

    /** What is not as expected, in words; empty when all is. */
    List<String> differences(Evidence expected) {
        List<String> differences = new ArrayList<>();
        for (String name : expected.sections.keySet()) {
            compare(name, expected.section(name), section(name), differences);
        }
        for (String name : sections.keySet()) {
            if (!expected.sections.containsKey(name)) {
                differences.add(name + ": not expected at all");
            }
        }
        return differences;
    }

    private static void compare(String name, List<String> expected, List<String> found, List<String> differences) {
        if (expected.equals(found)) {
            return;
        }
        Map<String, Integer> balance = new HashMap<>();
        expected.forEach(line -> balance.merge(line, 1, Integer::sum));
        found.forEach(line -> balance.merge(line, -1, Integer::sum));
        List<String> told = new ArrayList<>();
        new TreeMap<>(balance).forEach((line, count) -> {
            if (count != 0) {
                told.add((count > 0 ? "missing " + count + "x: " : "too many " + -count + "x: ")
                        + line.substring(0, Math.min(LONGEST, line.length())));
            }
        });
        differences.add(name + ": expected " + expected.size() + " lines, found " + found.size()
                + (told.isEmpty()
                        ? ", in another order"
                        : "; " + told.size() + " differ: "
                                + String.join("\n    ", told.subList(0, Math.min(SHOWN, told.size())))));
    }
}
