package io.dateline.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** The same story in every format that is read, as {@code RawArticle.format} names it. Thread-safe. */
final class WireSamples {
    private static final Map<String, Function<String, byte[]>> WRITERS = writers();

    private WireSamples() {}

    /** A story in a format, from its plain text with paragraphs parted by blank lines. */
    static byte[] of(String format, String body) {
        return WRITERS.get(format).apply(body);
    }

    private static Map<String, Function<String, byte[]>> writers() {
        Map<String, Function<String, byte[]>> writers = new LinkedHashMap<>();
        writers.put("text", body -> utf8("Bridge to close for a year\n\nBy Jane Sample\n\n" + body));
        writers.put(
                "ninjs",
                body -> utf8("""
                {"uri":"tag:northwire.example,2026:b1","version":"2","type":"text","versioncreated":"2026-03-02T07:15:00Z",
                "pubstatus":"usable","urgency":3,"language":"en","headline":"Bridge to close for a year","byline":"Jane Sample",
                "subject":[{"code":"medtop:20000337","name":"transport"}],"body_html":"%s"}
                """.formatted(html(body).replace("\"", "\\\"").replace("\n", "\\n"))));
        writers.put("newsml-g2", body -> utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:northwire.example,2026:b1" version="2" xml:lang="en">
                <itemMeta><itemClass qcode="ninat:text"/><provider literal="northwire.example"/>
                <versionCreated>2026-03-02T07:15:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
                <contentMeta><urgency>3</urgency><subject qcode="medtop:20000337"><name>transport</name></subject>
                <slugline>BRIDGE</slugline><headline>Bridge to close for a year</headline><by>Jane Sample</by></contentMeta>
                <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html></inlineXML></contentSet>
                </newsItem>
                """.formatted(html(body))));
        writers.put("newsml-1", body -> utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <NewsML Version="1.2"><NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>northwire.example
                </ProviderId><DateId>20260302</DateId><NewsItemId>b1</NewsItemId><RevisionId PreviousRevision="1" Update="N">2
                </RevisionId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20260302T070000Z</FirstCreated>
                <ThisRevisionCreated>20260302T071500Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
                <NewsComponent><NewsLines><HeadLine>Bridge to close for a year</HeadLine></NewsLines><ContentItem><DataContent>
                <nitf><body><body.content>%s</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
                """.formatted(html(body))));
        writers.put("nitf", body -> utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <nitf><head><docdata><doc-id id-string="b1" regsrc="NW"/><urgency ed-urg="3"/><date.issue norm="20260302T071500Z"/>
                </docdata></head><body><body.head><hedline><hl1>Bridge to close for a year</hl1></hedline><byline>Jane Sample</byline>
                </body.head><body.content>%s</body.content></body></nitf>
                """.formatted(html(body))));
        writers.put("rss", body -> utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Northwire</title>
                <link>https://northwire.example/</link><item><title>Bridge to close for a year</title><guid>b1</guid>
                <pubDate>Mon, 02 Mar 2026 07:15:00 GMT</pubDate><content:encoded><![CDATA[%s]]></content:encoded></item></channel></rss>
                """.formatted(html(body))));
        writers.put("atom", body -> utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom"><title>Northwire</title><id>tag:northwire.example,2026:f</id>
                <entry><title>Bridge to close for a year</title><id>tag:northwire.example,2026:b1</id>
                <updated>2026-03-02T07:15:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">%s</div>
                </content></entry></feed>
                """.formatted(html(body))));
        writers.put("html", body -> utf8("""
                <!DOCTYPE html><html lang="en"><head><title>Bridge to close for a year</title>
                <script type="application/ld+json">{"@type":"NewsArticle","@id":"https://northwire.example/b1",
                "headline":"Bridge to close for a year","datePublished":"2026-03-02T07:15:00Z"}</script></head><body><nav><a
                href="/">Home</a></nav><article><h1>Bridge to close for a year</h1>%s</article><footer>Imprint</footer></body></html>
                """.formatted(html(body))));
        writers.put("mail", body -> utf8("""
                From: Northwire <desk@northwire.example>
                Subject: Bridge to close for a year
                Date: Mon, 02 Mar 2026 07:15:00 +0000
                Message-ID: <b1@northwire.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                %s
                """.formatted(body)));
        writers.put("iptc7901", body -> utf8("""
                \u0001bdt0417 3 pl 600  dpa 0981

                Bridge/Sampleton/
                \u0002Bridge to close for a year =

                %s

                dpa abc yydd n1 sku

                \u0003251037 Sep 24
                \u0004
                """.formatted(body)));
        writers.put("anpa1312", body -> utf8("""
                \u0016\u0016\u0001W2346\u001fasian
                r i \u0013\u0011 BC-EX--Bridge   05-09 0444
                \u0002^BC-EX--Bridge,427<
                ^Bridge to close for a year<
                ^By JANE SAMPLE=
                \t   %s
                \u0003AP-WF-05-09-17 0056GMT<
                \u0004
                """.formatted(body.replace("\n\n", "\n\n\t   "))));
        writers.put("xml", body -> utf8("""
                <?xml version="1.0"?>
                <NWNews><NewsID>b1</NewsID><PublishDate>2026-03-02T07:15:00Z</PublishDate><headline>Bridge to close for a year</headline>
                <content>%s</content></NWNews>
                """.formatted(html(body).replace("<", "&lt;"))));
        writers.put("ninjs.gz", body -> gzip(of("ninjs", body)));
        return Map.copyOf(writers);
    }

    private static String html(String body) {
        return "<p>" + body.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "</p>\n<p>") + "</p>";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
