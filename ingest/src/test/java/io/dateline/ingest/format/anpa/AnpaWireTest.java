package io.dateline.ingest.format.anpa;

import static io.dateline.ingest.format.textwire.Parsing.all;
import static io.dateline.ingest.format.textwire.Parsing.articles;
import static io.dateline.ingest.format.textwire.Parsing.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Link;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnpaWireTest {
    private static final String WRITETHRU = """
            \u0016\u0016\u0001W2346\u001fasian
            r i \u0013\u0011BC-EX--Sample-LongSlug 3rdLd-Writethru   05-09 0444
            \u0002^BC-EX--Sample-Long Slug Story, 3rd Ld-Writethru,427<
            ^Sample Exclusive: Lawyer's family says town helped them leave<
            ^AP Photo XHG401, XHG102<
            ^(Eds: UPDATES with comment. A longer version of this story is available.)<
            ^By JANE SAMPLE=
            ^Associated Press=
            \t   SAMPLE CITY, Ohio (AP) _ Stuck in a town with an order against her, she waited
            with dread over what seemed certain to come next.
            \s
            \t   ``I gave it a couple days,'' she said _ and laughed. ``It didn't work.''
            \s
            \t   ___
            \s
            \t   AP writers Ann Example and Joe Example contributed to this report.

            \u0003
            \t   AP-WF-05-09-17 0056GMT<
            \u0004""";

    @Test
    void readsEveryFieldOfAWritethru() {
        RawArticle story = one(WRITETHRU);

        assertThat(story.getFormat()).isEqualTo("anpa1312");
        assertThat(story.getProvider()).isEqualTo("ap");
        assertThat(story.getArticleId()).isEqualTo("ap|ex--sample-long slug story:2017-05-09");
        assertThat(story.getVersion()).isEqualTo(4L);
        assertThat(story.getSlugline()).isEqualTo("BC-EX--Sample-Long Slug Story");
        assertThat(story.getHeadline()).isEqualTo("Sample Exclusive: Lawyer's family says town helped them leave");
        assertThat(story.getByline()).isEqualTo("By JANE SAMPLE");
        assertThat(story.getCredit()).isEqualTo("Associated Press");
        assertThat(story.getDateline()).isEqualTo("SAMPLE CITY, Ohio (AP)");
        assertThat(story.getDatelinePlace()).isEqualTo("SAMPLE CITY");
        assertThat(story.getUrgency()).isEqualTo(4);
        assertThat(story.getSubjects()).containsExactly(new Subject("anpa:i", "International", "anpa"));
        assertThat(story.getEditorialNote())
                .contains("AP Photo XHG401", "UPDATES with comment. A longer version of this story is available.");
        assertThat(story.getSignals()).contains("3rd Ld-Writethru");
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.UPDATE);
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2017-05-09T00:56:00Z"));
        assertThat(story.getLanguage()).isEqualTo("en");
    }

    @Test
    void writesTheTextAsItIsMeant() {
        assertThat(one(WRITETHRU).getBody()).isEqualTo("""
                SAMPLE CITY, Ohio (AP) — Stuck in a town with an order against her, she waited with dread over what seemed \
                certain to come next.

                “I gave it a couple days,” she said — and laughed. “It didn't work.”

                ___

                AP writers Ann Example and Joe Example contributed to this report.""");
    }

    @Test
    void readsAMessageWhoseControlCharactersWereLost() {
        String lost = WRITETHRU.replaceAll("[\\u0001-\\u0008\\u000e-\\u001f]", "");

        RawArticle story = one(lost);

        assertThat(story.getArticleId()).isEqualTo("ap|ex--sample-long slug story:2017-05-09");
        assertThat(story.getBody()).isEqualTo(one(WRITETHRU).getBody());
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2017-05-09T00:56:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',1,,USABLE",
        "1st Ld,2,UPDATE,USABLE",
        "1stLd-Writethru,2,UPDATE,USABLE",
        "2nd Ld-Writethru,3,UPDATE,USABLE",
        "11th Ld,12,UPDATE,USABLE",
        "Writethru,2,UPDATE,USABLE",
        "UPDATE 2,3,UPDATE,USABLE",
        "1st Ld-Writethru-2 Takes,2,UPDATE,USABLE",
        "'CORRECTION, 1st Ld-Writethru',2,UPDATE,USABLE",
        "KILL,,CANCELLATION,CANCELED",
        "BULLETIN KILL,,CANCELLATION,CANCELED",
        "Withhold,1,,WITHHELD"
    })
    void countsVersionsByLeads(String version, Long number, ChangeKind kind, ArticleStatus status) {
        RawArticle story = one(message("BC-Sample Story" + (version.isEmpty() ? "" : ", " + version)));

        assertThat(story.getArticleId()).isEqualTo("ap|sample story:2017-05-09");
        if (status != ArticleStatus.WITHHELD) {
            assertThat(story.getVersion()).isEqualTo(number);
        }
        assertThat(story.getChangeKind()).isEqualTo(kind);
        assertThat(story.getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "1st Add,add-1",
        "'1st Ld-1st Add, a0584',add-1",
        "2nd Take,take-2",
        "Take 3,take-3",
        "Insert,insert",
        "SUB,sub",
        "Correction,correction"
    })
    void givesPiecesOfAStoryAnIdentityOfTheirOwn(String version, String piece) {
        RawArticle story = one(message("BC-Sample Story, " + version));

        assertThat(story.getArticleId()).isEqualTo("ap|sample story:2017-05-09#" + piece + "-a0123");
        assertThat(story.getVersion()).isNull();
        assertThat(story.getLinks()).contains(new Link("sample story:2017-05-09", "part-of", "BC-Sample Story", null));
    }

    @Test
    void tellsTheCyclesOfTheDayApart() {
        assertThat(one(message("AM-Air Fares")).getArticleId()).isEqualTo("ap|am-air fares:2017-05-09");
        assertThat(one(message("PM-Air Fares")).getArticleId()).isEqualTo("ap|pm-air fares:2017-05-09");
        assertThat(one(message("AP-Air Fares")).getArticleId())
                .isEqualTo(one(message("BC-Air  fares")).getArticleId());
    }

    @Test
    void cancelsTheStoryThatAKillNames() {
        RawArticle kill = one(
                message(
                        "BC-AP-KILL",
                        "^KILL<",
                        "\t   NEW YORK (AP) _ Kill the story BC-EX--Wrong Sample, V0123, which moved on Monday. It was wrong."));

        assertThat(kill.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(kill.getSupersedes()).containsExactly("ap|ex--wrong sample:2017-05-09");
    }

    @Test
    void readsCorrectionsFromTheNoteToEditors() {
        RawArticle story = one(message(
                "BC-Sample Story",
                "^Eds: CORRECTS spelling of name in 3rd graf. With AP Photos.<",
                "\t   NEW YORK (AP) _ Text."));

        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
    }

    @Test
    void holdsAdvances() {
        RawArticle dated = one(message(
                "BC-Sample Story, ADV12", "^$adv12<\n^For Release FRI AMs, May 12<", "\t   NEW YORK (AP) _ Text."));
        RawArticle bare = one(message("BC-Sample Story, ADV12"));
        RawArticle timed = one(message(
                "BC-Sample Story", "^HOLD FOR RELEASE at 10:30 a.m. EDT Friday, May 12<", "\t   NEW YORK (AP) _ T."));

        assertThat(dated.getEmbargoedUntil()).isEqualTo(Instant.parse("2017-05-12T04:00:00Z"));
        assertThat(bare.getEmbargoedUntil()).isNull();
        assertThat(bare.getEmbargoText()).isNotNull();
        assertThat(timed.getEmbargoedUntil()).isEqualTo(Instant.parse("2017-05-12T14:30:00Z"));
    }

    @Test
    void takesTheFirstSentenceOfAnAlertAsItsHeadline() {
        RawArticle alert =
                one(message("BC-US--APNewsAlert", "", "\t   HONOLULU (AP) _ Sample files challenge to sample ban."));

        assertThat(alert.getHeadline()).isEqualTo("Sample files challenge to sample ban.");
        assertThat(alert.getArticleId()).isEqualTo("ap|us--apnewsalert:2017-05-09:a0123");
        assertThat(alert.getBody()).startsWith("HONOLULU (AP) — Sample files");
    }

    @Test
    void leavesTablesReadable() {
        RawArticle table = one("""
                \u0016\u0016\u0001z9631\u001f-----
                r s \u0014\u0012BC-BBO--SampleStandings     05-17 0820
                \u0002^BC-BBO--Sample Standings<
                ^Sample Standings=
                ^All Times EDT=
                ^By The Associated Press=
                ^FIRST LEAGUE=
                ^;W;L;Pct;GB
                Springfield;23;13;.639;_
                Shelbyville;19;21;.475;6{
                \t   ___=
                ^Sunday's Games=
                \t   Springfield 7, Shelbyville 5
                \t   Ogdenville 5, North Haverbrook 1
                \t   Capital City 3, Brockway 2, 13 innings<
                \u0003
                \t   AP-WF-05-17-16 0620GMT<
                """);

        assertThat(table.getHeadline()).isEqualTo("Sample Standings");
        assertThat(table.getByline()).isEqualTo("By The Associated Press");
        assertThat(table.getBody()).isEqualTo("""
                FIRST LEAGUE

                \tW\tL\tPct\tGB
                Springfield\t23\t13\t.639\t—
                Shelbyville\t19\t21\t.475\t6½

                ___

                Sunday's Games
                Springfield 7, Shelbyville 5
                Ogdenville 5, North Haverbrook 1
                Capital City 3, Brockway 2, 13 innings""");
    }

    @Test
    void readsAMessageOfHeadlinesOnly() {
        RawArticle digest = one("""
                V4644-----
                r e AP-Top-Sample-Head     02-09 0121
                ^*9006< ^AP-Top-Sample-Headlines,0176<
                ^Sample Top News at 11:23 p.m. EST<
                ^Sample testifies about messages sent to sample
                ^Police: Sample was accidental

                \t   AP-WF-02-10-16 0423GMT<
                """);

        assertThat(digest.getHeadline()).isEqualTo("Sample Top News at 11:23 p.m. EST");
        assertThat(digest.getArticleId()).isEqualTo("ap|top-sample-headlines:2016-02-09");
        assertThat(digest.getBody())
                .isEqualTo("Sample testifies about messages sent to sample\n\nPolice: Sample was accidental");
    }

    @Test
    void readsOldReutersWithControlCharactersWrittenAsEntities() {
        RawArticle story = one("""
                &#5;&#5;&#5;C T
                &#22;&#22;&#1;f0704&#31;reute
                u f BC-SAMPLE-COCOA-REVIEW   02-26 0105

                &#2;SAMPLE COCOA REVIEW
                    SALVADOR, Feb 26 - Showers continued throughout the week in
                the sample zone, alleviating the drought since early January and
                improving prospects for the coming season.
                    The dry period means that the crop will be late this year.
                <Sample Corp> said so.
                 Reuter
                &#3;""");

        assertThat(story.getFormat()).isEqualTo("anpa1312");
        assertThat(story.getProvider()).isEqualTo("reuters");
        assertThat(story.getArticleId()).isEqualTo("reuters|sample-cocoa-review:02-26:f0704");
        assertThat(story.getHeadline()).isEqualTo("SAMPLE COCOA REVIEW");
        assertThat(story.getDateline()).isEqualTo("SALVADOR, Feb 26");
        assertThat(story.getDatelinePlace()).isEqualTo("SALVADOR");
        assertThat(story.getBody())
                .startsWith("SALVADOR, Feb 26 - Showers continued throughout the week in the sample zone, alleviating")
                .contains("coming season.\n\nThe dry period")
                .contains("<Sample Corp> said so.")
                .doesNotContain("Reuter")
                .doesNotContain("&#");
    }

    @Test
    void readsUpi() {
        RawArticle story = one("""
                \u0001n0123\u001fbylxx
                r i bc-samplestory 1stld-writethru   12-05 0123
                \u0002Sample story headline goes here
                By JOHN SAMPLE
                   WASHINGTON (UPI) -- A sample was taken Friday and nobody minded that
                it was the only one.
                   It was the second of its kind, and the first for the town.
                 upi 12-05-87 03:51 pes
                \u0003""");

        assertThat(story.getProvider()).isEqualTo("upi");
        assertThat(story.getHeadline()).isEqualTo("Sample story headline goes here");
        assertThat(story.getByline()).isEqualTo("By JOHN SAMPLE");
        assertThat(story.getVersion()).isEqualTo(2L);
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("1987-12-05T20:51:00Z"));
        assertThat(story.getArticleId()).isEqualTo("upi|samplestory:1987-12-05");
        assertThat(story.getBody())
                .startsWith("WASHINGTON (UPI) -- A sample was taken Friday and nobody minded that it was");
    }

    @Test
    void readsLatinLettersInEightBits() {
        RawArticle story = one(
                message("BC-Sample Story", "^López wins sample<", "\t   MADRID (AP) _ López won."),
                StandardCharsets.ISO_8859_1);

        assertThat(story.getHeadline()).isEqualTo("López wins sample");
    }

    @Test
    void readsSeveralMessages() {
        List<RawArticle> stories = articles(all(message("BC-First") + message("BC-Second")));

        assertThat(stories).extracting(RawArticle::getSlugline).containsExactly("BC-First", "BC-Second");
    }

    private static String message(String slugline) {
        return message(slugline, "^Sample headline for a story<", "\t   NEW YORK (AP) _ Text of the story.");
    }

    private static String message(String slugline, String head, String text) {
        return "\u0016\u0016\u0001a0123\u001fbylzz\nr a \u0013\u0011BC-Sample     05-09 0123\n\u0002^" + slugline
                + ",123<\n" + head + "\n" + text + "\n\n\u0003\n\t   AP-NY-05-09-17 1411EDT<\n\u0004\n";
    }

    @Test
    void readsKyodosWayWithTheFormat() {
        RawArticle story = one("""
                a0105KYODOkoko-
                u s BC-Rowing-Sample-Cup   09-12 0344
                BC-Rowing-Sample-Cup
                Rowing: Sample crew claims 7th Cup by beating Other crew+
                     SAITAMA, Japan, Dec. 9 Kyodo - The Sample crew claimed their seventh
                Cup on Sunday after defeating the Other crew.
                     The coach was delighted.
                ==Kyodo
                KWS-21:37-09-12-18
                """);

        assertThat(story.getArticleId()).isEqualTo("kyodo|rowing-sample-cup:2018-12-09");
        assertThat(story.getHeadline()).isEqualTo("Rowing: Sample crew claims 7th Cup by beating Other crew");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2018-12-09T12:37:00Z"));
        assertThat(story.getDatelinePlace()).isEqualTo("SAITAMA");
        assertThat(story.getBody()).endsWith("The coach was delighted.");
    }

    @Test
    void aHeadlineMadeOfTheFirstSentenceDoesNotEndAtAnAbbreviation() {
        RawArticle story = one("""
                \u0016\u0016\u0001W1645\u001fasian
                b a\u0013\u0011 BC-US--APNewsAlert     06-29 0358
                \u0002^BC-US--APNewsAlert,17<
                \t   SAMPLETON (AP) _ The state files a challenge to the definition of a close U.S. relationship.
                \u0003AP-WF-06-29-17 2350GMT<
                """);

        assertThat(story.getHeadline())
                .isEqualTo("The state files a challenge to the definition of a close U.S. relationship.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0016\u0001a0456 r i\r\n\u0002^BC-EX--Sample, 1st Ld-Writethru,a0401,0500<\r\n",
                "\u0001a0456\r\nr i\r\n\u0002^BC-EX--Sample, 1st Ld-Writethru,0500<\r\n",
                "\u0001a0456\r\nr i\r\nBC-EX--Sample, 1st Ld-Writethru\u001f<\r\n\u0002",
                "a0456 r i\r\n^BC-EX--Sample, 1st Ld-Writethru,0500<\r\n"
            })
    void aHeaderThatIsCutDownIsEnoughWhereASluglineFollows(String head) {
        RawArticle story = one(head + "^Sample headline<\r\n^By JANE SAMPLE=\r\n"
                + "\t^SAMPLE CITY (AP) _ The town opened its gates on Tuesday.\r\nAP-NY-03-02-04 0930EST<\r\n");

        assertThat(story.getFormat()).isEqualTo("anpa1312");
        assertThat(story.getArticleId()).isEqualTo("ap|ex--sample:2004-03-02");
        assertThat(story.getVersion()).isEqualTo(2L);
        assertThat(story.getUrgency()).isEqualTo(4);
        assertThat(story.getSubjects()).extracting(Subject::getCode).containsExactly("anpa:i");
        assertThat(story.getHeadline()).isEqualTo("Sample headline");
        assertThat(story.getByline()).isEqualTo("By JANE SAMPLE");
        assertThat(story.getBody()).isEqualTo("SAMPLE CITY (AP) \u2014 The town opened its gates on Tuesday.");
    }

    @Test
    void aSlugWithoutDayAndNumberIsNoIdentity() {
        RawArticle story = one("^BC-EX--Sample<\n^Sample headline<\n\tThe town opened its gates on Tuesday.\n");

        assertThat(story.getFormat()).isEqualTo("anpa1312");
        assertThat(story.getArticleId()).startsWith("unknown|sha256:");
        assertThat(story.getSlugline()).isEqualTo("BC-EX--Sample");
        assertThat(story.getUrgency()).isNull();
        assertThat(story.getSubjects()).isEmpty();
    }

    @Test
    void aHeadlineThatBeginsLikeACycleIsNoSlug() {
        assertThat(one("AP-NORC poll finds sample majority\n\nThe text of the poll is here.\n")
                        .getFormat())
                .isEqualTo("text");
    }

    @Test
    void theSlugThatStandsOnceMoreWithANoteInBracketsIsNoHeadline() {
        RawArticle story = one("""
                a0123
                u i bc-sample-crash 2ndld-writethru 06-12 0234
                 bc-sample-crash (updates w/death toll)
                 Plane crashes in the hills
                 By PETER SAMPLE
                    SAMPLE CITY (UPI) -- A plane crashed Tuesday in the hills, police said.
                  upi 06-12-91 10:45 aed
                """);

        assertThat(story.getHeadline()).isEqualTo("Plane crashes in the hills");
        assertThat(story.getEditorialNote()).isEqualTo("updates w/death toll");
        assertThat(story.getBody()).startsWith("SAMPLE CITY (UPI)");
    }
}
