package io.dateline.ingest.format.xml;

import io.dateline.ingest.wire.RefusalCode;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.SAXParser;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An element of an XML document as a tree, within limits of depth and number. The JDK's parser reads it, without document
 * types, entities, XInclude or anything from outside. The tree is jsoup's, so that markup in it becomes text by the same
 * rules as HTML does.
 *
 * <p>Elements go by their local names. Those of another vocabulary ({@code rtr:}, {@code stt:}) keep their prefix, so that
 * they are not taken for the standard's. Not thread-safe; one for each document.
 */
final class XmlReading {
    /** Elements that one item may have. */
    static final int MAX_ELEMENTS = 100_000;

    /** Attributes that one element may have. */
    static final int MAX_ATTRIBUTES = 500;

    private final int maxDepth;
    private SAXParser parser;

    /**
     * @param maxDepth levels of elements
     */
    XmlReading(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** Parses text that holds one element. */
    XmlTree parse(String xml) {
        Builder builder = new Builder(maxDepth);
        try {
            if (parser == null) {
                parser = XmlParsers.create();
            }
            parser.parse(new InputSource(new StringReader(xml)), builder);
            return new XmlTree.Read(builder.root);
        } catch (Over e) {
            return new XmlTree.Broken(e.code, e.getMessage(), builder.line(), builder.column());
        } catch (SAXParseException e) {
            boolean cut = builder.depth > 0 && isAtEnd(xml, e);
            String reason = cut ? "the XML is cut off inside an element" : "ill-formed XML: " + shorten(e.getMessage());
            return new XmlTree.Broken(RefusalCode.MALFORMED, reason, e.getLineNumber(), e.getColumnNumber());
        } catch (SAXException e) {
            return new XmlTree.Broken(RefusalCode.MALFORMED, "ill-formed XML: " + shorten(e.getMessage()), 0, 0);
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string can't fail", e);
        }
    }

    private static boolean isAtEnd(String xml, SAXParseException e) {
        long lines = xml.chars().filter(c -> c == '\n').count() + 1;
        int lastLine = xml.length() - xml.lastIndexOf('\n') - 1;
        return e.getLineNumber() >= lines && e.getColumnNumber() >= lastLine;
    }

    private static String shorten(String message) {
        String text = message == null ? "no reason given" : message;
        return text.length() <= 160 ? text : text.substring(0, 160);
    }

    /** A limit was reached. */
    private static final class Over extends SAXException {
        private final transient RefusalCode code;

        Over(RefusalCode code, String reason) {
            super(reason);
            this.code = code;
        }
    }

    /** Builds the tree. */
    private static final class Builder extends DefaultHandler {
        private static final Set<String> KNOWN_PREFIXES =
                Set.of("xhtml", "html", "xh", "h", "nitf", "nar", "n", "g2", "newsml", "nml", "iptc");

        private final int maxDepth;
        private final StringBuilder characters = new StringBuilder();
        private final Map<String, String> prefixes = new HashMap<>();
        private final Map<String, Tag> tags = new HashMap<>();
        private Locator locator;
        private Element root;
        private Element current;
        private String rootPrefix;
        private int depth;
        private int elements;

        Builder(int maxDepth) {
            this.maxDepth = maxDepth;
        }

        int line() {
            return locator == null ? 0 : locator.getLineNumber();
        }

        int column() {
            return locator == null ? 0 : locator.getColumnNumber();
        }

        @Override
        public void setDocumentLocator(Locator given) {
            locator = given;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            if (++depth > maxDepth) {
                throw new Over(RefusalCode.TOO_DEEP, "elements are nested deeper than " + maxDepth);
            }
            if (++elements > MAX_ELEMENTS) {
                throw new Over(RefusalCode.TOO_LARGE, "more than " + MAX_ELEMENTS + " elements in one item");
            }
            if (attributes.getLength() > MAX_ATTRIBUTES) {
                throw new Over(RefusalCode.TOO_LARGE, "more than " + MAX_ATTRIBUTES + " attributes in one element");
            }
            flush();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.getQName(i);
                if (name.startsWith("xmlns:")) {
                    prefixes.put(name.substring("xmlns:".length()), attributes.getValue(i));
                }
            }
            Element element = new Element(tags.computeIfAbsent(qName, name -> Tag.valueOf(nameOf(name))), null);
            for (int i = 0; i < attributes.getLength(); i++) {
                if (!attributes.getQName(i).startsWith("xmlns")) {
                    element.attr(attributes.getQName(i), attributes.getValue(i));
                }
            }
            if (root == null) {
                root = element;
            } else {
                current.appendChild(element);
            }
            current = element;
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            flush();
            depth--;
            current = depth == 0 ? null : current.parent();
        }

        @Override
        public void characters(char[] ch, int start, int length) {
            characters.append(ch, start, length);
        }

        private void flush() {
            if (current != null && characters.length() > 0) {
                current.appendChild(new TextNode(characters.toString()));
            }
            characters.setLength(0);
        }

        private String nameOf(String qName) {
            int colon = qName.indexOf(':');
            String prefix = colon < 0 ? "" : qName.substring(0, colon);
            if (rootPrefix == null) {
                rootPrefix = prefix;
            }
            String local = qName.substring(colon + 1);
            // "x:" is a name of XML without namespaces, and nobody's vocabulary.
            return !local.isEmpty() && (prefix.isEmpty() || isStandard(prefix)) ? local : qName;
        }

        private boolean isStandard(String prefix) {
            if (prefix.equals(rootPrefix)) {
                return true;
            }
            String namespace = prefixes.get(prefix);
            if (namespace == null) {
                return KNOWN_PREFIXES.contains(prefix.toLowerCase(Locale.ROOT));
            }
            String lower = namespace.toLowerCase(Locale.ROOT);
            return lower.contains("iptc.org") || lower.contains("xhtml") || lower.contains("nitf");
        }
    }
}
