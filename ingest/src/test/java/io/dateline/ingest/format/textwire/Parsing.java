package io.dateline.ingest.format.textwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.RawArticle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Runs inputs through the parsers as they are put together for production. */
public final class Parsing {
    /** When every input of the tests was received. */
    public static final Instant RECEIVED = Instant.parse("2024-11-05T12:00:00Z");

    private Parsing() {}

    /** An input of bytes on a feed of which nothing is known. */
    public static WireInput input(byte[] bytes) {
        return WireInput.of(bytes, Feed.named("test"), RECEIVED);
    }

    /** Everything that comes out. */
    public static List<ParseResult> all(byte[] bytes) {
        return StandardParsers.create().parseAll(input(bytes));
    }

    /** Everything that comes out. */
    public static List<ParseResult> all(String text) {
        return all(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The only story in a text. */
    public static RawArticle one(String text) {
        return one(text, StandardCharsets.UTF_8);
    }

    /** The only story in a text that is sent in a character set. */
    public static RawArticle one(String text, Charset charset) {
        return article(all(text.getBytes(charset)));
    }

    /** The story that is the only outcome. */
    public static RawArticle article(List<ParseResult> results) {
        assertThat(results).hasSize(1);
        assertThat(results.get(0)).isInstanceOf(Parsed.class);
        return ((Parsed) results.get(0)).article();
    }

    /** The stories, when there is nothing else. */
    public static List<RawArticle> articles(List<ParseResult> results) {
        assertThat(results).allMatch(Parsed.class::isInstance);
        return results.stream().map(result -> ((Parsed) result).article()).toList();
    }

    /** The refusal that is the only outcome. */
    public static Refused refused(List<ParseResult> results) {
        assertThat(results).hasSize(1);
        assertThat(results.get(0)).isInstanceOf(Refused.class);
        return (Refused) results.get(0);
    }
}
