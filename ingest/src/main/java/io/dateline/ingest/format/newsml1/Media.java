package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** What an item points at: pictures and other content by address, and items it takes in by reference. Thread-safe. */
final class Media {
    private Media() {}

    static void fill(Element item, ArticleDraft draft) {
        for (Element content : Xml.all(item, "ContentItem")) {
            Element component = content.parent();
            String role = Formal.key(Xml.child(component, "Role"));
            Element lines = Xml.child(component, "NewsLines");
            String media = Formal.name(Xml.child(content, "MediaType"));
            String relation = !role.isEmpty() ? role : media == null ? "content" : media.toLowerCase(Locale.ROOT);
            draft.link(
                    Xml.attr(content, "Href"),
                    relation,
                    Xml.childText(lines, "HeadLine"),
                    Formal.name(Xml.child(content, "MimeType")));
        }
        for (Element reference : Xml.all(item, "NewsItemRef")) {
            draft.link(Xml.attr(reference, "NewsItem"), "member", Xml.text(reference), null);
        }
        captionAsBody(item, draft);
    }

    /** A picture's caption is its text where the item has no other. */
    private static void captionAsBody(Element item, ArticleDraft draft) {
        if (draft.hasBody()) {
            return;
        }
        for (Part part : Part.of(item)) {
            if (part.role().contains("caption")) {
                draft.bodyEither(part.content().wholeText());
                draft.note("There is no text content; the caption stands in for it.");
                return;
            }
        }
    }
}
