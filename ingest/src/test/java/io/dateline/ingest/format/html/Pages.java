package io.dateline.ingest.format.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.Link;
import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Parses pages by way of the seam, as everybody does. */
final class Pages {
    private static final WireParsers PARSERS = WireParsers.of(List.of(new HtmlParser()));
    static final String PROSE = "The harbour authority will close its oldest dock in spring after cracks were found in"
            + " three of its gates, officials said on Tuesday.";

    private Pages() {}

    static List<ParseResult> results(byte[] bytes) {
        return PARSERS.parseAll(WireInput.of(bytes, Feed.named("test"), Instant.EPOCH));
    }

    static List<ParseResult> results(WireInput input) {
        return PARSERS.parseAll(input);
    }

    static RawArticle story(List<ParseResult> results) {
        assertThat(results).hasSize(1).first().isInstanceOf(Parsed.class);
        return ((Parsed) results.get(0)).article();
    }

    static RawArticle story(String html) {
        return story(results(html.getBytes(StandardCharsets.UTF_8)));
    }

    static Refused refusal(String html) {
        List<ParseResult> results = results(html.getBytes(StandardCharsets.UTF_8));
        assertThat(results).hasSize(1).first().isInstanceOf(Refused.class);
        return (Refused) results.get(0);
    }

    static String page(String head, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head>" + head + "</head><body>" + body + "</body></html>";
    }

    static String ld(String json) {
        return "<script type=\"application/ld+json\">" + json + "</script>";
    }

    static String resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> hrefs(RawArticle story, String rel) {
        return story.getLinks().stream()
                .filter(link -> rel.equals(link.getRel()))
                .map(Link::getHref)
                .toList();
    }
}
