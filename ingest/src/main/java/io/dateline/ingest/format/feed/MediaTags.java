package io.dateline.ingest.format.feed;

import io.dateline.ingest.wire.ArticleDraft;
import org.jsoup.nodes.Element;

/** Media RSS: pictures, sound and film of an item, also in groups, as links. Thread-safe. */
final class MediaTags {
    private static final int MAX_LINKS = 200;

    private MediaTags() {}

    /** Adds every medium of an item. */
    static void addTo(ArticleDraft draft, FeedItem item, FeedNames names) {
        int[] left = {MAX_LINKS};
        addAll(draft, item, names, item.element(), left, 0);
    }

    private static void addAll(
            ArticleDraft draft, FeedItem item, FeedNames names, Element holder, int[] left, int depth) {
        for (Element child : holder.children()) {
            String name = names.of(child);
            boolean medium =
                    name.equals("media:content") || name.equals("media:thumbnail") || name.equals("media:player");
            if (medium && child.hasAttr("url") && left[0]-- > 0) {
                String type = child.attr("type");
                draft.link(
                        item.resolve(child.attr("url")),
                        name.substring("media:".length()).replace("content", "media"),
                        title(child, names),
                        type.isBlank() ? null : type);
            }
            if (depth < 2 && (name.equals("media:content") || name.equals("media:group"))) {
                addAll(draft, item, names, child, left, depth + 1);
            }
        }
    }

    private static String title(Element medium, FeedNames names) {
        String title = null;
        for (Element child : medium.children()) {
            String name = names.of(child);
            if (name.equals("media:title") || name.equals("media:description") && title == null) {
                title = child.wholeText();
            }
        }
        return title;
    }

    /** Address of the first enclosure or medium; null without one. */
    static String firstAddress(FeedItem item) {
        for (String name : new String[] {"enclosure", "media:content", "media:thumbnail"}) {
            for (Element medium : item.all(name)) {
                if (!medium.attr("url").isBlank()) {
                    return item.resolve(medium.attr("url"));
                }
            }
        }
        for (Element group : item.all("media:group")) {
            for (Element medium : group.children()) {
                if (!medium.attr("url").isBlank()) {
                    return item.resolve(medium.attr("url"));
                }
            }
        }
        return null;
    }
}
