package io.dateline.ingest.format.feed;

import static io.dateline.ingest.format.feed.Feeds.atom;
import static io.dateline.ingest.format.feed.Feeds.hrefs;
import static io.dateline.ingest.format.feed.Feeds.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtomTest {
    @Test
    void readsEveryFieldOfAnEntry() {
        RawArticle story = story(atom("""
                <entry xml:base="https://hafen.example/2024/">
                  <id>tag:hafen.example,2024:17</id>
                  <title type="html">Schiff &amp;amp; &lt;em&gt;Kran&lt;/em&gt;</title>
                  <link href="schiff.html"/>
                  <link rel="enclosure" type="image/png" href="/bild.png" title="Bild"/>
                  <updated>2024-03-06T10:00:00+01:00</updated>
                  <published>2024-03-05T10:00:00+01:00</published>
                  <author><name>Jan Post</name><email>jan@hafen.example</email></author>
                  <author><name>Eva Kai</name></author>
                  <category term="wirt" scheme="urn:rubrik" label="Wirtschaft"/>
                  <rights>Hafenblatt 2024</rights>
                  <summary>Kurz.</summary>
                  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Erstens.</p><p>Zweitens.</p></div></content>
                </entry>"""));

        assertThat(story.getArticleId()).isEqualTo("hafen|tag:hafen.example,2024:17");
        assertThat(story.getHeadline()).isEqualTo("Schiff & Kran");
        assertThat(story.getBody()).isEqualTo("Erstens.\n\nZweitens.");
        assertThat(story.getByline()).isEqualTo("Jan Post, Eva Kai");
        assertThat(story.getCopyright()).isEqualTo("Hafenblatt 2024");
        assertThat(story.getLanguage()).isEqualTo("de");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-06T09:00:00Z"));
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2024-03-05T09:00:00Z"));
        assertThat(story.getSubjects()).singleElement().satisfies(subject -> {
            assertThat(subject.getCode()).isEqualTo("wirt");
            assertThat(subject.getName()).isEqualTo("Wirtschaft");
            assertThat(subject.getScheme()).isEqualTo("urn:rubrik");
        });
        assertThat(hrefs(story, "alternate")).containsExactly("https://hafen.example/2024/schiff.html");
        assertThat(hrefs(story, "enclosure")).containsExactly("https://hafen.example/bild.png");
        assertThat(story.getFormat()).isEqualTo("atom");
    }

    @Test
    void readsContentOfEveryType() {
        assertThat(body("<content>Plain &amp;lt; text</content>")).isEqualTo("Plain < text");
        assertThat(body("<content type=\"text\">One line</content>")).isEqualTo("One line");
        assertThat(body("<content type=\"html\">&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</content>"))
                .isEqualTo("A\n\nB");
        assertThat(body("<content type=\"html\"><![CDATA[<p>A</p><script>x()</script>]]></content>"))
                .isEqualTo("A");
        assertThat(body("<content type=\"html\"><div>A &lt;b&gt;B&lt;/b&gt;</div></content>"))
                .isEqualTo("A B");
        assertThat(body(
                        "<content type=\"xhtml\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:p>A</x:p><x:p>B</x:p>"
                                + "</x:div></content>"))
                .isEqualTo("A\n\nB");
        assertThat(body("<content type=\"image/png\">iVBORw0KGgo=</content><summary>S</summary>"))
                .isEqualTo("S");
    }

    private static String body(String content) {
        return story(atom("<entry><id>urn:x:1</id>" + content + "</entry>")).getBody();
    }

    @Test
    void readsAtom03() {
        RawArticle story = story(
                "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\" xml:lang=\"fr\"><entry>"
                        + "<id>tag:port.example,2004:1</id><title mode=\"escaped\" type=\"text/html\">&lt;i&gt;Le&lt;/i&gt; port</title>"
                        + "<link rel=\"alternate\" type=\"text/html\" href=\"http://port.example/1\"/>"
                        + "<modified>2004-02-01T10:00:00Z</modified><issued>2004-01-01T10:00:00Z</issued>"
                        + "<author><name>Luc</name></author>"
                        + "<content type=\"text/html\" mode=\"base64\">PHA+VW4uPC9wPjxwPkRldXguPC9wPg==</content></entry></feed>");

        assertThat(story.getHeadline()).isEqualTo("Le port");
        assertThat(story.getBody()).isEqualTo("Un.\n\nDeux.");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2004-02-01T10:00:00Z"));
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2004-01-01T10:00:00Z"));
        assertThat(story.getByline()).isEqualTo("Luc");
        assertThat(story.getLanguage()).isEqualTo("fr");
    }

    @Test
    void inheritsAuthorAndLanguageWhereTheEntryHasNone() {
        RawArticle own = story(atom("<entry><id>urn:x:1</id><content xml:lang=\"en\">Text</content></entry>"));
        RawArticle fromSource = story(atom("<entry><id>urn:x:1</id><source><title>Other</title>"
                + "<author><name>Them</name></author></source></entry>"));

        assertThat(own.getByline()).isEqualTo("Redaktion");
        assertThat(own.getLanguage()).isEqualTo("en");
        assertThat(fromSource.getByline()).isEqualTo("Them");
        assertThat(fromSource.getCredit()).isEqualTo("Other");
    }

    @Test
    void resolvesBasesWithinBases() {
        RawArticle story = story("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://a.example/x/\">"
                + "<entry xml:base=\"y/\"><id>urn:x:1</id><link href=\"?z=1\"/><link rel=\"related\" href=\"../w\"/>"
                + "</entry></feed>");

        assertThat(hrefs(story, "alternate")).containsExactly("https://a.example/x/y/?z=1");
        assertThat(hrefs(story, "related")).containsExactly("https://a.example/x/w");
    }

    @Test
    void withholdsADraft() {
        RawArticle story = story(atom("<entry><id>urn:x:1</id><app:control xmlns:app=\"http://www.w3.org/2007/app\">"
                + "<app:draft>yes</app:draft></app:control></entry>"));

        assertThat(story.getStatus()).isEqualTo(ArticleStatus.WITHHELD);
    }

    @Test
    void readsADeletedEntryAsACancellation() {
        RawArticle story = story("<feed xmlns=\"http://www.w3.org/2005/Atom\""
                + " xmlns:at=\"http://purl.org/atompub/tombstones/1.0\">"
                + "<at:deleted-entry ref=\"tag:a.example,2024:5\" when=\"2024-03-05T10:00:00Z\"/></feed>");

        assertThat(story.getArticleId()).isEqualTo("a|tag:a.example,2024:5");
        assertThat(story.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CANCELLATION);
    }

    @Test
    void readsASingleEntryDocument() {
        RawArticle story = story("<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2024:1</id>"
                + "<title>T</title></entry>");

        assertThat(story.getHeadline()).isEqualTo("T");
    }

    @Test
    void readsXhtmlWhateverItsPrefixAndDefaultNamespace() {
        assertThat(body(
                        "<content type=\"xhtml\"><h:div xmlns=\"\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p>A</h:p>"
                                + "<h:p>B</h:p></h:div></content>"))
                .isEqualTo("A\n\nB");
    }

    @Test
    void readsAStoryInANewsFormatThatAnEntryCarries() {
        WireParsers parsers = StandardParsers.create();
        String feed =
                atom("<entry><id>urn:x:1</id><title>Envelope</title><content type=\"text/xml\"><nitf><head><docdata>"
                        + "<doc-id id-string=\"n-7\"/></docdata></head><body><body.head><hedline><hl1>Dock closes</hl1></hedline>"
                        + "</body.head><body.content><p>First.</p><p>Second.</p></body.content></body></nitf></content></entry>"
                        + "<entry><id>urn:x:2</id><title>Plain</title></entry>");

        List<RawArticle> stories = Feeds.stories(parsers.parseAll(
                WireInput.of(feed.getBytes(StandardCharsets.UTF_8), Feed.named("test"), Instant.EPOCH)));

        assertThat(stories).extracting(RawArticle::getFormat).containsExactly("nitf", "atom");
        assertThat(stories.get(0).getHeadline()).isEqualTo("Dock closes");
        assertThat(stories.get(0).getBody()).isEqualTo("First.\n\nSecond.");
    }

    @Test
    void readsAPrefixedFeed() {
        RawArticle story = story(
                "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:entry><a:id>tag:a.example,2024:1</a:id>"
                        + "<a:title>T</a:title><a:content type=\"html\">&lt;p&gt;B&lt;/p&gt;</a:content></a:entry></a:feed>");

        assertThat(story.getHeadline()).isEqualTo("T");
        assertThat(story.getBody()).isEqualTo("B");
    }
}
