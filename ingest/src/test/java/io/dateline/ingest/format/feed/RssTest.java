package io.dateline.ingest.format.feed;

import static io.dateline.ingest.format.feed.Feeds.hrefs;
import static io.dateline.ingest.format.feed.Feeds.rss;
import static io.dateline.ingest.format.feed.Feeds.stories;
import static io.dateline.ingest.format.feed.Feeds.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RssTest {
    private static final String DC = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

    @Test
    void readsEveryFieldOfAnItem() {
        RawArticle story = story(rss("""
                <item>
                  <title>Ferry &amp;amp; tug collide</title>
                  <link>https://www.harbour.example/2024/ferry</link>
                  <guid isPermaLink="false">hn-4711</guid>
                  <pubDate>Tue, 05 Mar 2024 09:15:00 +0100</pubDate>
                  <description>A short summary.</description>
                  <content:encoded><![CDATA[<p>A ferry hit a tug.</p><p>Nobody was <b>hurt</b>.</p>]]></content:encoded>
                  <dc:creator>Ann Reed</dc:creator>
                  <category domain="https://harbour.example/topics">Shipping</category>
                  <category>Accidents</category>
                  <enclosure url="/audio/ferry.mp3" length="12x" type="audio/mpeg"/>
                  <media:content url="https://img.harbour.example/f.jpg" type="image/jpeg">
                    <media:title>The ferry</media:title>
                  </media:content>
                  <comments>https://www.harbour.example/2024/ferry#c</comments>
                  <source url="https://other.example/rss">Other Paper</source>
                </item>"""));

        assertThat(story.getArticleId()).isEqualTo("harbour|hn-4711");
        assertThat(story.getHeadline()).isEqualTo("Ferry & tug collide");
        assertThat(story.getBody()).isEqualTo("A ferry hit a tug.\n\nNobody was hurt.");
        assertThat(story.getByline()).isEqualTo("Ann Reed");
        assertThat(story.getCredit()).isEqualTo("Other Paper");
        assertThat(story.getCopyright()).isEqualTo("Harbour Media");
        assertThat(story.getLanguage()).isEqualTo("en-GB");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T08:15:00Z"));
        assertThat(story.getSubjects())
                .extracting(subject -> subject.getName() + "@" + subject.getScheme())
                .containsExactly("Shipping@https://harbour.example/topics", "Accidents@null");
        assertThat(hrefs(story, "alternate")).containsExactly("https://www.harbour.example/2024/ferry");
        assertThat(hrefs(story, "enclosure")).containsExactly("https://www.harbour.example/audio/ferry.mp3");
        assertThat(hrefs(story, "media")).containsExactly("https://img.harbour.example/f.jpg");
        assertThat(hrefs(story, "comments")).hasSize(1);
        assertThat(story.getFormat()).isEqualTo("rss");
    }

    @Test
    void keepsOfTheBytesOnlyTheItemsOwn() {
        List<RawArticle> found = stories(rss("<item><guid>a</guid></item><item><guid>b</guid><title>B</title></item>"));

        assertThat(found).hasSize(2);
        assertThat(new String(found.get(1).getOriginal().array(), StandardCharsets.UTF_8))
                .isEqualTo("<item><guid>b</guid><title>B</title></item>");
    }

    @Test
    void readsAnItemAgainFromItsOwnBytesAlone() {
        RawArticle first = story(rss("<item><guid>x-1</guid><title>T</title><content:encoded>&lt;p&gt;Text&lt;/p&gt;"
                + "</content:encoded><dc:creator>Ann</dc:creator></item>"));

        RawArticle again = story(new String(first.getOriginal().array(), StandardCharsets.UTF_8));

        assertThat(again.getBody()).isEqualTo("Text");
        assertThat(again.getByline()).isEqualTo("Ann");
    }

    @Test
    void takesThePermalinkForTheLinkUnlessTheFeedSaysItIsNone() {
        RawArticle permalink = story(rss("<item><title>T</title><guid>https://a.example/1</guid></item>"));
        RawArticle opaque =
                story(rss("<item><title>T</title><guid isPermaLink=\"false\">https://a.example/1</guid></item>"));

        assertThat(permalink.getArticleId()).isEqualTo("a|https://a.example/1");
        assertThat(hrefs(permalink, "alternate")).containsExactly("https://a.example/1");
        assertThat(opaque.getArticleId()).isEqualTo("a|https://a.example/1");
        assertThat(hrefs(opaque, "alternate")).isEmpty();
    }

    @Test
    void isIdentifiedByItsLinkWithoutGuidAndByItsTextWithoutLink() {
        RawArticle linked = story(rss("<item><title>T</title><link>/news/7</link><guid/></item>"));
        RawArticle bare = story(rss("<item><title>T</title><description>Text</description></item>"));

        assertThat(linked.getArticleId()).isEqualTo("harbour|https://www.harbour.example/news/7");
        assertThat(bare.getArticleId()).startsWith("harbour|sha256:");
        assertThat(bare.getNotes()).anyMatch(note -> note.contains("derived"));
    }

    @Test
    void prefersTheConfiguredProviderToTheSite() {
        WireInput input = WireInput.of(
                rss("<item><guid>1</guid><title>T</title></item>").getBytes(StandardCharsets.UTF_8),
                new Feed("poll:x", "Acme", null),
                Instant.EPOCH);

        assertThat(stories(Feeds.results(input)).get(0).getArticleId()).isEqualTo("acme|1");
    }

    @Test
    void readsATimeWithoutZoneInTheFeedsZone() {
        WireInput input = WireInput.of(
                rss("<item><guid>1</guid><pubDate>Tue, 05 Mar 2024 09:15:00</pubDate></item>")
                        .getBytes(StandardCharsets.UTF_8),
                new Feed("poll:x", null, ZoneId.of("America/New_York")),
                Instant.EPOCH);

        RawArticle story = stories(Feeds.results(input)).get(0);

        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T14:15:00Z"));
        assertThat(story.getNotes()).anyMatch(note -> note.contains("no zone"));
    }

    @Test
    void tellsTheChangeFromThePublication() {
        RawArticle story = story("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><item>"
                + "<guid>1</guid><pubDate>Tue, 05 Mar 2024 09:15:00 GMT</pubDate>"
                + "<atom:updated>2024-03-06T10:00:00Z</atom:updated></item></channel></rss>");

        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-06T10:00:00Z"));
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2024-03-05T09:15:00Z"));
    }

    @Test
    void takesTheFullestText() {
        RawArticle pictureOnly =
                story(rss("<item><guid>1</guid><description>Words &lt;i&gt;count&lt;/i&gt;.</description>"
                        + "<content:encoded>&lt;img src=\"/p.png\" alt=\"Port\"/&gt;</content:encoded></item>"));

        assertThat(pictureOnly.getBody()).isEqualTo("Words count.");
        assertThat(hrefs(pictureOnly, "image")).containsExactly("https://www.harbour.example/p.png");
    }

    @Test
    void readsTheFullTextThatSearchEnginesAreGiven() {
        RawArticle story = story(
                "<rss version=\"2.0\" xmlns:yandex=\"http://news.yandex.ru\"><channel><item><guid>1</guid>"
                        + "<description>Short.</description><yandex:full-text>The whole of it.</yandex:full-text></item></channel></rss>");

        assertThat(story.getBody()).isEqualTo("The whole of it.");
    }

    @Test
    void heedsAnEmbargo() {
        RawArticle story =
                story("<rss version=\"2.0\"><channel><item><guid>1</guid><prism:embargoDate>2024-03-06T06:00:00Z"
                        + "</prism:embargoDate></item></channel></rss>");

        assertThat(story.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-03-06T06:00:00Z"));
    }

    @Test
    void readsXhtmlBodiesWithTheirLanguage() {
        RawArticle story = story(rss("<item><guid>1</guid><body xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"fr\">"
                + "<p>Un.</p><p>Deux.</p></body></item>"));

        assertThat(story.getBody()).isEqualTo("Un.\n\nDeux.");
        assertThat(story.getLanguage()).isEqualTo("fr");
    }

    @Test
    void readsTitlesInEveryWayOfWritingThem() {
        assertThat(headline("A &lt;b&gt;bold&lt;/b&gt; claim")).isEqualTo("A bold claim");
        assertThat(headline("<![CDATA[A <b>bold</b> claim]]>")).isEqualTo("A bold claim");
        assertThat(headline("A <b>bold</b> claim")).isEqualTo("A bold claim");
        assertThat(headline("Fish &amp;amp; chips &amp;quot;off&amp;quot;")).isEqualTo("Fish & chips \"off\"");
        assertThat(headline("Caf&eacute; &ndash; offen&nbsp;heute")).isEqualTo("Café – offen heute");
        assertThat(headline("Profit &#60; 5 &#x25;")).isEqualTo("Profit < 5 %");
        assertThat(headline("AT&T and R&D")).isEqualTo("AT&T and R&D");
    }

    private static String headline(String title) {
        return story(rss("<item><guid>1</guid><title>" + title + "</title></item>"))
                .getHeadline();
    }

    @Test
    void readsAuthorsWithoutTheirAddresses() {
        assertThat(byline("jane@harbour.example (Jane Roe)")).isEqualTo("Jane Roe");
        assertThat(byline("&quot;Roe, Jane&quot; &lt;jane@harbour.example&gt;")).isEqualTo("Roe, Jane");
        assertThat(byline("desk@harbour.example")).isNull();
        assertThat(byline("Jane Roe")).isEqualTo("Jane Roe");
    }

    private static String byline(String author) {
        return story(rss("<item><guid>1</guid><author>" + author + "</author></item>"))
                .getByline();
    }

    @Test
    void readsRss10WithItemsBesideTheChannel() {
        RawArticle story = story("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" " + DC
                + " xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"https://port.example/rss\"><title>Port</title>"
                + "<link>https://port.example/</link><dc:language>nl</dc:language></channel>"
                + "<item rdf:about=\"https://port.example/9\"><title>Brug dicht</title><link>https://port.example/9?x</link>"
                + "<description>Tekst</description><dc:date>2024-03-05T10:00+01:00</dc:date>"
                + "<dc:subject>verkeer</dc:subject></item></rdf:RDF>");

        assertThat(story.getArticleId()).isEqualTo("port|https://port.example/9");
        assertThat(story.getHeadline()).isEqualTo("Brug dicht");
        assertThat(story.getLanguage()).isEqualTo("nl");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T09:00:00Z"));
        assertThat(story.getSubjects())
                .singleElement()
                .satisfies(subject -> assertThat(subject.getName()).isEqualTo("verkeer"));
    }

    @Test
    void readsTheOldVersionsWithWhatLaterOnesAdded() {
        for (String version : List.of("0.91", "0.92", "0.93", "0.94", "1.0", "2.0.1", "9")) {
            RawArticle story = story("<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\""
                    + " \"http://my.netscape.com/publish/formats/rss-0.91.dtd\"><rss version=\"" + version
                    + "\"><channel><skipHours><hour>noon</hour></skipHours><item><title>T</title><guid>urn:x:1</guid>"
                    + "<category>C</category></item></channel></rss>");

            assertThat(story.getArticleId()).endsWith("|urn:x:1");
            assertThat(story.getSubjects()).hasSize(1);
        }
    }

    @Test
    void readsRss090() {
        RawArticle story = story("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                + " xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel><title>P</title></channel>"
                + "<item><title>T</title><link>http://p.example/1</link></item></rdf:RDF>");

        assertThat(story.getArticleId()).isEqualTo("p|http://p.example/1");
    }

    @Test
    void readsElementsWhateverTheirPrefixOrNamespace() {
        RawArticle story = story("<rss version=\"2.0\" xmlns=\"http://backend.userland.com/rss2\""
                + " xmlns:d=\"http://purl.org/dc/elements/1.1/\"><channel><item><title>T</title><guid>1</guid>"
                + "<d:creator>Ann</d:creator></item></channel></rss>");

        assertThat(story.getHeadline()).isEqualTo("T");
        assertThat(story.getByline()).isEqualTo("Ann");
    }

    @Test
    void inAnExportOfWordPressDraftsAreHeld() {
        String export = rss("<item><title>A</title><guid>1</guid><wp:status>publish</wp:status></item>"
                + "<item><title>B</title><guid>2</guid><wp:status>draft</wp:status></item>"
                + "<item><title>C</title><guid>3</guid><wp:status>trash</wp:status></item>");

        assertThat(stories(export))
                .extracting(RawArticle::getStatus)
                .containsExactly(ArticleStatus.USABLE, ArticleStatus.WITHHELD, ArticleStatus.CANCELED);
    }

    @Test
    void aBodyThatWasEscapedTwiceIsMarkupAllTheSame() {
        RawArticle story = story(rss("<item><guid>g</guid><title>A</title>"
                + "<description>&amp;lt;p&amp;gt;Grain &amp;amp;amp; coal.&amp;lt;/p&amp;gt;</description></item>"));
        RawArticle about = story(
                rss(
                        "<item><guid>g</guid><title>A</title><description>The tag &amp;lt;b&amp;gt; is old.</description></item>"));

        assertThat(story.getBody()).isEqualTo("Grain & coal.");
        assertThat(about.getBody()).isEqualTo("The tag <b> is old.");
    }

    @Test
    void theCounterBehindTheAddressOfTheStoryIsItsVersion() {
        RawArticle counted =
                story(rss("<item><title>A</title><link>https://www.harbour.example/a-1?at_medium=RSS</link>"
                        + "<guid isPermaLink=\"false\">https://www.harbour.example/a-1#2</guid></item>"));
        RawArticle entry = story(rss("<item><title>A</title><link>https://www.harbour.example/live#2</link>"
                + "<guid>https://www.harbour.example/live#2</guid></item>"));

        assertThat(counted.getArticleId()).isEqualTo("harbour|https://www.harbour.example/a-1");
        assertThat(counted.getVersion()).isEqualTo(2L);
        assertThat(entry.getArticleId()).isEqualTo("harbour|https://www.harbour.example/live#2");
        assertThat(entry.getVersion()).isNull();
    }
}
