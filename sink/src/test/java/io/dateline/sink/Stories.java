package io.dateline.sink;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.BoilerplateKind;
import io.dateline.schemas.BoilerplateSpan;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.ChangeOperation;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.Link;
import io.dateline.schemas.Mention;
import io.dateline.schemas.ModelVersion;
import io.dateline.schemas.Place;
import io.dateline.schemas.Provenance;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Replacement;
import io.dateline.schemas.Speaker;
import io.dateline.schemas.Subject;
import io.dateline.schemas.TextChange;
import io.dateline.schemas.Topic;
import io.dateline.schemas.TopicOrigin;
import io.dateline.schemas.VersionOutcome;
import java.time.Instant;
import java.util.List;

/** Enriched stories for tests: complete, and different only in what a test says. */
public final class Stories {
    public static final Instant RECEIVED = Instant.parse("2026-11-03T10:15:30.123Z");
    private static final String LEAD = "Mayor Ada Quill opened the bridge at Port Ellery.\n\n\"";
    private static final String TAIL = "\" Quill said.";

    private Stories() {}

    /** articleId of the story that tests call {@code id}. */
    public static String articleId(String id) {
        return RecordKeys.articleId("acme", id);
    }

    /** A usable version with two entities (Ada Quill, Port Ellery), one quote by the first, and two topics. */
    public static EnrichedArticle.Builder usable(String id, long version) {
        return usable(id, version, "It will hold, version " + version);
    }

    /** The same with another quote. */
    public static EnrichedArticle.Builder usable(String id, long version, String quote) {
        String articleId = articleId(id);
        String text = LEAD + quote + TAIL;
        int quoteStart = LEAD.codePointCount(0, LEAD.length());
        int quoteEnd = quoteStart + quote.codePointCount(0, quote.length());
        return common(id, version)
                .setStatus(ArticleStatus.USABLE)
                .setChangeKind(version == 1 ? ChangeKind.NEW : ChangeKind.UPDATE)
                .setReplaces(
                        version == 1
                                ? null
                                : Replacement.newBuilder()
                                        .setVersion(version - 1)
                                        .setChanges(List.of(TextChange.newBuilder()
                                                .setOperation(ChangeOperation.CHANGED)
                                                .setBefore("Before.")
                                                .setAfter("After.")
                                                .setStart(0)
                                                .setEnd(6)
                                                .build()))
                                        .build())
                .setHeadline("Headline of " + id + " version " + version)
                .setByline("By Ned Case")
                .setDateline("PORT ELLERY, Nov 3 (Acme)")
                .setDatelinePlace("PORT ELLERY")
                .setSubjects(List.of(new Subject("medtop:11000000", "politics", "medtop")))
                .setPlaces(List.of(new Place(null, "Port Ellery")))
                .setLinks(List.of(new Link("https://example.org/" + id, "canonical", null, "text/html")))
                .setText(text)
                .setBoilerplate(List.of(new BoilerplateSpan(0, 5, "Mayor", BoilerplateKind.OTHER)))
                .setEntities(List.of(
                        entity("Ada Quill", EntityType.PERSON, "Q900", "Mayor", 0.9, new Mention(6, 15, "Ada Quill")),
                        entity(
                                "Port Ellery",
                                EntityType.LOCATION,
                                null,
                                null,
                                0.4,
                                new Mention(37, 48, "Port Ellery"))))
                .setQuotes(List.of(Quote.newBuilder()
                        .setQuoteId(RecordKeys.quoteId(articleId, quote, 0))
                        .setStart(quoteStart)
                        .setEnd(quoteEnd)
                        .setText(quote)
                        .setType(QuoteType.DIRECT)
                        .setCue("said")
                        .setSpeaker(new Speaker(quoteEnd + 2, quoteEnd + 7, "Quill", 0, "Ada Quill", null))
                        .setConfidence(0.8)
                        .build()))
                .setTopics(List.of(
                        new Topic("medtop:11000000", "politics and government", 1, 1.0, TopicOrigin.PROVIDER),
                        new Topic("medtop:20000001", "public works", 2, 0.6, TopicOrigin.MODEL)));
    }

    /** A kill, as enrichment writes it. */
    public static EnrichedArticle.Builder killed(String id, long version) {
        return common(id, version)
                .setStatus(ArticleStatus.CANCELED)
                .setChangeKind(ChangeKind.CANCELLATION)
                .setEditorialNote("Mandatory kill")
                .setText("");
    }

    /** A version that must not be published, text and all. */
    public static EnrichedArticle.Builder withheld(String id, long version) {
        return usable(id, version).setStatus(ArticleStatus.WITHHELD);
    }

    /** What became of a version. */
    public static ArticleVersion.Builder outcome(String id, long version, VersionOutcome outcome) {
        return ArticleVersion.newBuilder()
                .setArticleId(articleId(id))
                .setVersion(version)
                .setOutcome(outcome)
                .setStatus(outcome == VersionOutcome.CANCELLED ? ArticleStatus.CANCELED : ArticleStatus.USABLE)
                .setChangeKind(outcome == VersionOutcome.SERVED ? ChangeKind.UPDATE : null)
                .setHeadline("Headline of " + id + " version " + version)
                .setReceivedAt(RECEIVED.plusSeconds(version))
                .setDecidedAt(RECEIVED.plusSeconds(version + 1));
    }

    /** An entity that is mentioned once. */
    public static Entity entity(
            String name, EntityType type, String wikidataId, String role, double salience, Mention mention) {
        return Entity.newBuilder()
                .setName(name)
                .setType(type)
                .setWikidataId(wikidataId)
                .setAliases(List.of())
                .setRole(role)
                .setSalience(salience)
                .setConfidence(0.9)
                .setMentions(List.of(mention))
                .build();
    }

    private static EnrichedArticle.Builder common(String id, long version) {
        return EnrichedArticle.newBuilder()
                .setArticleId(articleId(id))
                .setProvider("acme")
                .setVersion(version)
                .setLanguage("en")
                .setSlugline("BRIDGE-" + id)
                .setCredit("Acme")
                .setUrgency(4)
                .setFirstCreated(RECEIVED)
                .setVersionCreated(RECEIVED.plusSeconds(60 * version))
                .setReceivedAt(RECEIVED.plusSeconds(60 * version + 5))
                .setFormat("ndjson")
                .setFeed("test")
                .setProvenance(Provenance.newBuilder()
                        .setEnricherVersion("0.1.0")
                        .setModels(List.of(new ModelVersion("part-of-speech", "1")))
                        .setConfigHash("0a1b")
                        .setEnrichedAt(RECEIVED.plusSeconds(60 * version + 6))
                        .build());
    }
}
