package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dateline.enrich.RawStories;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryOrder;
import io.dateline.schemas.VersionOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases in the life of a story that wires bring about and nobody plans, through the real topology. */
class StoryLifeCasesTest {
    private static final Instant SOON = TopologyHarness.START.plusSeconds(100);

    private TopologyHarness kafka;

    @BeforeEach
    void start(@TempDir Path state) {
        kafka = new TopologyHarness(state);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    /** A kill without number and time, and the story that it kills after it. */
    @Test
    void aKillOfTheSameIdThatSaysNeitherNumberNorTimeWaitsForItsStory() {
        kafka.send(kill("a"));
        kafka.send(RawStories.story("a", "Ann says: Yes."));

        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(served("a")).isEmpty();

        kafka.send(RawStories.story("a", "Ann says: Indeed."));
        assertThat(kafka.quoteTexts()).containsExactly("Indeed.");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 CANCELLED", "acme|a 2 CANCELLED", "acme|a 3 SERVED");
    }

    @Test
    void theSameForAStoryWithANumber() {
        kafka.send(kill("a"));
        kafka.send(RawStories.story("a", 5, "Ann says: Yes."));
        kafka.send(RawStories.story("a", 4, "Ann says: Perhaps."));
        kafka.send(RawStories.story("a", 6, "Ann says: Indeed."));

        assertThat(kafka.quoteTexts()).containsExactly("Indeed.");
        assertThat(kafka.ledger())
                .containsExactly("acme|a 1 CANCELLED", "acme|a 5 CANCELLED", "acme|a 4 CANCELLED", "acme|a 6 SERVED");
    }

    @Test
    void aKillThatWaitsSaysNothingOfWhatWasMadeAfterIt() {
        kafka.send(kill("a").setVersionCreated(at(20)));
        kafka.send(RawStories.story("a", "Ann says: Later.").setVersionCreated(at(30)));
        kafka.send(RawStories.story("a", "Ann says: Sooner.").setVersionCreated(at(10)));

        assertThat(kafka.quoteTexts()).containsExactly("Later.");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 CANCELLED", "acme|a 2 SERVED", "acme|a 3 CANCELLED");
    }

    @Test
    void aKillThatWaitedIsOverWhenAVersionMadeAfterItIsReleased() {
        kafka.send(killOf("a").setVersionCreated(at(20)));
        kafka.send(RawStories.story("a", 2, "Ann says: Two.")
                .setVersionCreated(at(30))
                .setEmbargoedUntil(SOON));
        kafka.advance(Duration.ofSeconds(101));
        kafka.send(RawStories.story("a", 3, "Ann says: Three."));

        assertThat(kafka.ledger())
                .containsExactly("acme|kill-of-a 1 CANCELLED", "acme|a 2 HELD", "acme|a 2 SERVED", "acme|a 3 SERVED");
    }

    @Test
    void whatIsWithheldIsTakenBackThoughAHigherVersionIsHeld() {
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        kafka.send(RawStories.story("a", 3, "Ann says: Three.").setEmbargoedUntil(SOON));
        kafka.send(RawStories.story("a", 2, "Ann says: Two.").setStatus(ArticleStatus.WITHHELD));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getStatus)
                .containsExactly(ArticleStatus.USABLE, ArticleStatus.WITHHELD);
        assertThat(kafka.quoteTexts()).containsExactly("One.", "-");

        kafka.advance(Duration.ofSeconds(101));

        assertThat(served("a")).containsExactly(3L);
        assertThat(kafka.quoteTexts()).containsExactly("Three.");
        assertThat(kafka.ledger())
                .containsExactly("acme|a 1 SERVED", "acme|a 3 HELD", "acme|a 2 HELD", "acme|a 3 SERVED");
    }

    @Test
    void aKillThatIsToldByItsHeadlineIsOneInTheLedgerThoughItComesLate() {
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        kafka.send(RawStories.story("a", 3, "Ann says: Three."));
        kafka.send(RawStories.story("a", 2, "Ann says: Nothing.").setHeadline("MANDATORY KILL: Ann speaks"));

        assertThat(kafka.versions.readValuesToList())
                .filteredOn(entry -> entry.getOutcome() == VersionOutcome.LATE)
                .extracting(ArticleVersion::getStatus)
                .containsExactly(ArticleStatus.CANCELED);
    }

    @Test
    void whatIsHeldWhileAKillWaitsCanBeKilledByAPerson() {
        kafka.send(killOf("a").setVersionCreated(at(20)));
        kafka.send(RawStories.story("a", 1, "Ann says: One.")
                .setVersionCreated(at(30))
                .setEmbargoedUntil(SOON));
        kafka.order("acme|a", StoryOrder.KILL);
        kafka.advance(Duration.ofSeconds(101));

        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(served("a")).isEmpty();
    }

