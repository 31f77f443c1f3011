package io.dateline.sink.store;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.Quote;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Speaker;
import io.dateline.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a batch, table by table. Only a USABLE version has headline, text and annotations in the served tables,
 * whatever its record carries. Not thread-safe.
 */
final class StoryRows {
    private final CopyTable articles = new CopyTable(
            "articles",
            "article_id",
            "provider",
            "version",
            "status",
            "change_kind",
            "supersedes",
            "embargoed_until",
            "urgency",
            "language",
            "headline",
            "slugline",
            "byline",
            "dateline",
            "dateline_place",
            "credit",
            "copyright",
            "usage_terms",
            "editorial_note",
            "genres",
            "subjects",
            "places",
            "links",
            "first_created",
            "version_created",
            "received_at",
            "published_at",
            "format",
            "feed",
            "text",
            "boilerplate",
            "enricher_version",
            "config_hash",
            "models",
            "enriched_at",
            "duplicate_of");
    private final CopyTable history = new CopyTable(
            "published_versions",
            "article_id",
            "version",
            "status",
            "change_kind",
            "metadata_only",
            "headline",
            "text",
            "replaces",
            "editorial_note",
            "version_created",
            "received_at",
            "published_at",
            "enricher_version",
            "enriched_at",
            "duplicate_of",
            "source_offset");
    private final CopyTable mentions = new CopyTable(
            "mentions",
            "article_id",
            "entity_key",
            "version",
            "published_at",
            "name",
            "type",
            "wikidata_id",
            "aliases",
            "role",
            "salience",
            "confidence",
            "spans");
    private final CopyTable quotes = new CopyTable(
            "quotes",
            "article_id",
            "quote_id",
            "version",
            "published_at",
            "start_at",
            "end_at",
            "text",
            "type",
            "cue",
            "speaker_start",
            "speaker_end",
            "speaker_text",
            "speaker_key",
            "speaker_name",
            "organisation_key",
            "confidence",
            "cue_class",
            "parts");
    private final CopyTable topics = new CopyTable(
            "topics", "article_id", "code", "version", "published_at", "name", "level", "confidence", "origin");

    private final SortedMap<String, Entity> entities = new TreeMap<>();

    /** Adds the rows of a version that is to be the current one. */
    void addCurrent(EnrichedArticle article) {
        boolean served = article.getStatus() == ArticleStatus.USABLE;
        Instant publishedAt = publishedAt(article);
        articles.row()
                .text(article.getArticleId())
                .text(article.getProvider())
                .number(article.getVersion())
                .symbol(article.getStatus())
                .symbol(article.getChangeKind())
                .texts(article.getSupersedes())
                .instant(article.getEmbargoedUntil())
                .integer(article.getUrgency())
                .text(article.getLanguage())
                .text(served ? article.getHeadline() : null)
                .text(article.getSlugline())
                .text(served ? article.getByline() : null)
                .text(served ? article.getDateline() : null)
                .text(served ? article.getDatelinePlace() : null)
                .text(article.getCredit())
                .text(article.getCopyright())
                .text(article.getUsageTerms())
                .text(article.getEditorialNote())
                .texts(article.getGenres())
                .json(served ? article.getSubjects() : List.of())
                .json(served ? article.getPlaces() : List.of())
                .json(served ? article.getLinks() : List.of())
                .instant(article.getFirstCreated())
                .instant(article.getVersionCreated())
                .instant(article.getReceivedAt())
                .instant(publishedAt)
                .text(article.getFormat())
                .text(article.getFeed())
                .text(served ? article.getText() : null)
                .json(served ? article.getBoilerplate() : List.of())
                .text(article.getProvenance().getEnricherVersion())
                .text(article.getProvenance().getConfigHash())
                .json(article.getProvenance().getModels())
                .instant(article.getProvenance().getEnrichedAt())
                .text(served ? article.getDuplicateOf() : null);
        if (served) {
            addMentions(article, publishedAt);
            addQuotes(article, publishedAt);
            addTopics(article, publishedAt);
        }
    }

