package io.dateline.ingest.format.feed;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Names of elements, whatever prefix a feed gives them: "title" for the feed's own vocabulary, "dc:creator" for a module
 * that is known, by its usual prefix. A prefix that is declared nowhere means what it usually means. Thread-safe.
 */
final class FeedNames {
    static final String ATOM_10 = "http://www.w3.org/2005/Atom";
    static final String DC = "http://purl.org/dc/elements/1.1/";
    static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    static final String XHTML = "http://www.w3.org/1999/xhtml";

    private static final Set<String> ATOM =
            Set.of(ATOM_10, "http://purl.org/atom/ns#", "http://purl.org/atom/app#", "http://www.w3.org/2005/atom");
    private static final Set<String> RSS = Set.of(
            "",
            "http://purl.org/rss/1.0/",
            "http://purl.org/rss/1.0",
            "http://purl.org/net/rss1.1#",
            "http://my.netscape.com/rdf/simple/0.9/",
            "http://channel.netscape.com/rdf/simple/0.9/",
            "http://backend.userland.com/rss",
            "http://backend.userland.com/rss2",
            "http://backend.userland.com/RSS2",
            "http://backend.userland.com/rss091",
            "http://blogs.law.harvard.edu/tech/rss");
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry(DC, "dc"),
            Map.entry("http://purl.org/dc/elements/1.0/", "dc"),
            Map.entry("http://purl.org/dc/terms/", "dcterms"),
            Map.entry(CONTENT, "content"),
            Map.entry("http://search.yahoo.com/mrss/", "media"),
            Map.entry("http://search.yahoo.com/mrss", "media"),
            Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("http://www.itunes.com/DTDs/Podcast-1.0.dtd", "itunes"),
            Map.entry("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
            Map.entry("http://prismstandard.org/namespaces/basic/2.0/", "prism"),
            Map.entry("http://prismstandard.org/namespaces/basic/2.1/", "prism"),
            Map.entry("http://prismstandard.org/namespaces/1.2/basic/", "prism"),
            Map.entry("http://purl.org/atompub/tombstones/1.0", "at"),
            Map.entry("http://www.w3.org/2007/app", "app"),
            Map.entry("http://wordpress.org/export/1.0/", "wp"),
            Map.entry("http://wordpress.org/export/1.1/", "wp"),
            Map.entry("http://wordpress.org/export/1.2/", "wp"),
            Map.entry(RDF, "rdf"),
            Map.entry(XHTML, "xhtml"));
    private static final Set<String> USUAL_PREFIXES = Set.of(
            "dc",
            "dcterms",
            "content",
            "media",
            "itunes",
            "feedburner",
            "prism",
            "at",
            "app",
            "rdf",
            "xhtml",
            "atom",
            "wp");
    private static final Map<String, String> RSS_SPELLING = spelling();
    private static final String OTHER = "other:";

    private final Map<String, String> declared;
    private final boolean atom;

    /**
     * @param declared namespaces by prefix, "" for the default one, as the feed's outer elements declare them
     * @param atom is Atom the feed's own vocabulary?
     */
    FeedNames(Map<String, String> declared, boolean atom) {
        this.declared = Map.copyOf(declared);
        this.atom = atom;
    }

    /** Namespaces by prefix, as the feed's outer elements declare them. */
    Map<String, String> declared() {
        return declared;
    }

    /** The name in its usual form; "other:…" for what is in no vocabulary that matters here. */
    String of(Element element) {
        String name = element.tagName();
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon);
        String local = name.substring(colon + 1);
        String uri = namespace(element, prefix);
        if (uri == null) {
            String usual = prefix.toLowerCase(Locale.ROOT);
            if (usual.equals("atom")) {
                return atom ? local : "atom:" + local;
            }
            return USUAL_PREFIXES.contains(usual) ? usual + ":" + local : OTHER + local;
        }
        if (isOwn(uri)) {
            return atom ? local : RSS_SPELLING.getOrDefault(local.toLowerCase(Locale.ROOT), local);
        }
        if (isAtom(uri)) {
            return "atom:" + local;
        }
        String module = MODULES.get(uri);
        if (module == null && prefix.isEmpty() && !atom) {
            // "<rss xmlns='http://…'>" with something of the author's own invention.
            return declared.getOrDefault("", "").equals(uri) ? local : OTHER + local;
        }
        return module == null ? OTHER + local : module + ":" + local;
    }

    /** Does an element of this name, prefix included, belong to the feed's own vocabulary as {@code local}? */
    boolean isOwn(String written, String local) {
        if (written.equals(local)) {
            return true;
        }
        int colon = written.indexOf(':');
        if (colon < 1 || !written.substring(colon + 1).equals(local)) {
            return !atom && colon < 0 && written.equalsIgnoreCase(local);
        }
        String prefix = written.substring(0, colon);
        String uri = declared.get(prefix);
        return uri == null ? prefix.equals(atom ? "atom" : "rss") : isOwn(uri);
    }

    private boolean isOwn(String uri) {
        return atom ? uri.isEmpty() || isAtom(uri) : RSS.contains(uri);
    }

    private static boolean isAtom(String uri) {
        return ATOM.contains(uri);
    }

    /** Null when the prefix is declared nowhere. */
    private String namespace(Element element, String prefix) {
        String key = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
        for (Element at = element; at != null; at = at.parent()) {
            if (at.attributesSize() > 0 && at.hasAttr(key)) {
                return at.attr(key).strip();
            }
        }
        String outer = declared.get(prefix);
        return outer == null && prefix.isEmpty() ? "" : outer;
    }

    /** Adds the namespaces that an element declares. */
    static void addDeclarations(Element element, Map<String, String> declarations) {
        for (Attribute attribute : element.attributes()) {
            String key = attribute.getKey();
            if (key.equals("xmlns")) {
                declarations.putIfAbsent("", attribute.getValue().strip());
            } else if (key.startsWith("xmlns:")) {
                declarations.putIfAbsent(
                        key.substring("xmlns:".length()), attribute.getValue().strip());
            }
        }
    }

    /** Is this the namespace of a version of RSS or Atom? */
    static boolean isFeedNamespace(String uri) {
        return !uri.isEmpty() && (RSS.contains(uri) || isAtom(uri));
    }

    private static Map<String, String> spelling() {
        Map<String, String> names = new HashMap<>();
        for (String name : new String[] {
            "title",
            "link",
            "description",
            "pubDate",
            "guid",
            "category",
            "author",
            "enclosure",
            "source",
            "comments",
            "language",
            "copyright",
            "item",
            "channel"
        }) {
            names.put(name.toLowerCase(Locale.ROOT), name);
        }
        return Map.copyOf(names);
    }
}
