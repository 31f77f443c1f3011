package io.dateline.ingest.format.ownxml;

import io.dateline.ingest.format.xml.XmlHead;
import io.dateline.ingest.format.xml.XmlItem;
import io.dateline.ingest.format.xml.XmlItems;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jsoup.select.NodeTraversor;

/**
 * Reads stories from XML that follows no standard: every element that has a headline, or an identity, and a text right below it is one, its
 * other fields go by their names ({@link OwnFields}). The last resort for XML, as the simple article is for JSON: what has no
 * such element is refused. Immutable, thread-safe.
 */
public final class OwnXmlParser implements WireParser {
    private static final Set<String> OTHERS =
            Set.of("html", "rss", "feed", "rdf", "svg", "opml", "urlset", "sitemapindex");

    @Override
    public String format() {
        return "xml";
    }

    @Override
    public Confidence sniff(WireHead head) {
        String root = XmlHead.rootName(head);
        if (root == null || OTHERS.contains(root.toLowerCase(Locale.ROOT))) {
            return Confidence.NONE;
        }
        String text = head.text().toLowerCase(Locale.ROOT);
        return hasAny(text, OwnFields.HEADLINES) && hasAny(text, OwnFields.BODIES)
                ? Confidence.POSSIBLE
                : Confidence.NONE;
    }

    private static boolean hasAny(String text, List<String> names) {
        for (String name : names) {
            int at = text.indexOf("<" + name);
            int end = at + 1 + name.length();
            if (at >= 0 && end < text.length() && (text.charAt(end) == '>' || text.charAt(end) <= ' ')) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        XmlItems items = new XmlItems(input, sink);
        String root = items.rootName();
        items.each(
                Set.of(root == null ? "" : root), "there is no story in this XML", item -> stories(item, input, sink));
    }

    private void stories(XmlItem item, WireInput input, ParseSink sink) {
        List<Element> stories = new ArrayList<>();
        // What is inside a story is its own.
        NodeTraversor.filter(
                (node, depth) -> {
                    if (node instanceof Element element && OwnFields.isStory(element)) {
                        stories.add(element);
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    return FilterResult.CONTINUE;
                },
                item.root());
        if (stories.isEmpty()) {
            sink.accept(Refused.of(
                    RefusalCode.NO_STORY, "XML of no known kind, without an element that has headline and text"));
        }
        for (Element story : stories) {
            sink.accept(OwnFields.of(story).fill(item.draft(input, format())).build());
        }
    }
}
