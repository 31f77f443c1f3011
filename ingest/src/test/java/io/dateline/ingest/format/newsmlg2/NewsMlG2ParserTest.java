package io.dateline.ingest.format.newsmlg2;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.xml.Wires;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.Link;
import io.dateline.schemas.Place;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsMlG2ParserTest {
    private static final String MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/";

    private static final String FULL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:nw="http://northwire.example/ns"
                guid="tag:northwire.example,2024:flood-17" version="3" standard="NewsML-G2" standardversion="2.29"
                conformance="power" xml:lang="en-GB">
              <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_35.xml"/>
              <catalog>
                <scheme alias="nwtop" uri="http://cv.iptc.org/newscodes/mediatopic/"/>
                <scheme alias="nwdesk" uri="http://northwire.example/desk/"/>
              </catalog>
              <rightsInfo>
                <copyrightHolder><name>Northwire AS</name></copyrightHolder>
                <copyrightNotice xml:lang="nb">Enerett Northwire 2024</copyrightNotice>
                <copyrightNotice xml:lang="en">Copyright Northwire 2024</copyrightNotice>
                <usageTerms>Online use only.</usageTerms>
              </rightsInfo>
              <itemMeta>
                <itemClass qcode="ninat:text"/>
                <provider qcode="nprov:NorthWire"><name>Northwire</name></provider>
                <versionCreated>2024-11-05T10:30:00+01:00</versionCreated>
                <firstCreated>2024-11-05T09:00:00+01:00</firstCreated>
                <pubStatus qcode="stat:usable"/>
                <title>FLOOD-VALLEY</title>
                <edNote>Updates with minister.</edNote>
                <edNote role="x:again">Updates with minister.</edNote>
                <edNote><p xmlns="http://www.w3.org/1999/xhtml">Video <b>at 12</b>.</p></edNote>
                <signal qcode="sig:update"/>
                <link rel="irel:seeAlso" residref="tag:northwire.example,2024:pic-1" contenttype="image/jpeg">
                  <title>The valley</title>
                </link>
              </itemMeta>
              <contentMeta>
                <urgency>2</urgency>
                <located qcode="nwcity:ota"><name>Otta</name></located>
                <by>By Siri Moen</by>
                <creditline>Northwire</creditline>
                <dateline>OTTA, Norway, Nov 5 (Northwire) -</dateline>
                <language tag="en"/>
                <genre qcode="genre:Current"/>
                <headline role="hlrole:short" rank="1">Flood</headline>
                <headline xml:lang="nb">Flom i dalen</headline>
                <headline rank="2" xml:lang="en-GB">Flood cuts off valley &amp; road</headline>
                <nw:headline>NOT THIS</nw:headline>
                <slugline separator="-">NORWAY-FLOOD</slugline>
                <subject qcode="medtop:20000151" type="cpnat:abstract">
                  <name xml:lang="nb">flom</name><name xml:lang="en">flood</name>
                </subject>
                <subject qcode="nwtop:20000148"><name>natural disaster</name></subject>
                <subject uri="http://cv.iptc.org/newscodes/mediatopic/20000160"/>
                <subject qcode="nwdesk:dom"/>
                <subject type="cpnat:geoArea" qcode="iso3166-1a2:NO"><name>Norway</name></subject>
                <subject type="cpnat:person" literal="p1"/>
                <subject literal="Mudslides"/>
              </contentMeta>
              <partMeta><headline>Part headline</headline><language tag="fr"/></partMeta>
              <assert literal="p1"><name>Kari Lund</name></assert>
              <contentSet>
                <inlineXML contenttype="application/xhtml+xml">
                  <html xmlns="http://www.w3.org/1999/xhtml">
                    <head><title>Flood cuts off valley</title><style>p {color: red}</style></head>
                    <body>
                      <header><time>5 Nov</time><ul class="slugline"><li>flood</li></ul>
                        <h1>Flood cuts off valley &amp; road</h1><p class="byline">By Siri Moen</p></header>
                      <section><p>OTTA, Norway, Nov 5 (Northwire) - A flood cut off a valley.</p>
                      <figure><img src="a.jpg" alt="alt"/><figcaption>Water everywhere</figcaption></figure>
                      <ul><li>Road closed</li><li>School closed</li></ul>
                      <script>alert(1)</script></section>
                    </body>
                  </html>
                </inlineXML>
                <remoteContent href="http://northwire.example/flood.html" contenttype="text/html" rendition="rnd:web"/>
              </contentSet>
            </newsItem>
            """;

    @Test
    void readsEveryFieldOfAFullItem() {
        RawArticle story = Parses.one(FULL);

        assertThat(story.getFormat()).isEqualTo("newsml-g2");
        assertThat(story.getArticleId()).isEqualTo("northwire|tag:northwire.example,2024:flood-17");
        assertThat(story.getVersion()).isEqualTo(3);
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(story.getSignals()).containsExactly("sig:update");
        assertThat(story.getUrgency()).isEqualTo(2);
        assertThat(story.getLanguage()).isEqualTo("en");
        assertThat(story.getHeadline()).isEqualTo("Flood cuts off valley & road");
        assertThat(story.getSlugline()).isEqualTo("NORWAY-FLOOD");
        assertThat(story.getByline()).isEqualTo("By Siri Moen");
        assertThat(story.getDateline()).isEqualTo("OTTA, Norway, Nov 5 (Northwire) -");
        assertThat(story.getDatelinePlace()).isEqualTo("OTTA");
        assertThat(story.getCredit()).isEqualTo("Northwire");
        assertThat(story.getCopyright()).isEqualTo("Copyright Northwire 2024");
        assertThat(story.getUsageTerms()).isEqualTo("Online use only.");
        assertThat(story.getEditorialNote()).isEqualTo("Updates with minister. / Video at 12.");
        assertThat(story.getGenres()).containsExactly("genre:Current");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-11-05T09:30:00Z"));
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2024-11-05T08:00:00Z"));
    }

    @Test
    void resolvesAliasesWithoutFetchingACatalog() {
        RawArticle story = Parses.one(FULL);

        assertThat(story.getSubjects())
                .containsExactly(
                        new Subject("medtop:20000151", "flood", MEDIA_TOPICS),
                        new Subject("medtop:20000148", "natural disaster", MEDIA_TOPICS),
                        new Subject("medtop:20000160", null, MEDIA_TOPICS),
                        new Subject("nwdesk:dom", null, "http://northwire.example/desk/"),
                        new Subject("iso3166-1a2:NO", "Norway", "http://cvx.iptc.org/iso3166-1a2/"),
                        new Subject(null, "Kari Lund", null),
                        new Subject(null, "Mudslides", null));
        assertThat(story.getPlaces())
                .containsExactly(new Place("iso3166-1a2:NO", "Norway"), new Place("nwcity:ota", "Otta"));
    }

    @Test
    void bodyIsTheStoryWithoutWhatRepeatsItsMetadata() {
        RawArticle story = Parses.one(FULL);

        assertThat(story.getBody()).isEqualTo("""
                        By Siri Moen

                        OTTA, Norway, Nov 5 (Northwire) - A flood cut off a valley.

                        Road closed
                        School closed""");
        assertThat(story.getLinks())
                .containsExactlyInAnyOrder(
                        new Link("tag:northwire.example,2024:pic-1", "irel:seeAlso", "The valley", "image/jpeg"),
                        new Link("http://northwire.example/flood.html", "rnd:web", null, "text/html"),
                        new Link("a.jpg", "image", "Water everywhere", null));
    }

    @Test
    void readsNitfInsideAndTakesFromItOnlyWhatTheItemDoesNotSay() {
        RawArticle story = Parses.one(item("<headline>From the item</headline>", """
                <inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
                <body.head><hedline><hl1>From NITF</hl1></hedline><byline>By Ola</byline></body.head>
                <body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>
                """));

        assertThat(story.getHeadline()).isEqualTo("From the item");
        assertThat(story.getByline()).isEqualTo("By Ola");
        assertThat(story.getBody()).isEqualTo("One.\n\nTwo.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<inlineData contenttype='text/plain'>First line.&#10;&#10;Second.</inlineData> | First line.//Second.",
                "<inlineData contenttype='text/html'>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&amp;amp;C&lt;/p&gt;</inlineData> | A//B&C",
                "<inlineData contenttype='text/plain' encoding='base64'>R3LDvMOfZQ==</inlineData> | Grüße",
                "<inlineXML><p>A</p><p>B</p></inlineXML> | A//B",
                "<inlineXML><![CDATA[<p>A</p><p>B</p>]]></inlineXML> | A//B",
                "<h:inlineXML xmlns:h='x'/><inlineXML><xhtml:html xmlns:xhtml='http://www.w3.org/1999/xhtml'><xhtml:body>"
                        + "<xhtml:p>A</xhtml:p><xhtml:p>B</xhtml:p></xhtml:body></xhtml:html></inlineXML> | A//B",
            })
    void readsContentInEveryShape(String content, String body) {
        RawArticle story = Parses.one(item("", content));

        assertThat(story.getBody()).isEqualTo(body.replace("//", "\n\n"));
    }

    @Test
    void picksTheContentInTheLanguageOfTheItem() {
        RawArticle story = Parses.one(item(
                "<language tag=\"sv\"/><headline xml:lang=\"fi\">Otsikko</headline><headline xml:lang=\"sv\">Rubrik</headline>",
                "<inlineXML xml:lang=\"fi\"><p>Suomeksi.</p></inlineXML><inlineXML xml:lang=\"sv\"><p>På svenska.</p>"
                        + "</inlineXML>"));

        assertThat(story.getLanguage()).isEqualTo("sv");
        assertThat(story.getHeadline()).isEqualTo("Rubrik");
        assertThat(story.getBody()).isEqualTo("På svenska.");
        assertThat(story.getNotes()).anySatisfy(note -> assertThat(note).contains("another language", "fi"));
    }

    @Test
    void captionIsThePicturesText() {
        RawArticle story = Parses.one(item(
                "<description role=\"drol:caption\">A bridge at dawn.</description>",
                "<remoteContent href=\"http://northwire.example/a.jpg\" contenttype=\"image/jpeg\"/>"));

        assertThat(story.getBody()).isEqualTo("A bridge at dawn.");
        assertThat(story.getNotes()).anySatisfy(note -> assertThat(note).contains("description stands in"));
    }

    @Test
    void readsEveryItemOfAMessageWithTheHeadersCatalogAndItsOwnBytes() {
        String first = "<newsItem guid=\"a\" version=\"1\"><contentMeta><headline>One</headline>"
                + "<subject qcode=\"x:20000065\"/></contentMeta></newsItem>";
        String second = "<newsItem guid=\"b\"><itemMeta><provider literal=\"other.example\"/>"
                + "<versionCreated>2024-11-05T10:00:00Z</versionCreated></itemMeta></newsItem>";

        List<RawArticle> stories = Wires.stories(message(first + "\n <!-- <newsItem guid='c'/> -->" + second));

        assertThat(stories).extracting(RawArticle::getArticleId).containsExactly("northwire|a", "other|b");
        assertThat(stories).extracting(Wires::original).containsExactly(first, second);
        assertThat(stories.get(0).getSubjects()).containsExactly(new Subject("medtop:20000065", null, MEDIA_TOPICS));
        assertThat(stories)
                .extracting(RawArticle::getVersionCreated)
                .containsExactly(Instant.parse("2024-11-05T11:00:00Z"), Instant.parse("2024-11-05T10:00:00Z"));
    }

    @Test
    void oneBrokenItemDoesNotTakeTheOthersAlong() {
        List<ParseResult> results = Parses.all(message("""
                <newsItem guid="a"/>
                <newsItem guid="b"><contentMeta><headline>Broken</contentMeta></newsItem>
                <newsItem guid="c"/>"""));

        assertThat(results).hasSize(3);
        assertThat(Parses.article(results.get(0)).getArticleId()).isEqualTo("northwire|a");
        assertThat(results.get(1)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
            assertThat(refused.where()).startsWith("item 2, line 5, column ");
            assertThat(new String(refused.original()))
                    .startsWith("<newsItem guid=\"b\">")
                    .endsWith("</newsItem>");
        });
        assertThat(Parses.article(results.get(2)).getArticleId()).isEqualTo("northwire|c");
    }

    @Test
    void aMessageThatIsCutGivesItsWholeItemsAndSaysThatItIsCut() {
        String whole = message("<newsItem guid=\"a\"/><newsItem guid=\"b\"><contentMeta/></newsItem>");
        String behindFirst = whole.substring(0, whole.indexOf("<newsItem guid=\"b\""));
        String insideSecond = whole.substring(0, whole.indexOf("<contentMeta/>") + 8);

        for (String cut : List.of(behindFirst, insideSecond)) {
            List<ParseResult> results = Parses.all(cut);

            assertThat(results).hasSize(2);
            assertThat(Parses.article(results.get(0)).getArticleId()).isEqualTo("northwire|a");
            assertThat(results.get(1))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED));
        }
    }

    @Test
    void anItemsBytesFromAMessageInLatin1CanBeReadAgain() {
        String text = message(
                        "<newsItem guid=\"a\"/><newsItem guid=\"b\"><contentMeta><headline>Fünf Brücken</headline>"
                                + "</contentMeta></newsItem>")
                .replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");

        RawArticle story = Parses.article(
                Parses.all(text.getBytes(Charset.forName("ISO-8859-1"))).get(1));

        assertThat(story.getHeadline()).isEqualTo("Fünf Brücken");
        assertThat(story.getMediaType()).isEqualTo("application/xml; charset=windows-1252");
        byte[] original = new byte[story.getOriginal().remaining()];
        story.getOriginal().duplicate().get(original);
        assertThat(Parses.one(original).getHeadline()).isEqualTo("Fünf Brücken");
    }

    @Test
    void membersOfAPackageAreLinks() {
        RawArticle story = Parses.one("""
                <packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:northwire.example,2024:pkg" version="2">
                <contentMeta><headline>The day</headline></contentMeta>
                <groupSet root="g1"><group id="g1" role="group:main">
                  <itemRef residref="tag:northwire.example,2024:a" contenttype="application/vnd.iptc.g2.newsitem+xml">
                    <itemClass qcode="ninat:text"/><title>A</title></itemRef>
                  <groupRef idref="g2"/></group>
                  <group id="g2" role="group:side"><itemRef href="http://northwire.example/b"/></group></groupSet>
                </packageItem>
                """);

        assertThat(story.getHeadline()).isEqualTo("The day");
        assertThat(story.getLinks())
                .containsExactly(
                        new Link("tag:northwire.example,2024:a", "member", "A", "application/vnd.iptc.g2.newsitem+xml"),
                        new Link("http://northwire.example/b", "member", null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "conceptItem, <concept><name>Spring summit</name><definition>A meeting.</definition></concept>, Spring summit, A meeting.",
        "planningItem, <newsCoverageSet><newsCoverage><planning><edNote>Text at 10</edNote></planning></newsCoverage>"
                + "</newsCoverageSet>, , Text at 10",
        "knowledgeItem, <conceptSet/>, , ''",
        "catalogItem, <catalogContainer/>, , ''"
    })
    void itemsThatAreNoNewsSayWhatTheyAre(String name, String inside, String headline, String body) {
        RawArticle story = Parses.one("<" + name + " xmlns='http://iptc.org/std/nar/2006-10-01/' guid='k'>"
                + "<itemMeta><itemClass qcode='some:class'/></itemMeta>" + inside + "</" + name + ">");

        assertThat(story.getHeadline()).isEqualTo(headline);
        assertThat(story.getBody()).isEqualTo(body);
        assertThat(story.getGenres()).containsExactly("some:class");
        assertThat(story.getNotes()).contains("This is no news: " + name + ".");
    }

    @Test
    void aMessageWithoutItemsIsRefusedAsSuch() {
        Refused refused = Parses.refused(message(""));

        assertThat(refused.code()).isEqualTo(RefusalCode.NO_STORY);
        assertThat(refused.reason()).contains("newsMessage");
    }

    @Test
    void aContentSetByItselfIsReadAndSaysSo() {
        RawArticle story = Parses.one("<contentSet><inlineXML><html><head><title>T</title></head><body><h1>Alone</h1>"
                + "<p>Text.</p></body></html></inlineXML></contentSet>");

        assertThat(story.getHeadline()).isEqualTo("Alone");
        assertThat(story.getBody()).isEqualTo("Text.");
        assertThat(story.getNotes()).contains("This is part of an item without the item: contentSet.");
    }

    @Test
    void anItemInsideAnEnvelopeOfSomebodyElseIsFound() {
        RawArticle story = Parses.one("<soap:Envelope xmlns:soap='s'><soap:Body><ns2:newsItem"
                + " xmlns:ns2='http://iptc.org/std/nar/2006-10-01/' guid='w'><ns2:contentMeta><ns2:headline>Wrapped"
                + "</ns2:headline></ns2:contentMeta></ns2:newsItem></soap:Body></soap:Envelope>");

        assertThat(story.getHeadline()).isEqualTo("Wrapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcode='approv:z01122'", "qcode='p:77'"})
    void aNumberIsNoNameOfAProvider(String provider) {
        RawArticle story =
                Parses.one("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='tag:ap.org,2011:5e5-text'>"
                        + "<itemMeta><provider " + provider
                        + "><name>Robot Earnings</name></provider></itemMeta></newsItem>");

        assertThat(story.getProvider()).isEqualTo("ap");
    }

    @Test
    void creatorsWhoArePeopleAreTheBylineWhereThereIsNone() {
        RawArticle story = Parses.one(item(
                "<creator qcode=\"x:org\"><name>An Agency</name></creator>"
                        + "<creator type=\"cpnat:person\"><name>Ann Lee</name></creator>"
                        + "<creator role=\"crol:reporter\"><name>Bo Ek</name></creator>",
                ""));

        assertThat(story.getByline()).isEqualTo("Ann Lee, Bo Ek");
    }

    private static String item(String contentMeta, String content) {
        return """
                <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:northwire.example,2024:x" version="1">
                <itemMeta><provider qcode="nprov:northwire"/></itemMeta>
                <contentMeta>%s</contentMeta><contentSet>%s</contentSet></newsItem>
                """.formatted(contentMeta, content);
    }

    private static String message(String items) {
        return """
                <?xml version="1.0"?>
                <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-11-05T11:00:00Z</sent>
                <catalog><scheme alias="x" uri="http://cv.iptc.org/newscodes/mediatopic/"/></catalog>
                <sender>northwire.example</sender></header><itemSet>%s</itemSet></newsMessage>
                """.formatted(items);
    }
}
