package io.dateline.enrich.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediaTopicsTest {
    private final MediaTopics topics = MediaTopics.load();

    @Test
    void holdsTheWholeVocabularyWithItsSeventeenTopLevelTopics() {
        assertThat(topics.all()).hasSize(1372);
        assertThat(topics.all().stream().filter(MediaTopic::isActive)).hasSize(1099);
        assertThat(topics.all().stream().filter(topic -> topic.level() == 1)).hasSize(17);
    }

    @Test
    void everyConceptStandsOneLevelBelowTheOneAboveIt() {
        assertThat(topics.all()).allSatisfy(topic -> {
            List<MediaTopic> ancestors = topics.ancestors(topic);
            assertThat(ancestors).hasSize(topic.level() - 1);
            assertThat(topics.top(topic).level()).isEqualTo(1);
        });
    }

    @Test
    void aConceptTellsItsLabelsAndWhatStandsAboveIt() {
        MediaTopic election = topics.byCode("medtop:20000574").orElseThrow();

        assertThat(election.english()).isEqualTo("election");
        assertThat(election.german()).isEqualTo("Wahl");
        assertThat(topics.ancestors(election)).extracting(MediaTopic::code).containsExactly("medtop:11000000");
    }

    @Test
    void aLabelIsFoundInFourLanguagesWhateverItsCaseAndAccents() {
        assertThat(topics.byLabel("POLITICS")).map(MediaTopic::code).contains("medtop:11000000");
        assertThat(topics.byLabel("  Politik ")).map(MediaTopic::code).contains("medtop:11000000");
        assertThat(topics.byLabel("Elección")).isEqualTo(topics.byLabel("eleccion"));
        assertThat(topics.byLabel("no such label")).isEmpty();
    }

    @Test
    void aRetiredConceptIsKeptAndStandsForTheActiveOneOfTheSameNameOrTheNearestActiveOneAbove() {
        MediaTopic renewable = topics.byCode("medtop:20000436").orElseThrow();
        MediaTopic layoffs = topics.byCode("medtop:20000534").orElseThrow();

        assertThat(renewable.isActive()).isFalse();
        assertThat(topics.active(renewable).code()).isEqualTo("medtop:20000257");
        assertThat(topics.active(layoffs).code()).isEqualTo("medtop:20000533");
        assertThat(topics.all()).allMatch(topic -> topics.active(topic).isActive());
    }

    @Test
    void aRetiredConceptWithAKnownSuccessorGivesThat() {
        MediaTopic newsAgency = topics.byCode("medtop:20000309").orElseThrow();

        assertThat(topics.active(newsAgency).english()).isEqualTo("news industry");
    }

    @Test
    void anOlderSubjectCodeGivesTheConceptThatTheVocabularyMapsToIt() {
        assertThat(topics.ofSubjectCode("04000000")).map(MediaTopic::code).contains("medtop:04000000");
        assertThat(topics.ofSubjectCode("14000000")).map(MediaTopic::code).contains("medtop:14000000");
        assertThat(topics.ofSubjectCode("15054000")).map(MediaTopic::english).contains("soccer");
        // global warming stood under weather, climate change stands under the environment
        assertThat(topics.ofSubjectCode("17002000"))
                .map(topic -> topics.top(topic).code())
                .contains("medtop:06000000");
        // landslide and avalanche share one: the avalanche stands under the landslide
        assertThat(topics.ofSubjectCode("03015002")).map(MediaTopic::english).contains("landslide");
    }

    @Test
    void aSubjectCodeOfSeveralMattersOrOfNoneKnownGivesItsSubject() {
        assertThat(topics.ofSubjectCode("13000000")).map(MediaTopic::code).contains("medtop:13000000");
        assertThat(topics.ofSubjectCode("04999000")).map(MediaTopic::code).contains("medtop:04000000");
        assertThat(topics.ofSubjectCode("99000000")).isEmpty();
        assertThat(topics.ofSubjectCode("99001000")).isEmpty();
        assertThat(topics.all().stream()
                        .filter(topic -> topic.subjectCode() != null)
                        .map(topic -> topics.ofSubjectCode(topic.subjectCode()).orElseThrow()))
                .allMatch(MediaTopic::isActive);
    }
}
