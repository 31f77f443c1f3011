package io.dateline.ingest.format.xml;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** What the XML formats' tests need beyond {@link Parses}. */
public final class Wires {
    private Wires() {}

    /** The one story in a document that came in by this feed. */
    public static RawArticle one(String document, Feed feed) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return Parses.article(StandardParsers.create()
                .parseAll(WireInput.of(bytes, feed, Parses.RECEIVED))
                .get(0));
    }

    /** The one story in a document that came in by a feed whose times are in a zone. */
    public static RawArticle one(String document, ZoneId zone) {
        return one(document, new Feed("test", null, zone));
    }

    /** All stories in a document, which must hold nothing else. */
    public static List<RawArticle> stories(String document) {
        return Parses.all(document).stream().map(Parses::article).toList();
    }

    /** What becomes of bytes under limits. */
    public static List<ParseResult> under(Limits limits, byte[] bytes) {
        return StandardParsers.create().parseAll(Parses.input(bytes).withLimits(limits));
    }

    /** A story's original bytes as text in UTF-8. */
    public static String original(RawArticle story) {
        return StandardCharsets.UTF_8.decode(story.getOriginal().duplicate()).toString();
    }
}
