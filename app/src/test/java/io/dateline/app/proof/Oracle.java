package io.dateline.app.proof;

import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.diff.TextDiff;
import io.dateline.enrich.record.DerivedRecords;
import io.dateline.enrich.record.EnrichedArticles;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Provenance;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Replacement;
import io.dateline.schemas.VersionOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Works out from what was sent what must be on every other topic and in every table. The rules of a story's life are
 * written down here a second time, for the cases that {@link Script} makes; the analysis of a text, and how a record is
 * filled with it, are asked of the code under test, outside the pipeline.
 */
final class Oracle {
    private static final AnalysisModels MODELS = AnalysisModels.load();
    private static final Provenance PROVENANCE = EnrichCommand.provenance(MODELS)
            .with(MODELS.newAnalyzer().refresh())
            .at(Instant.EPOCH);

    private final StoryAnalyzer analyzer = MODELS.newAnalyzer();
    private final Map<String, Analysis> analysed = new HashMap<>();
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final Evidence expected = new Evidence();

    private static final class Life {
        private long latest;
        private long killed;
        /** What is served, or null. */
        private EnrichedArticle served;
        /** What was published last. */
        private EnrichedArticle current;

        private final Set<String> seen = new HashSet<>();
        private final Map<Long, EnrichedArticle> published = new TreeMap<>();
    }

    private Oracle() {
        Lines.ALL.forEach(expected::section);
        Lines.ON_THE_WAY.forEach(expected::section);
    }

    /** What must come of these stories, in the order of their topic: in the end, and how each came there. */
    static Evidence expect(List<RawArticle> stories) {
        Evidence expected = expectAll(stories, List.of());
        expected.sections().keySet().removeAll(Lines.ON_THE_WAY);
        return expected;
    }

    /**
     * The same with every record on the way.
     *
     * @param letters the dead letters
     */
    static Evidence expectAll(List<RawArticle> stories, List<String> letters) {
        Oracle oracle = new Oracle();
        stories.forEach(oracle::arrive);
        oracle.expected.section(Lines.LETTERS).addAll(letters);
        return oracle.conclude();
    }

    private void arrive(RawArticle story) {
        Life life = lives.computeIfAbsent(story.getArticleId(), id -> new Life());
        long version = story.getVersion();
        if (!life.seen.add(contentOf(story))) {
            drop(story, VersionOutcome.DUPLICATE, null);
        } else if (version < life.latest) {
            drop(story, VersionOutcome.LATE, null);
        } else {
            life.latest = version;
            takeIn(life, story, version);
        }
    }

    private void takeIn(Life life, RawArticle story, long version) {
        if (story.getStatus() == ArticleStatus.CANCELED) {
            life.killed = version;
            EnrichedArticle kill = EnrichedArticles.takenBack(
                    story, ArticleStatus.CANCELED, version, ChangeKind.CANCELLATION, PROVENANCE);
            if (life.served != null) {
                kill.setReplaces(new Replacement(life.served.getVersion(), null, List.of(), false));
            }
            publish(life, kill, VersionOutcome.CANCELLED, "STATUS_CANCELED");
        } else if (version <= life.killed) {
            drop(story, VersionOutcome.CANCELLED, null);
        } else if (story.getEmbargoedUntil() != null) {
            drop(story, VersionOutcome.HELD, story.getEmbargoedUntil());
        } else {
            serve(life, story, version);
        }
    }

    private void serve(Life life, RawArticle story, long version) {
        EnrichedArticle before = life.served;
        boolean sameWords = before != null
                && before.getText().equals(story.getBody())
                && before.getHeadline().equals(story.getHeadline());
        ChangeKind kind = life.published.isEmpty() ? ChangeKind.NEW : ChangeKind.UPDATE;
        EnrichedArticle article = EnrichedArticles.served(story, analyse(story), version, kind, PROVENANCE);
        article.setMetadataOnly(sameWords);
        if (before != null) {
            boolean sameHeadline = before.getHeadline().equals(story.getHeadline());
            TextDiff.Result diff = TextDiff.between(before.getText(), story.getBody());
            article.setReplaces(new Replacement(
                    before.getVersion(), sameHeadline ? null : before.getHeadline(), diff.changes(), !diff.complete()));
        }
        publish(life, article, sameWords ? VersionOutcome.METADATA_ONLY : VersionOutcome.SERVED, null);
    }

