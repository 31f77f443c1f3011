package io.dateline.ingest.format.xml;

import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.WireInput;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * An item found in a document.
 *
 * @param name local name of its element
 * @param root its element; the reader may change the tree
 * @param original its bytes where the document holds several items; null where the document is its original
 * @param mediaType of those bytes, with the character set where they don't say it themselves; null for the document's
 * @param notes what had to be mended to read it
 */
public record XmlItem(String name, Element root, byte[] original, String mediaType, List<String> notes) {

    /** A draft of a story that comes from this item. */
    public ArticleDraft draft(WireInput input, String format) {
        ArticleDraft draft = ArticleDraft.of(input, format).original(original).mediaType(mediaType);
        notes.forEach(draft::note);
        return draft;
    }
}
