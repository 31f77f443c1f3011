package io.dateline.enrich.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.RawStories;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeKindRuleTest {
    private static RawArticle.Builder story() {
        return RawStories.story("a", "text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KILL: Court frees fishermen          | HEADLINE_KILL",
                "STORY KILL - Mayor resigns           | HEADLINE_KILL",
                "MANDATORY KILL                       | HEADLINE_KILL",
                "ADVISORY-KILL-Mayor resigns          | HEADLINE_KILL",
                "STORY WITHDRAWN: Mayor resigns       | HEADLINE_WITHDRAWN",
                "CORRECTED-Bank holds rates           | HEADLINE_CORRECTED",
                "CORRECTED-UPDATE 1-Bank holds rates  | HEADLINE_CORRECTED",
                "CORRECTION: Bank holds rates         | HEADLINE_CORRECTED",
                "REFILE-Bank holds rates              | HEADLINE_REFILE",
                "UPDATE 2-Bank holds rates            | HEADLINE_UPDATE",
                "WRAPUP 1-Bank holds rates            | HEADLINE_UPDATE",
                "2ND LEAD Bank holds rates            | HEADLINE_UPDATE",
            })
    void marksBeforeAHeadline(String headline, ChangeKindRule rule) {
        assertThat(ChangeKindRule.of(story().setHeadline(headline).build())).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "Kill Bill returns to cinemas",
        "Killer whales seen off Cornwall",
        "Corrected glasses sell well",
        "Update on the weather",
        "Minister adds that talks go on",
        "KILLINGS RISE IN CAPITAL",
    })
    void wordsThatAreNoMarks(String headline) {
        assertThat(ChangeKindRule.of(story().setHeadline(headline).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BC-Bank-Rates, 2ndLd-Writethru, a0701            | SLUGLINE_LEAD",
                "BC-Bank-Rates, 1st Ld                            | SLUGLINE_LEAD",
                "BC-Bank-Rates, SUBS 3rd graf to CORRECT the rate | SLUGLINE_CORRECTS",
            })
    void marksInTheSlugline(String slugline, ChangeKindRule rule) {
        assertThat(ChangeKindRule.of(story().setSlugline(slugline).build())).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Corrects winning time in paragraph 1              | NOTE_CORRECTS",
                "Eds: Corrects spelling of Moreno                  | NOTE_CORRECTS",
                "SUBS 3rd graf to correct the rate                 | NOTE_CORRECTS",
                "Updates with comment by the minister              | NOTE_UPDATES",
                "Kill. The ruling was postponed                    | NOTE_KILL",
                "The story is withdrawn: the ruling was postponed. | NOTE_KILL",
            })
    void notesToEditors(String note, ChangeKindRule rule) {
        assertThat(ChangeKindRule.of(story().setEditorialNote(note).build())).contains(rule);
    }

    @Test
    void signalsOfTheFormat() {
        assertThat(ChangeKindRule.of(
                        story().setSignals(List.of("sig:correction")).build()))
                .contains(ChangeKindRule.SIGNAL_CORRECTION);
        assertThat(ChangeKindRule.of(story().setSignals(List.of("sig:update")).build()))
                .contains(ChangeKindRule.SIGNAL_UPDATE);
    }

    @Test
    void aStatusCountsMoreThanAnyMark() {
        assertThat(ChangeKindRule.of(story().setHeadline("UPDATE 2-Bank holds rates")
                        .setStatus(ArticleStatus.CANCELED)
                        .build()))
                .contains(ChangeKindRule.STATUS_CANCELED);
    }
}
