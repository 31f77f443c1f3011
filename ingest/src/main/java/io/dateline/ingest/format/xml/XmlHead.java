package io.dateline.ingest.format.xml;

import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireHead.XmlRoot;

/** What the beginning of an input says about its outermost element. Thread-safe. */
public final class XmlHead {
    private static final String DOCTYPE = "<!DOCTYPE";

    private XmlHead() {}

    /**
     * Local name of the outermost element. Where a document type declaration is so long that it hides the element, as in
     * wires that carry a whole DTD with them, the name that it declares.
     *
     * @return null for what is not XML
     */
    public static String rootName(WireHead head) {
        XmlRoot root = head.xmlRoot();
        if (root != null) {
            return root.localName();
        }
        String text = head.trimmed();
        int at = text.startsWith("<") ? text.indexOf(DOCTYPE) : -1;
        if (at < 0) {
            return null;
        }
        int start = at + DOCTYPE.length();
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && ">[".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(start, end);
        return name.substring(name.indexOf(':') + 1);
    }

    /** What the start tag says besides the name; empty where it is not within reach. */
    public static String attributes(WireHead head) {
        return head.xmlRoot() == null ? "" : head.xmlRoot().attributes();
    }
}
