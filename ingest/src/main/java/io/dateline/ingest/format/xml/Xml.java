package io.dateline.ingest.format.xml;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;

/** Ways around in a tree. Names are local names and compared without regard to case. Null and blank mean "not there". */
public final class Xml {
    private Xml() {}

    /** The first child of one of these names, in the order of the names; null without one, and for a null parent. */
    public static Element child(Element parent, String... names) {
        if (parent != null) {
            for (String name : names) {
                for (Element child = parent.firstElementChild(); child != null; child = child.nextElementSibling()) {
                    if (is(child, name)) {
                        return child;
                    }
                }
            }
        }
        return null;
    }

    /** Down one child after the other; null where there is none. */
    public static Element path(Element from, String... names) {
        Element at = from;
        for (String name : names) {
            at = child(at, name);
        }
        return at;
    }

    /** The children of these names, in document order. */
    public static List<Element> children(Element parent, String... names) {
        List<Element> found = new ArrayList<>();
        if (parent != null) {
            for (Node node : parent.childNodes()) {
                if (node instanceof Element child) {
                    for (String name : names) {
                        if (is(child, name)) {
                            found.add(child);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** All elements of this name in and below one; empty for null. */
    public static List<Element> all(Element from, String name) {
        return from == null ? List.of() : new ArrayList<>(from.getElementsByTag(name));
    }

    /** The first element of this name in or below one; null without one. */
    public static Element first(Element from, String name) {
        List<Element> found = all(from, name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Is the element of this name? */
    public static boolean is(Element element, String name) {
        return element.tagName().equalsIgnoreCase(name);
    }

    /** The first of these attributes that is not blank, stripped; null without one. */
    public static String attr(Element element, String... names) {
        if (element != null) {
            for (String name : names) {
                String value = element.attr(name).strip();
                if (!value.isEmpty()) {
                    return value;
                }
            }
        }
        return null;
    }

    /** All text in an element, its pieces parted as they stand, stripped; null when blank. */
    public static String text(Element element) {
        if (element == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode piece) {
                        text.append(piece.getWholeText());
                    } else if (node instanceof Element inner && is(inner, "br")) {
                        text.append(' ');
                    }
                },
                element);
        String value = text.toString().strip();
        return value.isEmpty() ? null : value;
    }

    /** Text of the first child of one of these names; null without one. */
    public static String childText(Element parent, String... names) {
        for (String name : names) {
            for (Element child : children(parent, name)) {
                String text = text(child);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    /**
     * Takes an element and what is in it out of the text. It stays in the tree: to remove many, one by one, from a long
     * list of children would take time with the square of their number.
     */
    public static void drop(Element element) {
        element.tagName("template");
    }

    /** The language that is declared nearest: on the element or around it; null without one. */
    public static String language(Element element) {
        for (Element at = element; at != null; at = at.parent()) {
            String declared = attr(at, "xml:lang", "lang");
            if (declared != null) {
                return declared;
            }
        }
        return null;
    }

    /** Do two tags name the same language, whatever the region? */
    public static boolean sameLanguage(String one, String other) {
        return one != null && other != null && primary(one).equalsIgnoreCase(primary(other));
    }

    private static String primary(String tag) {
        int end = 0;
        while (end < tag.length() && tag.charAt(end) != '-' && tag.charAt(end) != '_') {
            end++;
        }
        return tag.substring(0, end);
    }
}
