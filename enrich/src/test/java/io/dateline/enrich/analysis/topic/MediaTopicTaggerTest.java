package io.dateline.enrich.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analysis.TopicAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.Story.ProviderSubject;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.TopicOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MediaTopicTaggerTest {
    private static final MediaTopicTagger TAGGER = MediaTopicTagger.load();
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();
    private static final String ELECTION_STORY = TopicStories.byTopic().get("medtop:11000000");

    static Stream<Map.Entry<String, String>> stories() {
        return TopicStories.byTopic().entrySet().stream();
    }

    private static List<TopicAnnotation> tag(Story story, boolean english) {
        return TAGGER.tag(story, SEGMENTER.segment(story.text()), List.of(), english);
    }

    private static List<TopicAnnotation> tag(String text) {
        return tag(Story.ofText(text), true);
    }

    private static List<TopicAnnotation> provided(ProviderSubject... subjects) {
        return tag(new Story("", null, null, List.of(subjects)), true);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void eachTopLevelTopicIsTheMostConfidentOneOfAStoryAboutIt(Map.Entry<String, String> story) {
        List<TopicAnnotation> topics = tag(story.getValue());

        assertThat(topics).isNotEmpty();
        assertThat(topics.get(0).code()).isEqualTo(story.getKey());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void aTopicComesWithTheOneAboveItWhichIsAsConfidentAtLeast(Map.Entry<String, String> story) {
        MediaTopics vocabulary = MediaTopics.load();
        List<TopicAnnotation> topics = tag(story.getValue());

        assertThat(topics).filteredOn(topic -> topic.level() == 1).hasSizeLessThanOrEqualTo(4);
        assertThat(topics).allSatisfy(topic -> {
            assertThat(topic.confidence()).isBetween(0.0, 1.0);
            String above =
                    vocabulary.byCode(topic.code()).map(MediaTopic::broader).orElse(null);
            if (above != null) {
                assertThat(topics)
                        .anyMatch(other -> other.code().equals(above) && other.confidence() >= topic.confidence());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "medtop:11000000,medtop:20000574",
        "medtop:02000000,medtop:20000106",
        "medtop:15000000,medtop:20000822",
        "medtop:16000000,medtop:20000056",
        "medtop:03000000,medtop:20000148",
        "medtop:07000000,medtop:20000446",
        "medtop:09000000,medtop:20000524",
        "medtop:17000000,medtop:20001129"
    })
    void whatTheStoryIsAboutMoreCloselyIsGivenToo(String top, String second) {
        assertThat(tag(TopicStories.byTopic().get(top)))
                .extracting(TopicAnnotation::code)
                .contains(second);
    }

    @Test
    void textThatIsNoNewsHasNoTopic() {
        assertThat(tag("")).isEmpty();
        assertThat(tag("Dear Ms Poole, thank you for your letter. We will write again when we know more. Yours, Ann"))
                .isEmpty();
        assertThat(tag("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."))
                .isEmpty();
        assertThat(tag("1 2 3 4 5 6 7 8 9 10 11 12. !!! ??? --- ...")).isEmpty();
    }

    @Test
    void oneStrongWordInPassingIsNoTopic() {
        assertThat(tag("We met behind the cathedral, as we had done for years, and talked until it grew dark and cold "
                        + "enough to go home; then she gave me the keys and told me where the old papers lay."))
                .isEmpty();
    }

    @Test
    void theHeadlineSpeaksForTheTopic() {
        String text = "The two met for an hour. Neither would say afterwards what had been agreed, or when.";

        List<TopicAnnotation> without = tag(text);
        List<TopicAnnotation> with =
                tag(new Story(text, "Rebels and army agree on ceasefire after airstrikes", null, List.of()), true);

        assertThat(without).isEmpty();
        assertThat(with).extracting(TopicAnnotation::code).startsWith("medtop:16000000");
    }

    @Test
    void textInAnotherLanguageHasNoTopicFromTheModel() {
        assertThat(tag(Story.ofText(ELECTION_STORY), false)).isEmpty();
    }

    @Test
    void wordsInsideBoilerplateDoNotCount() {
        String text = "They met again on Tuesday.\n\n" + ELECTION_STORY;
        Span boilerplate = new Span(text.indexOf("The opposition"), text.length());

        List<TopicAnnotation> topics =
                TAGGER.tag(Story.ofText(text), SEGMENTER.segment(text), List.of(boilerplate), true);

        assertThat(tag(text)).isNotEmpty();
        assertThat(topics).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "medtop:20000353",
        "MEDTOP:20000353",
        "http://cv.iptc.org/newscodes/mediatopic/20000353",
        "https://cv.iptc.org/newscodes/mediatopic/20000353",
        "' 20000353 '"
    })
    void aProvidersMediaTopicIsGivenWithAllThatStandAboveIt(String code) {
        List<TopicAnnotation> topics = provided(new ProviderSubject(code, "whatever the wire calls it"));

        assertThat(topics).extracting(TopicAnnotation::code).contains("medtop:20000353", "medtop:04000000");
        assertThat(topics).allMatch(topic -> topic.origin() == TopicOrigin.PROVIDER && topic.confidence() == 1);
        assertThat(topics)
                .extracting(TopicAnnotation::level)
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, level -> level + 1)
                        .limit(topics.size())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"subj:04000000", "04000000", "subj:04999000", "http://cv.iptc.org/newscodes/subjectcode/04000000"})
    void aProvidersSubjectCodeGivesItsSubject(String code) {
        assertThat(provided(new ProviderSubject(code, null)))
                .containsExactly(new TopicAnnotation(
                        "medtop:04000000", "economy, business and finance", 1, 1, TopicOrigin.PROVIDER));
    }

    @Test
    void aFinerSubjectCodeGivesItsConceptAndAllThatStandAboveIt() {
        assertThat(provided(new ProviderSubject("subj:15054000", null)))
                .allMatch(topic -> topic.origin() == TopicOrigin.PROVIDER)
                .extracting(TopicAnnotation::name)
                .contains("sport", "competition discipline", "soccer");
    }

    @ParameterizedTest
    @CsvSource({
        "N2:OIL,, oil and gas",
        "N2:SOCC,, soccer",
        "anpa:f,, 'economy, business and finance'",
        "F, apcategorycode, 'economy, business and finance'",
        "apCat:s,, sport",
        "afpCat:WAR,, 'conflict, war and peace'",
        "dpacat:pl,, politics",
        "dpasubject:346,, health"
    })
    void aProvidersOwnCodeGivesTheTopicThatItStandsFor(String code, String scheme, String topic) {
        assertThat(provided(new ProviderSubject(code, null, scheme)))
                .allMatch(given -> given.origin() == TopicOrigin.PROVIDER)
                .extracting(TopicAnnotation::name)
                .contains(topic);
    }

    @ParameterizedTest
    @CsvSource({"N2:GB,", "anpa:a,", "F,", "F, keyword", "dpacat:vm,", "R:ORCL,"})
    void aCodeOfAPlaceADeskOrACompanyGivesNone(String code, String scheme) {
        assertThat(provided(new ProviderSubject(code, null, scheme))).isEmpty();
    }

    @Test
    void aSubjectWithoutACodeIsKnownByAnExactLabelOnly() {
        assertThat(provided(new ProviderSubject(null, "Religion")))
                .extracting(TopicAnnotation::code)
                .containsExactly("medtop:12000000");
        assertThat(provided(new ProviderSubject(null, "Religion and more"))).isEmpty();
        assertThat(provided(new ProviderSubject("X", "Religion"))).isEmpty();
    }

    @Test
    void aRetiredCodeGivesWhatStandsForItToday() {
        List<TopicAnnotation> topics = provided(new ProviderSubject("medtop:20000534", "job layoffs"));

        assertThat(topics).extracting(TopicAnnotation::code).containsExactly("medtop:09000000", "medtop:20000533");
    }

    @ParameterizedTest
    @CsvSource({"medtop:29999999", "medtop:", "N2:US", "subj:99000000", "other:20000353", "x20000353", "medtop:2000035x"
    })
    void anUnknownCodeGivesNothing(String code) {
        assertThat(provided(new ProviderSubject(code, null))).isEmpty();
    }

    @Test
    void whatBothTheProviderAndTheModelSayAppearsOnceAsTheProviders() {
        Story story = new Story(
                ELECTION_STORY,
                null,
                null,
                List.of(
                        new ProviderSubject("medtop:20000574", "Election"),
                        new ProviderSubject("medtop:11000000", "Politics")));

        List<TopicAnnotation> topics = tag(story, true);

        assertThat(topics).extracting(TopicAnnotation::code).doesNotHaveDuplicates();
        assertThat(topics)
                .filteredOn(topic -> topic.origin() == TopicOrigin.PROVIDER)
                .extracting(TopicAnnotation::code)
                .containsExactly("medtop:11000000", "medtop:20000574");
        assertThat(topics).anyMatch(topic -> topic.origin() == TopicOrigin.MODEL);
    }

    @Test
    void theMostConfidentComesFirstThenByCode() {
        List<TopicAnnotation> topics =
                tag(String.join("\n\n", TopicStories.byTopic().values()));

        assertThat(topics)
                .isSortedAccordingTo((a, b) -> a.confidence() != b.confidence()
                        ? Double.compare(b.confidence(), a.confidence())
                        : a.code().compareTo(b.code()));
    }

    @Test
    void theSameStoryGivesTheSameTopicsAlwaysAndFromManyThreads() {
        List<String> texts = new ArrayList<>(TopicStories.byTopic().values());
        long seed = 20_261_123;
        Collections.shuffle(texts, new Random(seed));
        List<List<TopicAnnotation>> expected =
                texts.stream().map(MediaTopicTaggerTest::tag).toList();

        for (int round = 0; round < 20; round++) {
            assertThat(texts.parallelStream().map(MediaTopicTaggerTest::tag).toList())
                    .isEqualTo(expected);
        }
        MediaTopicTagger other = MediaTopicTagger.load();
        assertThat(other.versions()).isEqualTo(TAGGER.versions()).hasSize(3);
        assertThat(other.tag(Story.ofText(texts.get(0)), SEGMENTER.segment(texts.get(0)), List.of(), true))
                .isEqualTo(expected.get(0));
    }

    @Test
    @Timeout(20)
    void megabytesOfTextAreTaggedInTimeLinearInTheirLength() {
        String text = (ELECTION_STORY + "\n\n").repeat(4_000_000 / ELECTION_STORY.length());
        var segmented = SEGMENTER.segment(text);

        long started = System.nanoTime();
        List<TopicAnnotation> topics = TAGGER.tag(Story.ofText(text), segmented, List.of(), true);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertThat(topics).hasSizeLessThan(10);
    }
}
