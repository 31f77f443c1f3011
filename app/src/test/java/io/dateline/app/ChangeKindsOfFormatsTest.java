package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.life.ChangeKindRule;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What versions do to those before them, from the bytes of each format through its parser to the rule that tells. */
class ChangeKindsOfFormatsTest {
    private static final String BODY =
            "The mayor of Brekke resigned on Tuesday after a dispute over a bridge that was never built.";

    private record Case(String what, String wire, ChangeKind kind) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> wires() {
        return Stream.of(
                new Case("ninjs, nothing said", ninjs("Mayor resigns", ""), null),
                new Case(
                        "ninjs, pubstatus",
                        ninjs("Mayor resigns", ", 'pubstatus': 'canceled'"),
                        ChangeKind.CANCELLATION),
                new Case(
                        "ninjs, Reuters' headline",
                        ninjs("CORRECTED-UPDATE 1-Mayor resigns", ""),
                        ChangeKind.CORRECTION),
                new Case("ninjs, Reuters' update", ninjs("UPDATE 2-Mayor resigns", ""), ChangeKind.UPDATE),
                new Case("ninjs, refile", ninjs("REFILE-Mayor resigns", ""), ChangeKind.CORRECTION),
                new Case(
                        "ninjs, note",
                        ninjs("Mayor resigns", ", 'ednote': 'Corrects spelling of name in paragraph 2'"),
                        ChangeKind.CORRECTION),
                new Case("NewsML-G2, nothing said", g2("", "Mayor resigns"), null),
                new Case(
                        "NewsML-G2, signal",
                        g2("<signal qcode='sig:correction'/>", "Mayor resigns"),
                        ChangeKind.CORRECTION),
                new Case("NewsML-G2, update", g2("<signal qcode='sig:update'/>", "Mayor resigns"), ChangeKind.UPDATE),
                new Case(
                        "NewsML-G2, pubStatus",
                        g2("<pubStatus qcode='stat:canceled'/>", "Mayor resigns"),
                        ChangeKind.CANCELLATION),
                new Case(
                        "NewsML-G2, edNote",
                        g2("<edNote>ATTENTION - CORRECTS age in fourth paragraph ///</edNote>", "Mayor resigns"),
                        ChangeKind.CORRECTION),
                new Case("NewsML-G2, AFP's headline", g2("", "2ND LEAD Mayor resigns"), ChangeKind.UPDATE),
                new Case(
                        "NewsML 1, first revision",
                        newsMl1("<RevisionId PreviousRevision='0' Update='N'>1</RevisionId>", ""),
                        null),
                new Case(
                        "NewsML 1, @Update",
                        newsMl1("<RevisionId PreviousRevision='1' Update='U'>2</RevisionId>", ""),
                        ChangeKind.UPDATE),
                new Case(
                        "NewsML 1, instruction",
                        newsMl1(
                                "<RevisionId PreviousRevision='1' Update='N'>2</RevisionId>",
                                "<Instruction FormalName='Correction'/>"),
                        ChangeKind.CORRECTION),
                new Case(
                        "NewsML 1, status",
                        newsMl1(
                                "<RevisionId PreviousRevision='1' Update='N'>2</RevisionId>",
                                "<Status FormalName='Canceled'/>"),
                        ChangeKind.CANCELLATION),
                new Case("NITF, nothing said", nitf("", ""), null),
                new Case("NITF, ed-msg", nitf("<ed-msg info='Corrects name of bridge'/>", ""), ChangeKind.CORRECTION),
                new Case(
                        "NITF, ed-msg with an update",
                        nitf("<ed-msg info='Adds quote by mayor'/>", ""),
                        ChangeKind.UPDATE),
                new Case("NITF, correction", nitf("<correction info='Name of bridge'/>", ""), ChangeKind.CORRECTION),
                new Case("NITF, management-status", nitf("", "management-status='canceled'"), ChangeKind.CANCELLATION),
                new Case("ANPA, first", anpa("BC-Brekke-Mayor"), null),
                new Case("ANPA, writethru", anpa("BC-Brekke-Mayor, 2nd Ld-Writethru,0701"), ChangeKind.UPDATE),
                new Case(
                        "ANPA, correction",
                        anpa("BC-Brekke-Mayor, 1st Ld-Writethru, CORRECTS,0701"),
                        ChangeKind.CORRECTION),
                new Case("ANPA, kill", anpa("BC-Brekke-Mayor, KILL,0701"), ChangeKind.CANCELLATION),
                new Case("ANPA, elimination", anpa("BC-Brekke-Mayor, ELIMINATION,0701"), ChangeKind.CANCELLATION),
                new Case("IPTC 7901, Zusammenfassung", iptc("(Zusammenfassung 1715)\n"), ChangeKind.UPDATE),
                new Case("IPTC 7901, Lead", iptc("(2. Lead)\n"), ChangeKind.UPDATE),
                new Case(
                        "IPTC 7901, Berichtigung",
                        iptc("(Berichtigung: Name im ersten Absatz)\n"),
                        ChangeKind.CORRECTION),
                new Case(
                        "text, Reuters' headline",
                        "CORRECTED-Mayor resigns\n\nBREKKE, Nov 3 (Reuters) - " + BODY + "\n",
                        ChangeKind.CORRECTION),
                new Case(
                        "text, note in brackets",
                        "Mayor resigns\n\n(Corrects name in paragraph 1)\n\nBREKKE, Nov 3 (Reuters) - " + BODY + "\n",
                        ChangeKind.CORRECTION),
                new Case(
                        "text, kill",
                        "MANDATORY KILL\n\nMayor resigns\n\nBREKKE, Nov 3 (Reuters) - " + BODY + "\n",
                        ChangeKind.CANCELLATION),
                new Case(
                        "RSS, a headline of a web desk",
                        "<rss version='2.0'><channel><title>News</title><item><guid>x:1</guid>"
                                + "<title>Correction: Brekke-Mayor story</title><description>" + BODY
                                + "</description></item></channel></rss>",
                        ChangeKind.CORRECTION));
    }

