package io.dateline.sink.store;

import io.dateline.schemas.EnrichedArticle;

/** What one record on the topic of enriched stories does to the tables. */
public sealed interface Change {

    /** The story it is about. */
    String articleId();

    /** A version of a story, a kill included. */
    record Version(EnrichedArticle article) implements Change {
        @Override
        public String articleId() {
            return article.getArticleId();
        }
    }

    /** A tombstone: nothing is known of the story any more, its history included. */
    record Removal(String articleId) implements Change {}
}