    @Test
    void whatIsHeldWhileAKillWaitsCanBeKilledByALaterStoryAndNotByAnEarlierOne() {
        kafka.send(killOf("a").setVersionCreated(at(20)));
        kafka.send(RawStories.story("a", 1, "Ann says: One.")
                .setVersionCreated(at(30))
                .setEmbargoedUntil(SOON));
        kafka.send(RawStories.story("b", 1, "")
                .setSupersedes(List.of("acme|a"))
                .setStatus(ArticleStatus.CANCELED)
                .setVersionCreated(at(25)));
        assertThat(kafka.enriched.readValuesToList())
                .noneMatch(article -> article.getArticleId().equals("acme|a"));

        kafka.send(RawStories.story("c", 1, "")
                .setSupersedes(List.of("acme|a"))
                .setStatus(ArticleStatus.CANCELED)
                .setVersionCreated(at(40)));
        kafka.advance(Duration.ofSeconds(101));

        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(served("a")).isEmpty();
    }

    /** The sink takes headline and text from all versions up to the number of a kill. */
    @Test
    void aKillThatComesLateAndHasNoNumberCoversNoMoreThanWhatIsOlder() {
        kafka.send(RawStories.story("a", 1, "Ann says: One.").setVersionCreated(at(10)));
        kafka.send(RawStories.story("a", 2, "Ann says: Two.").setVersionCreated(at(20)));
        kafka.send(kill("a").setVersionCreated(at(15)));
        kafka.send(RawStories.story("a", 3, "Ann says: Three.").setVersionCreated(at(30)));

        List<ArticleVersion> kills = kafka.versions.readValuesToList().stream()
                .filter(entry -> entry.getStatus() == ArticleStatus.CANCELED)
                .toList();
        assertThat(kills).hasSize(1);
        assertThat(kills.get(0).getOutcome()).isEqualTo(VersionOutcome.LATE);
        assertThat(kills.get(0).getVersion()).isEqualTo(1);
        assertThat(served("a")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aKillOfAVersionUnderAnEmbargoEndsIt() {
        kafka.send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(SOON));
        kafka.send(RawStories.story("a", 1, "").setStatus(ArticleStatus.CANCELED));
        kafka.advance(Duration.ofSeconds(101));

        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(served("a")).isEmpty();
        assertThat(kafka.analysed).isEmpty();
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 CANCELLED", "acme|a 1 CANCELLED");
    }

    @Test
    void aKillByAnotherStoryOfAVersionUnderAnEmbargoEndsIt() {
        kafka.send(RawStories.story("a", 1, "Ann says: One.").setEmbargoText("Next Monday"));
        kafka.send(killOf("a"));
        kafka.order("acme|a", StoryOrder.RELEASE);

        assertThat(kafka.quoteTexts()).isEmpty();
        assertThat(served("a")).isEmpty();
    }

    /** In the other order both are killed. */
    @Test
    void aKillOfAnotherStoryCountsThoughItComesLate() {
        kafka.send(RawStories.story("a", 1, "Ann says: A."));
        kafka.send(RawStories.story("b", 1, "Ben says: B."));
        kafka.quoteTexts();
        kafka.send(killOf("b").setVersion(2L));
        kafka.send(killOf("a").setArticleId("acme|kill-of-b").setVersion(1L));

        assertThat(kafka.quoteTexts()).containsExactly("-", "-");
    }

    @Test
    void aStoryThatIsWithheldKillsNoOtherUntilItIsReleased() {
        kafka.send(RawStories.story("a", 1, "Ann says: A."));
        kafka.send(RawStories.story("b", 1, "Ben says: B."));
        kafka.quoteTexts();
        kafka.send(RawStories.story("b", 2, "Ben says: Both.")
                .setStatus(ArticleStatus.WITHHELD)
                .setSupersedes(List.of("acme|a")));
        assertThat(kafka.quoteTexts()).as("of b only").containsExactly("-");

        kafka.order("acme|b", StoryOrder.RELEASE);
        assertThat(kafka.quoteTexts()).containsExactly("Both.", "-");
    }

    @Test
    void aNumberThatIsUsedAgainForAnotherTextIsTheLaterOne() {
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        kafka.send(RawStories.story("a", 1, "Ann says: One, mended."));
        kafka.send(RawStories.story("a", 1, "Ann says: One."));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-", "One, mended.");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 SERVED", "acme|a 1 SERVED", "acme|a 1 DUPLICATE");
    }

    /** The last entry of a version says what became of it. */
    @Test
    void aNumberThatIsHeldAndUsedAgainForATextThatMayBeServedEndsAsServed() {
        kafka.send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(SOON));
        kafka.send(RawStories.story("a", 1, "Ann says: One, and now."));
        kafka.advance(Duration.ofSeconds(101));

