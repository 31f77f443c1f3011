package io.dateline.sink.store;

import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;

/** What one record does to the tables. */
public sealed interface Change {

    /** The story it is about. */
    String articleId();

    /** A change to what is served of a story, from the topic of enriched stories. */
    sealed interface ToStory extends Change {}

    /**
     * A version of a story, a kill included.
     *
     * @param offset where the record stood on its topic when it was read for the first time
     * @param again does it come once more, sent back from the dead letters, so that later records may have been stored?
     */
    record Version(EnrichedArticle article, long offset, boolean again) implements ToStory {
        @Override
        public String articleId() {
            return article.getArticleId();
        }
    }

    /** A tombstone: nothing is known of the story any more, the history of what it said included. */
    record Removal(String articleId) implements ToStory {}

    /** A change to the ledger, from the topic of versions. */
    sealed interface ToLedger extends Change {}

    /**
     * What became of a version.
     *
     * @param partition where the record is on its topic: one row a record, however often it is read
     * @param offset its offset there
     */
    record Outcome(ArticleVersion version, int partition, long offset) implements ToLedger {
        @Override
        public String articleId() {
            return version.getArticleId();
        }
    }

    /** A tombstone: the story's page of the ledger is torn out. */
    record LedgerRemoval(String articleId) implements ToLedger {}
}
