package io.dateline.sink.store;

import io.dateline.schemas.ArticleStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves out, of what was sent back, what a later record of the same version has overtaken: it would undo what that one
 * said, such as that the story is a duplicate. Versions with other numbers need no such care, {@link BatchPlan} knows their
 * order; nor do kills, which outlast their own number.
 */
final class Overtaken {
    private Overtaken() {}

    /** A version of a story. */
    record Number(String articleId, long version) {}

    /**
     * The changes without those.
     *
     * @param stored offsets of the records that versions in the history came from, as far as known
     */
    static List<Change.ToStory> leaveOut(Collection<Change.ToStory> changes, Map<Number, Long> stored) {
        Map<Number, Long> latest = new HashMap<>(stored);
        for (Change.ToStory change : changes) {
            if (change instanceof Change.Version version) {
                latest.merge(numberOf(version), version.offset(), Math::max);
            }
        }
        return changes.stream().filter(change -> !isOvertaken(change, latest)).toList();
    }

    private static boolean isOvertaken(Change.ToStory change, Map<Number, Long> latest) {
        return change instanceof Change.Version version
                && version.again()
                && version.article().getStatus() != ArticleStatus.CANCELED
                && latest.get(numberOf(version)) > version.offset();
    }

    private static Number numberOf(Change.Version version) {
        return new Number(version.articleId(), version.article().getVersion());
    }
}
