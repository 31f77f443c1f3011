package io.dateline.enrich.topology;

import io.dateline.enrich.life.ChangeKindRule;
import io.dateline.enrich.life.Decision;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.VersionOutcome;
import java.time.Instant;
import java.util.Optional;

/** Makes the records of {@code news.articles.versions}: one for each version, each time something becomes of it. */
final class VersionLedger {
    private VersionLedger() {}

    /** A version that nothing is published of. */
    static ArticleVersion dropped(RawArticle story, Decision.Drop drop, Instant now) {
        VersionOutcome outcome =
                switch (drop.reason()) {
                    case DUPLICATE -> VersionOutcome.DUPLICATE;
                    case LATE -> VersionOutcome.LATE;
                    case CANCELLED -> VersionOutcome.CANCELLED;
                };
        return of(story, drop.version(), outcome, now).build();
    }

    /** A version that is held. */
    static ArticleVersion held(RawArticle story, Decision.Hold hold, Instant now) {
        return of(story, hold.version(), VersionOutcome.HELD, now)
                .setHeldUntil(hold.due())
                .build();
    }

    /** A version that was published, or a record that takes back what was. */
    static ArticleVersion published(EnrichedArticle article, Decision decision, Instant now) {
        ChangeKindRule rule = ruleOf(decision);
        VersionOutcome outcome =
                switch (article.getStatus()) {
                    case CANCELED -> VersionOutcome.CANCELLED;
                    case WITHHELD -> VersionOutcome.HELD;
                    case USABLE -> article.getMetadataOnly() ? VersionOutcome.METADATA_ONLY : VersionOutcome.SERVED;
                };
        return ArticleVersion.newBuilder()
                .setArticleId(article.getArticleId())
                .setVersion(article.getVersion())
                .setOutcome(outcome)
                .setStatus(article.getStatus())
                .setChangeKind(article.getChangeKind())
                .setChangeRule(rule == null ? null : rule.name())
                .setHeadline(article.getHeadline())
                .setVersionCreated(article.getVersionCreated())
                .setReceivedAt(article.getReceivedAt())
                .setReplaces(article.getReplaces())
                .setDuplicateOf(article.getDuplicateOf())
                .setDecidedAt(now)
                .build();
    }

    /** A served version that was found to say what an earlier story says, or not to any more (duplicateOf null). */
    static ArticleVersion nearDuplicate(EnrichedArticle article, Instant now) {
        return ArticleVersion.newBuilder()
                .setArticleId(article.getArticleId())
                .setVersion(article.getVersion())
                .setOutcome(VersionOutcome.NEAR_DUPLICATE)
                .setStatus(article.getStatus())
                .setChangeKind(article.getChangeKind())
                .setHeadline(article.getHeadline())
                .setVersionCreated(article.getVersionCreated())
                .setReceivedAt(article.getReceivedAt())
                .setDuplicateOf(article.getDuplicateOf())
                .setDecidedAt(now)
                .build();
    }

    private static ChangeKindRule ruleOf(Decision decision) {
        if (decision instanceof Decision.Serve serve) {
            return serve.rule();
        }
        if (decision instanceof Decision.Cancel cancel) {
            return cancel.rule();
        }
        return decision instanceof Decision.TakeBack takeBack ? takeBack.rule() : null;
    }

    /** What became of a version that nothing is published of, to be completed. Without a rule, it is not told what it changes. */
    static ArticleVersion.Builder of(RawArticle story, long version, VersionOutcome outcome, Instant now) {
        Optional<ChangeKindRule> rule = ChangeKindRule.of(story);
        boolean isKill = rule.filter(it -> it.kind() == ChangeKind.CANCELLATION).isPresent();
        return ArticleVersion.newBuilder()
                .setArticleId(story.getArticleId())
                .setVersion(version)
                .setOutcome(outcome)
                .setStatus(isKill ? ArticleStatus.CANCELED : story.getStatus())
                .setChangeKind(rule.map(ChangeKindRule::kind).orElse(null))
                .setChangeRule(rule.map(ChangeKindRule::name).orElse(null))
                .setHeadline(story.getHeadline())
                .setVersionCreated(story.getVersionCreated())
                .setReceivedAt(story.getReceivedAt())
                .setDecidedAt(now);
    }
}
