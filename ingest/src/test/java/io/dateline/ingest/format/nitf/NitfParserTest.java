package io.dateline.ingest.format.nitf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.xml.Wires;
import io.dateline.ingest.wire.Feed;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Link;
import io.dateline.schemas.Place;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NitfParserTest {
    private static final String FULL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.3//EN" "nitf-3-3.dtd">
            <nitf baselang="en-NZ" version="-//IPTC//DTD NITF 3.3//EN">
              <head>
                <title>Harbour bridge shut</title>
                <tobject tobject.type="News">
                  <tobject.property tobject.property.type="Current"/>
                  <tobject.subject tobject.subject.refnum="03010000" tobject.subject.type="Accident"
                      tobject.subject.matter="Transport accident"/>
                </tobject>
                <docdata management-status="usable">
                  <evloc city="Kaitoke" state-prov="Wellington" iso-cc="NZ"/>
                  <doc-id id-string="SWN.2024.1187" regsrc="SWN"/>
                  <urgency ed-urg="2"/>
                  <date.issue norm="20241105T081500+1300"/>
                  <date.release norm="20241105T081500+1300"/>
                  <date.expire norm="20241205T000000+1300"/>
                  <ed-msg info="Pictures to follow."/>
                  <du-key key="bridge-shut" version="4"/>
                  <doc.copyright holder="Southern Wire" year="2024"/>
                  <doc.rights limitations="No archive use."/>
                  <key-list><keyword key="bridge"/><keyword key="storm"/></key-list>
                  <identified-content>
                    <person>Aroha Pene</person>
                    <org idsrc="nzx" value="HBR">Harbour Roads</org>
                    <location location-code="NZ-WGN">Wellington</location>
                    <classifier type="desk" value="national">National</classifier>
                  </identified-content>
                </docdata>
              </head>
              <body>
                <body.head>
                  <hedline><hl1>Harbour bridge shut after storm</hl1><hl2>Repairs may take weeks</hl2></hedline>
                  <byline>By <person>Tama Rewi</person><byttl>Transport reporter</byttl></byline>
                  <distributor>Southern Wire News</distributor>
                  <dateline><location>WELLINGTON</location>, <story.date>Nov 5</story.date></dateline>
                  <abstract><p>The bridge is shut.</p></abstract>
                </body.head>
                <body.content>
                  <block>
                    <p lede="true">WELLINGTON, Nov 5 - The harbour bridge was shut
                       on <chron>Tuesday</chron> after <org>Harbour Roads</org> found cracks.</p>
                    <hl2>Long detour</hl2>
                    <p>Drivers need an hour more&nbsp;&mdash; caf&eacute; owners are worried.</p>
                    <media media-type="image">
                      <media-reference mime-type="image/jpeg" source="bridge.jpg"/>
                      <media-caption>The bridge on Tuesday.</media-caption>
                    </media>
                    <table>
                      <tr><th>Route</th><th>Minutes</th></tr>
                      <tr><td>Bridge</td><td>10</td></tr>
                    </table>
                    <bq><block><p>It is a sad day.</p></block><credit>Mayor Pene</credit></bq>
                  </block>
                </body.content>
                <body.end><tagline>(Reporting by Tama Rewi)</tagline></body.end>
              </body>
            </nitf>
            """;

    @Test
    void readsEveryFieldOfAFullStory() {
        RawArticle story = Parses.one(FULL);

        assertThat(story.getArticleId()).isEqualTo("swn|SWN.2024.1187");
        assertThat(story.getFormat()).isEqualTo("nitf");
        assertThat(story.getVersion()).isEqualTo(4);
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(story.getEmbargoText()).isNull();
        assertThat(story.getUrgency()).isEqualTo(2);
        assertThat(story.getLanguage()).isEqualTo("en-NZ");
        assertThat(story.getHeadline()).isEqualTo("Harbour bridge shut after storm");
        assertThat(story.getSlugline()).isEqualTo("bridge, storm");
        assertThat(story.getByline()).isEqualTo("By Tama Rewi, Transport reporter");
        assertThat(story.getDateline()).isEqualTo("WELLINGTON, Nov 5");
        assertThat(story.getDatelinePlace()).isEqualTo("WELLINGTON");
        assertThat(story.getCredit()).isEqualTo("Southern Wire News");
        assertThat(story.getCopyright()).isEqualTo("Copyright 2024 Southern Wire");
        assertThat(story.getUsageTerms()).isEqualTo("No archive use.");
        assertThat(story.getEditorialNote()).isEqualTo("Pictures to follow.");
        assertThat(story.getGenres()).containsExactly("Current");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-11-04T19:15:00Z"));
        assertThat(story.getNotes()).anySatisfy(note -> assertThat(note).contains("expires", "20241205"));
        assertThat(story.getSubjects())
                .contains(
                        new Subject("subj:03010000", "Transport accident", "http://cv.iptc.org/newscodes/subjectcode/"),
                        new Subject(null, "Aroha Pene", "person"),
                        new Subject("HBR", "Harbour Roads", "nzx"),
                        new Subject("national", "National", "desk"));
        assertThat(story.getPlaces())
                .containsExactly(new Place("NZ-WGN", "Wellington"), new Place("iso3166-1a2:NZ", "Kaitoke, Wellington"));
        assertThat(story.getLinks())
                .containsExactly(new Link("bridge.jpg", "image", "The bridge on Tuesday.", "image/jpeg"));
    }

    @Test
    void bodyKeepsParagraphsHeadingsAndTablesWithoutCaptionsAndEndsWithTheTagLine() {
        RawArticle story = Parses.one(FULL);

        assertThat(story.getBody()).isEqualTo("""
                        WELLINGTON, Nov 5 - The harbour bridge was shut on Tuesday after Harbour Roads found cracks.

                        Long detour

                        Drivers need an hour more — café owners are worried.

                        Route\tMinutes
                        Bridge\t10

                        It is a sad day.

                        Mayor Pene

                        (Reporting by Tama Rewi)""");
        assertThat(story.getNotes()).contains("Named entities of HTML were read in XML.");
    }

    @ParameterizedTest
    @CsvSource({
        "NTB-77f0_03, NTB-77f0, 5, ntb|NTB-77f0, 5",
        "NTB-77f0_03, NTB-77f0, , ntb|NTB-77f0, 3",
        "NTB-77f0_03, other, , ntb|NTB-77f0_03, ",
        "'', only-key, 2, ntb|only-key, 2"
    })
    void takesTheVersionOffTheIdWhereTheKeyForAllVersionsShowsThatItIsOne(
            String id, String key, String version, String articleId, Long number) {
        RawArticle story = Parses.one("""
                <nitf><head><docdata><doc-id regsrc="NTB" id-string="%s"/><du-key key="%s" version="%s"/></docdata></head>
                <body><body.head><hedline><hl1>Tittel</hl1></hedline></body.head>
                <body.content><p>Tekst.</p></body.content></body></nitf>
                """.formatted(id, key, version == null ? "" : version));

        assertThat(story.getArticleId()).isEqualTo(articleId);
        assertThat(story.getVersion()).isEqualTo(number);
    }

    @Test
    void readsATimeWithoutAZoneInTheFeedsZone() {
        String wire = docdata("<date.issue norm=\"2024-11-05T10:00:00\"/>");

        assertThat(Wires.one(wire, ZoneId.of("Europe/Oslo")).getVersionCreated())
                .isEqualTo(Instant.parse("2024-11-05T09:00:00Z"));
        assertThat(Parses.one(wire).getVersionCreated()).isEqualTo(Instant.parse("2024-11-05T10:00:00Z"));
        assertThat(Parses.one(wire).getNotes())
                .anySatisfy(note -> assertThat(note).contains("no zone"));
    }

    @Test
    void embargoedUntilADateIsUsableFromThenOn() {
        RawArticle story = Parses.one(docdata("embargoed", "<date.release norm=\"20241106T060000Z\"/>"));

        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(story.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-11-06T06:00:00Z"));
    }

    @Test
    void releaseLaterThanTheIssueIsAnEmbargo() {
        RawArticle story =
                Parses.one(docdata("<date.issue norm=\"20241105T100000Z\"/><date.release norm=\"20241105T180000Z\"/>"));

        assertThat(story.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-11-05T18:00:00Z"));
    }

    @Test
    void releaseThatIsNoDateHoldsTheStory() {
        RawArticle story = Parses.one(docdata("embargoed", "<date.release norm=\"Next Monday\"/>"));

        assertThat(story.getEmbargoText()).isEqualTo("Next Monday");
        assertThat(story.getEmbargoedUntil()).isNull();
    }

    @Test
    void embargoedWithoutADateIsWithheld() {
        assertThat(Parses.one(docdata("embargoed", "")).getStatus()).isEqualTo(ArticleStatus.WITHHELD);
    }

    @Test
    void cancelledIsACancellationAndNamesWhatItKills() {
        RawArticle story = Parses.one("""
                <nitf><head><docdata management-status="canceled" management-doc-idref="SWN.1"
                    management-idref-status="canceled"><doc-id regsrc="SWN" id-string="SWN.2"/></docdata></head>
                <body><body.head><hedline><hl1>KILL</hl1></hedline></body.head></body></nitf>
                """);

        assertThat(story.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CANCELLATION);
        assertThat(story.getSupersedes()).containsExactly("swn|SWN.1");
    }

    @Test
    void correctionSaysSoAndItsNoteGoesToTheEditors() {
        RawArticle story = Parses.one(docdata("<correction id-string=\"SWN.8\" info=\"Name was wrong.\"/>"));

        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
        assertThat(story.getSupersedes()).containsExactly("swn|SWN.8");
        assertThat(story.getEditorialNote()).isEqualTo("Name was wrong.");
    }

    @Test
    void readsLatin1AndMendsWhatCanOnlyMeanOneThing() {
        byte[] wire = """
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <nitf><head><docdata><doc-id regsrc="STT" id-string="stt-1"/></docdata></head><body>
                <body.head><hedline><hl1>Järvi & co < 5 &euro;</hl1></hedline></body.head>
                <body.content><p>Ä\u0007iti sanoi: &ldquo;no&rdquo; &unknown; &#1; <![CDATA[a & b]]></p></body.content>
                </body></nitf>
                """.getBytes(StandardCharsets.ISO_8859_1);

        RawArticle story = Parses.one(wire);

        assertThat(story.getHeadline()).isEqualTo("Järvi & co < 5 €");
        assertThat(story.getBody()).isEqualTo("Äiti sanoi: “no” &unknown; a & b");
        assertThat(story.getNotes())
                .contains(
                        "Ampersands that were not escaped were read as such.",
                        "Less-than signs that were not escaped were read as such.",
                        "Characters that XML doesn't allow were left out.");
    }

    @Test
    void readsEntitiesDeclaredForCharactersAndNoExternalDtd() {
        RawArticle story = Parses.one("""
                <?xml version="1.0"?>
                <!DOCTYPE nitf SYSTEM "http://localhost:1/nitf.dtd" [
                  <!ENTITY % more SYSTEM "file:///nowhere/nitf-3-0.dtd"> %more;
                  <!-- <!ENTITY hidden "x"> -->
                  <!ENTITY shy2 "&#8209;"> <!ENTITY amp2 '&#38;'>
                ]>
                <nitf><body><body.head><hedline><hl1>A&shy2;B &amp2; C</hl1></hedline></body.head></body></nitf>
                """);

        assertThat(story.getHeadline()).isEqualTo("A‑B & C");
    }

    @Test
    void severalDocumentsInAWrapperAreStoriesWithTheirOwnBytes() {
        String one = "<nitf><head><docdata><doc-id regsrc=\"A\" id-string=\"1\"/></docdata></head></nitf>";
        String two = "<nitf><head><docdata><doc-id regsrc=\"A\" id-string=\"2\"/></docdata></head></nitf>";

        var stories = Wires.stories("<feed>" + one + "\n" + two + "</feed>");

        assertThat(stories).extracting(RawArticle::getArticleId).containsExactly("a|1", "a|2");
        assertThat(stories).extracting(Wires::original).containsExactly(one, two);
    }

    @Test
    void withoutAnIdDerivesOneAndSaysSo() {
        RawArticle story = Parses.one("""
                <nitf><head><docdata><doc-id regsrc="AP"/></docdata></head><body><body.head><hedline><hl1>H</hl1></hedline>
                </body.head><body.content><p>Text.</p></body.content></body></nitf>
                """);

        assertThat(story.getArticleId()).startsWith("ap|sha256:");
        assertThat(story.getNotes()).anySatisfy(note -> assertThat(note).contains("derived from headline and text"));
    }

    @Test
    void theOperatorsNameCountsBeforeNamesForReaders() {
        String wire = docdata("", "")
                .replace("regsrc=\"SWN\"", "")
                .replace("<body>", "<body><body.head><distributor>The Southern Wire</distributor></body.head>");

        assertThat(Wires.one(wire, new Feed("test", "swn", null)).getProvider()).isEqualTo("swn");
        assertThat(Parses.one(wire).getProvider()).isEqualTo("the-southern-wire");
    }

    @Test
    void escapedMarkupIsReadAsMarkupAndScriptsAreGone() {
        RawArticle story = Parses.one("""
                <nitf><body><body.content>
                <p>Before</p><p>&lt;div class="x"&gt;Inside&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>
                </body.content></body></nitf>
                """);

        assertThat(story.getBody()).isEqualTo("Before\n\nInside");
        assertThat(story.getNotes()).contains("Markup that had been escaped was read as markup.");
    }

    private static String docdata(String inside) {
        return docdata("usable", inside);
    }

    private static String docdata(String status, String inside) {
        return """
                <nitf><head><docdata management-status="%s"><doc-id regsrc="SWN" id-string="SWN.9"/>%s</docdata></head>
                <body><body.content><p>Text.</p></body.content></body></nitf>
                """.formatted(status, inside);
    }

    @Test
    void notesOfHeadAndBodyAreBothKeptAndALocationIsItsLevels() {
        RawArticle story = Parses.one("""
                <nitf><head><docdata><doc-id id-string="9" regsrc="SWN"/><ed-msg info="Pictures to follow."/>
                <identified-content><location><city>Kaitoke</city><country>New Zealand</country></location></identified-content>
                </docdata></head><body><body.head><hedline><hl1>Bridge</hl1></hedline>
                <note><body.content><p>Corrects the name.</p></body.content></note></body.head>
                <body.content><p>The bridge is shut.</p></body.content></body></nitf>""");

        assertThat(story.getEditorialNote()).isEqualTo("Pictures to follow. / Corrects the name.");
        assertThat(story.getPlaces()).extracting(Place::getName).containsExactly("Kaitoke, New Zealand");
    }
}
