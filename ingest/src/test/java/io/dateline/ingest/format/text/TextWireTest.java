package io.dateline.ingest.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWireTest {

    @Test
    void readsAgencyCopy() {
        RawArticle article = Parses.one(Parses.fixture("text/agency.txt"));

        assertThat(article.getFormat()).isEqualTo("text");
        assertThat(article.getHeadline()).isEqualTo("Storm closes bridges across the strait");
        assertThat(article.getByline()).isEqualTo("By Maren Holt and Ivo Kral");
        assertThat(article.getDateline()).isEqualTo("AALBORG, Denmark, Jan 9 (NW)");
        assertThat(article.getDatelinePlace()).isEqualTo("AALBORG");
        assertThat(article.getCopyright()).isEqualTo("Copyright 2026 Northwire. All rights reserved.");
        assertThat(article.getBody().split("\n\n"))
                .containsExactly(
                        "By Maren Holt and Ivo Kral",
                        "AALBORG, Denmark, Jan 9 (NW) - Winds of up to 140 kilometres an hour closed four bridges on"
                                + " Friday and kept 30,000 commuters at home, the road authority said.",
                        "\"Nobody should be out there,\" spokeswoman Tine Bak told reporters in Aalborg. The storm is"
                                + " the strongest this year, and it came with half-frozen rain.",
                        "It is expected to weaken on Saturday, the weather service said in an update at noon.",
                        "                 Gusts    Hours\nHals              38.1        4\nFrederikshavn     39.0        6",
                        "(Reporting by Maren Holt; Editing by Ivo Kral)\nEmail: desk@northwire.example\nCopyright 2026"
                                + " Northwire. All rights reserved.");
    }

    @Test
    void everyWordIsInHeadlineOrBody() {
        byte[] bytes = Parses.fixture("text/agency.txt");

        RawArticle article = Parses.one(bytes);

        // The one hyphen at a line's end joins two halves of a word.
        String before = new String(bytes, StandardCharsets.UTF_8).replace("half-\nfrozen", "half-frozen");
        assertThat(words(article.getHeadline() + "\n" + article.getBody())).isEqualTo(words(before));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    @Test
    void aStoryWithoutAHeadlineHasNone() {
        RawArticle article = Parses.one(
                "WASHINGTON\u00a0— The official said so on Monday, and nobody was surprised.\n\u00a0\nHe said it again.");

        assertThat(article.getHeadline()).isNull();
        assertThat(article.getDateline()).isEqualTo("WASHINGTON");
        assertThat(article.getBody())
                .isEqualTo(
                        "WASHINGTON — The official said so on Monday, and nobody was surprised.\n\nHe said it again.");
    }

    @Test
    void anEmbargoLineHoldsTheStoryAndStays() {
        RawArticle article = Parses.one(Parses.fixture("text/embargoed.txt"));

        assertThat(article.getEmbargoedUntil()).isEqualTo(Instant.parse("2026-05-12T00:01:00Z"));
        assertThat(article.getHeadline()).isEqualTo("Inflation eases to 2.1 percent");
        assertThat(article.getDateline()).isEqualTo("PRAGUE");
        assertThat(article.getBody()).startsWith("EMBARGOED UNTIL 0001 GMT, 12 MAY 2026\n\nPRAGUE - Consumer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EMBARGOED UNTIL NEXT MONDAY", "*** Embargo: end of the press conference ***", "STRICTLY EMBARGOED",
                "HOLD FOR RELEASE", "Sperrfrist: Montagabend", "Not for publication before the vote"
            })
    void anEmbargoThatGivesNoTimeHoldsToo(String line) {
        RawArticle article = Parses.one(line + "\n\nPRAGUE - Consumer prices rose in April, the office said.");

        assertThat(article.getEmbargoText()).isNotNull();
        assertThat(article.getEmbargoedUntil()).isNull();
    }

    @Test
    void aStoryAboutAnEmbargoIsNotHeld() {
        RawArticle article = Parses.one(
                "Embargo on steel lifted\n\nPRAGUE - The embargo until now in force has been lifted, the office said.");

        assertThat(article.getEmbargoText()).isNull();
        assertThat(article.getHeadline()).isEqualTo("Embargo on steel lifted");
    }

    @Test
    void aKillCancels() {
        RawArticle article = Parses.one(Parses.fixture("text/kill.txt"));

        assertThat(article.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(article.getSignals()).containsExactly("KILL");
        assertThat(article.getBody()).startsWith("MANDATORY KILL\n\nPlease kill");
    }

    @Test
    void aSecondSentenceIsNoByline() {
        RawArticle article =
                Parses.one("OSLO - It rained.\n\nBy Friday it had stopped, the office said.\n\nIt was dry.");

        assertThat(article.getByline()).isNull();
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(Parses.refused("").code()).isEqualTo(RefusalCode.EMPTY);
        assertThat(Parses.refused("\n \n").code()).isEqualTo(RefusalCode.EMPTY);
        assertThat(Parses.refused("\u00ad\u200b").code()).isEqualTo(RefusalCode.EMPTY);
        assertThat(Parses.refused("%PDF-1.7 and so on").code()).isEqualTo(RefusalCode.UNKNOWN_FORMAT);
        assertThat(Parses.refused("{\\rtf1\\ansi text}").code()).isEqualTo(RefusalCode.UNKNOWN_FORMAT);
        assertThat(Parses.refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3})
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_FORMAT);
    }
}
