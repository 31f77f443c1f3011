package io.dateline.ingest.format.newsmlg2;

import java.util.Locale;
import java.util.Set;

/** Relations between items that tell about a story's life. Thread-safe. */
final class Relations {
    private static final Set<String> REPLACING = Set.of(
            "previousversion",
            "supersedes",
            "replaces",
            "replacing",
            "corrects",
            "cancels",
            "kills",
            "isreplacementfor");

    private Relations() {}

    /** Does an item with this relation to another take its place? */
    static boolean replaces(String relation) {
        if (relation == null) {
            return false;
        }
        String lower = relation.toLowerCase(Locale.ROOT);
        int cut = Math.max(lower.lastIndexOf(':'), lower.lastIndexOf('/'));
        return REPLACING.contains(lower.substring(cut + 1));
    }
}
