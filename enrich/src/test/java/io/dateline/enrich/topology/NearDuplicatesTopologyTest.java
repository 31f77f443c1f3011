package io.dateline.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.RawStories;
import io.dateline.enrich.duplicate.BandMembers;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.StoryOrder;
import io.dateline.schemas.VersionOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same story under several ids, through the real topology. */
class NearDuplicatesTopologyTest {
    private static final String TEXT = "Ferry crews on the island of Marosa will walk out for 48 hours from Friday in a"
            + " dispute over night shifts, their union said, threatening to strand thousands of tourists at the height"
            + " of the season.\n\nThe Seafarers' Federation said talks with the operator, Blue Line, had broken down late"
            + " on Wednesday after the company withdrew an offer of extra rest days.\n\nDimitra Kalas says: Our members"
            + " have been working since May and they are tired.";
    private static final String EDITED = TEXT.replace("broken down late on Wednesday", "collapsed late on Wednesday");
    private static final String ANOTHER = "A court in Osmara on Thursday sentenced a former customs chief to nine years"
            + " in prison for taking bribes from smugglers, in the biggest corruption case since independence.\n\nThe"
            + " judge also barred him from public office for life. His lawyers said they would appeal within the 15"
            + " days that the law allows, and called the sentence a political one.";

    private final Map<String, EnrichedArticle> last = new HashMap<>();
    private final List<EnrichedArticle> published = new ArrayList<>();
    private TopologyHarness kafka;

