package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** NewsML 1 says most things in an attribute FormalName; some wires write them as text instead. Thread-safe. */
final class Formal {
    private Formal() {}

    /** The formal name of an element, else its text; null for neither. */
    static String name(Element element) {
        String formal = Xml.attr(element, "FormalName");
        return formal == null ? Xml.text(element) : formal;
    }

    /** The same in lower case without spaces, to compare; empty for neither. */
    static String key(Element element) {
        String name = name(element);
        return name == null
                ? ""
                : name.toLowerCase(Locale.ROOT).replace(" ", "").replace("-", "");
    }

    /** Formal name of the child. */
    static String childName(Element parent, String child) {
        return name(Xml.child(parent, child));
    }

    /** Values of the properties of this name that are directly in an element. */
    static List<String> properties(Element parent, String name) {
        List<String> values = new ArrayList<>();
        for (Element property : Xml.children(parent, "Property")) {
            String value = Xml.attr(property, "Value");
            if (name.equalsIgnoreCase(Xml.attr(property, "FormalName")) && value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The first of them; null without one. */
    static String property(Element parent, String name) {
        List<String> values = properties(parent, name);
        return values.isEmpty() ? null : values.get(0);
    }
}