    /** Adds a row of the history. */
    void addHistory(BatchPlan.HistoryRow row) {
        EnrichedArticle article = row.article();
        history.row()
                .text(article.getArticleId())
                .number(article.getVersion())
                .symbol(article.getStatus())
                .symbol(article.getChangeKind())
                .flag(article.getMetadataOnly())
                .text(row.readable() ? article.getHeadline() : null)
                .text(row.readable() ? article.getText() : null)
                .json(row.readable() ? article.getReplaces() : null)
                .text(article.getEditorialNote())
                .instant(article.getVersionCreated())
                .instant(article.getReceivedAt())
                .instant(publishedAt(article))
                .text(article.getProvenance().getEnricherVersion())
                .instant(article.getProvenance().getEnrichedAt())
                .text(article.getDuplicateOf())
                .number(row.offset());
    }

    /** Every entity that a mention names, by key, in order. */
    SortedMap<String, Entity> entities() {
        return entities;
    }

    /** Sends all rows that no other story shares anything with. */
    void copyStories(Connection connection) throws SQLException {
        articles.copyTo(connection);
        history.copyTo(connection);
        quotes.copyTo(connection);
        topics.copyTo(connection);
    }

    /** Sends the mentions, whose entities have to be there before. */
    void copyMentions(Connection connection) throws SQLException {
        mentions.copyTo(connection);
    }

    /** Two entities with one key become one row, the first, as on the topic of mentions. */
    private void addMentions(EnrichedArticle article, Instant publishedAt) {
        Set<String> seen = new HashSet<>();
        for (Entity entity : article.getEntities()) {
            String key = keyOf(entity);
            if (!seen.add(key)) {
                continue;
            }
            entities.putIfAbsent(key, entity);
            mentions.row()
                    .text(article.getArticleId())
                    .text(key)
                    .number(article.getVersion())
                    .instant(publishedAt)
                    .text(entity.getName())
                    .symbol(entity.getType())
                    .text(entity.getWikidataId())
                    .texts(entity.getAliases())
                    .text(entity.getRole())
                    .real(entity.getSalience())
                    .real(entity.getConfidence())
                    .json(entity.getMentions());
        }
    }

    private void addQuotes(EnrichedArticle article, Instant publishedAt) {
        Set<String> seen = new HashSet<>();
        for (Quote quote : article.getQuotes()) {
            if (!seen.add(quote.getQuoteId())) {
                continue;
            }
            Speaker speaker = quote.getSpeaker();
            Entity entity = speaker == null ? null : entityOf(speaker.getEntity(), article.getEntities());
            Entity organisation = speaker == null ? null : entityOf(speaker.getOrganisation(), article.getEntities());
            quotes.row()
                    .text(article.getArticleId())
                    .text(quote.getQuoteId())
                    .number(article.getVersion())
                    .instant(publishedAt)
                    .integer(quote.getStart())
                    .integer(quote.getEnd())
                    .text(quote.getText())
                    .symbol(quote.getType())
                    .text(quote.getCue())
                    .integer(speaker == null ? null : speaker.getStart())
                    .integer(speaker == null ? null : speaker.getEnd())
                    .text(speaker == null ? null : speaker.getText())
                    .text(entity == null ? null : keyOf(entity))
                    .text(entity == null ? null : entity.getName())
                    .text(organisation == null ? null : keyOf(organisation))
                    .real(quote.getConfidence())
                    .symbol(quote.getCueClass())
                    .json(quote.getParts());
        }
    }

    /** Of two topics with one code the first counts, which is the more confident. */
    private void addTopics(EnrichedArticle article, Instant publishedAt) {
        Set<String> seen = new HashSet<>();
        for (Topic topic : article.getTopics()) {
            if (seen.add(topic.getCode())) {
                topics.row()
                        .text(article.getArticleId())
                        .text(topic.getCode())
                        .number(article.getVersion())
                        .instant(publishedAt)
                        .text(topic.getName())
                        .integer(topic.getLevel())
                        .real(topic.getConfidence())
                        .symbol(topic.getOrigin());
            }
        }
    }

    static String keyOf(Entity entity) {
        return RecordKeys.entityKey(entity.getWikidataId(), entity.getType(), entity.getName());
    }

    private static Entity entityOf(Integer index, List<Entity> entities) {
        if (index == null) {
            return null;
        }
        if (index < 0 || index >= entities.size()) {
            throw new UnstorableException("a speaker that is entity " + index + " of " + entities.size());
        }
        return entities.get(index);
    }

    private static Instant publishedAt(EnrichedArticle article) {
        return article.getVersionCreated() != null ? article.getVersionCreated() : article.getReceivedAt();
    }
}
