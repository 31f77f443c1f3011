package io.dateline.enrich.analysis.knowledge;

import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.knowledge.KnowledgeBase.Posting;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.List;

/**
 * The place that follows a place's name after a comma: "Birmingham, Alabama", "San José, Costa Rica". It tells which of
 * the places of that name is meant. Linear in the mentions that are looked at.
 */
final class NeighbourPlace {
    private static final int MOST_MENTIONS = 50;
    private static final int LONGEST = 40;

    private NeighbourPlace() {}

    /** Entries of the places that follow the entity's mentions; empty when none follows that is known. */
    static List<KnowledgeEntry> after(EntityAnnotation entity, String text, KnowledgeBase knowledge) {
        List<KnowledgeEntry> places = new ArrayList<>();
        List<Span> mentions = entity.mentions();
        for (int i = 0; i < Math.min(MOST_MENTIONS, mentions.size()); i++) {
            String next = next(text, mentions.get(i).end());
            if (next != null) {
                for (Posting posting : knowledge.named(next)) {
                    if (posting.entry().type() == EntityType.LOCATION) {
                        places.add(posting.entry());
                    }
                }
            }
        }
        return places;
    }

    /** The capitalised words after a comma at the index, up to the next mark; or null. */
    private static String next(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != ',' || text.charAt(at + 1) != ' ') {
            return null;
        }
        int start = at + 2;
        int end = start;
        int limit = Math.min(text.length(), start + LONGEST);
        while (end < limit && Character.isUpperCase(text.charAt(end))) {
            int word = end;
            while (word < limit && (Character.isLetter(text.charAt(word)) || text.charAt(word) == '.')) {
                word++;
            }
            end = word;
            boolean more = word + 1 < limit && text.charAt(word) == ' ' && Character.isUpperCase(text.charAt(word + 1));
            if (!more) {
                break;
            }
            end = word + 1;
        }
        // "Alabama." at the end of a sentence keeps its dot: keys don't
        return end > start ? text.substring(start, end) : null;
    }
}
