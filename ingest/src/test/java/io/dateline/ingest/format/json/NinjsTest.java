package io.dateline.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.Link;
import io.dateline.schemas.Place;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NinjsTest {

    @Test
    void readsVersion1() {
        RawArticle article = Parses.one(Parses.fixture("json/ninjs-1.x.json"));

        assertThat(article.getFormat()).isEqualTo("ninjs");
        assertThat(article.getArticleId()).isEqualTo("northwire|tag:northwire.example,2026:ferry-strike");
        assertThat(article.getVersion()).isEqualTo(3);
        assertThat(article.getVersionLabel()).isEqualTo(":3");
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(article.getHeadline()).isEqualTo("Ferry crews strike over pay & rosters");
        assertThat(article.getByline()).isEqualTo("Petra Lund and Jonas Eide");
        assertThat(article.getLanguage()).isEqualTo("en-GB");
        assertThat(article.getUrgency()).isEqualTo(2);
        assertThat(article.getDatelinePlace()).isEqualTo("Bergen, Norway");
        assertThat(article.getCopyright()).isEqualTo("(c) Northwire 2026");
        assertThat(article.getUsageTerms()).isEqualTo("Editorial use only.");
        assertThat(article.getVersionCreated()).isEqualTo(Instant.parse("2026-03-02T07:15:00Z"));
        assertThat(article.getFirstCreated()).isEqualTo(Instant.parse("2026-03-02T06:40:00Z"));
        assertThat(article.getBody())
                .isEqualTo(
                        "BERGEN, Norway (NW) - Ferry crews walked out on Monday.\n\n“We have waited long enough,” said"
                                + " Kari Moe, who leads the crews’ union.\n\nTalks go on.");
        assertThat(article.getSubjects())
                .contains(
                        new Subject("medtop:20000541", "labour dispute", "http://cv.iptc.org/newscodes/mediatopic/"),
                        new Subject(null, "shipping", null),
                        new Subject(null, "Kari Moe", "people"));
        assertThat(article.getPlaces()).containsExactly(new Place("NO-46", "Bergen"));
        assertThat(article.getLinks())
                .containsExactly(
                        new Link("tag:northwire.example,2026:pic-7", "mainpic", "Crews at the quay", "image/jpeg"));
        assertThat(article.getOriginal().array()).isEqualTo(Parses.fixture("json/ninjs-1.x.json"));
    }

    @Test
    void readsVersion2() {
        RawArticle article = Parses.one(Parses.fixture("json/ninjs-2.x.json"));

        assertThat(article.getArticleId()).isEqualTo("northwire|urn:newsml:northwire.example:20260302:budget-vote");
        assertThat(article.getVersion()).isEqualTo(4);
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.WITHHELD);
        assertThat(article.getEmbargoedUntil()).isEqualTo(Instant.parse("2026-03-02T23:01:00Z"));
        assertThat(article.getEmbargoText()).isEqualTo("2026-03-03T00:01:00+01:00");
        assertThat(article.getHeadline()).isEqualTo("Stortinget vedtok budsjettet");
        assertThat(article.getByline()).isEqualTo("Solveig Aas");
        assertThat(article.getSlugline()).isEqualTo("storting-budsjett");
        assertThat(article.getEditorialNote()).isEqualTo("Sperret til tirsdag.");
        assertThat(article.getBody()).isEqualTo("Stortinget vedtok budsjettet mandag.\n\nDet ble 85 mot 84 stemmer.");
        assertThat(article.getGenres()).containsExactly("Current");
        assertThat(article.getSubjects()).containsExactly(new Subject("medtop:11000000", "politikk", null));
        assertThat(article.getLinks())
                .containsExactly(
                        new Link("urn:newsml:northwire.example:20260302:graphic-1", "graphic", "Stemmene", "graphic"));
    }

    @Test
    void readsVersion3() {
        RawArticle article = Parses.one(Parses.fixture("json/ninjs-3.1.json"));

        assertThat(article.getArticleId()).isEqualTo("northwire|http://stories.northwire.co.uk/item/8812");
        assertThat(article.getVersion()).isEqualTo(2);
        assertThat(article.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
        assertThat(article.getSignals()).containsExactly("sig:correction");
        assertThat(article.getHeadline()).isEqualTo("Reservoir levels fall again");
        assertThat(article.getBody())
                .isEqualTo("LEEDS, March 4 - Levels fell for a fifth week.\n\nSite\tLevel\nArdsley\t61");
        assertThat(article.getSubjects())
                .containsExactly(
                        new Subject("medtop:20000424", "water supply", null),
                        new Subject("http://www.wikidata.org/entity/Q999", "Ann Cole", "people"));
        assertThat(article.getPlaces()).containsExactly(new Place("http://www.wikidata.org/entity/Q39121", "Leeds"));
        assertThat(article.getCredit()).isEqualTo("Northwire");
        assertThat(article.getUsageTerms()).isEqualTo("No archive use.");
        assertThat(article.getVersionCreated()).isEqualTo(Instant.parse("2026-03-04T10:00:00.250Z"));
        assertThat(article.getLinks())
                .containsExactly(new Link("https://northwire.co.uk/8812.html", "web", null, "text/html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embargoed", "embargoedUntil", "embargoeduntil", "embargoed_until"})
    void theEmbargoMayBeSpelledInAnyWay(String field) {
        RawArticle article = Parses.one("{\"uri\": \"x\", \"" + field + "\": \"2026-10-01T00:00:00Z\"}");

        assertThat(article.getEmbargoedUntil()).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
    }

    @Test
    void anEmbargoWithoutATimeHolds() {
        RawArticle article = Parses.one("{\"uri\": \"x\", \"headline\": \"h\", \"embargoed\": true}");

        assertThat(article.getEmbargoText()).isEqualTo("true");
        assertThat(article.getEmbargoedUntil()).isNull();
    }

    @Test
    void wrongTypesAreReadAsFarAsTheyMakeSense() {
        RawArticle article = Parses.one("""
                {"uri": "x", "version": 3, "headline": {"value": "An object"}, "headlines": "no array",
                 "bodies": {"value": "Not an array."}, "subjects": "crime", "places": [null, 7, []],
                 "urgency": [2], "language": 5, "associations": "none", "pubstatus": ["usable"], "altids": 3}
                """);

        assertThat(article.getHeadline()).isEqualTo("An object");
        assertThat(article.getBody()).isEqualTo("Not an array.");
        assertThat(article.getSubjects()).containsExactly(new Subject(null, "crime", null));
        assertThat(article.getUrgency()).isEqualTo(2);
        assertThat(article.getLanguage()).isNull();
    }

    @Test
    void aPicturesCaptionIsItsText() {
        RawArticle article = Parses.one(
                "{\"uri\": \"p\", \"type\": \"picture\", \"pubstatus\": \"usable\", \"description_text\": \"A quay.\"}");

        assertThat(article.getBody()).isEqualTo("A quay.");
        assertThat(article.getNotes()).anyMatch(note -> note.contains("description"));
    }

    @Test
    void aKillNeedsNoText() {
        RawArticle article = Parses.one("{\"uri\": \"x\", \"version\": \"9\", \"pubStatus\": \"canceled\"}");

        assertThat(article.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(article.getChangeKind()).isEqualTo(ChangeKind.CANCELLATION);
        assertThat(article.getBody()).isEmpty();
    }

    @Test
    void aTokenThatChangesWithEachVersionIsNoIdentity() {
        RawArticle article = Parses.one(
                "{\"uri\": \"http://api.ap.org/media/v/content/abc?qt=tok&et=0a3a\", \"headline\": \"h\", \"pubstatus\": \"usable\"}");

        assertThat(article.getArticleId()).isEqualTo("ap|http://api.ap.org/media/v/content/abc");
    }

    @Test
    void superdesksSourceIsTheProviderWhereTheIdNamesNone() {
        RawArticle local = Parses.one(
                "{\"guid\": \"urn:newsml:localhost:2026-03-02T10:00:00:ab12\", \"version\": \"2\","
                        + "\"headline\": \"H\", \"body_html\": \"<p>B.</p>\", \"pubstatus\": \"usable\", \"source\": \"Northwire\"}");

        assertThat(local.getProvider()).isEqualTo("northwire");
        assertThat(local.getCredit()).isEqualTo("Northwire");
    }

    @Test
    void keywordsAreSubjectsAndANitfBodyIsRead() {
        RawArticle article = Parses.one("""
                {"uri": "tag:northwire.example,2026:1", "type": "text", "headline": "A", "keywords": ["grain", "coal"],
                 "body_nitf": "<block id=\\"Main\\"><p>First.</p><p>Second.</p></block>"}""");

        assertThat(article.getBody()).isEqualTo("First.\n\nSecond.");
        assertThat(article.getSubjects())
                .containsExactly(new Subject(null, "grain", "keyword"), new Subject(null, "coal", "keyword"));
    }

    @Test
    void digitalwiresAreKnownByTheirFieldsToo() {
        RawArticle article = Parses.one("""
                {"urn": "urn:newsml:dpa.com:20090101:240101-99-123456", "version": "3", "pubstatus": "usable",
                 "version_created": "2024-01-01T10:00:00Z", "headline": "Muster", "ednote": "Neu: Details",
                 "article_html": "<section><p>Ein Muster.</p></section>"}""");

        assertThat(article.getFormat()).isEqualTo("digitalwires");
        assertThat(article.getBody()).isEqualTo("Ein Muster.");
        assertThat(article.getEditorialNote()).isEqualTo("Neu: Details");
    }
}
