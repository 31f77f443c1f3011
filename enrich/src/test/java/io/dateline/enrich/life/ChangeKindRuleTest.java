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
                "STORY WITHDRAWN: Mayor resigns       | HEADLINE_KILL",
                "CORRECTED-Bank holds rates           | HEADLINE_CORRECTED",
                "CORRECTED-UPDATE 1-Bank holds rates  | HEADLINE_CORRECTED",
                "CORRECTION: Bank holds rates         | HEADLINE_CORRECTED",
                "ELIMINATION - Mayor resigns          | HEADLINE_KILL",
                "ANNULATION - Le maire démissionne    | HEADLINE_KILL",
                "EDITORS: MANDATORY KILL: Mayor resigns | HEADLINE_KILL",
                "DELETED-Mayor resigns                | HEADLINE_KILL",
                "WITHHOLD: Mayor resigns              | WITHHOLD",
                "CORRECTED-(OFFICIAL)-Bank holds rates | HEADLINE_CORRECTED",
                "RPT-CORRECTED-Bank holds rates       | HEADLINE_CORRECTED",
                "Correction: Bank story               | HEADLINE_CORRECTED",
                "Clarification: Bank story            | HEADLINE_CORRECTED",
                "ATTENTION - CORRECTS age /// Mayor resigns | HEADLINE_CORRECTED",
                "RECTIFICATIF - Le maire démissionne  | HEADLINE_CORRECTED",
                "Berichtigung: Bürgermeister tritt zurück | HEADLINE_CORRECTED",
                "(Korrektur) Bürgermeister tritt zurück | HEADLINE_CORRECTED",
                "CORRECCIÓN: El alcalde dimite        | HEADLINE_CORRECTED",
                "URGENT - CORRECTION - Mayor resigns  | HEADLINE_CORRECTED",
                "REFILE-UPDATE 2-Bank holds rates     | HEADLINE_REFILE",
                "RPT-UPDATE 1-Bank holds rates        | HEADLINE_UPDATE",
                "WRAPUP 3-Bank holds rates            | HEADLINE_UPDATE",
                "Update: Bank holds rates             | HEADLINE_UPDATE",
                "UPDATED: Bank holds rates            | HEADLINE_UPDATE",
                "(LEAD) Bank holds rates              | HEADLINE_UPDATE",
                "2nd LEAD: Bank holds rates           | HEADLINE_UPDATE",
                "RECASTS Bank holds rates             | HEADLINE_UPDATE",
                "ATTENTION - ADDS quotes, details /// Bank holds rates | HEADLINE_UPDATE",
                "2. Lead: Bank belässt Zinsen         | HEADLINE_UPDATE",
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
        "Cancelled: rock festival will not take place",
        "Withdrawn: the drug that harmed thousands",
        "Killed: the dog that saved a village",
        "UPDATE ON THE WEATHER IN THE NORTH",
        "Lead: the metal that came back",
        "Correct answer wins a car",
        "Add salt: how chefs save energy",
        "Adds up - the new tax explained",
        "US-China talks go on",
        "1 killed - 3 hurt in blast",
        "ADVISORY: new times for matches",
        "Repeat: a love story",
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
                "BC-Bank-Rates 1stLd-Writethru                    | SLUGLINE_LEAD",
                "BANK-RATES/ (UPDATE 2)                           | SLUGLINE_LEAD",
                "BANK-RATES/ (CORRECTED, UPDATE 1)                | SLUGLINE_CORRECTS",
                "BANK-RATES/ (REFILE)                             | SLUGLINE_CORRECTS",
                "BC-Bank-Rates, 3rd Ld-Writethru, CORRECTS        | SLUGLINE_CORRECTS",
                "BC-Bank-Rates, Kill                              | SLUGLINE_KILL",
                "BC-Bank-Rates, ELIMINATION, 0701                 | SLUGLINE_KILL",
                "BC-Bank-Rates, MANDATORY KILL                    | SLUGLINE_KILL",
                "BC-Bank-Rates, 1st Ld, WITHDRAWN                 | SLUGLINE_KILL",
                "BANK-RATES (WITHDRAWN)                           | SLUGLINE_KILL",
                "BC-Bank-Rates, 1st Add                           | SLUGLINE_LEAD",
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
                "Eds: RECASTS lead. CORRECTS spelling of Moreno.   | NOTE_CORRECTS",
                "EDS: UPDATES with details, ADDS byline.           | NOTE_UPDATES",
                "Eds: New throughout                               | NOTE_UPDATES",
                "ELIMINATES story on the mayor                     | NOTE_KILL",
                "Editors: please kill the story on the mayor       | NOTE_KILL",
                "WITHHOLD this story until further notice          | WITHHOLD",
                "Berichtigung: Alter im zweiten Absatz             | NOTE_CORRECTS",
                "Berichtigt wird das Alter                         | NOTE_CORRECTS",
                "Updates with comment by the minister              | NOTE_UPDATES",
                "Kill. The ruling was postponed                    | NOTE_KILL",
                "The story is withdrawn: the ruling was postponed. | NOTE_KILL",
            })
    void notesToEditors(String note, ChangeKindRule rule) {
        assertThat(ChangeKindRule.of(story().setEditorialNote(note).build())).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "Eds: Film review: Kill Bill",
        "Kill Bill returns on Friday",
        "Eds: ELIMINATES extraneous word in 3rd graf",
        "Eds: WITHHOLDS name of victim",
        "With photos. Kill shots not for use in Asia."
    })
    void notesThatOrderNothing(String note) {
        assertThat(ChangeKindRule.of(story().setEditorialNote(note).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BC-US-Corrections Officer",
        "Bear-Kill",
        "BC-Lead-Poisoning",
        "ADD-ADHD",
        "'Afghanistan, troops, withdrawal'",
        "'Gaza, strike, killed'",
        "'GAZA, STRIKE, KILLED'",
        "'Gaza, killed'",
        "'Election, Withdrawal'",
        "'US-POLICE-SHOOTING, two killed'",
        "Brexit (withdrawal agreement)",
        "'France, loi suspendue'",
        "'Film, Kill Bill'"
    })
    void topicsThatAreNoMarks(String slugline) {
        assertThat(ChangeKindRule.of(story().setSlugline(slugline).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(Corrects figure in paragraph 3)                    | NOTE_CORRECTS",
                "(Refiles to fix typo in headline)                   | NOTE_CORRECTS",
                "(Adds quote by minister, background)                | NOTE_UPDATES",
                "(This Nov. 3 story has been corrected to fix a name) | NOTE_CORRECTS",
            })
    void notesInBracketsBeforeTheText(String note, ChangeKindRule rule) {
        assertThat(ChangeKindRule.of(
                        RawStories.story("a", note + "\n\nThe bank kept rates.").build()))
                .contains(rule);
        assertThat(ChangeKindRule.of(
                        RawStories.story("a", "The bank kept rates.\n\n" + note).build()))
                .isEmpty();
    }

    @Test
    void signalsOfTheFormat() {
        assertThat(ChangeKindRule.of(
                        story().setSignals(List.of("sig:correction")).build()))
                .contains(ChangeKindRule.SIGNAL_CORRECTION);
        for (String update : List.of("sig:update", "2. Lead", "1stLd-Writethru", "Zusammenfassung 1430")) {
            assertThat(ChangeKindRule.of(story().setSignals(List.of(update)).build()))
                    .as(update)
                    .contains(ChangeKindRule.SIGNAL_UPDATE);
        }
        assertThat(ChangeKindRule.of(story().setSignals(List.of("Berichtigung")).build()))
                .contains(ChangeKindRule.SIGNAL_CORRECTION);
        assertThat(ChangeKindRule.of(story().setSignals(List.of("bells:3", "page 2", "newscontent"))
                        .build()))
                .isEmpty();
    }

    @Test
    void aStatusCountsMoreThanAnyMark() {
        assertThat(ChangeKindRule.of(story().setHeadline("UPDATE 2-Bank holds rates")
                        .setStatus(ArticleStatus.CANCELED)
                        .build()))
                .contains(ChangeKindRule.STATUS_CANCELED);
    }
}
