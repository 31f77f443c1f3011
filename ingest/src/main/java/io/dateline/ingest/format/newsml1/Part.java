package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.format.xml.Xml;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A piece of text in an item.
 *
 * @param component the NewsComponent that it is in
 * @param role that component's role, in lower case without spaces; empty without one
 * @param content its DataContent, decoded
 * @param language as stated nearest to it; null when nobody states it
 * @param length in characters
 */
record Part(Element component, String role, Element content, String language, int length) {
    /** No story comes in more pieces. */
    static final int MAX_PARTS = 500;

    private static final Set<String> NO_TEXT_TYPES =
            Set.of("photo", "picture", "image", "graphic", "graphics", "video", "audio", "animation", "logo", "icon");
    private static final Set<String> TEXT_ELEMENTS =
            Set.of("nitf", "html", "body", "p", "div", "section", "table", "pre");

    /** The texts of an item, in document order, up to {@value #MAX_PARTS}. */
    static List<Part> of(Element item) {
        List<Part> parts = new ArrayList<>();
        for (Element contentItem : Xml.all(item, "ContentItem")) {
            for (Element content : Xml.all(contentItem, "DataContent")) {
                Element text = isText(contentItem, content) ? decoded(contentItem, content) : null;
                if (text != null && Xml.text(text) != null && parts.size() < MAX_PARTS) {
                    Element component = contentItem.parent();
                    parts.add(new Part(
                            component,
                            Formal.key(Xml.child(component, "Role")),
                            text,
                            language(component, content),
                            text.wholeText().length()));
                }
            }
        }
        return parts;
    }

    private static boolean isText(Element contentItem, Element content) {
        for (String name : TEXT_ELEMENTS) {
            if (Xml.child(content, name) != null) {
                return true;
            }
        }
        String mime = Formal.key(Xml.child(contentItem, "MimeType"));
        String format = Formal.key(Xml.child(contentItem, "Format"));
        String media = Formal.key(Xml.child(contentItem, "MediaType"));
        if (mime.contains("css") || mime.contains("script") || format.equals("css") || NO_TEXT_TYPES.contains(media)) {
            return false;
        }
        return mime.isEmpty()
                || mime.startsWith("text/")
                || mime.contains("xml")
                || mime.contains("html")
                || mime.contains("nitf");
    }

    private static Element decoded(Element contentItem, Element content) {
        Element encoding = Xml.first(contentItem, "Encoding");
        String notation = Xml.attr(encoding, "Notation");
        if (notation == null || !notation.equalsIgnoreCase("base64")) {
            return content;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(content.wholeText().strip());
            String text = Charsets.decode(bytes, Xml.attr(Xml.child(contentItem, "MimeType"), "FormalName"))
                    .text();
            return new Element("DataContent").appendText(text);
        } catch (IllegalArgumentException e) {
            // Not base64 after all: its letters are no text.
            return null;
        }
    }

    /** What the text's own markup says, else the component or one around it. */
    private static String language(Element component, Element content) {
        Element markup = Xml.child(content, "nitf", "html");
        String own = Xml.attr(markup, "xml:lang", "baselang", "lang");
        if (own != null) {
            return own;
        }
        for (Element at = component; at != null; at = at.parent()) {
            String stated = Xml.attr(at, "xml:lang");
            if (stated == null) {
                stated = Formal.childName(Xml.child(at, "DescriptiveMetadata", "DescriptiveMetada"), "Language");
            }
            if (stated != null) {
                return stated;
            }
        }
        return null;
    }
}
