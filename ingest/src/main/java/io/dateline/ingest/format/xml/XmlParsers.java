package io.dateline.ingest.format.xml;

import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;

/** Makes parsers that look at nothing but their input. */
final class XmlParsers {
    private static final SAXParserFactory FACTORY = factory();

    private XmlParsers() {}

    static SAXParser create() {
        try {
            SAXParser parser;
            synchronized (FACTORY) {
                parser = FACTORY.newSAXParser();
            }
            parser.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            // Depth is limited by the reader, which names it as the reason; later JDKs have narrower limits of their
            // own.
            parser.setProperty("jdk.xml.maxElementDepth", "0");
            parser.setProperty("jdk.xml.elementAttributeLimit", "10000");
            return parser;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the JDK's XML parser can't be set up", e);
        }
    }

    private static SAXParserFactory factory() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            // Prefixes that nobody declared are common, and no reason to lose a story.
            factory.setNamespaceAware(false);
            factory.setXIncludeAware(false);
            return factory;
        } catch (ParserConfigurationException | SAXNotRecognizedException | SAXNotSupportedException e) {
            throw new IllegalStateException("the JDK's XML parser can't be set up", e);
        }
    }
}
