package io.dateline.ingest.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.ProcessorTime;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.schemas.RawArticle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and hostile documents: a refusal that says what and where, or a story; never an exception or a hang. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadXmlTest {

    /** Each format with a place for text in its body. */
    enum Format {
        NITF(text -> "<nitf><head><docdata><doc-id regsrc='A' id-string='1'/></docdata></head><body><body.content>"
                + text + "</body.content></body></nitf>"),
        NEWSML_1(text -> "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>a</ProviderId><DateId>20240101"
                + "</DateId><NewsItemId>1</NewsItemId></NewsIdentifier></Identification><NewsComponent><ContentItem>"
                + "<DataContent>" + text + "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"),
        NEWSML_G2(text -> "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='1'><contentSet><inlineXML>"
                + text + "</inlineXML></contentSet></newsItem>");

        private final UnaryOperator<String> document;

        Format(UnaryOperator<String> document) {
            this.document = document;
        }

        String root() {
            return switch (this) {
                case NITF -> "nitf";
                case NEWSML_1 -> "NewsML";
                case NEWSML_G2 -> "newsItem";
            };
        }

        String with(String text) {
            return document.apply(text);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void cutAnywhereIsRefusedWithItsPlace(Format format) {
        String whole = format.with("<p>One.</p>\n<p>Two.</p>");

        for (int length = format.root().length() + 2; length < whole.lastIndexOf('<'); length += 7) {
            List<ParseResult> results = Parses.all(whole.substring(0, length));

            ParseResult last = results.get(results.size() - 1);
            assertThat(last)
                    .as("cut at " + length)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.code()).isIn(RefusalCode.MALFORMED, RefusalCode.UNKNOWN_FORMAT));
        }
        assertThat(Parses.refused(whole.substring(0, whole.indexOf("Two"))).where())
                .startsWith("line 2, column ");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void billionLaughsAreRefusedAtOnce(Format format) {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE x [<!ENTITY lol0 \"lollollollollollol\">");
        for (int i = 1; i < 30; i++) {
            doctype.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }

        Refused refused = Parses.refused(doctype + "]>" + format.with("<p>&lol29;</p>"));

        assertThat(refused.code()).isEqualTo(RefusalCode.UNSAFE);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void quadraticBlowUpIsRefused(Format format) {
        String doctype = "<!DOCTYPE " + format.root() + " [<!ENTITY a \"" + "a".repeat(100_000) + "\">]>";

        assertThat(Parses.refused(doctype + format.with("<p>" + "&a;".repeat(100_000) + "</p>"))
                        .code())
                .isEqualTo(RefusalCode.UNSAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYSTEM \"file:///etc/passwd\"",
                "PUBLIC \"x\" \"http://localhost:1/x\"",
                "SYSTEM 'file:///dev/zero'"
            })
    void anExternalEntityIsRefusedWhereItIsUsedAndOnlyThere(String entity) {
        String doctype = "<!DOCTYPE nitf [<!ENTITY xxe " + entity + ">]>";

        assertThat(Parses.refused(doctype + Format.NITF.with("<p>&xxe;</p>")).code())
                .isEqualTo(RefusalCode.UNSAFE);
        assertThat(Parses.refused(doctype + Format.NITF.with("<p a='&xxe;'>x</p>"))
                        .code())
                .isEqualTo(RefusalCode.UNSAFE);
        assertThat(Parses.one(doctype + Format.NITF.with("<p>fine</p>")).getBody())
                .isEqualTo("fine");
    }

    @Test
    void xIncludeAndStyleSheetsAreNotFollowed() {
        RawArticle story = Parses.one(
                "<?xml-stylesheet href='http://localhost:1/x.xsl'?>"
                        + Format.NITF.with(
                                "<p>before <xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>after</p>"));

        assertThat(story.getBody()).isEqualTo("before after");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aHundredThousandNestedElementsAreTooDeep(Format format) {
        int depth = 100_000;

        assertThat(Parses.refused(format.with("<b>".repeat(depth) + "x" + "</b>".repeat(depth)))
                        .code())
                .isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(Parses.refused(format.with("<b>".repeat(depth))).code())
                .isIn(RefusalCode.TOO_DEEP, RefusalCode.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aMillionElementsAreTooMany(Format format) {
        assertThat(Parses.refused(format.with("<b/>".repeat(1_000_000))).code()).isEqualTo(RefusalCode.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void fiftyMegabytesOfBodyAreTooLarge(Format format) {
        byte[] wire =
                format.with("<p>" + "large ".repeat(50_000_000 / 6) + "</p>").getBytes(StandardCharsets.US_ASCII);

        assertThat(Parses.refused(wire).code()).isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void manySmallItemsAreReadOneByOneUpToTheLimit() {
        String items = "<newsItem guid='x'/>".repeat(1000);
        byte[] wire = ("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>" + items
                        + "</itemSet></newsMessage>")
                .getBytes(StandardCharsets.UTF_8);
        Limits limits = new Limits(10_000, 1_000_000, 100, 50, 2);

        List<ParseResult> results = Wires.under(limits, wire);

        assertThat(results).hasSize(101);
        assertThat(results.get(100))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.TOO_MANY));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-16, Zeitungsgrüße",
        "UTF-8, ISO-8859-1, Zeitungsgrüße",
        "windows-1252, UTF-8, Zeitungsgrüße – „Ja“",
        "ISO-8859-1, no-such-charset, Zeitungsgrüße",
        "UTF-16LE, UTF-8, Zeitungsgrüße",
        "windows-1251, windows-1251, Новости дня и погода",
        "ISO-8859-2, ISO-8859-2, Zażółć gęślą jaźń"
    })
    void aWrongDeclarationDoesNotSpoilTheText(String real, String declared, String text) {
        String document =
                "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>\n" + Format.NITF.with("<p>" + text + "</p>");

        RawArticle story = Parses.one(document.getBytes(Charset.forName(real)));

        assertThat(story.getBody()).isEqualTo(text);
    }

    @Test
    void readsUtf16WithItsMark() {
        byte[] wire = ("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                        + Format.NEWSML_G2.with("<p>Ærlig \uD83D\uDE00</p>"))
                .getBytes(StandardCharsets.UTF_16BE);

        assertThat(Parses.one(wire).getBody()).isEqualTo("Ærlig \uD83D\uDE00");
    }

    @Test
    void undoesMojibakeWhereThatIsCertain() {
        RawArticle story =
                Parses.one(Format.NITF.with("<p>The worldâ€™s cafÃ© &#160;â€œopensâ€\u009d today.</p><p>Plain.</p>"));

        assertThat(story.getBody()).isEqualTo("The world’s café “opens” today.\n\nPlain.");
        assertThat(story.getNotes()).contains("UTF-8 that had been read as windows-1252 was undone.");
    }

    @Test
    void loneSurrogatesAndForbiddenCharactersAreLeftOut() {
        RawArticle story = Parses.one(Format.NITF.with("<p>a&#xD800;b&#0;c&#xFFFF;d\u0000e\u001Af\uFFFEg</p>"));

        assertThat(story.getBody()).isEqualTo("abcdefg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a</b></p> | MALFORMED",
                "<p x='1' x='2'>a</p> | MALFORMED",
                "<p x=1>a</p> | MALFORMED",
                "<p>a | MALFORMED",
                "<!-- -- --><p>a</p> | MALFORMED"
            })
    void illFormedMarkupIsRefusedWithItsPlace(String markup, RefusalCode code) {
        for (Format format : Format.values()) {
            Refused refused = Parses.refused(format.with("\n\n" + markup));

            assertThat(refused.code()).as(format.name()).isEqualTo(code);
            assertThat(refused.where()).matches("line [0-9]+, column [0-9]+");
        }
    }

    @Test
    void aDocumentPastedIntoAnotherIsReadWithoutItsHead() {
        RawArticle story = Parses.one(Format.NEWSML_G2.with(
                "<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><body><body.content><p>In</p></body.content>"
                        + "</body></nitf>"));

        assertThat(story.getBody()).isEqualTo("In");
    }

    @Test
    void blankLinesBeforeTheDeclarationAndRubbishBehindTheEndAreNoHarm() {
        String document =
                "\n\n <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Format.NITF.with("<p>ok</p>") + "\u001A\u0000 \n";

        assertThat(Parses.one(document).getBody()).isEqualTo("ok");
    }

    @ParameterizedTest
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(
            strings = {
                "<!DOCTYPE nitf>",
                "<!DOCTYPE nitf []>",
                "<!DOCTYPE nitf [<!ENTITY a '&'>]>",
                "<!DOCTYPE nitf [<!ENTITY a 'b'>]>"
            })
    void manyDocumentTypesTakeTimeByTheirLength(String doctype) {
        String document = doctype.repeat(1_500_000 / doctype.length()) + Format.NITF.with("<p>ok</p>");

        Duration spent = ProcessorTime.of(
                () -> assertThat(Parses.one(document).getBody()).isEqualTo("ok"));

        assertThat(spent).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void ofSeveralDocumentTypesTheLastCounts() {
        String document = "<!DOCTYPE nitf [<!ENTITY a 'x'>]><!DOCTYPE nitf [<!ENTITY b 'y'>]>"
                + Format.NITF.with("<p>Story &b; of &a;</p>");

        assertThat(Parses.one(document).getBody()).isEqualTo("Story y of &a;");
    }

    @ParameterizedTest
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"<!>", "<![>", "<!a>"})
    void theHeadsOfManySmallDocumentsTakeTimeByTheirLength(String declaration) {
        byte[] document =
                declaration.repeat(WireHead.BYTES / declaration.length()).getBytes(StandardCharsets.US_ASCII);

        Duration spent = ProcessorTime.of(() -> {
            for (int i = 0; i < 300; i++) {
                assertThat(XmlHead.rootName(WireHead.of(Parses.input(document))))
                        .isNull();
            }
        });

        assertThat(spent).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aDocumentTypeThatHidesTheOutermostElementNamesIt() {
        String document = "<!DOCTYPE NewsML [<!ENTITY a '<b>'>" + " ".repeat(WireHead.BYTES);

        assertThat(XmlHead.rootName(WireHead.of(Parses.input(document.getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("NewsML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<nitf/>",
                "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>",
                "<NewsML><NewsItem/></NewsML>",
                "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>",
                "<NewsML/>",
                "<contentMeta/>"
            })
    void emptyDocumentsHaveNoStory(String document) {
        assertThat(Parses.refused(document).code()).isEqualTo(RefusalCode.NO_STORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"html:", "nitf::", "x:", "a:b:c"})
    void namesWithColonsInOddPlacesAreNoHarm(String name) {
        for (Format format : Format.values()) {
            RawArticle story = Parses.one(format.with("<p>a</p><" + name + ">b</" + name + ">"));

            assertThat(story.getBody()).startsWith("a").endsWith("b");
        }
    }

    @Test
    void theSameIdTwiceGivesTwoOutcomes() {
        List<RawArticle> stories = Wires.stories("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'>"
                + "<newsItem guid='x' id='i'/><newsItem guid='x' id='i'/></newsMessage>");

        assertThat(stories).extracting(RawArticle::getArticleId).containsExactly("unknown|x", "unknown|x");
    }
}
