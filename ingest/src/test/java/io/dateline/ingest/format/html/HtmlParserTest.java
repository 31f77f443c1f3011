package io.dateline.ingest.format.html;

import static io.dateline.ingest.format.html.Pages.PROSE;
import static io.dateline.ingest.format.html.Pages.hrefs;
import static io.dateline.ingest.format.html.Pages.ld;
import static io.dateline.ingest.format.html.Pages.page;
import static io.dateline.ingest.format.html.Pages.refusal;
import static io.dateline.ingest.format.html.Pages.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.ProcessorTime;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ChangeKind;
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

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HtmlParserTest {
    private static final String CANONICAL = "<link rel=\"canonical\" href=\"https://www.post.example/a/1\">";

    @Test
    void readsEveryFieldOfAJsonLdArticle() {
        RawArticle story = story(page(CANONICAL + ld("""
                {"@context": "https://schema.org", "@type": "NewsArticle",
                 "mainEntityOfPage": {"@type": "WebPage", "@id": "https://www.post.example/a/1"},
                 "headline": "Dock &amp; gates", "articleBody": "First paragraph of it.\\n\\nSecond paragraph of it.",
                 "datePublished": "2024-03-05T09:15:00+01:00", "dateModified": "2024-03-05T10:00:00Z",
                 "author": [{"@type": "Person", "name": "Ana Lund"}, {"@type": "Person", "name": "Piet Vos"}],
                 "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Post"},
                 "copyrightHolder": {"name": "Post Media"}, "license": "https://post.example/terms",
                 "inLanguage": "nl-NL", "keywords": "ports, grain", "articleSection": ["Economy"],
                 "about": {"@type": "Place", "@id": "http://www.wikidata.org/entity/Q1", "name": "Westmouth"},
                 "contentLocation": {"name": "Westmouth"}, "dateline": "WESTMOUTH", "locationCreated": {"name": "Westmouth"},
                 "correction": "An earlier version had the wrong year.", "isAccessibleForFree": "False",
                 "image": [{"@type": "ImageObject", "url": "https://img.post.example/1.jpg", "caption": "The dock"}]}"""), ""));

        assertThat(story.getArticleId()).isEqualTo("post|https://www.post.example/a/1");
        assertThat(story.getHeadline()).isEqualTo("Dock & gates");
        assertThat(story.getBody()).isEqualTo("First paragraph of it.\n\nSecond paragraph of it.");
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2024-03-05T08:15:00Z"));
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T10:00:00Z"));
        assertThat(story.getByline()).isEqualTo("Ana Lund, Piet Vos");
        assertThat(story.getCredit()).isEqualTo("Harbour Post");
        assertThat(story.getCopyright()).isEqualTo("Post Media");
        assertThat(story.getUsageTerms()).isEqualTo("https://post.example/terms");
        assertThat(story.getLanguage()).isEqualTo("nl-NL");
        assertThat(story.getSubjects())
                .extracting(subject -> subject.getName())
                .containsExactly("ports", "grain", "Economy", "Westmouth");
        assertThat(story.getPlaces())
                .singleElement()
                .satisfies(place -> assertThat(place.getName()).isEqualTo("Westmouth"));
        assertThat(story.getDateline()).isEqualTo("WESTMOUTH");
        assertThat(story.getDatelinePlace()).isEqualTo("Westmouth");
        assertThat(story.getChangeKind()).isEqualTo(ChangeKind.CORRECTION);
        assertThat(story.getEditorialNote()).startsWith("An earlier version");
        assertThat(story.getNotes()).anyMatch(note -> note.contains("not free"));
        assertThat(hrefs(story, "image")).containsExactly("https://img.post.example/1.jpg");
        assertThat(hrefs(story, "canonical")).containsExactly("https://www.post.example/a/1");
    }

    @Test
    void findsTheArticleInArraysGraphsAndUnderSubtypes() {
        String article = "{\"@type\": \"%s\", \"headline\": \"The one\", \"author\": {\"@id\": \"#ana\"}}";
        String person = "{\"@type\": \"Person\", \"@id\": \"#ana\", \"name\": \"Ana Lund\"}";

        for (String json : List.of(
                "[{\"@type\": \"BreadcrumbList\"}, " + article.formatted("ReportageNewsArticle") + ", " + person + "]",
                "{\"@graph\": [{\"@type\": \"WebSite\", \"name\": \"x\"}, " + article.formatted("Article") + ","
                        + person + "]}",
                "{\"@type\": \"WebPage\", \"mainEntity\": " + article.formatted("http://schema.org/NewsArticle")
                        + ", \"creator\": " + person + "}",
                "<!-- " + article.formatted("schema:AnalysisNewsArticle") + " -->",
                "//<![CDATA[\n" + article.formatted("OpinionNewsArticle") + "\n//]]>")) {
            RawArticle story = story(page(CANONICAL + ld(json), "<p>" + PROSE + "</p>"));

            assertThat(story.getHeadline()).as(json).isEqualTo("The one");
            if (json.contains("Person")) {
                assertThat(story.getByline()).isEqualTo("Ana Lund");
            }
        }
    }

    @Test
    void takesThePagesArticleOfSeveral() {
        String json =
                "[{\"@type\": \"NewsArticle\", \"headline\": \"Teaser\", \"url\": \"https://www.post.example/a/2\"},"
                        + "{\"@type\": \"NewsArticle\", \"headline\": \"Story\", \"url\": \"https://www.post.example/a/1#top\"}]";

        assertThat(story(page(CANONICAL + ld(json), "<p>" + PROSE + "</p>")).getHeadline())
                .isEqualTo("Story");
    }

    @Test
    void takesALiveBlogForItselfAndNotForOneOfItsEntries() {
        String json = "{\"@type\": \"LiveBlogPosting\", \"headline\": \"Live: the dock\", \"liveBlogUpdate\": ["
                + "{\"@type\": \"BlogPosting\", \"headline\": \"Entry\", \"articleBody\": \"" + PROSE + "\"}]}";

        assertThat(story(page(ld(json), "<article><p>" + PROSE + "</p></article>"))
                        .getHeadline())
                .isEqualTo("Live: the dock");
    }

    @Test
    void overlooksBrokenJsonLdAndSaysSo() {
        RawArticle story = story(page(
                CANONICAL
                        + ld("{\"@type\": \"NewsArticle\", \"headline\": ")
                        + ld("{\"@type\": \"NewsArticle\"," + "\"headline\": \"Raw\nbreak\",}"),
                "<p>" + PROSE + "</p>"));

        assertThat(story.getHeadline()).isEqualTo("Raw break");
        assertThat(story.getNotes()).anyMatch(note -> note.contains("no JSON"));
    }

    @Test
    void givesAStatedBodyInOneLineThePagesParagraphs() {
        String first = PROSE + " The port put the cost at forty million crowns and hopes for help from the ministry.";
        String second = "Dockers fear for their work. About 120 people are employed there, many of them for decades,"
                + " and nobody has asked them so far, they said at a meeting in the canteen on Monday night.";
        String third = "The council will vote on the money next month, and few in town doubt how that is going to end.";
        String json = "{\"@type\": \"NewsArticle\", \"headline\": \"H\", \"articleBody\": \"" + first + " " + second
                + " " + third + "\"}";

        RawArticle story = story(page(
                CANONICAL + ld(json),
                "<article><p>" + first
                        + "</p><p>Our new podcast is out now, and you can listen to it wherever you like to.</p><p>"
                        + second + "</p><p>" + third + "</p></article>"));

        assertThat(story.getBody()).isEqualTo(first + "\n\n" + second + "\n\n" + third);
    }

    @Test
    void prefersThePagesTextToAStatedTeaser() {
        String json = "{\"@type\": \"NewsArticle\", \"headline\": \"H\", \"articleBody\": \"" + PROSE.substring(0, 60)
                + "\"}";

        RawArticle story = story(
                page(ld(json), "<article><p>" + PROSE + "</p><p>" + PROSE.replace("dock", "pier") + "</p></article>"));

        assertThat(story.getBody()).contains("pier");
    }

    @Test
    void takesAHeadlineThatWasCutForMachinesFromThePage() {
        String json = "{\"@type\": \"NewsArticle\", \"headline\": \"Westmouth is to close its oldest dock ...\"}";
        String title = "Westmouth is to close its oldest dock after cracks were found";

        assertThat(story(page(ld(json), "<article><h1>" + title + "</h1><p>" + PROSE + "</p></article>"))
                        .getHeadline())
                .isEqualTo(title);
    }

    @Test
    void readsMetaElementsWhereThereIsNoJsonLd() {
        RawArticle story = story(Pages.resource("classic.html"));

        assertThat(story.getArticleId()).isEqualTo("harbourpost|https://www.harbourpost.example/2024/03/dock");
        assertThat(story.getHeadline()).isEqualTo("Westmouth to close oldest dock");
        assertThat(story.getByline()).isEqualTo("Ana Lund");
        assertThat(story.getCredit()).isEqualTo("Harbour Post");
        assertThat(story.getLanguage()).isEqualTo("en-GB");
        assertThat(story.getFirstCreated()).isEqualTo(Instant.parse("2024-03-05T08:15:00Z"));
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T10:00:00Z"));
        assertThat(story.getSubjects()).extracting(subject -> subject.getName()).containsExactly("Economy", "Ports");
    }

    @Test
    void readsMicrodata() {
        RawArticle story = story(page(
                "",
                "<div itemscope itemtype=\"https://schema.org/NewsArticle\"><h2 itemprop=\"headline\">Dock closes</h2>"
                        + "<time itemprop=\"datePublished\" datetime=\"2024-03-05T09:15:00Z\">today</time>"
                        + "<span itemprop=\"author\"><b itemprop=\"name\">Ana Lund</b></span>"
                        + "<div itemprop=\"articleBody\"><p>" + PROSE + "</p></div></div>"));

        assertThat(story.getHeadline()).isEqualTo("Dock closes");
        assertThat(story.getByline()).isEqualTo("Ana Lund");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T09:15:00Z"));
        assertThat(story.getBody()).isEqualTo(PROSE);
    }

    @Test
    void isIdentifiedByTheCanonicalAddressUnlessThatIsTheFrontPage() {
        String body = "<p>" + PROSE + "</p>";

        assertThat(id(
                        "<link rel=\"canonical\" href=\"/a/1\"><meta property=\"og:url\" content=\"https://post.example/x\">",
                        body))
                .isEqualTo("post|https://post.example/a/1");
        assertThat(id(
                        "<link rel=\"canonical\" href=\"https://post.example/\">"
                                + "<meta property=\"og:url\" content=\"https://post.example/x#top\">",
                        body))
                .isEqualTo("post|https://post.example/x");
        assertThat(id(ld("{\"@type\":\"Article\",\"url\":\"https://post.example/y\"}"), body))
                .isEqualTo("post|https://post.example/y");
        assertThat(id("", body)).startsWith("unknown|sha256:");
    }

    private static String id(String head, String body) {
        return story(page(head, body)).getArticleId();
    }

    @Test
    void readsTheCharacterSetThatTheMetaElementNames() {
        String html = page(
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\"><title>Порт</title>",
                "<p>Портовое управление закроет весной старейший док, сообщили во вторник официальные лица города.</p>");

        RawArticle story = story(Pages.results(html.getBytes(Charset.forName("windows-1251"))));

        assertThat(story.getHeadline()).isEqualTo("Порт");
        assertThat(story.getBody()).startsWith("Портовое управление");
    }

    @Test
    void readsAFragment() {
        RawArticle story =
                story("<h1>Dock closes</h1><p>WESTMOUTH, March 5 (HP) - " + PROSE + "</p><p>More of it.</p>");

        assertThat(story.getHeadline()).isEqualTo("Dock closes");
        assertThat(story.getDatelinePlace()).isEqualTo("WESTMOUTH");
        assertThat(story.getBody()).endsWith("More of it.");
    }

    @Test
    void lettingNeitherScriptsNorStylesNorHiddenTextThrough() {
        RawArticle story = story(
                page(
                        "<style>p{}</style>",
                        "<article><p>" + PROSE + "<script>evil()</script></p>"
                                + "<p style=\"display: none\">Hidden words that nobody sees on the page, in a sentence of their own.</p>"
                                + "<noscript><p>Please enable JavaScript to read this page as it was meant to be read.</p></noscript></article>"));

        assertThat(story.getBody()).isEqualTo(PROSE);
    }

    @Test
    void refusesAPageWithoutAStory() {
        String links =
                "<ul>" + "<li><a href=\"/x\">A headline of some story that is elsewhere</a></li>".repeat(40) + "</ul>";

        assertThat(refusal(page("<title>Front page</title>", links)).code()).isEqualTo(RefusalCode.NO_STORY);
        assertThat(refusal("<html></html>").code()).isEqualTo(RefusalCode.NO_STORY);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void outlivesDeepAndWideAndUnfinishedPages() {
        String attributes = "<p " + "a1=\"value\" ".repeat(300_000) + ">";
        Duration spent = ProcessorTime.of(() -> {
            for (String html : List.of(
                    "<html><body>" + "<div>".repeat(100_000) + PROSE,
                    "<html><body>" + "<b><i><p>".repeat(10_000) + PROSE,
                    "<html><body>" + "<table><tr><td>".repeat(5_000) + PROSE,
                    "<html><body>" + attributes + PROSE,
                    "<html><body>" + "<".repeat(1_000_000),
                    "<html><head>" + ld("[".repeat(100_000)) + "</head><body><p>" + PROSE,
                    "<html><head>" + ld("{\"@graph\":[" + "{\"a\":{}},".repeat(100_000)),
                    "<html><!--" + PROSE,
                    "<html><body><p>" + PROSE + "</p><scr")) {
                List<ParseResult> results = Pages.results(html.getBytes(StandardCharsets.UTF_8));

                assertThat(results)
                        .hasSize(1)
                        .noneMatch(
                                result -> result instanceof Refused refused && refused.code() == RefusalCode.INTERNAL);
            }
        });

        assertThat(spent).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void refusesAPageThatIsTooLarge() {
        byte[] bytes = ("<html><body><p>" + "x".repeat(20_000_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(Pages.results(bytes))
                .singleElement()
                .satisfies(result -> assertThat(((Refused) result).code()).isEqualTo(RefusalCode.TOO_LARGE));
    }

    @Test
    void takesMediaTypeAndNameAsHints() {
        WireInput input = WireInput.of(
                ("Some words. <p>" + PROSE + "</p>").getBytes(StandardCharsets.UTF_8), Feed.named("t"), Instant.EPOCH);

        assertThat(Pages.results(input))
                .singleElement()
                .satisfies(result -> assertThat(((Refused) result).code()).isEqualTo(RefusalCode.UNKNOWN_FORMAT));
        assertThat(story(Pages.results(input.withMediaType("text/html"))).getBody())
                .contains(PROSE);
        assertThat(story(Pages.results(input.withFileName("a.htm"))).getBody()).contains(PROSE);
    }

    @Test
    void endsInOutcomesWhateverIsDoneToAPage() {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] good = Pages.resource("classic.html").getBytes(StandardCharsets.UTF_8);
        String spoilers = "<>&;\"'/![]{}\0\u00ff a1";
        for (int round = 0; round < 200; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(40); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) spoilers.charAt(random.nextInt(spoilers.length()));
            }
            assertThat(Pages.results(bytes))
                    .as("seed %d round %d", seed, round)
                    .hasSize(1)
                    .noneMatch(result -> result instanceof Refused refused && refused.code() == RefusalCode.INTERNAL);
        }
    }

    @Test
    void theTextOfALiveBlogIsAllItsEntries() {
        RawArticle story = story(page(CANONICAL + ld("""
                {"@type": "LiveBlogPosting", "headline": "Election live", "liveBlogUpdate": [
                  {"@type": "BlogPosting", "headline": "Polls close", "articleBody": "Polls have closed."},
                  {"@type": "BlogPosting", "articleBody": "Polls have opened."}]}"""), "<p>12:00</p>"));

        assertThat(story.getBody()).isEqualTo("Polls close\n\nPolls have closed.\n\nPolls have opened.");
    }

    @Test
    void oneAuthorWithSeveralNamesIsSeveralPeople() {
        RawArticle story = story(page(CANONICAL + ld("""
                {"@type": "NewsArticle", "headline": "Dock", "author": {"@type": "Person", "name": ["Ana", "Luis"]}}"""), ""));

        assertThat(story.getByline()).isEqualTo("Ana, Luis");
    }

    @Test
    void theNameOfTheSiteInTheTitleIsNoPartOfTheHeadlineThatStandsAboveTheText() {
        RawArticle story = story("<html><head><title>Harbour! - Council signs bill</title></head><body>"
                + "<b>Council signs bill</b><p>" + PROSE + "</p><p>" + PROSE + "</p></body></html>");

        assertThat(story.getHeadline()).isEqualTo("Council signs bill");
        assertThat(story.getBody()).doesNotContain("Council signs bill");
    }

    @Test
    void aHeadingWithoutAnEndTagIsNotTheWholeStory() {
        RawArticle story = story("<html><head><title>Dock closes</title></head><body><h1>Dock closes<p>" + PROSE + "<p>"
                + PROSE + "</body></html>");

        assertThat(story.getHeadline()).isEqualTo("Dock closes");
        assertThat(story.getBody()).startsWith(PROSE);
    }
}
