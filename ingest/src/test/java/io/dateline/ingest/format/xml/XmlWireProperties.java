package io.dateline.ingest.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to a document, what comes out is stories and refusals, soon, and no failure of ours. */
class XmlWireProperties {
    /** A second is the promise; the rest is for a machine that is busy with other things. */
    private static final long MOST_MILLIS = 5000;

    private static final String NITF = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY nb "&#160;"><!ENTITY big "<p>x</p>">]>
            <nitf><head><docdata management-status="embargoed"><doc-id id-string="n-1_2" regsrc="NW"/>
            <du-key key="n-1" version="2"/><date.issue norm="20240101T100000Z"/><date.release norm="20240102T100000Z"/>
            <key-list><keyword key="a"/></key-list></docdata></head><body><body.head><hedline><hl1>Grüße &nb; x</hl1>
            </hedline><dateline><location>OSLO</location></dateline></body.head><body.content><p>A &amp; b.</p>
            <table><tr><td>1</td><td>2</td></tr></table><media><media-reference source="x"/></media></body.content></body></nitf>
            """;

    private static final String NEWSML_1 = """
            <NewsML><NewsEnvelope><DateAndTime>20240101T100000Z</DateAndTime></NewsEnvelope><NewsItem><Identification>
            <NewsIdentifier><ProviderId>nw.example</ProviderId><DateId>20240101</DateId><NewsItemId>7</NewsItemId>
            <RevisionId PreviousRevision="1" Update="N">2</RevisionId></NewsIdentifier></Identification><NewsManagement>
            <Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240102T000000Z
            </DateAndTime></StatusWillChange></NewsManagement><NewsComponent xml:lang="de"><NewsLines><HeadLine>H</HeadLine>
            </NewsLines><NewsComponent><Role FormalName="Body"/><ContentItem><DataContent><![CDATA[<p>Text</p>]]></DataContent>
            </ContentItem></NewsComponent><NewsComponent xml:lang="en"><Role FormalName="Body"/><ContentItem><Encoding
            Notation="Base64"><DataContent>R3LDvMOfZQ==</DataContent></Encoding></ContentItem></NewsComponent></NewsComponent>
            </NewsItem></NewsML>
            """;

    private static final String NEWSML_G2 = """
            <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-01-01T00:00:00Z</sent><catalog>
            <scheme alias="m" uri="http://cv.iptc.org/newscodes/mediatopic/"/></catalog></header><itemSet>
            <newsItem guid="tag:nw.example,2024:a" version="1" xml:lang="en"><rightsInfo><usageTerms>x</usageTerms></rightsInfo>
            <itemMeta><pubStatus qcode="stat:usable"/><embargoed>2024-01-02T00:00:00</embargoed><signal qcode="sig:update"/>
            <edNote>n</edNote><link rel="irel:seeAlso" href="h"/></itemMeta><contentMeta><headline rank="1">H</headline>
            <subject qcode="m:20000065"><name>n</name></subject></contentMeta><contentSet><inlineXML><html><body><h1>H</h1>
            <p>T &amp; u</p></body></html></inlineXML></contentSet></newsItem>
            <packageItem guid="p"><groupSet><group><itemRef residref="a"/></group></groupSet></packageItem></itemSet></newsMessage>
            """;

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(NITF, NEWSML_1, NEWSML_G2);
    }

    @Property(tries = 400)
    void mutatedBytesEndInOutcomes(@ForAll("documents") String document, @ForAll long seed) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(seed);
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        check(bytes);
    }

    @Property(tries = 400)
    void piecesMovedDoubledAndDroppedEndInOutcomes(@ForAll("documents") String document, @ForAll long seed) {
        StringBuilder text = new StringBuilder(document);
        Random random = new Random(seed);
        String[] pieces = {
            "<",
            ">",
            "</",
            "/>",
            "&",
            ";",
            "\"",
            "'",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "<!DOCTYPE x [",
            "]>",
            "&#",
            "&nbsp;",
            "&big;",
            "<p>",
            "</p>",
            "xmlns=",
            "<newsItem>",
            "</NewsItem>",
            "<nitf>",
            "\u0000",
            "\uFFFF"
        };
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(60));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(random.nextInt(text.length()), text.substring(from, to));
                default -> text.insert(from, pieces[random.nextInt(pieces.length)]);
            }
        }

        check(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void cutDocumentsEndInOutcomes(@ForAll("documents") String document, @ForAll long seed) {
        int length = 1 + new Random(seed).nextInt(document.length() - 1);

        check(document.substring(0, length).getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] bytes) {
        long start = System.nanoTime();
        List<ParseResult> results = Parses.all(bytes);
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertThat(results).isNotEmpty();
        assertThat(results).allSatisfy(result -> {
            if (result instanceof Refused refused) {
                assertThat(refused.code()).isNotEqualTo(RefusalCode.INTERNAL);
                assertThat(refused.reason()).isNotBlank();
            } else {
                assertThat(((Parsed) result).article().getArticleId()).contains("|");
            }
        });
        assertThat(millis).isLessThan(MOST_MILLIS);
    }
}
