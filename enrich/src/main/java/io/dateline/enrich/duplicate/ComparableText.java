package io.dateline.enrich.duplicate;

import io.dateline.schemas.BoilerplateSpan;
import io.dateline.schemas.EnrichedArticle;

/** The part of a story's text that is compared with others: without boilerplate, and no more than is worth the time. */
public final class ComparableText {
    /** What lies beyond is not compared: stories that are alike so far are alike. In UTF-16 units. */
    static final int MAX_LENGTH = 60_000;

    private ComparableText() {}

    /** The text outside the boilerplate spans, which are replaced by a blank line. */
    public static String of(EnrichedArticle article) {
        String text = article.getText();
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        int at = 0;
        int points = 0;
        for (BoilerplateSpan span : article.getBoilerplate()) {
            int start = text.offsetByCodePoints(at, Math.max(0, span.getStart() - points));
            int end = text.offsetByCodePoints(start, span.getEnd() - Math.max(points, span.getStart()));
            kept.append(text, at, start).append("\n\n");
            at = end;
            points = Math.max(points, span.getEnd());
        }
        kept.append(text, at, text.length());
        return kept.length() <= MAX_LENGTH ? kept.toString() : kept.substring(0, MAX_LENGTH);
    }
}
