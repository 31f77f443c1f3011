package io.dateline.ingest.format.newsml1;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.xml.Wires;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Link;
import io.dateline.schemas.Place;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsMl1ParserTest {
    private static final String SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/";

    /** NITF inside, basic ISO times, pictures beside the text: as agencies have written it since 2001. */
    private static final String FULL = """
            <?xml version="1.0" encoding="utf-8"?>
            <!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2.dtd:1" "NewsML-1.2.dtd"
              [<!ENTITY % nitf SYSTEM "nitf-3-0.dtd"> %nitf; ]>
            <NewsML Version="1.2">
              <Catalog Href="http://agence.example/catalog.xml"/>
              <NewsEnvelope>
                <SentFrom><Party FormalName="Agence"/></SentFrom>
                <DateAndTime>20160101T120500Z</DateAndTime>
                <Priority FormalName="4"/>
              </NewsEnvelope>
              <NewsItem xml:lang="fr">
                <Identification>
                  <NewsIdentifier>
                    <ProviderId>agence.example</ProviderId>
                    <DateId>20160101T120000Z</DateId>
                    <NewsItemId>TX-PAR-ABC12</NewsItemId>
                    <RevisionId PreviousRevision="1" Update="N">2</RevisionId>
                    <PublicIdentifier>urn:newsml:agence.example:20160101T120000Z:TX-PAR-ABC12:2</PublicIdentifier>
                  </NewsIdentifier>
                  <NameLabel>France-crue</NameLabel>
                </Identification>
                <NewsManagement>
                  <NewsItemType FormalName="News"/>
                  <FirstCreated>20160101T120000+0100</FirstCreated>
                  <ThisRevisionCreated>20160101T130000+0100</ThisRevisionCreated>
                  <Status FormalName="Usable"/>
                  <Urgency FormalName="3"/>
                  <AssociatedWith NewsItem="urn:newsml:agence.example:20160101:doc-1"/>
                </NewsManagement>
                <NewsComponent>
                  <NewsLines>
                    <DateLine xml:lang="fr">Paris, 1 jan 2016 (Agence) -</DateLine>
                    <HeadLine xml:lang="fr">La crue menace &amp; avance</HeadLine>
                    <ByLine>Par Anne Roy</ByLine><ByLineTitle>Reporter</ByLineTitle>
                    <CreditLine>Agence</CreditLine>
                    <CopyrightLine>© 2016 Agence</CopyrightLine>
                    <NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>Photo à suivre</NewsLineText></NewsLine>
                  </NewsLines>
                  <AdministrativeMetadata><Provider><Party FormalName="AGN"/></Provider></AdministrativeMetadata>
                  <RightsMetadata><UsageRights><UsageType>Presse</UsageType><Geography>France</Geography></UsageRights>
                  </RightsMetadata>
                  <DescriptiveMetadata>
                    <Language FormalName="fr"/>
                    <Genre FormalName="Current"/>
                    <SubjectCode><Subject FormalName="03000000"/><SubjectMatter FormalName="03005000"/></SubjectCode>
                    <SubjectCode><Subject Vocabulary="urn:x:desks" FormalName="FRS"/></SubjectCode>
                    <Location HowPresent="Origin"><Property FormalName="Country" Value="FRA"/>
                      <Property FormalName="City" Value="Paris"/></Location>
                  </DescriptiveMetadata>
                  <NewsComponent>
                    <Role FormalName="Main"/>
                    <ContentItem>
                      <MediaType FormalName="Text"/><Format FormalName="NITF3.1"/>
                      <DataContent>
                        <nitf><body><body.content><p>La Seine monte.</p><p>Fin.</p></body.content></body></nitf>
                      </DataContent>
                    </ContentItem>
                  </NewsComponent>
                  <NewsComponent>
                    <Role FormalName="Photo"/>
                    <NewsLines><HeadLine>Le pont</HeadLine></NewsLines>
                    <ContentItem Href="http://agence.example/p.jpg">
                      <MediaType FormalName="Photo"/><MimeType FormalName="image/jpeg"/></ContentItem>
                    <NewsComponent><Role FormalName="Caption"/>
                      <ContentItem><DataContent>Le pont vu de loin, et bien plus long que le texte.</DataContent></ContentItem>
                    </NewsComponent>
                  </NewsComponent>
                </NewsComponent>
              </NewsItem>
            </NewsML>
            """;

    @Test
    void readsEveryFieldOfAFullItem() {
        RawArticle story = Parses.one(FULL);

        assertThat(story.getFormat()).isEqualTo("newsml-1");
        assertThat(story.getArticleId()).isEqualTo("agence|urn:newsml:agence.example:20160101T120000Z:TX-PAR-ABC12");
        assertThat(story.getVersion()).isEqualTo(2);
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.UPDATE);
        assertThat(story.getUrgency()).isEqualTo(3);
        assertThat(story.getLanguage()).isEqualTo("fr");
        assertThat(story.getHeadline()).isEqualTo("La crue menace & avance");
        assertThat(story.getSlugline()).isEqualTo("France-crue");
        assertThat(story.getByline()).isEqualTo("Par Anne Roy, Reporter");
        assertThat(story.getDateline()).isEqualTo("Paris, 1 jan 2016 (Agence) -");
        assertThat(story.getDatelinePlace()).isEqualTo("Paris");
        assertThat(story.getCredit()).isEqualTo("Agence");
        assertThat(story.getCopyright()).isEqualTo("© 2016 Agence");
        assertThat(story.getUsageTerms()).isEqualTo("Presse; France");
        assertThat(story.getEditorialNote()).isEqualTo("Photo à suivre");
        assertThat(story.getGenres()).containsExactly("Current");
        assertThat(story.getSubjects())
                .containsExactly(
                        new Subject("subj:03000000", null, SUBJECT_CODES),
                        new Subject("subj:03005000", null, SUBJECT_CODES),
                        new Subject("FRS", null, "urn:x:desks"));
        assertThat(story.getPlaces()).containsExactly(new Place(null, "Paris"), new Place("iso3166-1a3:FRA", null));
        assertThat(story.getLinks())
                .containsExactlyInAnyOrder(
                        new Link("urn:newsml:agence.example:20160101:doc-1", "associatedWith", null, null),
                        new Link("http://agence.example/p.jpg", "photo", "Le pont", "image/jpeg"));
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2016-01-01T11:00:00Z"));
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2016-01-01T12:00:00Z"));
        assertThat(story.getBody()).isEqualTo("La Seine monte.\n\nFin.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>A</p><p>B</p></body></html> | A//B",
                "<p>A</p><p>B</p> | A//B",
                "A &lt;b&gt;bold&lt;/b&gt; word | A bold word",
                "<![CDATA[<p>A</p><p>B &amp; C</p>]]> | A//B & C",
                "One line.&#10;&#10;Another line. | One line.//Another line."
            })
    void readsTextInEveryShape(String content, String body) {
        RawArticle story = Parses.one(item(component("", data(content))));

        assertThat(story.getBody()).isEqualTo(body.replace("//", "\n\n"));
    }

    @Test
    void decodesBase64() {
        RawArticle story = Parses.one(item(component(
                "",
                "<ContentItem><MimeType FormalName='text/plain'/><Encoding Notation='Base64'>"
                        + "<DataContent>R3LDvMOfZQ==</DataContent></Encoding></ContentItem>")));

        assertThat(story.getBody()).isEqualTo("Grüße");
    }

    @Test
    void takesTheBodyAndItsLeadAndLeavesStyleTitleAndContactOut() {
        RawArticle story = Parses.one(item("<NewsComponent>"
                + component(
                        "StyleSheet",
                        "<ContentItem><MimeType FormalName='text/css'/><DataContent>.a {}</DataContent></ContentItem>")
                + component("HeadLine", data("<p>The headline</p>"))
                + component("Contact", data("A very long list of people to call, longer than anything else here"))
                + component("Lead", data("The lead."))
                + component("Body", data("The body."))
                + "</NewsComponent>"));

        assertThat(story.getHeadline()).isEqualTo("The headline");
        assertThat(story.getBody()).isEqualTo("The lead.\n\nThe body.");
    }

    @Test
    void anItemInTwoLanguagesIsTwoStories() {
        List<RawArticle> stories = Wires.stories(item(
                """
                <NewsComponent xml:lang="nl"><NewsComponent xml:lang="nl">
                  <NewsLines><HeadLine>Storm op komst</HeadLine></NewsLines>%s</NewsComponent>
                <NewsComponent xml:lang="fr">
                  <NewsLines><HeadLine>La tempête arrive</HeadLine></NewsLines>%s</NewsComponent></NewsComponent>
                """.formatted(component("Body", data("Het waait.")), component("Body", data("Le vent souffle.")))));

        assertThat(stories).extracting(RawArticle::getLanguage).containsExactly("nl", "fr");
        assertThat(stories).extracting(RawArticle::getHeadline).containsExactly("Storm op komst", "La tempête arrive");
        assertThat(stories).extracting(RawArticle::getBody).containsExactly("Het waait.", "Le vent souffle.");
        assertThat(stories)
                .extracting(RawArticle::getArticleId)
                .containsExactly(
                        "wire|urn:newsml:wire.example:20240101:W1", "wire|urn:newsml:wire.example:20240101:W1#fr");
    }

    @Test
    void anItemInsideAnotherIsAStoryOfItsOwn() {
        String inner = item(component("", data("Inside."))).replace("W1", "W2");
        inner = inner.substring(inner.indexOf("<NewsItem>"), inner.indexOf("</NewsML>"));

        List<RawArticle> stories = Wires.stories(item("<NewsComponent>" + component("", data("Outside."))
                + "<NewsComponent>" + inner + "</NewsComponent></NewsComponent>"));

        assertThat(stories).extracting(RawArticle::getBody).containsExactly("Outside.", "Inside.");
        assertThat(Wires.original(stories.get(1)))
                .startsWith("<NewsItem>")
                .doesNotContain("Outside")
                .contains("Inside");
        assertThat(stories.get(0).getLinks())
                .containsExactly(new Link("urn:newsml:wire.example:20240101:W2", "member", null, null));
    }

    @Test
    void aHeadingThatIsNotTheHeadlineStaysInTheText() {
        RawArticle story = Parses.one(item("<NewsComponent><NewsLines><HeadLine>The headline</HeadLine></NewsLines>"
                + component("Main", data("<html><body><h1>Another heading</h1><p>Text.</p></body></html>"))
                + "</NewsComponent>"));

        assertThat(story.getBody()).isEqualTo("Another heading\n\nText.");
    }

    @Test
    void linesOfAWiresOwnKindsFindTheirFields() {
        RawArticle story = Parses.one(item("<NewsComponent><NewsLines><HeadLine>H</HeadLine>"
                + "<NewsLine><NewsLineType FormalName='CatchWord'/><NewsLineText>Animaux</NewsLineText></NewsLine>"
                + "<NewsLine><NewsLineType FormalName='storyType'/><NewsLineText>news</NewsLineText></NewsLine>"
                + "<MoreLink>http://wire.example/</MoreLink></NewsLines>" + data("Text.") + "</NewsComponent>"));

        assertThat(story.getSlugline()).isEqualTo("Animaux");
        assertThat(story.getLinks()).containsExactly(new Link("http://wire.example/", "more", null, null));
    }

    @Test
    void theCaptionStandsInForAPictureWithoutText() {
        RawArticle story = Parses.one(item("<NewsComponent><NewsLines><HeadLine>Bridge</HeadLine></NewsLines>"
                + component("Main", "<ContentItem Href='b.jpg'><MediaType FormalName='Photo'/></ContentItem>")
                + component("Caption", data("The bridge at dawn."))
                + "</NewsComponent>"));

        assertThat(story.getBody()).isEqualTo("The bridge at dawn.");
        assertThat(story.getNotes()).anySatisfy(note -> assertThat(note).contains("caption stands in"));
    }

    @ParameterizedTest
    @CsvSource({
        // A public identifier that is none, a DateId that moves with the revision, a version inside the item id.
        "urn:newsml:www.wire.example, 20240101T120000, W7, 20240101T090000, 20240101T120000, 20240101T090000:W7",
        "'', 20240101, W7-v3, '', '', 20240101:W7",
        "W7, 20240101T090000, W7, 20240101T090000, 20240101T090000, 20240101T090000:W7"
    })
    void putsTheIdentityTogetherWhereThePublicIdentifierIsNone(
            String publicId, String date, String id, String first, String revised, String expected) {
        RawArticle story = Parses.one("""
                <NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>%s</DateId>
                <NewsItemId>%s</NewsItemId><RevisionId>3</RevisionId><PublicIdentifier>%s</PublicIdentifier>
                </NewsIdentifier></Identification><NewsManagement><FirstCreated>%s</FirstCreated>
                <ThisRevisionCreated>%s</ThisRevisionCreated></NewsManagement></NewsItem></NewsML>
                """.formatted(date, id, publicId, first, revised));

        assertThat(story.getArticleId()).isEqualTo("wire|urn:newsml:wire.example:" + expected);
        assertThat(story.getVersion()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "Usable, USABLE",
        "Embargoed, WITHHELD",
        "Withheld, WITHHELD",
        "Canceled, CANCELED",
        "Cancelled, CANCELED"
    })
    void readsTheStatus(String written, ArticleStatus status) {
        RawArticle story = Parses.one(managed("<Status FormalName='" + written + "'/>"));

        assertThat(story.getStatus()).isEqualTo(status);
    }

    @Test
    void heldUntilAStatusChangesIsAnEmbargo() {
        String wire = managed("<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/>"
                + "<DateAndTime>20240102T060000</DateAndTime></StatusWillChange>");

        RawArticle story = Wires.one(wire, ZoneId.of("Asia/Tokyo"));

        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(story.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-01-01T21:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<DateAndTime>Next Monday</DateAndTime>", ""})
    void heldUntilNobodyKnowsWhenStaysHeld(String time) {
        RawArticle story = Parses.one(managed("<Status FormalName='Embargoed'/><StatusWillChange>"
                + "<FutureStatus FormalName='Usable'/>" + time + "</StatusWillChange>"));

        assertThat(story.getEmbargoText()).isNotBlank();
        assertThat(story.getEmbargoedUntil()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "<Instruction FormalName='Correction'/>, CORRECTION",
        "<Instruction FormalName='Rectify'/>, CORRECTION",
        "<Instruction FormalName='Kill'/>, CANCELLATION",
        "<Instruction FormalName='Update'/>, UPDATE",
        "'', "
    })
    void instructionsTellTheKindOfChange(String instruction, ChangeKind kind) {
        assertThat(Parses.one(managed(instruction)).getChangeKind()).isEqualTo(kind);
    }

    @Test
    void anItemThatReplacesAnotherNamesIt() {
        RawArticle story = Parses.one(
                managed("<AssociatedWith FormalName='Replaces' NewsItem='urn:newsml:wire.example:20240101:OLD:2'/>"));

        assertThat(story.getSupersedes()).containsExactly("wire|urn:newsml:wire.example:20240101:OLD");
    }

    @Test
    void aWireWithoutAnIdTakesTheGuidThatItHasSomewhereElse() {
        RawArticle story = Parses.one("""
                <NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>
                www.tas.example
                </ProviderId></NewsIdentifier></Identification><NewsManagement><Urgency>2</Urgency></NewsManagement>
                <NewsComponent><NewsComponent xml:lang="en"><Role FormalName="Main"/>
                <NewsLines><HeadLine>H</HeadLine></NewsLines>
                <DescriptiveMetada><guid>16AAC34CE1</guid></DescriptiveMetada>
                <ContentItem><DataContent><nitf><body><body.content><p>T.</p></body.content></body></nitf></DataContent>
                </ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>
                """);

        assertThat(story.getArticleId()).isEqualTo("tas|16AAC34CE1");
        assertThat(story.getUrgency()).isEqualTo(2);
        assertThat(story.getLanguage()).isEqualTo("en");
    }

    @Test
    void anEnvelopeWithoutItemsIsRefusedAsSuch() {
        Refused refused = Parses.refused(
                "<NewsML><NewsEnvelope><DateAndTime>20240101T000000Z</DateAndTime></NewsEnvelope></NewsML>");

        assertThat(refused.code()).isEqualTo(RefusalCode.NO_STORY);
    }

    private static String managed(String management) {
        return "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20240101"
                + "</DateId><NewsItemId>W1</NewsItemId><RevisionId PreviousRevision='0' Update='N'>1</RevisionId>"
                + "</NewsIdentifier></Identification><NewsManagement>" + management
                + "</NewsManagement></NewsItem></NewsML>";
    }

    private static String item(String components) {
        return "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20240101"
                + "</DateId><NewsItemId>W1</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification>"
                + components + "</NewsItem></NewsML>";
    }

    private static String component(String role, String inside) {
        return "<NewsComponent>" + (role.isEmpty() ? "" : "<Role FormalName='" + role + "'/>") + inside
                + "</NewsComponent>";
    }

    private static String data(String content) {
        return "<ContentItem><DataContent>" + content + "</DataContent></ContentItem>";
    }

    @Test
    void anEmbargoMayStandInACommentAndCountsByTheProvidersClock() {
        RawArticle story = Parses.one("""
                <NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>pa.example</ProviderId>
                <DateId>20250602</DateId><NewsItemId>PA-HHH-ARTS-Fair</NewsItemId></NewsIdentifier></Identification>
                <NewsManagement><ThisRevisionCreated>20250602T114650+0100</ThisRevisionCreated>
                <Status FormalName="Embargoed"/></NewsManagement>
                <NewsComponent><NewsLines><HeadLine>FAIR OPENS</HeadLine></NewsLines>
                <NewsComponent><Comment> Embargoed to 0001 Tuesday June 03 </Comment>
                <ContentItem><DataContent><p>The fair opens.</p></DataContent></ContentItem></NewsComponent>
                </NewsComponent></NewsItem></NewsML>""");

        assertThat(story.getEmbargoedUntil()).isEqualTo(Instant.parse("2025-06-02T23:01:00Z"));
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.USABLE);
    }

    @Test
    void anEmbargoedStoryWithoutATimeStaysWithheld() {
        RawArticle story = Parses.one("""
                <NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>7</NewsItemId></NewsIdentifier>
                </Identification><NewsManagement><Status FormalName="Embargoed"/></NewsManagement>
                <NewsComponent><NewsLines><HeadLine>Fair</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>""");

        assertThat(story.getStatus()).isEqualTo(ArticleStatus.WITHHELD);
    }

    @Test
    void theHeadOfAnInnerDocumentAddsWhatTheItemDoesNotSay() {
        RawArticle story = Parses.one("""
                <NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>efx.example</ProviderId><NewsItemId>7</NewsItemId>
                </NewsIdentifier></Identification><NewsManagement><Status FormalName="Usable"/></NewsManagement><NewsComponent>
                <NewsLines><HeadLine>Cierra el puente</HeadLine></NewsLines><ContentItem><DataContent><nitf><head><docdata>
                <doc-id id-string="other"/><urgency ed-urg="5"/><key-list><keyword key="EJEMPLO PUENTE"/></key-list>
                <ed-msg info="Con foto"/></docdata></head><body><body.content><p>Cierra.</p></body.content></body></nitf>
                </DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""");

        assertThat(story.getSlugline()).isEqualTo("EJEMPLO PUENTE");
        assertThat(story.getUrgency()).isEqualTo(5);
        assertThat(story.getEditorialNote()).isEqualTo("Con foto");
        assertThat(story.getArticleId()).doesNotContain("other");
    }

    @Test
    void theDayInFiguresIsNoPartOfTheDatelinesPlace() {
        RawArticle story = Parses.one("""
                <NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>belga.be</ProviderId><DateId>20190603</DateId>
                <NewsItemId>1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId></NewsIdentifier></Identification>
                <NewsManagement><ThisRevisionCreated>20190603T142500+0200</ThisRevisionCreated><Status FormalName="Usable"/>
                </NewsManagement><NewsComponent><NewsLines><HeadLine>Man gewond</HeadLine>
                <DateLine>LUIK 03/06 14:25 (BELGA)</DateLine></NewsLines>
                <ContentItem><DataContent>Een man raakte gewond.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""");

        assertThat(story.getDateline()).isEqualTo("LUIK 03/06 14:25 (BELGA)");
        assertThat(story.getDatelinePlace()).isEqualTo("LUIK");
    }
}
