package io.dateline.ingest.format.nitf;

import io.dateline.ingest.format.xml.XmlHead;
import io.dateline.ingest.format.xml.XmlItems;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.util.Set;

/** Reads NITF: one document, or several in one wrapper or one after the other. Immutable, thread-safe. */
public final class NitfParser implements WireParser {
    private static final Set<String> ITEMS = Set.of("nitf");

    @Override
    public String format() {
        return "nitf";
    }

    @Override
    public Confidence sniff(WireHead head) {
        String root = XmlHead.rootName(head);
        if (root == null) {
            return Confidence.NONE;
        }
        if (root.equals("nitf")) {
            return Confidence.CERTAIN;
        }
        return head.text().contains("<nitf>") || head.text().contains("<nitf ") ? Confidence.POSSIBLE : Confidence.NONE;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        new XmlItems(input, sink).each(ITEMS, "there is no nitf element", item -> {
            ArticleDraft draft = item.draft(input, format());
            NitfHead.fill(item.root(), draft, input);
            NitfBody.fill(item.root(), draft);
            sink.accept(draft.build());
        });
    }
}
