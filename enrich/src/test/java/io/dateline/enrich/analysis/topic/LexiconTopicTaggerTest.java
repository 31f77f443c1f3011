package io.dateline.enrich.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analyses;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.TopicAnnotation;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.Story.ProviderSubject;
import io.dateline.schemas.TopicOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTopicTaggerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "medtop:15000000 | The striker scored twice as the team won the match and went to the top of the league, and the coach praised the goalkeeper after the final.",
                "medtop:16000000 | Rebel fighters shelled the town after an airstrike, and the army sent troops to the frontline as the ceasefire broke down.",
                "medtop:07000000 | Doctors at the hospital vaccinated hundreds of patients after an outbreak of measles, and the health ministry sent more vaccine.",
                "medtop:02000000 | The judge sentenced the defendant to prison after the jury found him guilty of murder, and the prosecutor praised the police.",
                "medtop:04000000 | Shares of the company fell on the stock exchange as revenue and profit missed forecasts and investors feared higher interest rates.",
                "medtop:17000000 | Forecasters expect rainfall and thunderstorms as the heatwave ends, and the temperature will fall by ten degrees Celsius.",
                "medtop:05000000 | Pupils went back to school as teachers and students welcomed the new curriculum, and the university opened its campus.",
            })
    void findsWhatAStoryIsAbout(String code, String text) {
        List<TopicAnnotation> topics = Analyses.of(text).topics();

        assertThat(topics).isNotEmpty();
        assertThat(topics.get(0).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "It was a quiet day and they went home.", "Aaa bbb ccc."})
    void saysNothingOfATextThatIsAboutNothing(String text) {
        assertThat(Analyses.of(text).topics()).isEmpty();
    }

    @Test
    void givesNoChildWithoutItsParentAndNeverSurer() {
        MediaTopics vocabulary = MediaTopics.load();
        Analysis analysis = Analyses.of(
                "Voters went to the polling stations in the election, and the presidential candidate"
                        + " of the ruling party cast her ballot. Parliament and the prime minister wait for the vote count.");

        assertThat(analysis.topics()).anyMatch(topic -> topic.level() == 2);
        for (TopicAnnotation topic : analysis.topics()) {
            String broader = vocabulary.concept(topic.code()).broader();
            assertThat(broader == null
                            || analysis.topics().stream()
                                    .anyMatch(t -> t.code().equals(broader) && t.confidence() >= topic.confidence()))
                    .as(topic.code())
                    .isTrue();
        }
    }

    @Test
    void letsTheHeadlineSpeakLouder() {
        String text =
                "The match was played while the election was held. The team and the voters were happy, and the coach"
                        + " met the candidate.";

        assertThat(top(new Story(text, "Goalkeeper wins football championship", "en", List.of())))
                .isEqualTo("medtop:15000000");
        assertThat(top(new Story(text, "Parliament election: candidate wins vote", "en", List.of())))
                .isEqualTo("medtop:11000000");
    }

    @Test
    void passesTheProvidersTopicsThroughInAnyLanguage() {
        Story story = new Story(
                "Der Fluss ist am Dienstag wieder gestiegen, und die alte Brücke wurde für den Verkehr gesperrt.",
                null,
                "de",
                List.of(
                        new ProviderSubject("medtop:20000151", "flood"),
                        new ProviderSubject("http://cv.iptc.org/newscodes/mediatopic/03000000", null),
                        new ProviderSubject("MEDTOP:20000119", null),
                        new ProviderSubject("medtop:99999999", "unknown"),
                        new ProviderSubject("cat:i", "international"),
                        new ProviderSubject(null, "politics")));

        List<TopicAnnotation> topics =
                Analyses.models().newAnalyzer().analyze(story).topics();

        assertThat(topics)
                .extracting(TopicAnnotation::code)
                .containsExactly("medtop:03000000", "medtop:20000119", "medtop:20000151");
        assertThat(topics).allMatch(t -> t.origin() == TopicOrigin.PROVIDER && t.confidence() == 1);
        assertThat(topics.get(0).name()).isEqualTo("disaster, accident and emergency incident");
    }

    @Test
    void namesACodeOnceWithTheProvidersWord() {
        Story story = new Story(
                "Rebel fighters shelled the town after an airstrike, and the army sent troops.",
                null,
                "en",
                List.of(new ProviderSubject("medtop:16000000", null)));

        List<TopicAnnotation> topics =
                Analyses.models().newAnalyzer().analyze(story).topics();

        assertThat(topics.stream().filter(t -> t.code().equals("medtop:16000000")))
                .hasSize(1);
        assertThat(topics.get(0).origin()).isEqualTo(TopicOrigin.PROVIDER);
    }

    @Test
    void knowsTheWholeVocabularyAndItsHierarchy() {
        MediaTopics vocabulary = MediaTopics.load();

        assertThat(vocabulary.size()).isEqualTo(1_372);
        MediaTopics.Concept flood = vocabulary.concept("medtop:20000151");
        assertThat(flood.level()).isEqualTo(3);
        assertThat(vocabulary.concept(flood.broader()).broader()).isEqualTo("medtop:03000000");
        assertThat(vocabulary.concept("medtop:20000119").retired()).isTrue();
        assertThat(vocabulary.concept("medtop:16000000").german()).isNotBlank();
    }

    private static String top(Story story) {
        return Analyses.models().newAnalyzer().analyze(story).topics().get(0).code();
    }
}
