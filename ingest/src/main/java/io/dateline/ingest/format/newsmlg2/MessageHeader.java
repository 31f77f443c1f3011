package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.Xml;
import org.jsoup.nodes.Element;

/**
 * What a newsMessage says about all its items. Immutable.
 *
 * @param sent when it was sent, as written; null when it doesn't say
 * @param sender who sent it; null when it doesn't say
 * @param catalog the schemes it declares
 */
record MessageHeader(String sent, String sender, Catalog catalog) {

    /** Reads a header; null for an item without a message. */
    static MessageHeader of(Element header) {
        return new MessageHeader(
                Xml.childText(header, "sent"), Xml.childText(header, "sender"), Catalog.IPTC.with(header));
    }
}
