package io.dateline.enrich.record;

import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.diff.TextDiff;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.BoilerplateSpan;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Entity;
import io.dateline.schemas.Mention;
import io.dateline.schemas.Provenance;
import io.dateline.schemas.Quote;
import io.dateline.schemas.QuotePart;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.RecordKeys;
import io.dateline.schemas.Replacement;
import io.dateline.schemas.Speaker;
import io.dateline.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes {@link EnrichedArticle} records. Thread-safe. */
public final class EnrichedArticles {
    private EnrichedArticles() {}

    /** What analysis needs of a raw story. */
    public static Story storyOf(RawArticle raw) {
        return new Story(
                raw.getBody(),
                raw.getHeadline(),
                raw.getLanguage(),
                raw.getSubjects().stream()
                        .filter(s -> s.getCode() != null || s.getName() != null)
                        .map(s -> new Story.ProviderSubject(s.getCode(), s.getName(), s.getScheme()))
                        .toList());
    }

    /** The complete record of a version that is served. */
    public static EnrichedArticle served(
            RawArticle raw, Analysis analysis, long version, ChangeKind changeKind, Provenance provenance) {
        EnrichedArticle.Builder article = common(raw, version, changeKind, provenance)
                .setStatus(ArticleStatus.USABLE)
                .setLanguage(analysis.language())
                .setByline(raw.getByline() != null ? raw.getByline() : analysis.byline())
                .setCredit(raw.getCredit() != null ? raw.getCredit() : analysis.credit())
                .setDateline(raw.getDateline() != null ? raw.getDateline() : analysis.dateline())
                .setDatelinePlace(raw.getDatelinePlace() != null ? raw.getDatelinePlace() : analysis.datelinePlace())
                .setText(raw.getBody());
        annotate(article, raw.getArticleId(), raw.getBody(), analysis);
        return article.build();
    }

    /**
     * Would analysis find in this version just what it found in the one before? So when it is given the same and is the
     * same.
     *
     * @param before the version that is served; null when none is
     */
    public static boolean hasSameContent(EnrichedArticle before, RawArticle raw, Provenance provenance) {
        return before != null
                && before.getText().equals(raw.getBody())
                && Objects.equals(before.getHeadline(), raw.getHeadline())
                && (raw.getLanguage() == null || raw.getLanguage().equals(before.getLanguage()))
                && before.getSubjects().equals(raw.getSubjects())
                && before.getProvenance().getEnricherVersion().equals(provenance.getEnricherVersion())
                && before.getProvenance().getConfigHash().equals(provenance.getConfigHash())
                && before.getProvenance().getModels().equals(provenance.getModels());
    }

    /** The complete record of a version that says what the one before said, with other metadata. */
    public static EnrichedArticle metadataOnly(
            RawArticle raw, EnrichedArticle before, long version, ChangeKind changeKind, Provenance provenance) {
        return common(raw, version, changeKind, provenance)
                .setStatus(ArticleStatus.USABLE)
                .setMetadataOnly(true)
                .setLanguage(before.getLanguage())
                .setByline(elseFound(raw.getByline(), before.getByline(), before))
                .setCredit(elseFound(raw.getCredit(), before.getCredit(), before))
                .setDateline(elseFound(raw.getDateline(), before.getDateline(), before))
                .setDatelinePlace(elseFound(raw.getDatelinePlace(), before.getDatelinePlace(), before))
                .setText(before.getText())
                .setBoilerplate(before.getBoilerplate())
                .setEntities(before.getEntities())
                .setQuotes(before.getQuotes())
                .setTopics(before.getTopics())
                .build();
    }

    /** What is delivered, else what was found in the same text. What was delivered before and is no more is taken back. */
    private static String elseFound(String delivered, String earlier, EnrichedArticle before) {
        boolean isFound = earlier != null
                && before.getBoilerplate().stream()
                        .anyMatch(span -> span.getText().contains(earlier));
        return delivered != null || !isFound ? delivered : earlier;
    }

    /** What a version changes against the one that was served before; null when none was. */
    public static Replacement replacement(EnrichedArticle before, EnrichedArticle after) {
        if (before == null) {
            return null;
        }
        if (after.getStatus() != ArticleStatus.USABLE) {
            // What is taken back must not stand in the record that takes it back.
            return new Replacement(before.getVersion(), null, List.of(), false);
        }
        boolean sameHeadline = Objects.equals(before.getHeadline(), after.getHeadline());
        TextDiff.Result diff = TextDiff.between(before.getText(), after.getText());
        return new Replacement(
                before.getVersion(), sameHeadline ? null : before.getHeadline(), diff.changes(), !diff.complete());
    }

    /**
     * The record that says that a story is killed by another one or by a person.
     *
     * @param served what was served of it; null when nothing was
     */
    public static EnrichedArticle canceled(
            String articleId, EnrichedArticle served, long version, Instant orderedAt, Provenance provenance) {
        EnrichedArticle.Builder kill = EnrichedArticle.newBuilder()
                .setArticleId(articleId)
                .setProvider(articleId.substring(0, Math.max(0, articleId.indexOf('|'))))
                .setVersion(version)
                .setStatus(ArticleStatus.CANCELED)
                .setChangeKind(ChangeKind.CANCELLATION)
                .setLanguage("und")
                .setReceivedAt(orderedAt)
                .setFormat("command")
                .setFeed("commands")
                .setText("")
                .setProvenance(provenance);
        if (served != null) {
            kill.setProvider(served.getProvider())
                    .setLanguage(served.getLanguage())
                    .setUrgency(served.getUrgency())
                    .setFirstCreated(served.getFirstCreated())
                    .setVersionCreated(served.getVersionCreated());
        }
        return kill.build();
    }

