package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.XmlHead;
import io.dateline.ingest.format.xml.XmlItems;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.util.Set;

/**
 * Reads NewsML-G2: an item, a newsMessage with any number of them, or an item that is wrapped in something else. News and
 * package items are stories. Concept, knowledge, planning and catalog items are read as far as they go, with their class
 * among the genres and a note that they are no news: they have an identity, versions and a status, and a provider that
 * sends one means it to be kept. Parts of an item that come without it ({@code contentSet}, {@code groupSet}) are read too.
 * Immutable, thread-safe.
 */
public final class NewsMlG2Parser implements WireParser {
    private static final String NAMESPACE = "iptc.org/std/nar/";
    private static final Set<String> ITEMS =
            Set.of("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem");
    private static final Set<String> PARTS = Set.of("contentSet", "groupSet", "contentMeta", "itemMeta");

    @Override
    public String format() {
        return "newsml-g2";
    }

    @Override
    public Confidence sniff(WireHead head) {
        String root = XmlHead.rootName(head);
        if (root == null) {
            return Confidence.NONE;
        }
        boolean named = ITEMS.contains(root) || root.equals("newsMessage");
        boolean inNamespace = XmlHead.attributes(head).contains(NAMESPACE);
        if (named || inNamespace) {
            return named && inNamespace ? Confidence.CERTAIN : Confidence.LIKELY;
        }
        if (PARTS.contains(root)) {
            return Confidence.LIKELY;
        }
        return head.text().contains(NAMESPACE) ? Confidence.POSSIBLE : Confidence.NONE;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        XmlItems items = new XmlItems(input, sink);
        String root = items.rootName();
        boolean part = root != null && PARTS.contains(root);
        MessageHeader message = MessageHeader.of("newsMessage".equals(root) ? items.context("header", ITEMS) : null);
        items.each(
                part ? Set.of(root) : ITEMS,
                "there is no item in this " + root,
                item -> sink.accept(new ItemReader(item, message, input, format()).read()));
    }
}
