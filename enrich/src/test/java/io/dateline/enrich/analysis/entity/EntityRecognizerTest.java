package io.dateline.enrich.analysis.entity;

import static io.dateline.enrich.analysis.Analyses.entity;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analyses;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.schemas.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "The mayor met Jane Ruiz in the old town.                      | Jane Ruiz                      | PERSON",
                "They spoke to Omar al-Hakim about the bridge.                  | Omar al-Hakim                  | PERSON",
                "He wrote to Maria de la Cruz about the bridge.                 | Maria de la Cruz               | PERSON",
                "The bridge was built by J. F. Zorvan in a year.                | J. F. Zorvan                   | PERSON",
                "The firm sold its bridge to Zorvan Inc. in May.                | Zorvan Inc.                    | ORGANISATION",
                "She works at the Ministry of Health and Welfare there.         | Ministry of Health and Welfare | ORGANISATION",
                "A study by the University of Zorvan was cited.                 | University of Zorvan           | ORGANISATION",
                "The rebels of the People's Zorvan Party left.                  | People's Zorvan Party          | ORGANISATION",
                "They crossed the Zorvan River at night.                        | Zorvan River                   | LOCATION",
                "The ship sank in the Gulf of Zorvan at night.                  | Gulf of Zorvan                 | LOCATION",
                "It rained in Nairobi on Monday.                                | Nairobi                        | LOCATION",
                "A German tourist was seen there.                               | German                         | MISC",
                "She won the Zorvan Prize for her book.                         | Zorvan Prize                   | MISC",
                "They signed the Treaty of Zorvan at last.                      | Treaty of Zorvan               | MISC",
            })
    void tellsWhatAnUnknownNameIs(String text, String name, EntityType type) {
        assertThat(entity(Analyses.of(text), name).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Yesterday it rained. However, nobody complained.",
                "I think that Monday in March was cold.",
                "Officials said so. Most people agreed.",
                "It cost US$5 or 10 US dollars.",
            })
    void findsNoNameWhereOnlyCapitalsAre(String text) {
        assertThat(Analyses.of(text).entities()).isEmpty();
    }

    @Test
    void joinsShortFormsToTheFullName() {
        Analysis analysis = Analyses.of("Jane Ruiz opened the bridge. Ruiz cut the ribbon. Jane's son watched Ruiz.");

        EntityAnnotation ruiz = entity(analysis, "Jane Ruiz");
        assertThat(ruiz.mentions()).hasSize(4);
        assertThat(ruiz.aliases()).containsExactly("Ruiz", "Jane");
    }

    @Test
    void takesASurnameThatIsAlsoAGivenNameForTheSurname() {
        Analysis analysis = Analyses.of("Jane Clinton opened the bridge. \"It will last,\" Clinton told the crowd.");

        assertThat(entity(analysis, "Jane Clinton").mentions()).hasSize(2);
    }

    @Test
    void partsNamesThatLostTheBlankBetweenThem() {
        String text = "The army fought NATO and UNICEF warned. Officials of NATO met in Kenya and the president left."
                + " Nobody asked whether NATOUNICEF would stay in KenyaThe army said so.";
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.entities())
                .extracting(EntityAnnotation::name)
                .doesNotContain("NATOUNICEF", "KenyaThe")
                .contains("NATO", "UNICEF", "Kenya");
        int glued = text.indexOf("NATOUNICEF");
        assertThat(entity(analysis, "NATO").mentions()).contains(new Span(glued, glued + 4));
        assertThat(entity(analysis, "UNICEF").mentions()).contains(new Span(glued + 4, glued + 10));
        int kenya = text.indexOf("KenyaThe");
        assertThat(entity(analysis, "Kenya").mentions()).contains(new Span(kenya, kenya + 5));
    }

    @Test
    void leavesANameWholeThatIsToldOfOrHoldsNoNames() {
        Analysis analysis = Analyses.of("Zorvan bought Kloop in May. ZorvanKloop has its seat in Kenya. Shares of"
                + " ZorvanKloop rose. ZorvanSoft fell.");

        assertThat(analysis.entities()).extracting(EntityAnnotation::name).contains("ZorvanKloop", "ZorvanSoft");
    }

    @Test
    void leavesTheSurnameToWhomTheStoryIsAbout() {
        Analysis analysis = Analyses.of(
                "Senator Paul Lindqvist spoke in Nairobi. Paul Lindqvist was tired. \"I am here,\""
                        + " Lindqvist said. His wife, Anna Lindqvist, had stayed at home. \"We go on,\" Lindqvist said.");

        assertThat(entity(analysis, "Paul Lindqvist").mentions()).hasSize(4);
        assertThat(entity(analysis, "Anna Lindqvist").mentions()).hasSize(1);
    }

    @Test
    void keepsTwoPersonsOfOneSurnameApart() {
        Analysis analysis =
                Analyses.of("Peter Lindqvist met Anna Lindqvist at the bridge. \"No,\" Mr. Lindqvist told her."
                        + " Mrs. Lindqvist left.");

        assertThat(entity(analysis, "Peter Lindqvist").mentions()).hasSize(2);
        assertThat(entity(analysis, "Anna Lindqvist").mentions()).hasSize(2);
    }

    @Test
    void knowsTheShortFormOfANameWithAParticle() {
        Analysis analysis = Analyses.of("Omar al-Hakim spoke. Hakim left, and al-Hakim came back.");

        assertThat(entity(analysis, "Omar al-Hakim").mentions()).hasSize(3);
    }

    @Test
    void believesTheTextAboutAcronymsAndOtherNames() {
        Analysis analysis = Analyses.of(
                "The Zorvan Relief Organization (ZRO) sent food. ZRO trucks left. The Free Zorvan Front, also known as FZF or"
                        + " ZF, let them pass. ZF was thanked.");

        assertThat(entity(analysis, "Zorvan Relief Organization").mentions()).hasSize(3);
        assertThat(entity(analysis, "Free Zorvan Front").aliases()).contains("FZF", "ZF");
    }

    @Test
    void linksWhatIsCertainAndGivesItsUsualName() {
        Analysis analysis = Analyses.of("The US and the U.K. asked the UN and ISIS, also known as Islamic State.");

        assertThat(entity(analysis, "United States").wikidataId()).isEqualTo("Q30");
        assertThat(entity(analysis, "United Kingdom").wikidataId()).isEqualTo("Q145");
        assertThat(entity(analysis, "United Nations").wikidataId()).isEqualTo("Q1065");
        assertThat(entity(analysis, "Islamic State").mentions()).hasSize(2);
    }

    @Test
    void linksNothingThatNamesOtherThingsToo() {
        Analysis analysis = Analyses.of("Washington and Congress were silent, and so was Georgia.");

        assertThat(analysis.entities()).isNotEmpty().allMatch(e -> e.wikidataId() == null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "President Jane Ruiz left.                                         | President",
                "Prime Minister Jane Ruiz left.                                    | Prime Minister",
                "Secretary of Defense Jane Ruiz left.                              | Secretary of Defense",
                "White House Press Secretary Jane Ruiz left.                       | White House Press Secretary",
                "Russian President Jane Ruiz left.                                 | Russian President",
                "Colonel-General Jane Ruiz, the Ukrainian Minister of Defense, left. | Ukrainian Minister of Defense",
                "Jane Ruiz, a lawyer for the family, left.                         | lawyer for the family",
                "Jane Ruiz, 43, the party's spokeswoman, left.                     | party's spokeswoman",
                "Company spokeswoman Jane Ruiz left.                               | Company spokeswoman",
                "Former President Jane Ruiz left.                                  | Former President",
                "They met former Secretary of State Jane Ruiz.                     | former Secretary of State",
                "Her barrister, Jane Ruiz, left.                                   | barrister",
                "The bank's chief economist, Jane Ruiz, left.                      | chief economist",
                "Jane Ruiz, the chairman of the Prison Officers\u2019 Association, left. | chairman of the Prison Officers' Association",
                "Jane Ruiz, shadow chancellor: \"It will rain.\"                      | shadow chancellor",
                "Mrs. Jane Ruiz left.                                              |",
            })
    void takesTheRoleFromTitleOrApposition(String text, String role) {
        assertThat(entity(Analyses.of(text), "Jane Ruiz").role()).isEqualTo(role);
    }

    @Test
    void findsNamesInsideHyphenatedWords() {
        Analysis analysis = Analyses.of("A US-led and Russia-backed plan failed.");

        assertThat(entity(analysis, "United States").mentions().get(0).length()).isEqualTo(2);
        assertThat(entity(analysis, "Russia").mentions()).hasSize(1);
    }

    @Test
    void leavesTheGenitiveOutOfTheName() {
        String text = "It was Jane Ruiz's plan and Kenya\u2019s money.";
        Analysis analysis = Analyses.of(text);

        assertThat(entity(analysis, "Jane Ruiz").mentions().get(0).of(text)).isEqualTo("Jane Ruiz");
        assertThat(entity(analysis, "Kenya").mentions().get(0).of(text)).isEqualTo("Kenya");
    }

    @Test
    void leavesLettersOfHonourOutOfTheName() {
        String text = "Judge Simon Hart QC spoke in Leeds. Hart was tired.";

        assertThat(entity(Analyses.of(text), "Simon Hart").mentions())
                .extracting(span -> span.of(text))
                .containsExactly("Simon Hart", "Hart");
    }

    @Test
    void letsAShortFormInBracketsTellHowFarANameReaches() {
        Analysis analysis = Analyses.of("The work was paid by the Engineering and Physical Sciences Research Council"
                + " (EPSRC). The EPSRC will pay again.");

        assertThat(entity(analysis, "Engineering and Physical Sciences Research Council")
                        .mentions())
                .hasSize(3);
    }

    @Test
    void partsTheTwoSidesOfAResult() {
        Analysis analysis =
                Analyses.of("Results of National Basketball Association games played on Friday (home team in"
                        + " CAPS):\nBOSTON 112 New York 98\nCHICAGO 101 Detroit 97 (OT)\nDenver 120 PHOENIX 118");

        assertThat(analysis.entities())
                .extracting(EntityAnnotation::name)
                .contains("Denver", "PHOENIX")
                .noneMatch(name -> name.matches(".*\\d.*"));
    }

    @Test
    void givesTheSurnameThatTwoShareToBoth() {
        String text = "Bill and Hillary Clinton will attend the funeral, their spokesman said. Mr. Clinton called her"
                + " brave. Mrs. Clinton said she had known her for years.";
        Analysis analysis = Analyses.of(text);

        assertThat(entity(analysis, "Bill Clinton").mentions())
                .extracting(span -> span.of(text))
                .containsExactly("Bill", "Clinton");
        assertThat(entity(analysis, "Hillary Clinton").mentions()).hasSize(2);
    }

    @Test
    void takesANameBehindAWordForARelativeForAPerson() {
        Analysis analysis = Analyses.of("The Clintons plan to travel with their daughter Chelsea.");

        assertThat(entity(analysis, "Chelsea").type()).isEqualTo(EntityType.PERSON);
    }

    @Test
    void callsAWellKnownNameOfWhichItIsUnsureWhatItIs() {
        Analysis analysis =
                Analyses.of("Michigan knows better, Jane Ruiz wrote. The White House responded within the hour.");

        assertThat(entity(analysis, "White House").type()).isEqualTo(EntityType.ORGANISATION);
    }

    @Test
    void findsNothingInFurniture() {
        Analysis analysis = Analyses.of("NAIROBI — It rained on the bridge and the road.\n\nEmail: jane@example.com\n\n"
                + "Jane Ruiz is a reporter for Example News, covering bridges.");

        assertThat(analysis.entities()).isEmpty();
        assertThat(analysis.boilerplate()).hasSize(3);
    }

    @Test
    void weighsWhatTheHeadlineNames() {
        String text = "Jane Ruiz met Tom Lindqvist.";
        Analysis without = Analyses.of(text);
        Analysis with =
                Analyses.models().newAnalyzer().analyze(new Story(text, "Lindqvist: a portrait", "en", List.of()));

        assertThat(without.entities().get(0).name()).isEqualTo("Jane Ruiz");
        assertThat(with.entities().get(0).name()).isEqualTo("Tom Lindqvist");
    }
}
