package io.dateline.ingest.format.telex;

import static io.dateline.ingest.format.textwire.Parsing.all;
import static io.dateline.ingest.format.textwire.Parsing.articles;
import static io.dateline.ingest.format.textwire.Parsing.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelexWireTest {

    @Test
    void readsAStoryOfTheEighties() {
        RawArticle story = one("""
                SAMPLE CORP <SMP> SETS SAMPLE PAYOUT
                    NEW YORK, March 2 - Sample Corp said its board had declared a
                sample payout of 17 cts a share, and that the company was to pay it
                in the second half of the year &amp; the first of the next.
                    The board of the company said that it was the first for it.
                 Reuter
                &#3;""");

        assertThat(story.getFormat()).isEqualTo("telex");
        assertThat(story.getProvider()).isEqualTo("reuters");
        assertThat(story.getHeadline()).isEqualTo("SAMPLE CORP <SMP> SETS SAMPLE PAYOUT");
        assertThat(story.getDateline()).isEqualTo("NEW YORK, March 2");
        assertThat(story.getDatelinePlace()).isEqualTo("NEW YORK");
        assertThat(story.getBody()).isEqualTo("""
                NEW YORK, March 2 - Sample Corp said its board had declared a sample payout of 17 cts a share, and that the \
                company was to pay it in the second half of the year & the first of the next.

                The board of the company said that it was the first for it.""");
        assertThat(story.getLanguage()).isEqualTo("en");
        assertThat(story.getArticleId()).startsWith("reuters|sha256:");
    }

    @Test
    void readsCapitalsBetweenZczcAndNnnn() {
        RawArticle story = one("""
                ZCZC RTR045
                YY TDR
                R U I AM-SAMPLE 03-02 0123

                SAMPLE LEADERS MEET IN VIENNA
                BY JOHN SAMPLE
                   VIENNA, MARCH 2, REUTER - THE LEADERS OF TWO SAMPLES MET ON MONDAY
                AND SAID THAT THE TALKS WERE FRANK.
                   THE MEETING WAS THE FIRST OF ITS KIND.
                REUTER
                021430 GMT MAR 87
                NNNN
                """);

        assertThat(story.getHeadline()).isEqualTo("SAMPLE LEADERS MEET IN VIENNA");
        assertThat(story.getByline()).isEqualTo("BY JOHN SAMPLE");
        assertThat(story.getSlugline()).isEqualTo("AM-SAMPLE");
        assertThat(story.getDatelinePlace()).isEqualTo("VIENNA");
        assertThat(story.getProvider()).isEqualTo("reuters");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("1987-03-02T14:30:00Z"));
        assertThat(story.getSubjects()).contains(new Subject("anpa:u", null, "anpa"));
        assertThat(story.getBody())
                .startsWith("VIENNA, MARCH 2, REUTER - THE LEADERS OF TWO SAMPLES MET ON MONDAY AND SAID")
                .endsWith("THE MEETING WAS THE FIRST OF ITS KIND.");
    }

    @Test
    void readsMarkedFields() {
        RawArticle story = one("""
                   ZCZC AAP
                $J
                :Sample Slug
                ^Sample insolvencies rise in the quarter
                +04000000
                *X
                The sample authority today released the statistics for the quarter.

                NNNN
                """);

        assertThat(story.getProvider()).isEqualTo("aap");
        assertThat(story.getHeadline()).isEqualTo("Sample insolvencies rise in the quarter");
        assertThat(story.getSlugline()).isEqualTo("Sample Slug");
        assertThat(story.getSubjects())
                .containsExactly(new Subject("anpa:j", null, "anpa"), new Subject("subj:04000000", null, "subj"));
        assertThat(story.getBody()).isEqualTo("The sample authority today released the statistics for the quarter.");
    }

    @Test
    void readsTheOtherDialectOfMarkedFieldsWithCarriageReturnsAlone() {
        RawArticle story = one(
                "ZCZC\r#Sample Grey\r:11/10/2015\rFINAL FIELDS\r\r   1 - 742   Sample Queen 22.02\r   2 - 412   Sample Lass 22.35\r");

        assertThat(story.getHeadline()).isEqualTo("Sample Grey 11/10/2015");
        assertThat(story.getBody())
                .isEqualTo("FINAL FIELDS\n\n1 - 742   Sample Queen 22.02\n2 - 412   Sample Lass 22.35");
    }

    @Test
    void readsManyStories() {
        List<RawArticle> stories = articles(all("""
                ZCZC
                FIRST SAMPLE STORY
                PARIS, March 2 - Text of the first.
                NNNN
                ZCZC
                SECOND SAMPLE STORY
                ROME, March 2 - Text of the second.
                NNNN
                """));

        assertThat(stories)
                .extracting(RawArticle::getHeadline)
                .containsExactly("FIRST SAMPLE STORY", "SECOND SAMPLE STORY");
        assertThat(stories).extracting(RawArticle::getDatelinePlace).containsExactly("PARIS", "ROME");
    }

    @Test
    void cancels() {
        RawArticle kill = one("ZCZC\nKILL KILL KILL\nSAMPLE STORY OF MONDAY\nPARIS, March 2 - Kill the story.\nNNNN\n");

        assertThat(kill.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(kill.getHeadline()).isEqualTo("SAMPLE STORY OF MONDAY");
    }

    @Test
    void readsAnsasCodesItsDatelineAndItsTime() {
        RawArticle story = one("""
                ZCZC0123/SXA
                YPOL123_SXA_QBXB
                R POL S0A QBXB
                ESEMPIO: DOMANI IL CONSIGLIO
                (ANSA) - ROMA, 12 MAG - Il consiglio e' convocato
                per domani alle 10.
                12-MAG-93 18:22 NNN
                """);

        assertThat(story.getProvider()).isEqualTo("ansa");
        assertThat(story.getHeadline()).isEqualTo("ESEMPIO: DOMANI IL CONSIGLIO");
        assertThat(story.getDateline()).isEqualTo("(ANSA) - ROMA, 12 MAG");
        assertThat(story.getDatelinePlace()).isEqualTo("ROMA");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("1993-05-12T18:22:00Z"));
        assertThat(story.getBody()).isEqualTo("(ANSA) - ROMA, 12 MAG - Il consiglio e' convocato per domani alle 10.");
    }

    @Test
    void anAgencyBehindTheDayIsPartOfTheDateline() {
        RawArticle story = one("""
                +++
                ZCZC
                TASS 045
                MOSCOW MARCH 12 TASS - THE SAMPLE COMMITTEE HELD A MEETING TODAY.
                NNNN
                """);

        assertThat(story.getProvider()).isEqualTo("tass");
        assertThat(story.getDateline()).isEqualTo("MOSCOW MARCH 12 TASS");
        assertThat(story.getDatelinePlace()).isEqualTo("MOSCOW");
        assertThat(story.getSignals()).contains("code TASS 045");
        assertThat(story.getHeadline()).isNull();
    }
}
