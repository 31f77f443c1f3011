package io.dateline.ingest.format.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.Link;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Parses feeds by way of the seam, as everybody does. */
final class Feeds {
    private static final WireParsers PARSERS = WireParsers.of(List.of(new FeedParser()));
    private static final Feed FEED = Feed.named("test");

    private Feeds() {}

    static List<ParseResult> results(byte[] bytes) {
        return PARSERS.parseAll(WireInput.of(bytes, FEED, Instant.EPOCH));
    }

    static List<ParseResult> results(WireInput input) {
        return PARSERS.parseAll(input);
    }

    static List<ParseResult> results(String text) {
        return results(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<RawArticle> stories(String text) {
        return stories(results(text));
    }

    static List<RawArticle> stories(List<ParseResult> results) {
        return results.stream()
                .filter(Parsed.class::isInstance)
                .map(result -> ((Parsed) result).article())
                .toList();
    }

    static RawArticle story(String text) {
        List<ParseResult> results = results(text);
        assertThat(results).hasSize(1).first().isInstanceOf(Parsed.class);
        return ((Parsed) results.get(0)).article();
    }

    static Refused refusal(List<ParseResult> results) {
        assertThat(results).hasSize(1).first().isInstanceOf(Refused.class);
        return (Refused) results.get(0);
    }

    static String rss(String items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
                + " xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Harbour News</title>"
                + "<link>https://www.harbour.example/</link><language>en-gb</language>"
                + "<copyright>Harbour Media</copyright>" + items + "</channel></rss>";
    }

    static String atom(String entries) {
        return "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\">"
                + "<title>Hafenblatt</title><link href=\"https://hafen.example/\"/><author><name>Redaktion</name></author>"
                + entries + "</feed>";
    }

    static List<String> hrefs(RawArticle story, String rel) {
        return story.getLinks().stream()
                .filter(link -> rel.equals(link.getRel()))
                .map(Link::getHref)
                .toList();
    }
}