    @ParameterizedTest
    @MethodSource("wires")
    void whatAVersionDoesIsToldByItsWire(Case wire) {
        RawArticle story = parse(wire.wire());

        assertThat(ChangeKindRule.of(story)
                        .filter(rule -> rule != ChangeKindRule.WIRE_NEW)
                        .map(ChangeKindRule::kind))
                .as(
                        "headline %s slugline %s note %s signals %s status %s",
                        story.getHeadline(),
                        story.getSlugline(),
                        story.getEditorialNote(),
                        story.getSignals(),
                        story.getStatus())
                .isEqualTo(java.util.Optional.ofNullable(wire.kind()));
    }

    @Test
    void theCasesTryManyRules() {
        Set<ChangeKindRule> tried = new TreeSet<>();
        wires().forEach(wire -> ChangeKindRule.of(parse(wire.wire())).ifPresent(tried::add));

        assertThat(tried).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void aWithholdOrderOfAnAnpaWireWithholds() {
        RawArticle story = parse(anpa("BC-Brekke-Mayor, WITHHOLD,0701"));

        assertThat(story.getStatus() == ArticleStatus.WITHHELD
                        || ChangeKindRule.of(story)
                                .filter(ChangeKindRule.WITHHOLD::equals)
                                .isPresent())
                .isTrue();
    }

    private static RawArticle parse(String wire) {
        List<ParseResult> results = StandardParsers.create()
                .parseAll(WireInput.of(
                        wire.getBytes(StandardCharsets.UTF_8),
                        Feed.named("test"),
                        Instant.parse("2026-11-03T12:00:00Z")));
        assertThat(results).hasSize(1);
        assertThat(results.get(0)).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) results.get(0)).article();
    }

    private static String ninjs(String headline, String more) {
        return ("{'uri': 'urn:x:1', 'version': '2', 'headline': '" + headline + "', 'body_text': '" + BODY + "'" + more
                        + "}")
                .replace('\'', '"');
    }

    private static String g2(String meta, String headline) {
        return "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1' version='2'><itemMeta>" + meta
                + "</itemMeta><contentMeta><headline>" + headline + "</headline></contentMeta><contentSet><inlineXML"
                + " contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><body><p>" + BODY
                + "</p></body></html></inlineXML></contentSet></newsItem>";
    }

    private static String newsMl1(String revision, String management) {
        return "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>acme.example</ProviderId><DateId>20261103</DateId>"
                + "<NewsItemId>W1</NewsItemId>" + revision + "<PublicIdentifier>urn:newsml:acme.example:20261103:W1:1"
                + "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName='News'/>"
                + management
                + "</NewsManagement><NewsComponent><NewsLines><HeadLine>Mayor resigns</HeadLine></NewsLines>"
                + "<ContentItem><DataContent>" + BODY
                + "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
    }

    private static String nitf(String docdata, String attribute) {
        return "<nitf><head><docdata " + attribute + "><doc-id id-string='W1' regsrc='acme'/>" + docdata
                + "</docdata></head><body><body.head><hedline><hl1>Mayor resigns</hl1></hedline></body.head><body.content><p>"
                + BODY + "</p></body.content></body></nitf>";
    }

    private static String anpa(String slugline) {
        return "\u0016\u0016\u0001a0701\u001fintl_\nr i \u0013\u0011BC-Brekke-Mayor   11-03 0044\n\u0002^" + slugline
                + "<\n^Mayor resigns<\n^By JANE SAMPLE=\n^Associated Press=\n\t   BREKKE, Halden (AP) _ " + BODY
                + "\n \n\u0003\n\t   AP-WF-11-03-26 1200GMT<\n\u0004";
    }

    private static String iptc(String mark) {
        return "\u0001bdt0417 3 pl 57  dpa 0981\n\nKommunen/Brekke/\n\u0002" + mark
                + "Bürgermeister von Brekke tritt zurück =\n\nBrekke (dpa) - Der Bürgermeister von Brekke ist am Dienstag\nzurückgetreten."
                + " Er hatte eine Brücke versprochen.\n\ndpa gb yyth n1 mm\n\n\u0003031200 Nov 26\n\u007f\u0004\n";
    }
}
