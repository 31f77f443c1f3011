package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.DatelinePlace;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** An item's headline and the other lines that newspapers print around a story. Thread-safe. */
final class NewsLines {
    private static final Set<String> MEDIA_ROLES = Set.of(
            "photo",
            "picture",
            "image",
            "logo",
            "graphic",
            "video",
            "audio",
            "caption",
            "thumbnail",
            "preview",
            "quicklook");

    private NewsLines() {}

    /**
     * Fills a draft from the components around the text.
     *
     * @param around the components from the text outwards, the item last
     */
    static void fill(Element item, List<Element> around, ArticleDraft draft) {
        for (Element component : around) {
            Element lines = Xml.child(component, "NewsLines");
            if (lines == null) {
                continue;
            }
            String dateline = joined(lines, "DateLine");
            draft.headline(Xml.childText(lines, "HeadLine"))
                    .byline(byline(lines))
                    .dateline(dateline)
                    .datelinePlace(DatelinePlace.of(dateline))
                    .credit(joined(lines, "CreditLine"))
                    .copyright(joined(lines, "CopyrightLine"))
                    .usageTerms(joined(lines, "RightsLine"))
                    .slugline(joined(lines, "SlugLine"))
                    .slugline(joined(lines, "KeywordLine"));
            Xml.children(lines, "NewsLine").forEach(line -> typed(line, draft));
            draft.link(Xml.childText(lines, "MoreLink"), "more", null, null);
        }
    }

    /** The headline nearest to the text; null when there is none around it. */
    static String headline(List<Element> around) {
        for (Element component : around) {
            String headline = Xml.childText(Xml.child(component, "NewsLines"), "HeadLine");
            if (headline != null) {
                return headline;
            }
        }
        return null;
    }

    /** Lines of a wire's own kinds. */
    private static void typed(Element line, ArticleDraft draft) {
        String type = Formal.key(Xml.child(line, "NewsLineType"));
        String text = joined(line, "NewsLineText");
        if (type.contains("note") || type.contains("advis") || type.contains("editor")) {
            draft.editorialNote(text);
        } else if (type.contains("catchword") || type.contains("slug") || type.contains("keyword")) {
            draft.slugline(text);
        }
    }

    /** A headline from elsewhere in the item: a component that is one, or lines of a component that is no picture. */
    static void fallback(Element item, ArticleDraft draft) {
        for (Element component : Xml.all(item, "NewsComponent")) {
            String role = Formal.key(Xml.child(component, "Role"));
            if (role.equals("headline") || role.equals("title")) {
                draft.headline(Xml.text(Xml.first(component, "DataContent")));
            }
        }
        for (Element lines : Xml.all(item, "NewsLines")) {
            if (!MEDIA_ROLES.contains(Formal.key(Xml.child(lines.parent(), "Role")))) {
                draft.headline(Xml.childText(lines, "HeadLine"));
            }
        }
        for (Element lines : Xml.all(item, "NewsLines")) {
            // A picture by itself: its title is the story's.
            draft.headline(Xml.childText(lines, "HeadLine"));
        }
    }

    private static String byline(Element lines) {
        String byline = joined(lines, "ByLine");
        String title = joined(lines, "ByLineTitle");
        return byline.isEmpty() || title.isEmpty() ? byline : byline + ", " + title;
    }

    private static String joined(Element lines, String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (Element line : Xml.children(lines, name)) {
            String text = Xml.text(line);
            if (text != null) {
                texts.add(text);
            }
        }
        return String.join(", ", texts);
    }
}
