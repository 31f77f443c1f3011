package io.dateline.ingest.format.feed;

import static io.dateline.ingest.format.feed.Feeds.atom;
import static io.dateline.ingest.format.feed.Feeds.refusal;
import static io.dateline.ingest.format.feed.Feeds.results;
import static io.dateline.ingest.format.feed.Feeds.rss;
import static io.dateline.ingest.format.feed.Feeds.stories;
import static io.dateline.ingest.format.feed.Feeds.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.ProcessorTime;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.RawArticle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BadFeedTest {
    private static final String ONE = "<item><guid>1</guid><title>One</title></item>";

    @Test
    void readsAFeedThatIsCutShortAndSaysSo() {
        List<RawArticle> found = stories("<rss version=\"2.0\"><channel>" + ONE
                + "<item><guid>2</guid><title>Two</title><description>Half a sen");

        assertThat(found).extracting(RawArticle::getHeadline).containsExactly("One", "Two");
        assertThat(found.get(0).getNotes()).noneMatch(note -> note.contains("incomplete"));
        assertThat(found.get(1).getNotes()).anyMatch(note -> note.contains("incomplete"));
        assertThat(found.get(1).getBody()).isEqualTo("Half a sen");
    }

    @Test
    void keepsACdataSectionWithoutEndFromSwallowingWhatFollows() {
        List<RawArticle> found =
                stories(rss("<item><guid>1</guid><title><![CDATA[One</title><description><![CDATA[Text]]>"
                        + "</description></item><item><guid>2</guid><description><![CDATA[<p>Cut</description></item>"
                        + "<item><guid>3</guid><title><![CDATA[Three]]></title></item>"));

        assertThat(found).extracting(RawArticle::getHeadline).containsExactly("One", null, "Three");
        assertThat(found).extracting(RawArticle::getBody).containsExactly("Text", "Cut", "");
    }

    @Test
    void keepsAnItemWithoutEndFromSwallowingTheNext() {
        assertThat(stories(rss("<item><guid>1</guid><title>One<item><guid>2</guid><title>Two</title></item>")))
                .extracting(RawArticle::getHeadline)
                .containsExactly("One", "Two");
    }

    @Test
    void leavesMarkupInsideCdataAndCommentsAlone() {
        RawArticle story = story(rss(
                "<!-- <item><guid>0</guid></item> --><item><guid>1</guid><description><![CDATA[In code: &lt;item&gt; and"
                        + " <code><item></code> </item> done]]></description></item>"));

        assertThat(story.getArticleId()).isEqualTo("harbour|1");
        assertThat(story.getBody()).endsWith("done");
    }

    @Test
    void knowsTheUsualPrefixesWhereNobodyDeclaresThem() {
        RawArticle story = story("<rss version=\"2.0\"><channel><item><guid>1</guid><dc:creator>Ann</dc:creator>"
                + "<content:encoded>&lt;p&gt;A&lt;/p&gt;</content:encoded><foo:bar>x</foo:bar></item></channel></rss>");

        assertThat(story.getByline()).isEqualTo("Ann");
        assertThat(story.getBody()).isEqualTo("A");
    }

    @Test
    void readsAFeedBehindJunk() {
        assertThat(stories(
                        "\n\nWarning: mysql_connect() failed <br/>\n<?xml version=\"1.0\"?>" + rss(ONE).substring(21)))
                .hasSize(1);
        assertThat(stories("\uFEFF  \n" + rss(ONE))).hasSize(1);
    }

    @Test
    void readsBareAmpersandsAndUnknownEntities() {
        RawArticle story = story(rss("<item><guid>1</guid><title>Q&A: M&S &unknown; a < b</title></item>"));

        assertThat(story.getHeadline()).isEqualTo("Q&A: M&S &unknown; a < b");
    }

    @Test
    void dropsControlCharactersAndHalvesOfCharacters() {
        RawArticle story = story(rss("<item><guid>1\u0000</guid><title>A\u0008B&#7;C\u001F</title>"
                + "<description>x&#xD83D;y\u0001</description><category>k\u0002</category></item>"));

        assertThat(story.getHeadline()).isEqualTo("ABC");
        assertThat(story.getBody()).doesNotContain("\u0001").startsWith("x");
    }

    @Test
    void readsAWrongDeclarationOfTheCharacterSet() {
        String feed = "<?xml version=\"1.0\" encoding=\"%s\"?><rss version=\"2.0\"><channel><item><guid>1</guid>"
                + "<title>Käse für Größen im Süden</title></item></channel></rss>";

        RawArticle latin = stories(results(feed.formatted("utf-8").getBytes(Charset.forName("windows-1252"))))
                .get(0);
        RawArticle utf8 = stories(results(feed.formatted("iso-8859-1").getBytes(StandardCharsets.UTF_8)))
                .get(0);

        assertThat(latin.getHeadline()).isEqualTo("Käse für Größen im Süden");
        assertThat(latin.getNotes()).isNotEmpty();
        assertThat(utf8.getHeadline()).isEqualTo("Käse für Größen im Süden");
    }

    @Test
    void takesTheMediaTypesCharacterSetBeforeTheDeclaration() {
        byte[] bytes =
                ("<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss version=\"2.0\"><channel><item><guid>1</guid>"
                                + "<title>Привет, порт</title></item></channel></rss>")
                        .getBytes(Charset.forName("windows-1251"));

        WireInput input =
                WireInput.of(bytes, Feed.named("t"), Instant.EPOCH).withMediaType("text/xml; charset=windows-1251");

        assertThat(stories(results(input)).get(0).getHeadline()).isEqualTo("Привет, порт");
    }

    @Test
    void readsUtf16() {
        assertThat(stories(results(rss(ONE).getBytes(StandardCharsets.UTF_16)))).hasSize(1);
        assertThat(stories(results(rss(ONE).getBytes(StandardCharsets.UTF_16LE))))
                .hasSize(1);
    }

    @Test
    void refusesABillionLaughs() {
        String feed = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                + "<rss version=\"2.0\"><channel><item><guid>1</guid><title>&c;</title></item></channel></rss>";

        assertThat(refusal(results(feed)).code()).isEqualTo(RefusalCode.UNSAFE);
    }

    @Test
    void refusesAnExternalEntityThatIsUsed() {
        String feed = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<rss version=\"2.0\"><channel><item><guid>1</guid><title>&x;</title></item></channel></rss>";

        assertThat(refusal(results(feed)).code()).isEqualTo(RefusalCode.UNSAFE);
    }

    @Test
    void replacesHarmlessEntitiesOfTheDocumentType() {
        RawArticle story = story(
                "<!DOCTYPE rss [<!ENTITY port \"Port &#38; Harbour\"><!ENTITY % html SYSTEM \"x.ent\">]>"
                        + "<rss version=\"2.0\"><channel><item><guid>1</guid><title>&port; News</title></item></channel></rss>");

        assertThat(story.getHeadline()).isEqualTo("Port & Harbour News");
    }

    @Test
    void refusesWhatIsNestedTooDeeplyButReadsTheRest() {
        String deep = "<item><guid>d</guid><description>" + "<x>".repeat(100_000) + "</description></item>";

        List<ParseResult> found = results(rss(ONE + deep + "<item><guid>2</guid><title>Two</title></item>"));

        assertThat(found).hasSize(3);
        assertThat(found.get(1))
                .isInstanceOf(Refused.class)
                .satisfies(result -> assertThat(((Refused) result).code()).isEqualTo(RefusalCode.TOO_DEEP));
        assertThat(found.get(2)).isInstanceOf(Parsed.class);
    }

    @Test
    void readsAHundredThousandElementsOutsideAnyItem() {
        assertThat(refusal(results("<rss version=\"2.0\">" + "<channel>".repeat(100_000)))
                        .code())
                .isEqualTo(RefusalCode.NO_STORY);
    }

    @Test
    void outlivesTwentyMegabytesOfAttributes() {
        StringBuilder attributes = new StringBuilder("<item ");
        for (int i = 0; attributes.length() < 20_000_000; i++) {
            attributes.append('a').append(i).append("=\"v\" ");
        }
        List<ParseResult> found =
                results(rss(attributes + "><guid>1</guid></item><item><guid>2</guid><title>Two</title></item>"));

        assertThat(found).hasSize(2);
        assertThat(((Refused) found.get(0)).code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(found.get(1)).isInstanceOf(Parsed.class);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void outlivesFilesOfNothingButBeginnings() {
        Duration spent = ProcessorTime.of(() -> {
            for (String beginning :
                    List.of("<item", "<item>", "<![CDATA[", "<!--", "<!ENTITY", "&a;", "]]>", "<", "</item")) {
                String text = "<rss version=\"2.0\"><channel>" + beginning.repeat(600_000 / beginning.length());

                assertThat(results(text)).isNotEmpty();
            }
        });

        assertThat(spent).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void refusesAFeedWithoutItems() {
        assertThat(refusal(results("<rss version=\"2.0\"></rss")).code()).isEqualTo(RefusalCode.NO_STORY);
        assertThat(refusal(results(rss(""))).code()).isEqualTo(RefusalCode.NO_STORY);
        assertThat(refusal(results(atom(""))).code()).isEqualTo(RefusalCode.NO_STORY);
    }

    @Test
    void refusesAnItemThatSaysNothing() {
        List<ParseResult> found = results(rss("<item/>" + ONE + "<item><guid> </guid></item>"));

        assertThat(found).hasSize(3);
        assertThat(((Refused) found.get(0)).code()).isEqualTo(RefusalCode.NO_STORY);
        assertThat(found.get(1)).isInstanceOf(Parsed.class);
    }

    @Test
    void leavesOtherXmlToOthers() {
        assertThat(refusal(
                                results(
                                        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><foaf:Person/></rdf:RDF>"))
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_FORMAT);
        assertThat(refusal(results("<html><body>About &lt;rss&gt;<!-- <rss <item --></body></html>"))
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_FORMAT);
    }

    @Test
    void endsInOutcomesWhateverIsDoneToAFeed() {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        String spoilers = "<>&;\"'/![]\0\u00ff a1";
        byte[] good = rss(ONE
                        + "<item><guid>2</guid><title><![CDATA[Zwölf]]></title><media:group><media:content url=\"/a\"/>"
                        + "</media:group><pubDate>Tue, 05 Mar 2024 09:15:00 GMT</pubDate></item>")
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 600; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(12); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) spoilers.charAt(random.nextInt(spoilers.length()));
            }
            assertThat(results(bytes))
                    .as("seed %d round %d", seed, round)
                    .isNotEmpty()
                    .noneMatch(result -> result instanceof Refused refused && refused.code() == RefusalCode.INTERNAL);
        }
    }

    @Test
    void aTitleWithoutAnEndTagIsNotTheWholeItem() {
        RawArticle story = Feeds.story(Feeds.rss("<item><title>Ferry<description>A ferry.</description>"
                + "<link>https://www.harbour.example/1</link><guid>https://www.harbour.example/1</guid></item>"));

        assertThat(story.getHeadline()).isEqualTo("Ferry");
        assertThat(story.getBody()).isEqualTo("A ferry.");
        assertThat(story.getArticleId()).isEqualTo("harbour|https://www.harbour.example/1");
        assertThat(story.getNotes()).contains("The end tag of title was missing.");
    }
}
