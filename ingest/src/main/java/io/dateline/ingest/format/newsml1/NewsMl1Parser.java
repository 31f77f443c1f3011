package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.XmlHead;
import io.dateline.ingest.format.xml.XmlItems;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Reads NewsML 1.0 to 1.2: every NewsItem is a story; one with its text in several languages is one for each of them; a
 * NewsItem inside another is a story of its own. Immutable, thread-safe.
 */
public final class NewsMl1Parser implements WireParser {
    private static final Set<String> ITEMS = Set.of("NewsItem");

    @Override
    public String format() {
        return "newsml-1";
    }

    @Override
    public Confidence sniff(WireHead head) {
        String root = XmlHead.rootName(head);
        if (root == null) {
            return Confidence.NONE;
        }
        return switch (root) {
            case "NewsML" -> Confidence.CERTAIN;
            case "NewsItem" -> Confidence.LIKELY;
            default -> head.text().contains("<NewsIdentifier>") ? Confidence.POSSIBLE : Confidence.NONE;
        };
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        XmlItems items = new XmlItems(input, sink);
        Element envelope = items.context("NewsEnvelope", ITEMS);
        items.each(
                ITEMS,
                "there is no NewsItem in this NewsML",
                item -> new NewsItemReader(item, envelope, input, format()).read(sink));
    }
}
