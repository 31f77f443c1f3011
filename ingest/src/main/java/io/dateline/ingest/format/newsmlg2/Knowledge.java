package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.MarkupText;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** What can be said in words about items that are no news: concepts, plans, catalogs. Thread-safe. */
final class Knowledge {
    private static final int MAX_PARAGRAPHS = 200;

    private Knowledge() {}

    static void fill(Element item, ContentMeta meta, ArticleDraft draft) {
        Element concept = Xml.child(item, "concept");
        draft.headline(Xml.text(Languages.pick(Xml.children(concept, "name"), meta.language())));
        List<String> paragraphs = new ArrayList<>();
        add(Languages.pick(Xml.children(concept, "definition"), meta.language()), paragraphs, draft);
        for (Element planning : Xml.all(Xml.child(item, "newsCoverageSet"), "planning")) {
            for (String name : List.of("headline", "slugline", "description", "edNote")) {
                for (Element part : Xml.children(planning, name)) {
                    add(part, paragraphs, draft);
                }
            }
        }
        draft.body(String.join("\n\n", paragraphs));
    }

    private static void add(Element part, List<String> paragraphs, ArticleDraft draft) {
        if (part != null && Xml.text(part) != null && paragraphs.size() < MAX_PARAGRAPHS) {
            paragraphs.add(MarkupText.of(part, draft::note));
        }
    }
}
