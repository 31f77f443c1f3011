package io.dateline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Parses fixtures and strings with the standard parsers. */
public final class Parses {
    public static final Instant RECEIVED = Instant.parse("2026-03-05T12:00:00Z");
    public static final Feed FEED = Feed.named("test");

    private Parses() {}

    public static byte[] fixture(String name) {
        try (InputStream in = Parses.class.getResourceAsStream("/fixtures/" + name)) {
            assertThat(in).as("fixture " + name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static WireInput input(byte[] bytes) {
        return WireInput.of(bytes, FEED, RECEIVED);
    }

    public static List<ParseResult> all(byte[] bytes) {
        return StandardParsers.create().parseAll(input(bytes));
    }

    public static List<ParseResult> all(String text) {
        return all(text.getBytes(StandardCharsets.UTF_8));
    }

    public static RawArticle one(byte[] bytes) {
        return article(onlyResult(all(bytes)));
    }

    public static RawArticle one(String text) {
        return one(text.getBytes(StandardCharsets.UTF_8));
    }

    public static ParseResult.Refused refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    public static ParseResult.Refused refused(byte[] bytes) {
        ParseResult result = onlyResult(all(bytes));
        assertThat(result).isInstanceOf(ParseResult.Refused.class);
        return (ParseResult.Refused) result;
    }

    public static RawArticle article(ParseResult result) {
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) result).article();
    }

    private static ParseResult onlyResult(List<ParseResult> results) {
        assertThat(results).hasSize(1);
        return results.get(0);
    }
}