    private void drop(RawArticle story, VersionOutcome outcome, Instant heldUntil) {
        // What a kill does is told whatever becomes of it; of other versions it is worked out when they are served.
        boolean kill = story.getStatus() == ArticleStatus.CANCELED;
        ledger(ArticleVersion.newBuilder()
                .setArticleId(story.getArticleId())
                .setVersion(story.getVersion())
                .setOutcome(outcome)
                .setStatus(story.getStatus())
                .setChangeKind(kill ? ChangeKind.CANCELLATION : null)
                .setChangeRule(kill ? "STATUS_CANCELED" : null)
                .setHeadline(story.getHeadline())
                .setHeldUntil(heldUntil)
                .setReceivedAt(Instant.EPOCH)
                .setDecidedAt(Instant.EPOCH)
                .build());
    }

    private void publish(Life life, EnrichedArticle article, VersionOutcome outcome, String rule) {
        String id = article.getArticleId();
        ledger(ArticleVersion.newBuilder()
                .setArticleId(id)
                .setVersion(article.getVersion())
                .setOutcome(outcome)
                .setStatus(article.getStatus())
                .setChangeKind(article.getChangeKind())
                .setChangeRule(rule)
                .setHeadline(article.getHeadline())
                .setReplaces(article.getReplaces())
                .setReceivedAt(Instant.EPOCH)
                .setDecidedAt(Instant.EPOCH)
                .build());
        expected.section(Lines.ENRICHED).add(Lines.record(id, article));
        replace(life.served, article, DerivedRecords::quotes, DerivedRecords::saysTheSame, Lines.QUOTE_RECORDS);
        replace(life.served, article, DerivedRecords::mentions, DerivedRecords::saysTheSame, Lines.MENTION_RECORDS);
        life.published.put(article.getVersion(), article);
        life.current = article;
        life.served = article.getStatus() == ArticleStatus.USABLE ? article : null;
    }

    /** What no longer holds is taken back; what holds is sent when it says something that the version before did not say. */
    private <T extends SpecificRecord> void replace(
            EnrichedArticle before,
            EnrichedArticle after,
            Function<EnrichedArticle, Map<String, T>> derive,
            BiPredicate<T, T> saysTheSame,
            String section) {
        Map<String, T> held = before == null ? Map.of() : derive.apply(before);
        Map<String, T> holds = derive.apply(after);
        held.keySet().stream()
                .filter(key -> !holds.containsKey(key))
                .forEach(key -> expected.section(section).add(Lines.tombstone(key)));
        holds.forEach((key, record) -> {
            if (!held.containsKey(key) || !saysTheSame.test(held.get(key), record)) {
                expected.section(section).add(Lines.record(key, record));
            }
        });
    }

    private void ledger(ArticleVersion version) {
        expected.section(Lines.LEDGER).add(Lines.record(version.getArticleId(), version));
        expected.section(Lines.DB_LEDGER).add(Rows.ledger(version));
    }

    private Evidence conclude() {
        for (Life life : lives.values()) {
            if (life.current != null) {
                expected.section(Lines.DB_ARTICLES).add(Rows.article(life.current));
            }
            if (life.served != null) {
                DerivedRecords.quotes(life.served)
                        .values()
                        .forEach(quote -> expected.section(Lines.QUOTES).add(Lines.quote(quote)));
                DerivedRecords.mentions(life.served)
                        .values()
                        .forEach(mention -> expected.section(Lines.MENTIONS).add(Lines.mention(mention)));
                expected.section(Lines.DB_QUOTES).addAll(Rows.quotes(life.served));
                expected.section(Lines.DB_MENTIONS).addAll(Rows.mentions(life.served));
                expected.section(Lines.DB_TOPICS).addAll(Rows.topics(life.served));
            }
            life.published
                    .values()
                    .forEach(version -> expected.section(Lines.DB_VERSIONS)
                            .add(Rows.version(version, version.getVersion() > life.killed)));
        }
        Lines.settle(expected);
        return expected;
    }

    private Analysis analyse(RawArticle story) {
        return analysed.computeIfAbsent(
                story.getHeadline() + "\n" + story.getBody(),
                text -> analyzer.analyze(EnrichedArticles.storyOf(story)));
    }

    /** Two deliveries with the same of this are the same delivery. */
    private static String contentOf(RawArticle story) {
        return String.join(
                "\u0000",
                String.valueOf(story.getVersion()),
                story.getStatus().name(),
                String.valueOf(story.getHeadline()),
                String.valueOf(story.getUrgency()),
                String.valueOf(story.getEmbargoedUntil()),
                story.getBody());
    }
}