    /**
     * The record that says that a story is killed or withheld by its provider: without headline, text and annotations.
     *
     * @param status CANCELED or WITHHELD
     */
    public static EnrichedArticle takenBack(
            RawArticle raw, ArticleStatus status, long version, ChangeKind changeKind, Provenance provenance) {
        return common(raw, version, changeKind, provenance)
                .setStatus(status)
                .setLanguage(raw.getLanguage() != null ? raw.getLanguage() : "und")
                .setHeadline(null)
                .setText("")
                .build();
    }

    /** A text by itself, as the command line analyses it. */
    public static EnrichedArticle ofText(String id, String text, Analysis analysis, Provenance provenance) {
        EnrichedArticle.Builder article = EnrichedArticle.newBuilder()
                .setArticleId(id)
                .setProvider("")
                .setVersion(1)
                .setStatus(ArticleStatus.USABLE)
                .setChangeKind(ChangeKind.NEW)
                .setLanguage(analysis.language())
                .setReceivedAt(provenance.getEnrichedAt())
                .setFormat("text")
                .setFeed("analyze")
                .setText(text)
                .setProvenance(provenance);
        annotate(article, id, text, analysis);
        return article.build();
    }

    private static EnrichedArticle.Builder common(
            RawArticle raw, long version, ChangeKind changeKind, Provenance provenance) {
        return EnrichedArticle.newBuilder()
                .setArticleId(raw.getArticleId())
                .setProvider(raw.getProvider())
                .setVersion(version)
                .setChangeKind(changeKind)
                .setSupersedes(raw.getSupersedes())
                .setEmbargoedUntil(raw.getEmbargoedUntil())
                .setUrgency(raw.getUrgency())
                .setHeadline(raw.getHeadline())
                .setSlugline(raw.getSlugline())
                .setCredit(raw.getCredit())
                .setCopyright(raw.getCopyright())
                .setUsageTerms(raw.getUsageTerms())
                .setEditorialNote(raw.getEditorialNote())
                .setGenres(raw.getGenres())
                .setSubjects(raw.getSubjects())
                .setPlaces(raw.getPlaces())
                .setLinks(raw.getLinks())
                .setFirstCreated(raw.getFirstCreated())
                .setVersionCreated(raw.getVersionCreated())
                .setReceivedAt(raw.getReceivedAt())
                .setFormat(raw.getFormat())
                .setFeed(raw.getFeed())
                .setProvenance(provenance);
    }

    private static void annotate(EnrichedArticle.Builder article, String articleId, String text, Analysis analysis) {
        CodePoints points = new CodePoints(text);
        List<BoilerplateSpan> boilerplate = new ArrayList<>();
        for (Analysis.Boilerplate found : analysis.boilerplate()) {
            Span span = found.span();
            boilerplate.add(
                    new BoilerplateSpan(points.at(span.start()), points.at(span.end()), span.of(text), found.kind()));
        }
        List<Entity> entities = new ArrayList<>();
        for (Analysis.EntityAnnotation found : analysis.entities()) {
            List<Mention> mentions = new ArrayList<>();
            for (Span span : found.mentions()) {
                mentions.add(new Mention(points.at(span.start()), points.at(span.end()), span.of(text)));
            }
            entities.add(new Entity(
                    found.name(),
                    found.type(),
                    found.wikidataId(),
                    found.aliases(),
                    found.role(),
                    found.salience(),
                    found.confidence(),
                    mentions));
        }
        List<Quote> quotes = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        for (Analysis.QuoteAnnotation found : analysis.quotes()) {
            String content = found.content().of(text);
            int occurrence = occurrences.merge(RecordKeys.quoteId(articleId, content, 0), 1, Integer::sum) - 1;
            quotes.add(new Quote(
                    RecordKeys.quoteId(articleId, content, occurrence),
                    points.at(found.content().start()),
                    points.at(found.content().end()),
                    content,
                    found.type(),
                    found.cue(),
                    speaker(found.speaker(), analysis, text, points),
                    found.confidence(),
                    found.cueClass(),
                    parts(found, text, points)));
        }
        List<Topic> topics = new ArrayList<>();
        for (Analysis.TopicAnnotation found : analysis.topics()) {
            topics.add(new Topic(found.code(), found.name(), found.level(), found.confidence(), found.origin()));
        }
        article.setBoilerplate(boilerplate)
                .setEntities(entities)
                .setQuotes(quotes)
                .setTopics(topics);
    }

    private static Speaker speaker(
            Analysis.SpeakerAnnotation found, Analysis analysis, String text, CodePoints points) {
        if (found == null) {
            return null;
        }
        Span span = found.span();
        boolean resolved = found.entity() >= 0;
        return new Speaker(
                points.at(span.start()),
                points.at(span.end()),
                span.of(text),
                resolved ? found.entity() : null,
                resolved ? analysis.entities().get(found.entity()).name() : null,
                found.organisation() >= 0 ? found.organisation() : null);
    }

    private static List<QuotePart> parts(Analysis.QuoteAnnotation found, String text, CodePoints points) {
        List<QuotePart> parts = new ArrayList<>();
        for (Span span : found.parts()) {
            parts.add(new QuotePart(points.at(span.start()), points.at(span.end()), span.of(text)));
        }
        return parts;
    }
}
