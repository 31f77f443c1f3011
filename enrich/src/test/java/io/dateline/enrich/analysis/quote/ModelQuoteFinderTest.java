package io.dateline.enrich.analysis.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analyses;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.schemas.QuoteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelQuoteFinderTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "verb after        | \"The river is rising,\" Jane Ruiz said.                   | The river is rising,  | Jane Ruiz",
                "inverted          | \"The river is rising,\" said Jane Ruiz.                   | The river is rising,  | Jane Ruiz",
                "apposition        | \"The river is rising,\" said Jane Ruiz, 43, who runs the shop. | The river is rising, | Jane Ruiz",
                "apposition before | Jane Ruiz, a lawyer for the town, said: \"The river is rising.\" | The river is rising. | Jane Ruiz",
                "title             | \"The river is rising,\" Mayor Jane Ruiz told reporters on Monday. | The river is rising, | Jane Ruiz",
                "comma before      | Jane Ruiz said, \"The river is rising.\"                   | The river is rising.  | Jane Ruiz",
                "told and colon    | Jane Ruiz told the council: \"The river is rising.\"       | The river is rising.  | Jane Ruiz",
                "colon style       | Jane Ruiz: \"The river is rising.\"                        | The river is rising.  | Jane Ruiz",
                "question          | \"Is the river rising?\" Jane Ruiz asked.                  | Is the river rising?  | Jane Ruiz",
                "curly             | “The river is rising,” Jane Ruiz said.                     | The river is rising,  | Jane Ruiz",
                "tex               | ``The river is rising,'' Jane Ruiz said.                   | The river is rising,  | Jane Ruiz",
                "two apostrophes   | ''The river is rising,'' Jane Ruiz said.                   | The river is rising,  | Jane Ruiz",
                "guillemets        | «The river is rising,» Jane Ruiz said.                     | The river is rising,  | Jane Ruiz",
                "single            | 'The river is rising,' Jane Ruiz said.                     | The river is rising,  | Jane Ruiz",
                "single, genitive  | ‘The farmers’ land is gone and it won’t come back,’ Jane Ruiz said. | The farmers’ land is gone and it won’t come back, | Jane Ruiz",
                "nested            | \"He told me 'run' and I ran,\" Jane Ruiz said.            | He told me 'run' and I ran, | Jane Ruiz",
                "common noun       | \"The river is rising,\" a spokesman for the town said.    | The river is rising,  | a spokesman for the town",
                "several           | \"The river is rising,\" officials said.                   | The river is rising,  | officials",
                "adverb between    | \"The river is rising,\" Jane Ruiz quietly added.           | The river is rising,  | Jane Ruiz",
                "brackets between  | \"The river is rising,\" Jane Ruiz (D-Lima) said.          | The river is rising,  | Jane Ruiz",
            })
    void findsADirectQuoteAndItsSpeaker(String name, String text, String content, String speaker) {
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(1);
        QuoteAnnotation quote = analysis.quotes().get(0);
        assertThat(quote.type()).isEqualTo(QuoteType.DIRECT);
        assertThat(quote.content().of(text)).isEqualTo(content);
        assertThat(speaker(quote, text)).isEqualTo(speaker);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "that         | Jane Ruiz said that the river was rising.          | the river was rising | Jane Ruiz | said",
                "zero that    | Jane Ruiz said the river was rising.               | the river was rising | Jane Ruiz | said",
                "told         | Jane Ruiz told reporters that the river was rising. | the river was rising | Jane Ruiz | told",
                "time between | Jane Ruiz said on Monday that the river was rising. | the river was rising | Jane Ruiz | said",
                "behind       | The river was rising, Jane Ruiz said on Monday.    | The river was rising | Jane Ruiz | said",
                "inverted     | The river was rising, said Jane Ruiz.              | The river was rising | Jane Ruiz | said",
                "according    | The river was rising, according to Jane Ruiz.      | The river was rising | Jane Ruiz | according to",
                "according up | According to Jane Ruiz, the river was rising.      | the river was rising | Jane Ruiz | According to",
                "body         | The Pentagon said the river was rising.            | the river was rising | Pentagon  | said",
                "witnesses    | Witnesses said the river was rising.               | the river was rising | Witnesses | said",
                "promise      | Jane Ruiz promised to mend the bridge.             | to mend the bridge   | Jane Ruiz | promised",
                "emphasis     | As it rained, Jane Ruiz emphasized that the river was rising. | the river was rising | Jane Ruiz | emphasized",
            })
    void findsReportedSpeech(String name, String text, String content, String speaker, String cue) {
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(1);
        QuoteAnnotation quote = analysis.quotes().get(0);
        assertThat(quote.type()).isEqualTo(QuoteType.INDIRECT);
        assertThat(quote.content().of(text)).isEqualTo(content);
        assertThat(speaker(quote, text)).isEqualTo(speaker);
        assertThat(quote.cue()).isEqualTo(cue);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Jane Ruiz warned that the river would \"eat the whole town\" by May. | the river would \"eat the whole town\" by May",
                "Jane Ruiz said the plan was \"a gift to the river.\"                 | the plan was \"a gift to the river.\"",
                "Jane Ruiz called the plan \"a gift to the river\" on Monday.          | the plan \"a gift to the river\" on Monday",
            })
    void takesTheWholeClauseOfAMixedQuote(String text, String content) {
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(1);
        assertThat(analysis.quotes().get(0).type()).isEqualTo(QuoteType.MIXED);
        assertThat(analysis.quotes().get(0).content().of(text)).isEqualTo(content);
        assertThat(speaker(analysis.quotes().get(0), text)).isEqualTo("Jane Ruiz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The so-called \"river king\" was seen in the old town.",
                "She sang \"The River Is Wide\" in the old town.",
                "Joe \"The River\" Lindqvist won the boat race.",
                "Jane Ruiz did not say that the river was rising.",
                "Jane Ruiz declined to say whether it rained.",
                "The claims were many and the reports were few.",
                "The farmers' land and the miners' homes were lost.",
            })
    void takesScareQuotesTitlesAndSilenceForNoQuotes(String text) {
        assertThat(Analyses.of(text).quotes()).isEmpty();
    }

    @Test
    void resolvesPronounsByGenderAndPlace() {
        String text = "Peter Lindqvist met Anna Ruiz at the bridge.\n\n\"The river is rising,\" he said.\n\n"
                + "\"It always does,\" she said.";
        Analysis analysis = Analyses.of(text);

        assertThat(name(analysis, 0)).isEqualTo("Peter Lindqvist");
        assertThat(name(analysis, 1)).isEqualTo("Anna Ruiz");
        assertThat(speaker(analysis.quotes().get(0), text)).isEqualTo("he");
    }

    @Test
    void takesAQuoteThatItsAttributionInterruptsForOne() {
        String text = "\"The river,\" Jane Ruiz said, \"is rising again.\"";
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(1);
        assertThat(analysis.quotes().get(0).content().of(text)).isEqualTo(text.substring(1, text.length() - 1));
    }

    @Test
    void carriesTheSpeakerOverParagraphs() {
        String text =
                "\"The river is rising,\" Jane Ruiz said. \"We know it.\n\n\"It has always been so. We will stay.\"\n\n"
                        + "It rained.";
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(1);
        assertThat(analysis.quotes().get(0).content().of(text)).endsWith("We will stay.");
        assertThat(speaker(analysis.quotes().get(0), text)).isEqualTo("Jane Ruiz");
    }

    @Test
    void givesAQuoteWithoutACueToTheSpeakerBefore() {
        String text = "\"The river is rising,\" Jane Ruiz said.\n\n\"It has always been so in this town.\"";
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(2);
        assertThat(speaker(analysis.quotes().get(1), text)).isEqualTo("Jane Ruiz");
        assertThat(analysis.quotes().get(1).cue()).isNull();
        assertThat(analysis.quotes().get(1).confidence())
                .isLessThan(analysis.quotes().get(0).confidence());
    }

    @Test
    void admitsThatItDoesNotKnowTheSpeaker() {
        Analysis analysis =
                Analyses.of("It rained all day.\n\n\"The river is rising and we will all drown.\"\n\nIt rained on.");

        assertThat(analysis.quotes()).hasSize(1);
        assertThat(analysis.quotes().get(0).speaker()).isNull();
        assertThat(analysis.quotes().get(0).confidence()).isLessThan(0.5);
    }

    @Test
    void losesNoMoreThanAParagraphToAMissingMark() {
        String text =
                "\"The river is rising, Jane Ruiz said.\n\nIt rained on the old bridge.\n\n\"We will stay,\" Tom Lee said.";
        Analysis analysis = Analyses.of(text);

        QuoteAnnotation last = analysis.quotes().get(analysis.quotes().size() - 1);
        assertThat(last.content().of(text)).isEqualTo("We will stay,");
        assertThat(speaker(last, text)).isEqualTo("Tom Lee");
        assertThat(analysis.quotes())
                .noneMatch(quote -> quote.content().of(text).contains("It rained on"));
    }

    @Test
    void givesEachOfTwoSpeakersInASentenceTheirOwn() {
        String text = "Jane Ruiz said the river was rising, but Tom Lee said it was falling.";
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(2);
        assertThat(analysis.quotes().get(0).content().of(text)).isEqualTo("the river was rising");
        assertThat(speaker(analysis.quotes().get(1), text)).isEqualTo("Tom Lee");
    }

    @Test
    void givesASecondVerbItsSubjectFromTheFirst() {
        String text = "Jane Ruiz said the river was rising, adding that the town would stay.";
        Analysis analysis = Analyses.of(text);

        assertThat(analysis.quotes()).hasSize(2);
        assertThat(analysis.quotes().get(1).content().of(text)).isEqualTo("the town would stay");
        assertThat(name(analysis, 1)).isEqualTo("Jane Ruiz");
    }

    private static String name(Analysis analysis, int quote) {
        int entity = analysis.quotes().get(quote).speaker().entity();
        return entity < 0 ? null : analysis.entities().get(entity).name();
    }

    private static String speaker(QuoteAnnotation quote, String text) {
        return quote.speaker() == null ? null : quote.speaker().span().of(text);
    }
}
