package io.dateline.enrich.analysis.name;

import io.dateline.schemas.EntityType;
import java.util.HashSet;
import java.util.Set;

/** Counts what is right, by type. */
final class NameScore {
    private final int[] right = new int[Labels.TYPES.length];
    private final int[] found = new int[Labels.TYPES.length];
    private final int[] there = new int[Labels.TYPES.length];

    void add(LabelledStory story, Set<LabelledStory.Name> names) {
        Set<LabelledStory.Name> gold = new HashSet<>(story.names());
        for (int t = 0; t < Labels.TYPES.length; t++) {
            EntityType type = Labels.TYPES[t];
            for (LabelledStory.Name name : names) {
                found[t] += name.type() == type ? 1 : 0;
                right[t] += name.type() == type && gold.contains(name) ? 1 : 0;
            }
            for (LabelledStory.Name name : gold) {
                there[t] += name.type() == type ? 1 : 0;
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        int r = 0;
        int f = 0;
        int g = 0;
        for (int t = 0; t < Labels.TYPES.length; t++) {
            out.append("%s %.3f  ".formatted(Labels.TYPES[t], 2.0 * right[t] / (found[t] + there[t])));
            if (Labels.TYPES[t] != EntityType.MISC) {
                r += right[t];
                f += found[t];
                g += there[t];
            }
        }
        return out + "three: P %.4f R %.4f F1 %.4f".formatted(r / (double) f, r / (double) g, 2.0 * r / (f + g));
    }
}
