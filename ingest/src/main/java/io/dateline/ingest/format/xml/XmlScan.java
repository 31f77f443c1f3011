package io.dateline.ingest.format.xml;

import java.util.Set;

/**
 * Finds elements by their names in the text of a document, without parsing what is in them: so each item of a message is
 * read by itself, and one that is broken doesn't take the others along. Linear in the length of the text. Not
 * thread-safe.
 */
final class XmlScan {
    private final String text;
    private final Set<String> names;
    private String root;
    private boolean rootClosed;
    private int at;
    private int line = 1;
    private int lineStart;
    private int counted;

    /**
     * An element.
     *
     * @param name its local name
     * @param start first character
     * @param end one past the last
     * @param closed is its end tag there? Otherwise the text ended.
     * @param line where it begins, from 1
     * @param column where it begins, from 1
     */
    record Found(String name, int start, int end, boolean closed, int line, int column) {}

    private record Tag(String name, int start, int end, boolean opens, boolean selfClosing) {}

    XmlScan(String text, int start, Set<String> names) {
        this.text = text;
        this.at = start;
        this.names = names;
    }

    /** Local name of the outermost element of a text; null when there is none. */
    static String rootName(String text, int start) {
        XmlScan scan = new XmlScan(text, start, Set.of());
        Tag tag = scan.nextTag();
        while (tag != null && !tag.opens()) {
            tag = scan.nextTag();
        }
        return tag == null ? null : local(tag.name());
    }

    /** Local name of the outermost element, once {@link #next} has been called; null when there is no element. */
    String rootName() {
        return root == null ? null : local(root);
    }

    /** Was the outermost element closed? Known when {@link #next} has returned null. */
    boolean isRootClosed() {
        return rootClosed;
    }

    /** The next of the elements asked for that is not inside another of them; null when there is none. */
    Found next() {
        Tag tag = nextTag();
        while (tag != null) {
            if (root == null && tag.opens()) {
                root = tag.name();
                rootClosed = tag.selfClosing();
            } else if (!tag.opens() && tag.name().equals(root)) {
                rootClosed = true;
            }
            if (tag.opens() && names.contains(local(tag.name()))) {
                return element(tag);
            }
            tag = nextTag();
        }
        return null;
    }

    private Found element(Tag open) {
        int start = open.start();
        boolean isRoot = open.name().equals(root);
        count(start);
        int foundLine = line;
        int column = start - lineStart + 1;
        int depth = open.selfClosing() ? 0 : 1;
        int end = open.end();
        while (depth > 0) {
            Tag tag = nextTag();
            if (tag == null) {
                return new Found(local(open.name()), start, text.length(), false, foundLine, column);
            }
            if (tag.name().equals(open.name()) && !tag.selfClosing()) {
                depth += tag.opens() ? 1 : -1;
            }
            end = tag.end();
        }
        rootClosed |= isRoot;
        return new Found(local(open.name()), start, end, true, foundLine, column);
    }

    private void count(int to) {
        for (int i = counted; i < to; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        counted = to;
    }

    /** The next start or end tag, or null at the end of the text; comments and sections of characters are passed over. */
    private Tag nextTag() {
        while (at < text.length()) {
            int lt = text.indexOf('<', at);
            if (lt < 0 || lt + 1 >= text.length()) {
                break;
            }
            char next = text.charAt(lt + 1);
            if (text.startsWith("<!--", lt)) {
                at = behind("-->", lt + 4);
            } else if (text.startsWith("<![CDATA[", lt)) {
                at = behind("]]>", lt);
            } else if (next == '?') {
                at = behind("?>", lt);
            } else if (next == '!') {
                at = Doctype.end(text, lt);
            } else if (next == '/' || Character.isLetter(next) || next == '_') {
                Tag tag = tag(lt, next != '/');
                if (tag == null) {
                    break;
                }
                at = tag.end();
                return tag;
            } else {
                at = lt + 1;
            }
        }
        at = text.length();
        return null;
    }

    private Tag tag(int lt, boolean opens) {
        int nameStart = opens ? lt + 1 : lt + 2;
        int nameEnd = nameStart;
        while (nameEnd < text.length() && " \t\r\n/>".indexOf(text.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        int i = nameEnd;
        while (i < text.length() && text.charAt(i) != '>') {
            char c = text.charAt(i);
            if (opens && (c == '"' || c == '\'')) {
                int close = text.indexOf(c, i + 1);
                if (close < 0) {
                    return null;
                }
                i = close;
            }
            i++;
        }
        if (i >= text.length()) {
            return null;
        }
        return new Tag(text.substring(nameStart, nameEnd), lt, i + 1, opens, opens && text.charAt(i - 1) == '/');
    }

    private int behind(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
