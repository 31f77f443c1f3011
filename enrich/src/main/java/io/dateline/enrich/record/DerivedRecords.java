package io.dateline.enrich.record;

import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Speaker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The quote and mention records of an enriched story, by key in the story's order. Thread-safe. */
public final class DerivedRecords {
    /** Longer headlines are cut, or a story with one of thousands of characters would be sent again for each of its quotes. */
    static final int LONGEST_HEADLINE = 1000;

    private DerivedRecords() {}

    /** Its quotes by quoteId. */
    public static Map<String, QuoteRecord> quotes(EnrichedArticle article) {
        Map<String, QuoteRecord> quotes = new LinkedHashMap<>();
        String headline = headline(article);
        for (Quote quote : article.getQuotes()) {
            Speaker speaker = quote.getSpeaker();
            Entity entity = speaker == null || speaker.getEntity() == null
                    ? null
                    : article.getEntities().get(speaker.getEntity());
            quotes.put(
                    quote.getQuoteId(),
                    QuoteRecord.newBuilder()
                            .setQuoteId(quote.getQuoteId())
                            .setArticleId(article.getArticleId())
                            .setVersion(article.getVersion())
                            .setHeadline(headline)
                            .setPublishedAt(publishedAt(article))
                            .setStart(quote.getStart())
                            .setEnd(quote.getEnd())
                            .setText(quote.getText())
                            .setType(quote.getType())
                            .setCue(quote.getCue())
                            .setSpeakerText(speaker == null ? null : speaker.getText())
                            .setSpeakerName(entity == null ? null : entity.getName())
                            .setSpeakerType(entity == null ? null : entity.getType())
                            .setSpeakerWikidataId(entity == null ? null : entity.getWikidataId())
                            .setSpeakerRole(entity == null ? null : entity.getRole())
                            .setSpeakerOrganisation(
                                    speaker == null || speaker.getOrganisation() == null
                                            ? null
                                            : article.getEntities()
                                                    .get(speaker.getOrganisation())
                                                    .getName())
                            .setConfidence(quote.getConfidence())
                            .setCueClass(quote.getCueClass())
                            .setParts(quote.getParts())
                            .build());
        }
        return quotes;
    }

    /** Its entities by mentionId. Two entities with one key (same type and folded name) become one record, the first. */
    public static Map<String, EntityMentionRecord> mentions(EnrichedArticle article) {
        Map<String, EntityMentionRecord> mentions = new LinkedHashMap<>();
        String headline = headline(article);
        for (Entity entity : article.getEntities()) {
            String entityKey = RecordKeys.entityKey(entity.getWikidataId(), entity.getType(), entity.getName());
            String mentionId = RecordKeys.mentionId(article.getArticleId(), entityKey);
            mentions.putIfAbsent(
                    mentionId,
                    EntityMentionRecord.newBuilder()
                            .setMentionId(mentionId)
                            .setArticleId(article.getArticleId())
                            .setVersion(article.getVersion())
                            .setHeadline(headline)
                            .setPublishedAt(publishedAt(article))
                            .setEntityKey(entityKey)
                            .setName(entity.getName())
                            .setType(entity.getType())
                            .setWikidataId(entity.getWikidataId())
                            .setAliases(entity.getAliases())
                            .setRole(entity.getRole())
                            .setSalience(entity.getSalience())
                            .setConfidence(entity.getConfidence())
                            .setMentions(entity.getMentions())
                            .build());
        }
        return mentions;
    }

    /**
     * Does a newer record say anything that the one already sent does not? Where the words stand in the text, which
     * version they were met in and how sure the model is don't count.
     */
    public static boolean saysTheSame(QuoteRecord sent, QuoteRecord newer) {
        return QuoteRecord.newBuilder(newer)
                .setVersion(sent.getVersion())
                .setHeadline(sent.getHeadline())
                .setPublishedAt(sent.getPublishedAt())
                .setStart(sent.getStart())
                .setEnd(sent.getEnd())
                .setConfidence(sent.getConfidence())
                .setParts(sent.getParts())
                .build()
                .equals(sent);
    }

    /** As for quotes; salience counts where it has moved by a twentieth or more. */
    public static boolean saysTheSame(EntityMentionRecord sent, EntityMentionRecord newer) {
        return Math.abs(sent.getSalience() - newer.getSalience()) < 0.05
                && EntityMentionRecord.newBuilder(newer)
                        .setVersion(sent.getVersion())
                        .setHeadline(sent.getHeadline())
                        .setPublishedAt(sent.getPublishedAt())
                        .setSalience(sent.getSalience())
                        .setConfidence(sent.getConfidence())
                        .setMentions(sent.getMentions())
                        .build()
                        .equals(sent);
    }

    private static String headline(EnrichedArticle article) {
        String headline = article.getHeadline();
        if (headline == null || headline.length() <= LONGEST_HEADLINE) {
            return headline;
        }
        int end = LONGEST_HEADLINE - 1;
        return headline.substring(0, Character.isHighSurrogate(headline.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }

    private static Instant publishedAt(EnrichedArticle article) {
        return article.getVersionCreated() != null ? article.getVersionCreated() : article.getReceivedAt();
    }
}
