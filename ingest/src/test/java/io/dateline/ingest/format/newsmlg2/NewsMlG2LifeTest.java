package io.dateline.ingest.format.newsmlg2;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.xml.Wires;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, status, signals and embargoes in NewsML-G2. */
class NewsMlG2LifeTest {

    @ParameterizedTest
    @CsvSource({
        "'tag:reuters.com,2024:newsml_L1N3AB0CD:7', 7, 'reuters|tag:reuters.com,2024:newsml_L1N3AB0CD', 7",
        "'tag:reuters.com,2024:newsml_L1N3AB0CD:7', '', 'reuters|tag:reuters.com,2024:newsml_L1N3AB0CD', 7",
        "urn:newsml:apa.at:20241105:APA0123:2N, '', apa|urn:newsml:apa.at:20241105:APA0123, 2",
        "urn:newsml:dpa.com:20090101:241105-930-1, 4, dpa|urn:newsml:dpa.com:20090101:241105-930-1, 4"
    })
    void identityDoesNotChangeWithTheVersion(String guid, String version, String articleId, long number) {
        RawArticle story = Parses.one("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='" + guid
                + "' version='" + version + "'/>");

        assertThat(story.getArticleId()).isEqualTo(articleId);
        assertThat(story.getVersion()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "qcode='stat:usable', USABLE",
        "qcode='stat:canceled', CANCELED",
        "qcode='stat:withheld', WITHHELD",
        "uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled', CANCELED",
        "literal='usable', USABLE",
        "qcode='tt:replaced', WITHHELD"
    })
    void statusByCodeUriOrWord(String attribute, ArticleStatus status) {
        RawArticle story = meta("<pubStatus " + attribute + "/>");

        assertThat(story.getStatus()).isEqualTo(status);
        assertThat(story.getChangeKind() == ChangeKind.CANCELLATION).isEqualTo(status == ArticleStatus.CANCELED);
    }

    @ParameterizedTest
    @CsvSource({
        "qcode='sig:correction', sig:correction, CORRECTION",
        "uri='http://cv.iptc.org/newscodes/signal/update', sig:update, UPDATE",
        "qcode='nwsig:consumerready', nwsig:consumerready, "
    })
    void signalsTellTheKindOfChange(String attribute, String signal, ChangeKind kind) {
        RawArticle story = meta("<signal/><signal " + attribute + "/>");

        assertThat(story.getSignals()).containsExactly(signal);
        assertThat(story.getChangeKind()).isEqualTo(kind);
    }

    @Test
    void anEmbargoEndsAtItsTime() {
        assertThat(meta("<embargoed>2024-11-06T06:00:00+01:00</embargoed>").getEmbargoedUntil())
                .isEqualTo(Instant.parse("2024-11-06T05:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<embargoed/>",
                "<embargoed>Next Monday</embargoed>",
                "<embargoed>2024-02-31T10:00:00Z</embargoed>"
            })
    void anEmbargoWithoutATimeThatCanBeReadHoldsTheStory(String embargoed) {
        RawArticle story = meta(embargoed);

        assertThat(story.getEmbargoText()).isNotBlank();
        assertThat(story.getEmbargoedUntil()).isNull();
    }

    @Test
    void timesWithoutAZoneAreTheFeeds() {
        RawArticle story = Wires.one(
                wire("<versionCreated>2024-07-05T10:00:00</versionCreated><embargoed>2024-07-05T12:00:00</embargoed>"),
                ZoneId.of("Europe/Vienna"));

        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-07-05T08:00:00Z"));
        assertThat(story.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-07-05T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "rel='irel:previousVersion' href='http://tt.example/media/text/1', true",
        "rel='irel:supersedes' residref='tag:northwire.example;2024:old:2', true",
        "rel='irel:previousVersion' residref='tag:northwire.example;2024:me', false",
        "rel='irel:seeAlso' residref='tag:northwire.example;2024:old:2', false"
    })
    void linksThatReplaceAnotherStorySayWhichOne(String attributes, boolean replaces) {
        RawArticle story = meta("<link " + attributes.replace(';', ',') + "/>");

        assertThat(story.getSupersedes().isEmpty()).isNotEqualTo(replaces);
        assertThat(story.getSupersedes()).noneMatch(id -> id.endsWith(":2"));
    }

    private static RawArticle meta(String itemMeta) {
        return Parses.one(wire(itemMeta));
    }

    private static String wire(String itemMeta) {
        return "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='tag:northwire.example,2024:me'><itemMeta>"
                + "<provider literal='northwire'/>" + itemMeta + "</itemMeta></newsItem>";
    }
}