        assertThat(kafka.quoteTexts()).containsExactly("One, and now.");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 LATE", "acme|a 1 SERVED");
    }

    @Test
    void numbersThatAreMissingAndThenGivenGoOn() {
        kafka.send(RawStories.story("a", "Ann says: One."));
        kafka.send(RawStories.story("a", 2, "Ann says: Two."));
        kafka.send(RawStories.story("a", "Ann says: Three."));
        kafka.send(RawStories.story("a", 3, "Ann says: Three, with its number."));
        kafka.send(RawStories.story("a", 4, "Ann says: Four."));

        assertThat(served("a")).containsExactly(1L, 2L, 3L, 3L, 4L);
    }

    @Test
    void whatMayBeServedIsServedUntilTheEmbargoOfAHigherVersionEnds() {
        kafka.send(RawStories.story("a", 3, "Ann says: Three.").setEmbargoedUntil(SOON));
        kafka.send(RawStories.story("a", 2, "Ann says: Two."));
        kafka.send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(SOON.plusSeconds(100)));
        assertThat(kafka.quoteTexts()).containsExactly("Two.");
        kafka.advance(Duration.ofSeconds(300));

        assertThat(kafka.quoteTexts()).containsExactly("-", "Three.");
        assertThat(kafka.ledger())
                .containsExactly("acme|a 3 HELD", "acme|a 2 SERVED", "acme|a 1 LATE", "acme|a 3 SERVED");
    }

    @Test
    void aCorrectionThatShortensTakesBackWhatIsGoneAndSendsNothingElse() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.\nBen says: No.\nCarl says: Perhaps."));
        kafka.quoteTexts();
        kafka.mentionNames();
        kafka.send(RawStories.story("a", 2, "Ann says: Yes.").setHeadline("CORRECTED-Headline"));

        assertThat(kafka.quoteTexts()).containsExactly("-", "-");
        assertThat(kafka.mentionNames()).containsExactly("-person:ben", "-person:carl");
    }

    @Test
    void whatIsNotServedHasItsChangeKindInTheLedgerToo() {
        kafka.send(RawStories.story("a", 3, "Ann says: Three."));
        kafka.send(RawStories.story("a", 2, "Ann says: Two.").setHeadline("CORRECTED-Headline"));
        kafka.send(RawStories.story("a", 4, "Ann says: Four.")
                .setHeadline("UPDATE 2-Headline")
                .setEmbargoedUntil(SOON));

        assertThat(kafka.versions.readValuesToList().subList(1, 3))
                .extracting(ArticleVersion::getOutcome, ArticleVersion::getChangeKind, ArticleVersion::getChangeRule)
                .containsExactly(
                        tuple(VersionOutcome.LATE, ChangeKind.CORRECTION, "HEADLINE_CORRECTED"),
                        tuple(VersionOutcome.HELD, ChangeKind.UPDATE, "HEADLINE_UPDATE"));
    }

    @Test
    void anotherKeyForWhatIsMentionedTakesBackTheOldOne() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.mentionNames();
        kafka.send(RawStories.story("a", 2, "Anne says: Yes."));

        assertThat(kafka.mentionNames()).containsExactly("-person:ann", "Anne");
    }

    @Test
    void whatIsHeldIsNotForgottenHoweverLongItWaits() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.").setEmbargoText("Next Monday"));
        kafka.send(RawStories.story("b", 1, "Ben says: No.").setStatus(ArticleStatus.WITHHELD));
        kafka.advance(Duration.ofDays(40));
        kafka.advance(Duration.ofMinutes(2));

        kafka.order("acme|a", StoryOrder.RELEASE);
        kafka.order("acme|b", StoryOrder.RELEASE);

        assertThat(kafka.quoteTexts()).containsExactly("Yes.", "No.");
    }

    @Test
    void aStoryThatIsWithheldByAMarkCountsAsWithheld() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.").setHeadline("WITHHOLD-Bank raises rates"));

        assertThat(kafka.meters
                        .get(Outcomes.STORIES)
                        .tag("outcome", "held")
                        .tag("reason", "withheld")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    /** Versions that were served, in order, since the last call. */
    private List<Long> served(String id) {
        return kafka.enriched.readValuesToList().stream()
                .filter(article -> article.getArticleId().equals("acme|" + id))
                .filter(article -> article.getStatus() == ArticleStatus.USABLE)
                .map(EnrichedArticle::getVersion)
                .toList();
    }

    private static Instant at(int seconds) {
        return RawStories.RECEIVED.minusSeconds(3600).plusSeconds(seconds);
    }

    private static RawArticle.Builder kill(String id) {
        return RawStories.story(id, "").setStatus(ArticleStatus.CANCELED);
    }

    /** A story whose only content is that another one is killed. */
    private static RawArticle.Builder killOf(String id) {
        return RawStories.story("kill-of-" + id, 1, "")
                .setStatus(ArticleStatus.CANCELED)
                .setSupersedes(List.of("acme|" + id));
    }
}
