package io.dateline.ingest.format.iptc7901;

import static io.dateline.ingest.format.textwire.Parsing.all;
import static io.dateline.ingest.format.textwire.Parsing.article;
import static io.dateline.ingest.format.textwire.Parsing.articles;
import static io.dateline.ingest.format.textwire.Parsing.input;
import static io.dateline.ingest.format.textwire.Parsing.one;
import static io.dateline.ingest.format.textwire.Parsing.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Place;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Iptc7901WireTest {
    private static final String GERMAN = """
            \u0001bdt0417 3 pl 57  dpa 0981

            Wahlen/Thüringen/
            \u0002(Zusammenfassung 1715 - neu: Reaktionen)
            Neuer Landtag in Erfurt kommt zu erster Sitzung
            zusammen
            Von Greta Beispiel, dpa
            (Foto Produktion) =

            Der Landtag tritt zusammen. Was das für die Mehrheiten heißt.

            Erfurt (dpa/lth) - Der neue Thüringer Landtag ist am Dienstag zu
            seiner ersten Sitzung zusammengekommen. Die Abgeordneten wollten
            am Nachmittag ein Präsidium wählen - nach Angaben der Verwaltung
            für die ganze Legislatur.

            # Notizblock

            ## Redaktionelle Hinweise
            - Zu diesem Text finden Sie Bilder im dpa
              Bildangebot
            ## Internet
            - [Landtag](https://example.org/landtag)
            ## Orte
            - [Landtag](Jürgen-Fuchs-Straße 1, Erfurt)

            * * * *
            Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt

            ## Kontakte
            - Redaktion: Max Muster (Erfurt), +49 361 000

            dpa gb yyth n1 mm

            \u0003051715 Nov 24
            \u007f\u0004
            """;

    @Test
    void readsEveryFieldOfAGermanMessage() {
        RawArticle story = one(GERMAN);

        assertThat(story.getFormat()).isEqualTo("iptc7901");
        assertThat(story.getArticleId()).isEqualTo("dpa|bdt0417:20241105");
        assertThat(story.getProvider()).isEqualTo("dpa");
        assertThat(story.getUrgency()).isEqualTo(3);
        assertThat(story.getLanguage()).isEqualTo("de");
        assertThat(story.getHeadline()).isEqualTo("Neuer Landtag in Erfurt kommt zu erster Sitzung zusammen");
        assertThat(story.getSlugline()).isEqualTo("Wahlen/Thüringen");
        assertThat(story.getByline()).isEqualTo("Von Greta Beispiel, dpa");
        assertThat(story.getDateline()).isEqualTo("Erfurt (dpa/lth)");
        assertThat(story.getDatelinePlace()).isEqualTo("Erfurt");
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.UPDATE);
        assertThat(story.getSignals()).contains("Zusammenfassung 1715 - neu");
        assertThat(story.getSubjects())
                .contains(new Subject("dpacat:pl", "Politik", "dpacat"), new Subject(null, "Wahlen", "keyword"));
        assertThat(story.getPlaces()).containsExactly(new Place(null, "Landtag"));
        assertThat(story.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getHref()).isEqualTo("https://example.org/landtag");
            assertThat(link.getTitle()).isEqualTo("Landtag");
        });
        assertThat(story.getEditorialNote())
                .contains("Foto Produktion", "im dpa Bildangebot", "Max Muster (Erfurt)", "dpa gb yyth n1 mm");
    }

    @Test
    void joinsBrokenLinesAndLeavesTheNotebookOut() {
        RawArticle story = one(GERMAN);

        assertThat(story.getBody()).isEqualTo("""
                Der Landtag tritt zusammen. Was das für die Mehrheiten heißt.

                Erfurt (dpa/lth) - Der neue Thüringer Landtag ist am Dienstag zu seiner ersten Sitzung zusammengekommen. \
                Die Abgeordneten wollten am Nachmittag ein Präsidium wählen - nach Angaben der Verwaltung für die ganze \
                Legislatur.""");
    }

    @Test
    void readsATimeWithoutZoneInTheAgencysZoneAndSaysSo() {
        RawArticle story = one(GERMAN);

        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-11-05T16:15:00Z"));
        assertThat(story.getNotes()).anyMatch(note -> note.contains("Europe/Berlin"));
    }

    @Test
    void readsATimeWithoutZoneInTheFeedsZoneWhenItHasOne() {
        Feed feed = new Feed("watch:x", null, ZoneId.of("America/New_York"));
        var input = input(GERMAN.getBytes(StandardCharsets.UTF_8));
        var inZone = io.dateline.ingest.wire.WireInput.of(input.content().bytes(), feed, input.receivedAt());

        RawArticle story = article(StandardParsers.create().parseAll(inZone));

        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-11-05T22:15:00Z"));
    }

    @Test
    void readsAFrenchMessage() {
        RawArticle story = one("""
                \u0001FRS0612 4 POL 0061 FRA /AFP-QX31
                Politique-parlement
                \u0002   RECTIFICATIF - L'Assemblée adopte le texte en première lecture
                   Par Jeanne EXEMPLE
                   PARIS, 3 mars 2010 (AFP) - L'Assemblée nationale a adopté mercredi
                dans la nuit le texte du gouvernement, par 12 voix contre 11, dans une
                ambiance tendue.
                   Le vote de cette dépêche qui rectifie FRS0598 est attendu pour le
                mois de mai.
                   je/ab/cd
                \u0003AFP 031230 GMT MAR 10
                \u0004""", StandardCharsets.ISO_8859_1);

        assertThat(story.getArticleId()).isEqualTo("afp|FRS0612:20100303");
        assertThat(story.getHeadline()).isEqualTo("RECTIFICATIF - L'Assemblée adopte le texte en première lecture");
        assertThat(story.getByline()).isEqualTo("Par Jeanne EXEMPLE");
        assertThat(story.getDateline()).isEqualTo("PARIS, 3 mars 2010 (AFP)");
        assertThat(story.getDatelinePlace()).isEqualTo("PARIS");
        assertThat(story.getLanguage()).isEqualTo("fr");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2010-03-03T12:30:00Z"));
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
        assertThat(story.getSupersedes()).containsExactly("afp|FRS0598:20100303");
        assertThat(story.getSubjects()).contains(new Subject("subj:11000000", "POL", "subj"));
        assertThat(story.getBody())
                .startsWith("PARIS, 3 mars 2010 (AFP) - L'Assemblée nationale a adopté mercredi dans la nuit")
                .contains("ambiance tendue.\n\nLe vote de cette dépêche");
    }

    @Test
    void readsAnAustrianMessageWithItsSubtitle() {
        RawArticle story = one("""
                \u0001APA0231 5 WI 0040 CI                             Di, 05.Nov 2024
                Banken/Quartalszahlen/Wien
                \u0002Musterbank steigert Gewinn im dritten Quartal =
                Utl.: Zinsüberschuss höher, Ausblick bestätigt =

                   Wien (APA) - Die Musterbank hat im dritten Quartal mehr verdient. Der
                Gewinn stieg um ein Zehntel, wie sie am Dienstag mitteilte.

                   Die Aktie legte zu. Das hat man an der Börse nicht erwartet.
                (Schluss) xx/yy

                \u0003APA0231    2024-11-05/09:31

                051031 Nov 24
                \u0004""");

        assertThat(story.getArticleId()).isEqualTo("apa|APA0231:20241105");
        assertThat(story.getHeadline()).isEqualTo("Musterbank steigert Gewinn im dritten Quartal");
        assertThat(story.getDatelinePlace()).isEqualTo("Wien");
        assertThat(story.getBody())
                .startsWith(
                        "Utl.: Zinsüberschuss höher, Ausblick bestätigt\n\nWien (APA) - Die Musterbank hat im dritten");
    }

    @Test
    void readsAMessageWhoseControlCharactersWereLost() {
        RawArticle story = one("""
                eca0003 2 i 38  dpa 0045

                Switzerland/migration/UN/
                REFILE
                1ST LEAD
                Example town joins list of places that publish example stories
                By dpa correspondents =

                Geneva (dpa) - An example town is joining the list of places that
                publish example stories, the town said on Wednesday. It was the
                first to do so.

                # Notebook

                ## Note to editors
                - adds the town in grafs 7-11

                * * * *
                The following information is not intended for publication

                ## Editorial contacts
                - Reporting by: Ann Sample in Vienna

                dpa as xx yy

                212322 GMT Nov 18

                """);

        assertThat(story.getArticleId()).isEqualTo("dpa|eca0003:20181121");
        assertThat(story.getHeadline()).isEqualTo("Example town joins list of places that publish example stories");
        assertThat(story.getSlugline()).isEqualTo("Switzerland/migration/UN");
        assertThat(story.getByline()).isEqualTo("By dpa correspondents");
        assertThat(story.getSignals()).contains("REFILE", "1ST LEAD");
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.UPDATE);
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2018-11-21T23:22:00Z"));
        assertThat(story.getLanguage()).isEqualTo("en");
        assertThat(story.getBody())
                .startsWith("Geneva (dpa) - An example town is joining")
                .doesNotContain("Notebook", "Sample");
    }

    @ParameterizedTest
    @CsvSource({
        "(Berichtigung: Im 2. Satz),CORRECTION,USABLE",
        "(Korrektur),CORRECTION,USABLE",
        "(Korrektur: Name),CORRECTION,USABLE",
        "(Zus 1400),UPDATE,USABLE",
        "(neu: Zitat),UPDATE,USABLE",
        "2ND LEAD,UPDATE,USABLE",
        "(KORR-Bericht),,USABLE",
        "(EILMELDUNG),,USABLE",
        "KILL KILL KILL,CANCELLATION,CANCELED",
        "*** ELIMINAR - ELIMINAR ***,CANCELLATION,CANCELED",
        "(Annulation),CANCELLATION,CANCELED",
        "(Stornierung),CANCELLATION,CANCELED",
        "WITHHOLD,,WITHHELD"
    })
    void readsMarksOfChange(String mark, ChangeKind kind, ArticleStatus status) {
        RawArticle story = one("\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002" + mark
                + "\nEine Zeile als Titel =\n\n" + "Bonn (dpa) - Ein Satz.\n\n\u0003051200 Nov 24\n\u0004");

        assertThat(story.getChangeKind()).isEqualTo(kind);
        assertThat(story.getStatus()).isEqualTo(status);
        assertThat(story.getHeadline()).isEqualTo("Eine Zeile als Titel");
    }

    @Test
    void cancelsTheMessageThatAKillNames() {
        RawArticle kill = one("""
                \u0001bdt0020 2 pl 20  dpa 0001

                Thema/
                \u0002(Achtung - Stornierung)
                Bitte verwenden Sie die Meldung nicht =

                Bitte verwenden Sie die Meldungen bdt0012 und bdt 0815 nicht. Sie
                werden zurückgezogen.

                \u0003050010 Nov 24
                \u0004""");

        assertThat(kill.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(kill.getSupersedes()).containsExactly("dpa|bdt0012:20241105", "dpa|bdt0815:20241104");
    }

    @ParameterizedTest
    @CsvSource({
        "(Bericht Sperrfrist 09. November 14.20 Uhr - nach der Sitzung),2024-11-09T13:20:00Z",
        "(Sperrfrist: 6.11.2024 0000 Uhr),2024-11-05T23:00:00Z",
        "EMBARGOED for publication until 0001 GMT Nov 7,2024-11-07T00:01:00Z",
        "SOUS EMBARGO jusqu'au 7 novembre 18H00 GMT,2024-11-07T18:00:00Z"
    })
    void readsEmbargoes(String line, Instant until) {
        RawArticle story = one(embargoed(line));

        assertThat(story.getEmbargoedUntil()).isEqualTo(until);
    }

    @Test
    void holdsAStoryWhoseEmbargoCannotBeRead() {
        RawArticle story = one(embargoed("(Sperrfrist: Beginn der Rede am Abend)"));

        assertThat(story.getEmbargoedUntil()).isNull();
        assertThat(story.getEmbargoText()).contains("Beginn der Rede");
    }

    @Test
    void doesNotTakeAHeadlineAboutAnEmbargoForOne() {
        RawArticle story =
                one("\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002Embargo gegen Musterland aufgehoben =\n\n"
                        + "Bonn (dpa) - Ein Satz.\n\n\u0003051200 Nov 24\n\u0004");

        assertThat(story.getEmbargoText()).isNull();
        assertThat(story.getHeadline()).isEqualTo("Embargo gegen Musterland aufgehoben");
    }

    private static String embargoed(String line) {
        return "\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002" + line + "\nEine Zeile als Titel =\n\n"
                + "Bonn (dpa) - Ein Satz.\n\n\u0003051200 Nov 24\n\u0004";
    }

    @Test
    void leavesTablesReadable() {
        RawArticle story = one("""
                \u0001spe0100 4 sp 30  dpa-spe 0001

                Sport/
                \u0002Ergebnisse =

                2. Spieltag:

                | Erfurt   | - | Jena      | 2:1 (1:0) |
                | Gera     | - | Weimar    | 0:0       |

                 1. Erfurt        2   2   0   0   6
                10. Weimar        2   0   1   1   1

                \u0003051200 Nov 24
                \u0004""");

        assertThat(story.getBody()).isEqualTo("""
                2. Spieltag:

                | Erfurt   | - | Jena      | 2:1 (1:0) |
                | Gera     | - | Weimar    | 0:0       |

                 1. Erfurt        2   2   0   0   6
                10. Weimar        2   0   1   1   1""");
    }

    @Test
    void readsSeveralMessagesWithTheirOwnBytes() {
        String second = GERMAN.replace("bdt0417", "bdt0418");

        List<RawArticle> stories = articles(all("\u0016\u0016" + GERMAN + "\u0016\u0016" + second));

        assertThat(stories)
                .extracting(RawArticle::getArticleId)
                .containsExactly("dpa|bdt0417:20241105", "dpa|bdt0418:20241105");
        assertThat(StandardCharsets.UTF_8
                        .decode(stories.get(1).getOriginal().duplicate())
                        .toString())
                .contains("bdt0418")
                .doesNotContain("bdt0417");
    }

    @Test
    void putsPagesOfAStoryTogether() {
        String first = "\u0001RTR0100 3 POL 40\nEXAMPLE =1\n\u0002A story in two pages\n"
                + "   PARIS, Nov 5 (Reuters) - The first page of the story ends here.\n(MORE)\n\u0003051200 GMT Nov 24\n\u0004";
        String next =
                "\u0001RTR0101 3 POL 40\nEXAMPLE =2\n\u0002   The second page of the story was here.\n\u0003051201 GMT Nov 24\n\u0004";

        RawArticle story = one(first + next);

        assertThat(story.getSlugline()).isEqualTo("EXAMPLE");
        assertThat(story.getArticleId()).isEqualTo("reuters|RTR0100:20241105");
        assertThat(story.getBody())
                .isEqualTo("PARIS, Nov 5 (Reuters) - The first page of the story ends here.\n\n"
                        + "The second page of the story was here.");
    }

    @Test
    void readsTheGermanSevenBitAlphabet() {
        RawArticle story = one("\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002Streit }ber die Stra~e =\n\n"
                + "K|ln (dpa) - F}r die Stra~e, }ber die sie fr}her stritten, m}ssen sie nun zahlen.\n\n"
                + "\u0003051200 Nov 94\n\u0004");

        assertThat(story.getHeadline()).isEqualTo("Streit über die Straße");
        assertThat(story.getBody()).startsWith("Köln (dpa) - Für die Straße, über die sie früher stritten");
        assertThat(story.getNotes()).anyMatch(note -> note.contains("seven-bit"));
    }

    @Test
    void readsIso6937() {
        byte[] head = "\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002Streit in ".getBytes(StandardCharsets.US_ASCII);
        byte[] name = {
            'K',
            (byte) 0xc8,
            'o',
            'l',
            'n',
            ' ',
            'f',
            (byte) 0xc8,
            'u',
            'r',
            ' ',
            (byte) 0xc8,
            'a',
            'l',
            't',
            'e',
            'r',
            'e'
        };
        byte[] tail = " =\n\nBonn (dpa) - Ein Satz.\n\n\u0003051200 Nov 94\n\u0004".getBytes(StandardCharsets.US_ASCII);
        byte[] message = ByteBuffer.allocate(head.length + name.length + tail.length)
                .put(head)
                .put(name)
                .put(tail)
                .array();

        RawArticle story = article(all(message));

        assertThat(story.getHeadline()).isEqualTo("Streit in Köln für ältere");
    }

    @Test
    void givesAMessageWithoutNumberOrDateAStableIdentity() {
        String message = "\u0001bdt0000 4 pl 10  dpa 0000\n\nThema/\n\u0002Titel =\n\nBonn (dpa) - Ein Satz.\n\n\u0003";
        String dated = message + "051200 Nov 24\n\u0004";
        String other = dated.replace("Titel", "Anderer Titel");

        assertThat(one(message).getArticleId())
                .isEqualTo(one(message).getArticleId())
                .startsWith("dpa|bdt0000:");
        assertThat(one(dated).getArticleId())
                .isEqualTo(one(dated.replace("Ein Satz", "Mehr Text")).getArticleId())
                .isNotEqualTo(one(other).getArticleId());
    }

    @Test
    void readsAMessageWithoutEndAndSaysSo() {
        RawArticle story = one("\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002Titel =\n\nBonn (dpa) - Ein Satz.\n");

        assertThat(story.getNotes()).contains("The message has no end mark.");
    }

    @Test
    void refusesAMessageThatWasCut() {
        var refused = refused(
                all("\u0001bdt0300 4 pl 410  dpa 0001\n\nThema/\n\u0002Titel =\n\nBonn (dpa) - Ein Satz und dann"));

        assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(refused.reason()).contains("cut");
    }

    @Test
    void readsAStoryOfAgenceTelegraphiqueThatLostItsControls() {
        RawArticle story = one("""
                bsf037 4 su 174 gef 1388

                Notes de frais XY

                Notes de frais XY:
                L'affaire a marqué l'exécutif de la Ville =

                Genève (ats) Le scandale causé par les notes de frais de
                certains conseillers a provoqué un séisme dans la Ville.

                211005 jan 19""");

        assertThat(story.getProvider()).isEqualTo("sda");
        assertThat(story.getLanguage()).isEqualTo("fr");
        assertThat(story.getSlugline()).isEqualTo("Notes de frais XY");
        assertThat(story.getHeadline()).isEqualTo("Notes de frais XY: L'affaire a marqué l'exécutif de la Ville");
        assertThat(story.getDateline()).isEqualTo("Genève (ats)");
        assertThat(story.getDatelinePlace()).isEqualTo("Genève");
    }

    @Test
    void aNetworkVersionIsNoPartOfTheHeadline() {
        RawArticle story = one("""
                eca00075 3 i 510    dpa 1003

                /politics/Exampleland/
                2ND LEAD
                3RD NET
                Top court: Exampleland can reverse its decision
                By Jane Sample, dpa  =

                Luxembourg (dpa) - Exampleland could decide, the top court ruled.

                101137 GMT Dez 18""");

        assertThat(story.getHeadline()).isEqualTo("Top court: Exampleland can reverse its decision");
        assertThat(story.getSignals()).contains("2ND LEAD", "3RD NET");
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.UPDATE);
    }

    @Test
    void keywordsBelowTheStartOfTextAreNoHeadline() {
        RawArticle german = one("\u0001bdt0123 3 pl 12  dpa 0456\r\n\u0002Beispiele/Haushalt/\r\n"
                + "(Bitte beachten Sie die Neufassung.)\r\nMuster beschlossen\r\n\r\n"
                + "Berlin (dpa) - Das Muster ist am Freitag beschlossen worden.\r\n\u0003191330 Mrz 10\r\n\u0004");
        RawArticle french = one("\u0001GLF0123 3 I 12 AFP-XY12\r\n\u0002Exemple-politique-budget\r\n"
                + "Le budget est là\r\nPar Jeanne EXEMPLE\r\n\r\n"
                + "   PARIS, 12 mai 2005 (AFP) - Le budget est adopté.\r\n\u0003AFP 121033 MAI 05\r\n\u0004");

        assertThat(german.getSlugline()).isEqualTo("Beispiele/Haushalt");
        assertThat(german.getHeadline()).isEqualTo("Muster beschlossen");
        assertThat(german.getEditorialNote()).isEqualTo("Bitte beachten Sie die Neufassung.");
        assertThat(french.getSlugline()).isEqualTo("Exemple-politique-budget");
        assertThat(french.getHeadline()).isEqualTo("Le budget est là");
        assertThat(french.getByline()).isEqualTo("Par Jeanne EXEMPLE");
    }

    @Test
    void readsTheDayAsApaWritesIt() {
        RawArticle story = one("\u0001APA0211 4 WI 10 WA/CI   Di, 12.Mai 2015\r\n\u0002Beispiel/Muster\r\n"
                + "Muster belastet Beispiel =\r\n\r\n   Wien (APA) - Ein Muster hat ausgesagt.\r\n\u0003\r\n"
                + "APA0211    2015-05-12/10:33\r\n\u0004");

        assertThat(story.getArticleId()).isEqualTo("apa|APA0211:20150512");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2015-05-12T10:33:00Z"));
    }

    @Test
    void joinedKeywordsStandApartFromTheHeadlineToo() {
        RawArticle story = one("""
                FRS0123 4 POL 12 FRA /AFP-AA12
                Exemple-gouvernement-budget

                   Budget: le ministre annonce
                   PARIS, 3 mars 2010 (AFP) - Le ministre a parlé mercredi.
                AFP 031230 GMT MAR 10
                """);

        assertThat(story.getSlugline()).isEqualTo("Exemple-gouvernement-budget");
        assertThat(story.getHeadline()).isEqualTo("Budget: le ministre annonce");
    }

    @Test
    void readsBelgasDateline() {
        RawArticle story = one("BEL0123 4 GEN 12\r\nONGEVAL/\r\nMan gewond =\r\n\r\n"
                + "LUIK 03/06 (BELGA) = Een man raakte gewond in een ongeval.\r\n\r\n031425 JUN 19\r\n");

        assertThat(story.getDateline()).isEqualTo("LUIK 03/06 (BELGA)");
        assertThat(story.getDatelinePlace()).isEqualTo("LUIK");
        assertThat(story.getProvider()).isEqualTo("belga");
    }
}
