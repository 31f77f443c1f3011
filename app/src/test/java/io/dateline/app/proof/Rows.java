package io.dateline.app.proof;

import io.dateline.enrich.record.DerivedRecords;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.Quote;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Speaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of a story: what is asked of the database, and what must be the answer. */
final class Rows {
    /** A query for each section of the database, with its columns in the order of the methods below. */
    static final Map<String, String> QUERIES = queries();

    private Rows() {}

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                Lines.DB_LEDGER,
                "select article_id, version, outcome, status, change_kind, change_rule,"
                        + " (extract(epoch from held_until) * 1000)::bigint, duplicate_of"
                        + " from version_outcomes order by source_partition, source_offset");
        queries.put(
                Lines.DB_VERSIONS,
                "select article_id, version, status, change_kind, metadata_only, headline, text,"
                        + " replaces->>'version', enricher_version, duplicate_of from published_versions");
        queries.put(
                Lines.DB_ARTICLES,
                "select article_id, version, status, provider, urgency, language, headline, byline, dateline,"
                        + " dateline_place, format, feed, text, " + spans("boilerplate", "kind")
                        + ", enricher_version, config_hash, duplicate_of from articles");
        queries.put(
                Lines.DB_QUOTES,
                "select article_id, quote_id, version, start_at, end_at, text, type, cue, cue_class, speaker_start,"
                        + " speaker_end, speaker_text, speaker_key, speaker_name, organisation_key, confidence, "
                        + spans("parts", "text") + " from quotes");
        queries.put(
                Lines.DB_MENTIONS,
                "select m.article_id, m.entity_key, m.version, m.name, m.type, m.wikidata_id,"
                        + " array_to_string(m.aliases, '; '), m.role, m.salience, m.confidence, "
                        + spans("m.spans", "text") + " from mentions m join entities e using (entity_key)");
        queries.put(Lines.DB_TOPICS, "select article_id, code, version, name, level, confidence, origin from topics");
        return queries;
    }

    private static String spans(String column, String of) {
        return "(select coalesce(string_agg((s->>'start') || '-' || (s->>'end') || ' ' || (s->>'" + of
                + "'), '; ' order by n), '') from jsonb_array_elements(" + column + ") with ordinality as e(s, n))";
    }

    static String ledger(ArticleVersion version) {
        return Lines.row(
                version.getArticleId(),
                version.getVersion(),
                version.getOutcome(),
                version.getStatus(),
                version.getChangeKind(),
                version.getChangeRule(),
                version.getHeldUntil() == null ? null : version.getHeldUntil().toEpochMilli(),
                version.getDuplicateOf());
    }

    /** @param readable whether no kill covers it */
    static String version(EnrichedArticle article, boolean readable) {
        return Lines.row(
                article.getArticleId(),
                article.getVersion(),
                article.getStatus(),
                article.getChangeKind(),
                article.getMetadataOnly() ? "t" : "f",
                readable ? article.getHeadline() : null,
                readable ? article.getText() : null,
                readable && article.getReplaces() != null
                        ? article.getReplaces().getVersion()
                        : null,
                article.getProvenance().getEnricherVersion(),
                article.getDuplicateOf());
    }

    static String article(EnrichedArticle article) {
        boolean served = article.getStatus() == ArticleStatus.USABLE;
        return Lines.row(
                article.getArticleId(),
                article.getVersion(),
                article.getStatus(),
                article.getProvider(),
                article.getUrgency(),
                article.getLanguage(),
                served ? article.getHeadline() : null,
                article.getByline(),
                article.getDateline(),
                article.getDatelinePlace(),
                article.getFormat(),
                article.getFeed(),
                served ? article.getText() : null,
                spans(article.getBoilerplate(), span -> span.getStart() + "-" + span.getEnd() + " " + span.getKind()),
                article.getProvenance().getEnricherVersion(),
                article.getProvenance().getConfigHash(),
                article.getDuplicateOf());
    }

    static List<String> quotes(EnrichedArticle article) {
        Map<String, Quote> quotes = new LinkedHashMap<>();
        article.getQuotes().forEach(quote -> quotes.putIfAbsent(quote.getQuoteId(), quote));
        return quotes.values().stream()
                .map(quote -> {
                    Speaker speaker = quote.getSpeaker();
                    return Lines.row(
                            article.getArticleId(),
                            quote.getQuoteId(),
                            article.getVersion(),
                            quote.getStart(),
                            quote.getEnd(),
                            quote.getText(),
                            quote.getType(),
                            quote.getCue(),
                            quote.getCueClass(),
                            speaker == null ? null : speaker.getStart(),
                            speaker == null ? null : speaker.getEnd(),
                            speaker == null ? null : speaker.getText(),
                            speaker == null ? null : keyOf(article, speaker.getEntity()),
                            speaker == null ? null : speaker.getName(),
                            speaker == null ? null : keyOf(article, speaker.getOrganisation()),
                            quote.getConfidence(),
                            spans(
                                    quote.getParts(),
                                    part -> part.getStart() + "-" + part.getEnd() + " " + part.getText()));
                })
                .toList();
    }

    static List<String> mentions(EnrichedArticle article) {
        return DerivedRecords.mentions(article).values().stream()
                .map(mention -> Lines.row(
                        article.getArticleId(),
                        mention.getEntityKey(),
                        article.getVersion(),
                        mention.getName(),
                        mention.getType(),
                        mention.getWikidataId(),
                        String.join("; ", mention.getAliases()),
                        mention.getRole(),
                        mention.getSalience(),
                        mention.getConfidence(),
                        spans(
                                mention.getMentions(),
                                span -> span.getStart() + "-" + span.getEnd() + " " + span.getText())))
                .toList();
    }

    static List<String> topics(EnrichedArticle article) {
        return article.getTopics().stream()
                .map(topic -> Lines.row(
                        article.getArticleId(),
                        topic.getCode(),
                        article.getVersion(),
                        topic.getName(),
                        topic.getLevel(),
                        topic.getConfidence(),
                        topic.getOrigin()))
                .toList();
    }

    private static <T> String spans(List<T> spans, Function<T, String> write) {
        return spans.stream().map(write).collect(Collectors.joining("; "));
    }

    private static String keyOf(EnrichedArticle article, Integer index) {
        if (index == null) {
            return null;
        }
        Entity entity = article.getEntities().get(index);
        return RecordKeys.entityKey(entity.getWikidataId(), entity.getType(), entity.getName());
    }
}
