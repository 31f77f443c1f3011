package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.RawStories;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryCommand;
import io.dateline.schemas.StoryOrder;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are handled long after they came, because of a backlog or because all is done again: they mean the same. */
class ReplayTopologyTest {
    private static final Instant DUE = at(100);

    private TopologyHarness kafka;

    /** The clock is long past everything that a record says. */
    @BeforeEach
    void start(@TempDir Path state) {
        kafka = new TopologyHarness(state);
        kafka.advance(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void anEmbargoThatHasEndedMeanwhileHoldsWhatCameBeforeItsEnd() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(0));
        assertThat(kafka.enriched.isEmpty()).isTrue();
        kafka.advance(Duration.ofSeconds(2));

        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 SERVED");
    }

    @Test
    void whatCameAfterTheEndOfItsEmbargoIsNotHeld() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(100));

        assertThat(kafka.ledger()).containsExactly("acme|a 1 SERVED");
    }

    @Test
    void aVersionThatWasReplacedUnderItsEmbargoIsNotServed() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(0));
        send(RawStories.story("a", 2, "Ann says: Two."), at(99));
        kafka.advance(Duration.ofSeconds(2));

        assertThat(kafka.quoteTexts()).containsExactly("Two.");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 LATE", "acme|a 2 SERVED");
    }

    @Test
    void aVersionThatWasKilledUnderItsEmbargoIsNotServed() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(0));
        order("acme|a", "operator test", at(99));
        kafka.advance(Duration.ofSeconds(2));

        assertThat(kafka.analysed).isEmpty();
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 CANCELLED", "acme|a 1 CANCELLED");
    }

    @Test
    void aVersionThatWasReplacedAfterItsEmbargoWasServedBefore() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(0));
        send(RawStories.story("a", 2, "Ann says: Two."), at(101));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-", "Two.");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 SERVED", "acme|a 2 SERVED");
    }

    @Test
    void aVersionThatWasKilledAfterItsEmbargoWasServedBefore() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(0));
        order("acme|a", "operator test", at(101));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-");
        assertThat(kafka.ledger()).containsExactly("acme|a 1 HELD", "acme|a 1 SERVED", "acme|a 1 CANCELLED");
    }

    @Test
    void whileStoriesComeTheirTimesTellWhatIsDue() {
        send(RawStories.story("a", 1, "Ann says: One.").setEmbargoedUntil(DUE), at(0));
        kafka.driver.advanceWallClockTime(TopologyHarness.LOOK);
        kafka.driver.advanceWallClockTime(TopologyHarness.LOOK);
        send(RawStories.story("b", 1, "Ben says: B."), at(99));
        kafka.driver.advanceWallClockTime(TopologyHarness.LOOK);
        kafka.driver.advanceWallClockTime(TopologyHarness.LOOK);
        assertThat(kafka.quoteTexts()).containsExactly("B.");

        send(RawStories.story("c", 1, "Carl says: C."), at(101));
        kafka.driver.advanceWallClockTime(TopologyHarness.LOOK);
        assertThat(kafka.quoteTexts()).containsExactly("C.", "One.");
    }

    /** A reprocess reads what stories ordered the first time, and orders it again. */
    @Test
    void aKillThatIsCarriedOutOnceMoreLeavesWhatCameAfterIt() {
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        order("acme|a", "acme|b", RawStories.RECEIVED.plusSeconds(1));
        kafka.send(RawStories.story("a", 2, "Ann says: Two.").setReceivedAt(RawStories.RECEIVED.plusSeconds(2)));
        order("acme|a", "acme|b", RawStories.RECEIVED.plusSeconds(1));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-", "Two.");
    }

    @Test
    void aKillThatIsCarriedOutOnceMoreLeavesWhatIsHeldSinceThen() {
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        order("acme|a", "acme|b", at(10));
        send(RawStories.story("a", 2, "Ann says: Two.").setEmbargoedUntil(DUE), at(20));
        order("acme|a", "acme|b", at(10));
        kafka.advance(Duration.ofSeconds(2));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-", "Two.");
    }

    /** The clocks of people and of the entrance may differ. */
    @Test
    void whatAPersonKillsIsKilledWhateverTheirClockSays() {
        kafka.send(RawStories.story("a", 1, "Ann says: One."));
        order("acme|a", "operator test", RawStories.RECEIVED.plusSeconds(1));
        kafka.send(RawStories.story("a", 2, "Ann says: Two.").setReceivedAt(RawStories.RECEIVED.plusSeconds(2)));
        order("acme|a", "operator test", RawStories.RECEIVED.plusSeconds(1));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-", "Two.", "-");
    }

    /** The story that orders it may have come first, and its order is late all the same: it is for what there is. */
    @Test
    void aFirstKillEndsWhatHasComeMeanwhile() {
        kafka.send(RawStories.story("a", 1, "Ann says: One.").setReceivedAt(RawStories.RECEIVED.plusSeconds(2)));
        order("acme|a", "acme|b", RawStories.RECEIVED.plusSeconds(1));

        assertThat(kafka.quoteTexts()).containsExactly("One.", "-");
    }

    @Test
    void whatAStoryOrdersHasTheTimeOfItsRecord() {
        send(killOfA(), at(7));

        assertThat(orders()).containsExactly(at(7) + " " + at(7));
    }

    @Test
    void whatAReleasedStoryOrdersHasTheTimeOfItsRelease() {
        send(killOfA().setStatus(ArticleStatus.USABLE).setEmbargoedUntil(DUE), at(7));
        kafka.advance(Duration.ofSeconds(2));

        assertThat(orders()).containsExactly(DUE + " " + DUE);
    }

    private static RawArticle.Builder killOfA() {
        return RawStories.story("b", 1, "").setStatus(ArticleStatus.CANCELED).setSupersedes(List.of("acme|a"));
    }

    /** The times of the records on the topic of commands, and those that are in them. */
    private List<String> orders() {
        return kafka
                .driver
                .createOutputTopic(
                        NewsTopic.COMMANDS.topicName(),
                        new StringDeserializer(),
                        AvroSerde.of(StoryCommand.class, kafka.registry).deserializer())
                .readRecordsToList()
                .stream()
                .map(order -> order.getRecordTime() + " " + order.getValue().getOrderedAt())
                .toList();
    }

    private void send(RawArticle.Builder story, Instant came) {
        RawArticle raw = story.build();
        kafka.input.pipeInput(
                new TestRecord<>(raw.getArticleId().getBytes(StandardCharsets.UTF_8), kafka.bytes(raw), came));
    }

    private void order(String articleId, String by, Instant at) {
        kafka.commands.pipeInput(
                articleId,
                StoryCommand.newBuilder()
                        .setArticleId(articleId)
                        .setOrder(StoryOrder.KILL)
                        .setOrderedBy(by)
                        .setOrderedAt(at)
                        .build(),
                at);
    }

    private static Instant at(int seconds) {
        return TopologyHarness.START.plusSeconds(seconds);
    }
}
