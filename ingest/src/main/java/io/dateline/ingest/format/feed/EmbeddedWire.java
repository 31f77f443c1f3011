package io.dateline.ingest.format.feed;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** A whole story in a news format that an entry carries as its content, as agencies' Atom feeds do. Thread-safe. */
final class EmbeddedWire {
    private static final Set<String> ROOTS = Set.of("nitf", "newsml", "newsitem", "newsmessage", "packageitem");

    private EmbeddedWire() {}

    /** The story as a document of its own; null when the item's content is none. */
    static byte[] in(FeedItem item, FeedNames names) {
        for (Element content : item.all("content")) {
            if (content.childrenSize() == 1) {
                Element story = content.child(0);
                String name = story.tagName();
                if (ROOTS.contains(name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT))) {
                    return document(story, names);
                }
            }
        }
        return null;
    }

    /** With the namespaces that the elements around it declare. */
    private static byte[] document(Element story, FeedNames names) {
        Map<String, String> inScope = new HashMap<>();
        for (Element at = story; at != null; at = at.parent()) {
            if (at.attributesSize() > 0) {
                FeedNames.addDeclarations(at, inScope);
            }
        }
        names.declared().forEach(inScope::putIfAbsent);
        inScope.forEach((prefix, uri) -> {
            String attribute = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
            // A story without a namespace of its own is in none, whatever the feed's is.
            if (!story.hasAttr(attribute) && !(prefix.isEmpty() && FeedNames.isFeedNamespace(uri))) {
                story.attr(attribute, uri);
            }
        });
        return story.outerHtml().getBytes(StandardCharsets.UTF_8);
    }
}