    @BeforeEach
    void start(@TempDir Path state) {
        kafka = new TopologyHarness(state);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private static RawArticle.Builder story(String id, long version, String body, int secondsLater) {
        return RawStories.story(id, version, body).setReceivedAt(RawStories.RECEIVED.plusSeconds(secondsLater));
    }

    private String duplicateOf(String id) {
        for (KeyValue<String, EnrichedArticle> record : kafka.enriched.readKeyValuesToList()) {
            last.put(record.key, record.value);
            published.add(record.value);
        }
        return last.get("acme|" + id).getDuplicateOf();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test-likeness-bands", "test-likeness-notes"})
    void whatCannotBeReadOnTheTopologysOwnTopicsIsBuriedByteForByteAndTheNextOneIsHandled(String topic) {
        byte[] key = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] value = {(byte) 0xc3, 1, 0, (byte) 0xff};
        RecordHeaders headers = new RecordHeaders();
        headers.add("own", new byte[] {(byte) 0x80});
        kafka.send(story("first", 1, TEXT, 0));

        TestInputTopic<byte[], byte[]> own =
                kafka.driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        own.pipeInput(new TestRecord<>(key, value, headers));
        kafka.send(story("copy", 1, EDITED, 60));

        TestRecord<byte[], byte[]> letter = kafka.deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().lastHeader("own").value()).isEqualTo(new byte[] {(byte) 0x80});
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.STAGE)).isEqualTo("enrich");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.TOPIC)).isEqualTo(topic);
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.NODE)).startsWith("read-");
        assertThat(DeadLetter.read(letter.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
        assertThat(kafka.counted("dead_lettered")).isEqualTo(1);
        assertThat(duplicateOf("copy")).isEqualTo("acme|first");
        assertThat(kafka.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aKeyThatCannotBeReadIsBuriedToo() {
        kafka.driver
                .createInputTopic("test-likeness-bands", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[] {1}, new byte[0]);
        kafka.send(story("next", 1, TEXT, 0));

        TestRecord<byte[], byte[]> letter = kafka.deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(new byte[] {1});
        assertThat(letter.value()).isEmpty();
    }

    @Test
    void theLaterOfTwoIsSentAgainCompleteAsADuplicateOfTheEarlier() {
        kafka.send(story("first", 1, TEXT, 0));
        kafka.send(story("copy", 1, EDITED, 60));

        assertThat(duplicateOf("first")).isNull();
        assertThat(duplicateOf("copy")).isEqualTo("acme|first");
        assertThat(published).hasSize(3);
        EnrichedArticle before = published.get(1);
        EnrichedArticle again = published.get(2);
        assertThat(EnrichedArticle.newBuilder(again).setDuplicateOf(null).build())
                .isEqualTo(before);
        assertThat(again.getQuotes()).hasSize(1);
        ArticleVersion entry = kafka.versions.readValuesToList().get(2);
        assertThat(entry.getOutcome()).isEqualTo(VersionOutcome.NEAR_DUPLICATE);
        assertThat(entry.getDuplicateOf()).isEqualTo("acme|first");
        assertThat(kafka.counted("near_duplicate")).isEqualTo(1);
    }

    @Test
    void thatAStoryHadFailedBeforeIsToldToNobodyWhateverBecomesOfIt() {
        List<RawArticle> stories = List.of(
                story("first", 1, TEXT, 0).build(),
                story("copy", 2, EDITED, 60).build(),
                story("copy", 2, EDITED, 60).build(),
                story("copy", 1, ANOTHER, 60).build(),
                story("held", 1, ANOTHER, 0)
                        .setEmbargoedUntil(TopologyHarness.START.plusSeconds(60))
                        .build(),
                story("held", 2, "", 0).setStatus(ArticleStatus.CANCELED).build());
        for (RawArticle story : stories) {
            RecordHeaders headers = new RecordHeaders();
            headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
            headers.add(DeadLetter.ATTEMPT, "1".getBytes(StandardCharsets.UTF_8));
            headers.add(DeadLetter.FIRST_FAILURE, "2026-11-03T10:00:00Z".getBytes(StandardCharsets.UTF_8));
            kafka.input.pipeInput(new TestRecord<>(
                    story.getArticleId().getBytes(StandardCharsets.UTF_8), kafka.bytes(story), headers));
        }

        List<TestRecord<String, ArticleVersion>> ledger = kafka.versions.readRecordsToList();
        assertThat(ledger)
                .extracting(entry -> entry.value().getOutcome())
                .contains(
                        VersionOutcome.SERVED,
                        VersionOutcome.NEAR_DUPLICATE,
                        VersionOutcome.DUPLICATE,
                        VersionOutcome.LATE,
                        VersionOutcome.HELD,
                        VersionOutcome.CANCELLED);
        List<TestRecord<?, ?>> all = new ArrayList<>(ledger);
        all.addAll(kafka.enriched.readRecordsToList());
        all.addAll(kafka.quotes.readRecordsToList());
        all.addAll(kafka.mentions.readRecordsToList());
        for (String own : List.of("test-likeness-bands", "test-likeness-notes")) {
            all.addAll(kafka.driver
                    .createOutputTopic(own, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList());
        }
        assertThat(all)
                .hasSizeGreaterThan(15)
                .allSatisfy(record -> assertThat(record.headers().toArray())
                        .extracting(Header::key)
                        .containsExactly("traceparent"));
    }

    @Test
    void theEarliestIsTheOneThatWasReceivedFirstWhicheverIsHandledFirst() {
        kafka.send(story("second", 1, EDITED, 60));
        kafka.send(story("third", 1, TEXT, 120));
        kafka.send(story("first", 1, TEXT, 0));

        assertThat(duplicateOf("first")).isNull();
        assertThat(duplicateOf("second")).isEqualTo("acme|first");
        assertThat(duplicateOf("third")).isEqualTo("acme|first");
    }

    @Test
    void whenTheOriginalIsKilledTheNextOneTakesItsPlace() {
        kafka.send(story("first", 1, TEXT, 0));
        kafka.send(story("second", 1, EDITED, 60));
        kafka.send(story("third", 1, TEXT, 120));

        kafka.order("acme|first", StoryOrder.KILL);

        assertThat(duplicateOf("first")).isNull();
        assertThat(last.get("acme|first").getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(duplicateOf("second")).isNull();
        assertThat(duplicateOf("third")).isEqualTo("acme|second");
        assertThat(last.get("acme|second").getStatus()).isEqualTo(ArticleStatus.USABLE);

        kafka.send(story("first", 2, TEXT, 300));
        assertThat(duplicateOf("first")).as("it is the latest now").isEqualTo("acme|second");
    }

    @Test
    void anUpdateOfEitherSideIsLookedIntoAgain() {
        kafka.send(story("first", 1, TEXT, 0));
        kafka.send(story("copy", 1, EDITED, 60));
        assertThat(duplicateOf("copy")).isEqualTo("acme|first");

        kafka.send(story("copy", 2, EDITED + "\n\nThe mayor appealed to both sides to return to the table.", 90));
        assertThat(duplicateOf("copy")).isEqualTo("acme|first");
        assertThat(last.get("acme|copy").getVersion()).isEqualTo(2);

        kafka.send(story("first", 2, ANOTHER, 120));
        assertThat(duplicateOf("copy")).isNull();
        kafka.send(story("first", 3, TEXT.replace("48 hours", "48 hours"), 150).setUrgency(2));
        assertThat(duplicateOf("copy")).isEqualTo("acme|first");
        kafka.send(story("copy", 3, EDITED.replace("48 hours", "72 hours"), 180));
        assertThat(duplicateOf("copy")).isNull();
    }

    @Test
    void aStoryUnderAnEmbargoDoesNotShowInOthersAndIsTheLaterOneWhenItIsReleased() {
        kafka.send(story("embargoed", 1, TEXT, 0).setEmbargoedUntil(TopologyHarness.START.plusSeconds(60)));
        kafka.send(story("open", 1, EDITED, 60));
        assertThat(duplicateOf("open")).isNull();

        kafka.advance(Duration.ofSeconds(62));

        assertThat(duplicateOf("embargoed")).isEqualTo("acme|open");
        assertThat(duplicateOf("open")).isNull();
    }

    @Test
    void storiesFurtherApartThanTheWindowAreNoDuplicates() {
        kafka.send(story("first", 1, TEXT, 0));
        kafka.send(story("again", 1, TEXT, 4 * 24 * 3600));
        kafka.advance(Duration.ofMinutes(1));

        assertThat(duplicateOf("again")).isNull();
    }

    @Test
    void whatIsTakenBackIsNoDuplicate() {
        kafka.send(story("first", 1, TEXT, 0));
        kafka.send(story("copy", 1, EDITED, 60));
        kafka.send(story("copy", 2, "", 90).setStatus(ArticleStatus.CANCELED));

        assertThat(duplicateOf("copy")).isNull();
        assertThat(last.get("acme|copy").getText()).isEmpty();
        kafka.send(story("first", 2, TEXT, 120).setUrgency(3));
        assertThat(duplicateOf("first")).isNull();
    }

    /** Work is counted, not timed: what each story costs must not grow with the number of stories like it. */
    @Test
    void aFloodOfStoriesFromOneTemplateCostsABoundedNumberOfComparisonsEach() {
        int stories = 400;
        for (int i = 0; i < stories; i++) {
            String text = TEXT.replace("48 hours", 10 + i + " hours").replace("island", "island number " + i % 7);
            kafka.send(story("flood" + i, 1, text, i));
        }

        assertThat(kafka.compared("alike") + kafka.compared("unlike")).isBetween(1.0, 6.0 * stories);
        assertThat(kafka.longestBand()).isLessThanOrEqualTo(BandMembers.MOST);
    }

    @Test
    void notesGiveWayToStoriesAndWhatComesOfThemIsDatedAsTheStory() {
        kafka.send(story("first", 1, TEXT, 0));
        kafka.send(story("copy", 1, EDITED, 60));

        List<TestRecord<String, EnrichedArticle>> sent = kafka.enriched.readRecordsToList();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).timestamp()).isEqualTo(sent.get(1).timestamp());
        assertThat(kafka.noteTimes())
                .isNotEmpty()
                .allSatisfy(time ->
                        assertThat(time).isAfter(sent.get(1).getRecordTime().plusSeconds(600)));
    }

    @Test
    void copiesInAFloodAreStillFound() {
        int stories = 200;
        for (int i = 0; i < stories; i++) {
            kafka.send(story("copy" + i, 1, i % 2 == 0 ? TEXT : EDITED, i));
        }

        for (int i = 1; i < stories; i++) {
            assertThat(duplicateOf("copy" + i)).as("copy %d", i).isEqualTo("acme|copy0");
        }
        assertThat(duplicateOf("copy0")).isNull();
        assertThat(kafka.compared("alike") + kafka.compared("unlike")).isLessThanOrEqualTo(6.0 * stories);
    }

    @Test
    void anyOrderOfArrivalComesToTheSame() {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            String a = "a" + round;
            String b = "b" + round;
            String c = "c" + round;
            String mark = " Reference number " + (1000 + round) + " of the " + "xyz".repeat(round + 1) + " register.";
            String unlike = ANOTHER + mark.repeat(3);
            String text = (TEXT + mark).replace("Marosa", "Marosa" + round);
            List<RawArticle> arrivals = new ArrayList<>(List.of(
                    story(a, 1, text, 0).build(),
                    story(b, 1, unlike, 30).build(),
                    story(b, 2, text, 60).build(),
                    story(c, 1, text, 90).build(),
                    story(c, 2, text + " More.", 120).build(),
                    story(a, 2, "", 150).setStatus(ArticleStatus.CANCELED).build()));
            Collections.shuffle(arrivals, random);
            arrivals.forEach(kafka::send);

            assertThat(duplicateOf(a)).as("seed %d", seed).isNull();
            assertThat(duplicateOf(b)).as("seed %d round %d", seed, round).isNull();
            assertThat(duplicateOf(c)).as("seed %d round %d", seed, round).isEqualTo("acme|" + b);
        }
    }
}
