package io.dateline.ingest.format.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Puts right what follows from a missing end tag: the fields of an item that ended up within the one before. Thread-safe. */
final class UnclosedFields {
    private static final Set<String> HOLD_TEXT =
            Set.of("title", "link", "guid", "pubDate", "category", "dc:date", "dc:creator");
    private static final Set<String> FIELDS = Set.of(
            "description",
            "content:encoded",
            "link",
            "guid",
            "pubDate",
            "category",
            "enclosure",
            "dc:date",
            "dc:creator",
            "media:content",
            "media:thumbnail");
    private static final int MOST = 100;

    private UnclosedFields() {}

    /**
     * Mends an item.
     *
     * @param item whose tree is changed
     * @param notes takes a sentence when there was something to mend
     */
    static void mend(Element item, Consumer<String> notes) {
        for (int i = 0; i < item.childrenSize() && i < MOST; i++) {
            Element field = item.child(i);
            Element first = HOLD_TEXT.contains(field.tagName()) ? firstField(field) : null;
            if (first != null) {
                notes.accept("The end tag of " + field.tagName() + " was missing.");
                List<Node> moved = new ArrayList<>();
                for (Node node = first; node != null; node = node.nextSibling()) {
                    moved.add(node);
                }
                item.insertChildren(field.siblingIndex() + 1, moved);
            }
        }
    }

    private static Element firstField(Element field) {
        for (Element child : field.children()) {
            if (FIELDS.contains(child.tagName())) {
                return child;
            }
        }
        return null;
    }
}
