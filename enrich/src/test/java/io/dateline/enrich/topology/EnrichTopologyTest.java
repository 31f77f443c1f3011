package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.enrich.RawStories;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Speaker;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichTopologyTest {
    private TopologyHarness kafka;

    @BeforeEach
    void start(@TempDir Path state) {
        kafka = new TopologyHarness(state);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void aStoryBecomesOneCompleteRecordAndItsQuotesAndMentions() {
        kafka.send(RawStories.story("a", 3, "Ann says: Yes.\nBob says: No."));

        EnrichedArticle article = kafka.enriched.readValue();
        assertThat(kafka.enriched.isEmpty()).isTrue();
        assertThat(article.getArticleId()).isEqualTo("acme|a");
        assertThat(article.getVersion()).isEqualTo(3);
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(article.getChangeKind()).isEqualTo(ChangeKind.NEW);
        assertThat(article.getQuotes()).extracting(q -> q.getText()).containsExactly("Yes.", "No.");
        assertThat(article.getProvenance().getEnrichedAt()).isEqualTo(TopologyHarness.START);
        assertThat(article.getReceivedAt()).isEqualTo(RawStories.RECEIVED);
        assertThat(kafka.quoteTexts()).containsExactly("Yes.", "No.");
        assertThat(kafka.mentionNames()).containsExactly("Ann", "Bob");
    }

    /** A series that is first seen at one has not increased, for Prometheus: an alert would not fire. */
    @Test
    void everyOutcomeAndTheDeadLettersOfEveryNodeAreCountedFromNone() {
        assertThat(kafka.series("dead_lettered"))
                .contains(
                        EnrichTopology.DECODE,
                        EnrichTopology.FOLLOW_LIFE,
                        EnrichTopology.FOLLOW_COMMAND,
                        EnrichTopology.ANALYSE,
                        EnrichTopology.PUBLISH,
                        EnrichTopology.FILE_IN_BANDS,
                        EnrichTopology.RELATE,
                        EnrichTopology.READ_BANDS,
                        EnrichTopology.READ_NOTES);
        assertThat(kafka.counted("dead_lettered")).isZero();
        int before = kafka.meters.getMeters().size();

        kafka.send(RawStories.story("a", 3, "Ann says: Yes."));
        kafka.send(RawStories.story("a", 3, "Ann says: Yes."));
        kafka.send(RawStories.story("a", 2, "Ann says: No."));
        kafka.send(RawStories.story("f", 1, "FAIL"));
        kafka.send(RawStories.story("a", 4, "").setStatus(ArticleStatus.CANCELED));
        kafka.send(RawStories.story("a", 5, "Ann says: Again."));
        kafka.send(RawStories.story("w", 1, "Ann says: Wait.").setStatus(ArticleStatus.WITHHELD));

        assertThat(List.of("served", "duplicate", "late", "dead_lettered", "cancelled", "held"))
                .allSatisfy(outcome -> assertThat(kafka.counted(outcome)).isPositive());
        assertThat(kafka.meters.getMeters()).hasSize(before);
    }

    @Test
    void offsetsAreCodePoints() {
        kafka.send(RawStories.story("a", "\uD83D\uDCF0 \uD83D\uDCF0\nAnn says: \uD83D\uDC4D yes."));

        EnrichedArticle article = kafka.enriched.readValue();
        Speaker speaker = article.getQuotes().get(0).getSpeaker();
        assertThat(speaker.getStart()).isEqualTo(4);
        assertThat(speaker.getEnd()).isEqualTo(7);
        int[] points = article.getText().codePoints().toArray();
        article.getQuotes()
                .forEach(quote -> assertThat(new String(points, quote.getStart(), quote.getEnd() - quote.getStart()))
                        .isEqualTo(quote.getText()));
    }

    @Test
    void anExactDuplicateIsDroppedHoweverItCameIn() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.")
                .setFeed("other entrance")
                .setReceivedAt(RawStories.RECEIVED.plusSeconds(60)));

        assertThat(kafka.enriched.getQueueSize()).isEqualTo(1);
        assertThat(kafka.analysed).hasSize(1);
        assertThat(kafka.counted("duplicate")).isEqualTo(1);
        assertThat(kafka.counted("served")).isEqualTo(1);
    }

    @Test
    void sameVersionWithOtherContentIsNoDuplicate() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.send(RawStories.story("a", 1, "Ann says: Yes, well."));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getText)
                .containsExactly("Ann says: Yes.", "Ann says: Yes, well.");
    }

    @Test
    void versionsAreCountedFromArrivalWhereTheProviderHasNone() {
        kafka.send(RawStories.story("a", "one"));
        kafka.send(RawStories.story("a", "two"));
        kafka.send(RawStories.story("a", "one"));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getVersion)
                .containsExactly(1L, 2L);
    }

    @Test
    void anUpdateRetractsWhatNoLongerHoldsAndDoesNotSendAgainWhatDoes() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.\nBob says: No."));
        kafka.quoteTexts();
        kafka.mentionNames();

        kafka.send(RawStories.story("a", 2, "New first line.\nAnn says: Yes.\nCid says: Maybe."));

        assertThat(kafka.quoteTexts()).containsExactly("-", "Maybe.");
        assertThat(kafka.mentionNames()).containsExactly("-person:bob", "Cid");
        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getChangeKind)
                .containsExactly(ChangeKind.NEW, ChangeKind.UPDATE);
    }

    @Test
    void anOlderVersionThatArrivesLateIsNotServed() {
        kafka.send(RawStories.story("a", 2, "two"));
        kafka.send(RawStories.story("a", 1, "one"));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getText)
                .containsExactly("two");
        assertThat(kafka.counted("late")).isEqualTo(1);
    }

    @Test
    void aKillIsARecordThatRetractsEverything() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes."));
        kafka.quoteTexts();
        kafka.mentionNames();

        kafka.send(RawStories.story("a", 2, "KILL").setStatus(ArticleStatus.CANCELED));
        kafka.send(RawStories.story("a", 1, "Ann says: Yes, again."));

        List<EnrichedArticle> records = kafka.enriched.readValuesToList();
        assertThat(records).hasSize(2);
        EnrichedArticle kill = records.get(1);
        assertThat(kill.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(kill.getChangeKind()).isEqualTo(ChangeKind.CANCELLATION);
        assertThat(kill.getText()).isEmpty();
        assertThat(kill.getHeadline()).isNull();
        assertThat(kafka.quoteTexts()).containsExactly("-");
        assertThat(kafka.mentionNames()).containsExactly("-person:ann");
    }

    @Test
    void aHigherUsableVersionLiftsAKill() {
        kafka.send(RawStories.story("a", 1, "Ann says: Yes.").setStatus(ArticleStatus.CANCELED));
        kafka.send(RawStories.story("a", 2, "Ann says: Yes."));

        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getStatus)
                .containsExactly(ArticleStatus.CANCELED, ArticleStatus.USABLE);
    }

    @Test
    void whatIsWithheldOrUnderEmbargoIsNeitherAnalysedNorServed() {
        kafka.send(RawStories.story("a", "withheld").setStatus(ArticleStatus.WITHHELD));
        kafka.send(RawStories.story("b", "embargo").setEmbargoedUntil(TopologyHarness.START.plus(Duration.ofHours(1))));
        kafka.send(RawStories.story("c", "embargo").setEmbargoText("Next Monday"));
        kafka.send(RawStories.story("d", "past").setEmbargoedUntil(TopologyHarness.START.minusSeconds(1)));

        assertThat(kafka.analysed).containsExactly("past");
        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getText)
                .containsExactly("past");
        assertThat(kafka.counted("held")).isEqualTo(3);
    }

    @Test
    void anEmbargoedStoryIsServedOnceItsTimeHasComeWithItsHeaders() {
        RawArticle story = RawStories.story("a", 1, "Ann says: Yes.")
                .setEmbargoedUntil(TopologyHarness.START.plusSeconds(60))
                .build();
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        kafka.input.pipeInput(new TestRecord<>("acme|a".getBytes(StandardCharsets.UTF_8), kafka.bytes(story), headers));
        kafka.advance(Duration.ofSeconds(59));
        assertThat(kafka.enriched.isEmpty()).isTrue();

        kafka.advance(Duration.ofSeconds(2));

        TestRecord<String, EnrichedArticle> served = kafka.enriched.readRecord();
        assertThat(served.value().getVersion()).isEqualTo(1);
        assertThat(served.value().getEmbargoedUntil()).isEqualTo(story.getEmbargoedUntil());
        assertThat(DeadLetter.read(served.headers(), "traceparent")).isEqualTo("00-1-2-01");
        assertThat(kafka.quoteTexts()).containsExactly("Yes.");
        kafka.advance(Duration.ofHours(1));
        assertThat(kafka.enriched.isEmpty()).isTrue();
    }

    @Test
    void aKillOrANewerVersionEndsAnEmbargo() {
        kafka.send(RawStories.story("a", 1, "one").setEmbargoedUntil(TopologyHarness.START.plusSeconds(60)));
        kafka.send(RawStories.story("b", 1, "one").setEmbargoedUntil(TopologyHarness.START.plusSeconds(60)));
        kafka.send(RawStories.story("c", 1, "one").setEmbargoedUntil(TopologyHarness.START.plusSeconds(60)));
        kafka.send(RawStories.story("a", 2, "").setStatus(ArticleStatus.CANCELED));
        kafka.send(RawStories.story("b", 2, "two"));
        kafka.send(RawStories.story("c", 2, "two").setEmbargoedUntil(TopologyHarness.START.plusSeconds(600)));

        kafka.advance(Duration.ofSeconds(120));

        assertThat(kafka.enriched.readKeyValuesToList())
                .extracting(record -> record.key + " " + record.value.getVersion() + " " + record.value.getStatus())
                .containsExactly("acme|a 2 CANCELED", "acme|b 2 USABLE");
        kafka.advance(Duration.ofSeconds(600));
        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getText)
                .containsExactly("two");
    }

    @Test
    void everyStateStoreIsAmongThoseThatResetTakesAway() {
        assertThat(kafka.driver.getAllStateStores().keySet())
                .containsExactlyInAnyOrderElementsOf(EnrichTopology.STORES);
    }

    @Test
    void anEmbargoThatCantBeReadHolds() {
        kafka.send(RawStories.story("a", 1, "one").setEmbargoText("Next Monday"));

        kafka.advance(Duration.ofDays(365));

        assertThat(kafka.enriched.isEmpty()).isTrue();
    }

    @Test
    void aStoryThatCantBeAnalysedGoesToDeadLettersByteForByteAndTheNextOneIsHandled() {
        RawArticle bad = RawStories.story("a", 1, "FAIL").build();
        byte[] key = "acme|a".getBytes(StandardCharsets.UTF_8);
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        kafka.input.pipeInput(new TestRecord<>(key, kafka.bytes(bad), headers));
        kafka.send(RawStories.story("b", 1, "fine"));

        TestRecord<byte[], byte[]> letter = kafka.deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(kafka.bytes(bad));
        assertThat(DeadLetter.read(letter.headers(), "traceparent")).isEqualTo("00-1-2-01");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.STAGE)).isEqualTo("enrich");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.NODE)).isEqualTo(EnrichTopology.ANALYSE);
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.TOPIC)).isEqualTo("news.articles.raw");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.MESSAGE)).isEqualTo("this text can't be analysed");
        assertThat(kafka.enriched.readValuesToList())
                .extracting(EnrichedArticle::getText)
                .containsExactly("fine");
    }

    @Test
    void aStoryFromDeadLettersIsNoDuplicateWhenItComesAgain() {
        kafka.send(RawStories.story("a", 1, "FAIL"));
        kafka.send(RawStories.story("a", 1, "FAIL"));

        assertThat(kafka.deadLetters.getQueueSize()).isEqualTo(2);
        assertThat(kafka.counted("duplicate")).isZero();
    }

    @Test
    void whatIsNoStoryGoesToDeadLettersByteForByte() {
        byte[] key = {(byte) 0xff, 1};
        byte[] garbage = {7, 1, 2, 3};
        byte[] good = kafka.bytes(RawStories.story("a", "text").build());
        kafka.input.pipeInput(new TestRecord<>(key, garbage));
        kafka.input.pipeInput(new TestRecord<>(null, good));
        kafka.input.pipeInput(new TestRecord<>("acme|a".getBytes(StandardCharsets.UTF_8), null));
        kafka.input.pipeInput(new TestRecord<>("acme|other".getBytes(StandardCharsets.UTF_8), good));
        kafka.input.pipeInput(
                new TestRecord<>("acme|a".getBytes(StandardCharsets.UTF_8), new byte[] {0, 0, 0, 9, 9, 1}));

        List<TestRecord<byte[], byte[]>> letters = kafka.deadLetters.readRecordsToList();
        assertThat(letters).hasSize(5);
        assertThat(letters.get(0).key()).isEqualTo(key);
        assertThat(letters.get(0).value()).isEqualTo(garbage);
        assertThat(letters.get(1).key()).isNull();
        assertThat(letters.get(1).value()).isEqualTo(good);
        assertThat(letters.get(2).value()).isNull();
        assertThat(letters)
                .allSatisfy(letter -> assertThat(DeadLetter.read(letter.headers(), DeadLetter.NODE))
                        .isEqualTo(EnrichTopology.DECODE));
        assertThat(kafka.enriched.isEmpty()).isTrue();
    }

    @Test
    void aRegistryThatIsDownMakesNoDeadLetter() {
        RawArticle story = RawStories.story("a", "text").build();
        byte[] bytes = kafka.bytes(story);
        kafka.registry.goDown();

        assertThatThrownBy(
                        () -> kafka.input.pipeInput(new TestRecord<>("acme|a".getBytes(StandardCharsets.UTF_8), bytes)))
                .hasRootCauseInstanceOf(SchemaRegistryUnavailableException.class);
        assertThat(kafka.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aStoryThatIsTooLargeOnceEnrichedIsBuriedAndNothingOfItIsPublished() {
        // Nearly as large as a record may be; with a quote of it all in the record, it is larger.
        String body = "Ann says: " + "x".repeat(9 * 1024 * 1024);
        kafka.send(RawStories.story("a", 1, body).setOriginal(ByteBuffer.wrap(new byte[0])));

        TestRecord<byte[], byte[]> letter = kafka.deadLetters.readRecord();
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.NODE)).isEqualTo("publish-story");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.EXCEPTION)).endsWith("RecordTooLargeException");
        assertThat(kafka.enriched.isEmpty()).isTrue();
        assertThat(kafka.quotes.isEmpty()).isTrue();
        assertThat(kafka.mentions.isEmpty()).isTrue();
        assertThat(kafka.ledger()).isEmpty();

        kafka.send(RawStories.story("a", 1, body).setOriginal(ByteBuffer.wrap(new byte[0])));
        assertThat(kafka.deadLetters.getQueueSize())
                .as("sent again, it is no duplicate")
                .isEqualTo(1);
    }

    @Test
    void traceparentTravelsToEveryOutput() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        kafka.input.pipeInput(new TestRecord<>(
                "acme|a".getBytes(StandardCharsets.UTF_8),
                kafka.bytes(RawStories.story("a", "Ann says: Yes.").build()),
                headers));

        assertThat(DeadLetter.read(kafka.enriched.readRecord().headers(), "traceparent"))
                .isEqualTo("00-1-2-01");
        assertThat(DeadLetter.read(kafka.quotes.readRecord().headers(), "traceparent"))
                .isEqualTo("00-1-2-01");
        assertThat(DeadLetter.read(kafka.mentions.readRecord().headers(), "traceparent"))
                .isEqualTo("00-1-2-01");
    }
}
