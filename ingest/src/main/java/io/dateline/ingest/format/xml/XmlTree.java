package io.dateline.ingest.format.xml;

import io.dateline.ingest.wire.RefusalCode;
import org.jsoup.nodes.Element;

/** What became of the text of an element. */
sealed interface XmlTree {

    /** A tree. */
    record Read(Element root) implements XmlTree {}

    /**
     * No tree.
     *
     * @param line where, from 1 in the text given; 0 when that says nothing
     * @param column where, from 1
     */
    record Broken(RefusalCode code, String reason, int line, int column) implements XmlTree {}
}
