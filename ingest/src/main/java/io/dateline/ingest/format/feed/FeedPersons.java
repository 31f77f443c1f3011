package io.dateline.ingest.format.feed;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Names of people as feeds give them. Thread-safe. */
final class FeedPersons {
    private FeedPersons() {}

    /** Names in an Atom person; its text when it is no proper person; its address never. */
    static List<String> namesIn(Element person) {
        List<String> names = new ArrayList<>();
        for (Element child : person.children()) {
            String tag = child.tagName();
            if (tag.substring(tag.indexOf(':') + 1).equals("name")) {
                add(names, child.wholeText());
            }
        }
        if (names.isEmpty() && person.childrenSize() == 0) {
            add(names, nameOf(person.wholeText()));
        }
        return names;
    }

    /**
     * The name in what RSS calls an author: "jane@example.com (Jane Roe)", "Jane Roe &lt;jane@example.com&gt;", or a name.
     *
     * @return empty when there is nothing but an address
     */
    static String nameOf(String author) {
        String text = author == null ? "" : author.strip();
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open > 0 && close > open && text.substring(0, open).indexOf('@') > 0) {
            return text.substring(open + 1, close).strip();
        }
        int angle = text.indexOf('<');
        if (angle >= 0 && text.indexOf('@', angle) > 0) {
            return unquoted(text.substring(0, angle).strip());
        }
        return text.indexOf('@') > 0 && text.indexOf(' ') < 0 ? "" : text;
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).strip() : name;
    }

    private static void add(List<String> names, String name) {
        if (name != null && !name.isBlank()) {
            names.add(name.strip());
        }
    }
}
