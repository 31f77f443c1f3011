package io.dateline.ingest.format.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.util.Map;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Namespace;
import org.jdom2.Verifier;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * One item, in whatever version and state it came, as a document of RSS 2.0 or Atom 1.0 that ROME accepts, and ROME's
 * reading of it. Namespaces are declared, names spelt as the standard has them, markup within text is escaped, characters
 * that XML doesn't have are dropped. Times are left out: ROME keeps no zones, reads a time without one in the machine's,
 * and accepts a month 13. Not thread-safe.
 */
final class RomeBridge {
    private static final Namespace ATOM = Namespace.getNamespace(FeedNames.ATOM_10);
    private static final Namespace DC = Namespace.getNamespace("dc", FeedNames.DC);
    private static final Namespace CONTENT = Namespace.getNamespace("content", FeedNames.CONTENT);
    private static final int MAX_CHILDREN = 5000;

    private static final Set<String> TIMES =
            Set.of("pubDate", "updated", "modified", "published", "issued", "created", "expirationDate", "dc:date");
    private static final Set<String> HOLDERS = Set.of("author", "contributor");
    private static final Map<String, String> ATOM_03 = Map.of("copyright", "rights", "url", "uri");

    private final WireFeedInput rome = new WireFeedInput();
    private final FeedNames names;

    RomeBridge(FeedNames names) {
        this.names = names;
    }

    /**
     * ROME's reading of an RSS item.
     *
     * @throws FeedException when ROME refuses it
     */
    Item rss(Element item) throws FeedException {
        org.jdom2.Element root = new org.jdom2.Element("rss").setAttribute("version", "2.0");
        org.jdom2.Element channel = new org.jdom2.Element("channel");
        root.addContent(channel.addContent(converted(item, "item", false)));
        return ((Channel) read(root)).getItems().get(0);
    }

    /**
     * ROME's reading of an Atom entry.
     *
     * @throws FeedException when ROME refuses it
     */
    Entry atom(Element entry) throws FeedException {
        org.jdom2.Element root = new org.jdom2.Element("feed", ATOM);
        root.addContent(converted(entry, "entry", true));
        return ((Feed) read(root)).getEntries().get(0);
    }

    private WireFeed read(org.jdom2.Element root) throws FeedException {
        try {
            return rome.build(new Document(root));
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new FeedException("ROME can't read the item", e);
        }
    }

    private org.jdom2.Element converted(Element item, String name, boolean atom) {
        org.jdom2.Element target = atom ? new org.jdom2.Element(name, ATOM) : new org.jdom2.Element(name);
        int taken = 0;
        for (Element child : item.children()) {
            String childName = names.of(child);
            if (!TIMES.contains(childName) && ++taken <= MAX_CHILDREN) {
                org.jdom2.Element made = element(childName, atom);
                if (made != null) {
                    target.addContent(fill(made, child, childName, atom));
                }
            }
        }
        return target;
    }

    /** Null for what ROME has no use for. */
    private static org.jdom2.Element element(String name, boolean atom) {
        int colon = name.indexOf(':');
        if (colon > 0) {
            String local = name.substring(colon + 1);
            return switch (name.substring(0, colon)) {
                case "dc" -> made(local, DC);
                case "content" -> made(local, CONTENT);
                default -> null;
            };
        }
        return atom ? made(ATOM_03.getOrDefault(name, name), ATOM) : made(name, Namespace.NO_NAMESPACE);
    }

    private static org.jdom2.Element made(String name, Namespace namespace) {
        return Verifier.checkElementName(name) == null ? new org.jdom2.Element(name, namespace) : null;
    }

    private org.jdom2.Element fill(org.jdom2.Element target, Element source, String name, boolean atom) {
        if (atom && HOLDERS.contains(name) && source.childrenSize() > 0) {
            for (Element child : source.children()) {
                String childName = names.of(child);
                org.jdom2.Element made = childName.indexOf(':') > 0 ? null : element(childName, true);
                if (made != null) {
                    target.addContent(made.setText(legal(child.wholeText())));
                }
            }
            return target;
        }
        if (source.attributesSize() > 0) {
            for (Attribute attribute : source.attributes()) {
                String key = attribute.getKey();
                if (key.indexOf(':') < 0
                        && !key.equals("xmlns")
                        && !key.equals("type")
                        && Verifier.checkAttributeName(key) == null) {
                    target.setAttribute(key, legal(attribute.getValue()));
                }
            }
        }
        if (name.equals("link") || name.equals("enclosure")) {
            String type = source.attr("type");
            if (!type.isBlank()) {
                target.setAttribute("type", legal(type));
            }
            return target.setText(legal(source.wholeText().strip()));
        }
        Markup markup = Markup.of(source);
        if (atom) {
            // Every way of writing it has become one of two by now.
            target.setAttribute("type", markup.html() ? "html" : "text");
        } else if (markup.plain()) {
            target.setAttribute("type", "text/plain");
        }
        return target.setText(legal(markup.text()));
    }

    private static String legal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return withoutIllegal(text, i);
            }
        }
        return text;
    }

    private static String withoutIllegal(String text, int first) {
        StringBuilder out = new StringBuilder(text.length());
        out.append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                out.append('\uFFFD');
            } else if (isLegal(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Surrogates take the slow way, where pairs are told from halves. */
    private static boolean isLegal(char c) {
        return (c >= ' ' || c == '\n' || c == '\r' || c == '\t') && c < '\uD800' || c > '\uDFFF' && c < '\uFFFE';
    }
}
