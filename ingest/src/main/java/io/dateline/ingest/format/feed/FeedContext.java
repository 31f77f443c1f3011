package io.dateline.ingest.format.feed;

import io.dateline.ingest.wire.Limits;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * What a feed says once for all its items.
 *
 * @param atom Atom, else RSS
 * @param names how its elements are named
 * @param rootAt where the outermost element begins in the text
 * @param base address that relative links stand to; null when nothing gives one
 * @param site address of the web page that the feed belongs to; null without one
 * @param language as declared for the feed; null without a declaration
 * @param rights copyright notice of the feed; null without one
 * @param authors names of the feed's authors: in Atom an entry without authors is theirs
 */
record FeedContext(
        boolean atom,
        FeedNames names,
        int rootAt,
        String base,
        String site,
        String language,
        String rights,
        List<String> authors) {
    private static final int MAX_HEAD = 512 * 1024;
    private static final int MAX_ROOT_TAG = 64 * 1024;
    private static final int ROOT_SEARCH = 256 * 1024;

    /** The name of an item in this feed. */
    String item() {
        return atom ? "entry" : "item";
    }

    /** Where the outermost element of a feed begins, whatever stands before it; -1 when there is none. */
    static int findRoot(String text) {
        int limit = Math.min(text.length(), ROOT_SEARCH);
        for (int at = text.indexOf('<'); at >= 0 && at < limit; at = text.indexOf('<', at + 1)) {
            if (text.startsWith("<!--", at)) {
                int end = text.indexOf("-->", at);
                at = end < 0 || end > limit ? at : end;
            } else if (isRootName(rootName(text, at))) {
                return at;
            }
        }
        return -1;
    }

    /** Reads what stands around the items. */
    static FeedContext of(String text, int rootAt, Limits limits) {
        String rootName = rootName(text, rootAt);
        String local = rootName.substring(rootName.indexOf(':') + 1);
        boolean atom = local.equals("feed") || local.equals("entry");
        Map<String, String> declared = new HashMap<>();
        Element root = rootTag(text, rootAt);
        if (root != null) {
            FeedNames.addDeclarations(root, declared);
        }
        FeedNames rootNames = new FeedNames(declared, atom);
        if (local.equals("item") || local.equals("entry")) {
            return new FeedContext(atom, rootNames, rootAt, null, null, null, null, List.of());
        }
        Element head = Parser.xmlParser()
                .setMaxDepth(limits.maxDepth())
                .parseInput(around(text, rootAt, atom ? "entry" : "item", rootNames), "");
        Element feed = feedElement(head, rootNames, atom);
        if (feed != null && feed.attributesSize() > 0) {
            FeedNames.addDeclarations(feed, declared);
        }
        return read(feed, head, new FeedNames(declared, atom), atom, rootAt);
    }

    private static FeedContext read(Element feed, Element head, FeedNames names, boolean atom, int rootAt) {
        String site = null;
        String self = null;
        String language = null;
        String rights = null;
        List<String> authors = new ArrayList<>();
        for (Element child : feed == null ? List.<Element>of() : feed.children()) {
            switch (names.of(child)) {
                case "link", "atom:link" -> {
                    String rel = child.attr("rel");
                    String href = child.hasAttr("href") ? child.attr("href") : child.wholeText();
                    if (rel.equals("self")) {
                        self = first(self, href);
                    } else if (rel.isEmpty() || rel.equals("alternate")) {
                        site = first(site, href);
                    }
                }
                case "language", "dc:language" -> language = first(language, child.wholeText());
                case "copyright", "rights", "dc:rights" -> rights = first(rights, child.wholeText());
                case "author" -> authors.addAll(atom ? FeedPersons.namesIn(child) : List.of());
                default -> {
                    // Said of the feed, not of its items.
                }
            }
        }
        String declaredLanguage = feed == null ? null : inherited(feed, "xml:lang");
        String declaredBase = feed == null ? null : inherited(feed, "xml:base");
        String outside = first(self, site);
        return new FeedContext(
                atom,
                names,
                rootAt,
                declaredBase == null
                        ? first(isAbsolute(site) ? site : null, outside)
                        : FeedLinks.resolve(outside, declaredBase),
                site,
                atom ? first(declaredLanguage, language) : first(language, declaredLanguage),
                rights,
                List.copyOf(authors));
    }

    private static Element feedElement(Element head, FeedNames names, boolean atom) {
        for (Element element : head.getAllElements()) {
            if (names.isOwn(element.tagName(), atom ? "feed" : "channel")) {
                return element;
            }
        }
        return null;
    }

    /** The text without its items. */
    private static String around(String text, int rootAt, String item, FeedNames names) {
        StringBuilder out = new StringBuilder();
        FeedScan scan = new FeedScan(text, rootAt, item, names);
        int from = rootAt;
        while (out.length() < MAX_HEAD && scan.next()) {
            out.append(text, from, Math.min(scan.start(), from + MAX_HEAD));
            from = scan.end();
        }
        int room = Math.max(0, MAX_HEAD - out.length());
        return out.append(text, from, Math.min(text.length(), from + room)).toString();
    }

    private static Element rootTag(String text, int rootAt) {
        int close = text.indexOf('>', rootAt);
        int end = close < 0 ? text.length() : close + 1;
        String tag = text.substring(rootAt, Math.min(end, rootAt + MAX_ROOT_TAG));
        return Parser.xmlParser().parseInput(tag, "").firstElementChild();
    }

    private static String rootName(String text, int at) {
        int end = at + 1;
        while (end < text.length() && end - at < 64 && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at + 1, end);
    }

    private static boolean isRootName(String name) {
        String local = name.substring(name.indexOf(':') + 1);
        return switch (local.toLowerCase(Locale.ROOT)) {
            case "rss", "rdf", "channel" -> true;
            case "feed", "entry", "item" -> true;
            default -> false;
        };
    }

    /** The value of an attribute on an element or the nearest one around it; null without one. */
    static String inherited(Element element, String attribute) {
        for (Element at = element; at != null; at = at.parent()) {
            if (at.attributesSize() > 0 && at.hasAttr(attribute)) {
                String value = at.attr(attribute).strip();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }

    private static boolean isAbsolute(String address) {
        try {
            return address != null && URI.create(address.strip()).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String first(String have, String value) {
        return have != null ? have : value == null || value.isBlank() ? null : value.strip();
    }
}
