package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.Xml;
import java.util.List;
import org.jsoup.nodes.Element;

/** Choice among elements that say the same in several languages. Thread-safe. */
final class Languages {
    private Languages() {}

    /**
     * The element in a language, else one that states none, else the first.
     *
     * @return null when there are none with text in them
     */
    static Element pick(List<Element> elements, String language) {
        Element without = null;
        Element first = null;
        for (Element element : elements) {
            if (Xml.text(element) == null) {
                continue;
            }
            String own = Xml.attr(element, "xml:lang");
            if (Xml.sameLanguage(own, language)) {
                return element;
            }
            without = without == null && own == null ? element : without;
            first = first == null ? element : first;
        }
        return without == null ? first : without;
    }
}
