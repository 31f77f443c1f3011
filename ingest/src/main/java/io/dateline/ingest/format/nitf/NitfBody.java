package io.dateline.ingest.format.nitf;

import io.dateline.ingest.format.xml.DatelinePlace;
import io.dateline.ingest.format.xml.MarkupText;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * The story itself in NITF, by itself or inside a NewsML item: headline, byline, dateline and text. Pictures become links
 * with their captions; the tag line stays as the last paragraph. Thread-safe.
 */
public final class NitfBody {
    private NitfBody() {}

    /** The same for a document inside a NewsML item, with what its head adds to the item's. The tree is changed. */
    public static void fillInner(Element nitf, ArticleDraft draft) {
        NitfHead.fillInner(nitf, draft);
        fill(nitf, draft);
    }

    /** Puts into a draft what it doesn't hold yet. The tree is changed. */
    public static void fill(Element nitf, ArticleDraft draft) {
        Element body = Xml.child(nitf, "body");
        Element head = Xml.child(body, "body.head");
        headline(nitf, head, draft);
        draft.language(Xml.attr(nitf, "xml:lang", "baselang"));
        byline(head, draft);
        dateline(head, draft);
        rights(head, draft);
        draft.credit(Xml.text(Xml.child(head, "distributor")));
        text(nitf, body, head, draft);
    }

    private static void headline(Element nitf, Element head, ArticleDraft draft) {
        Element hedline = Xml.child(head, "hedline", "headline");
        draft.headline(Xml.childText(hedline, "hl1"));
        if (hedline != null && hedline.childrenSize() == 0) {
            draft.headline(Xml.text(hedline));
        }
        draft.headline(Xml.childText(hedline, "hl2")).headline(Xml.text(Xml.path(nitf, "head", "title")));
    }

    private static void byline(Element head, ArticleDraft draft) {
        List<String> bylines = new ArrayList<>();
        for (Element byline : Xml.children(head, "byline")) {
            Element title = Xml.child(byline, "byttl");
            String role = Xml.text(title);
            if (title != null) {
                title.remove();
            }
            // "By<person>Jane Doe</person>" is two words.
            byline.children().forEach(part -> part.prependText(" "));
            String name = Xml.text(byline);
            String line = name == null ? role : role == null ? name : name + ", " + role;
            if (line != null) {
                bylines.add(line);
            }
        }
        draft.byline(String.join("; ", bylines));
    }

    private static void dateline(Element head, ArticleDraft draft) {
        Element dateline = Xml.child(head, "dateline");
        if (dateline == null) {
            return;
        }
        Element location = Xml.child(dateline, "location");
        String city = Xml.text(Xml.first(location, "city"));
        String place = city != null ? city : Xml.text(location);
        String whole = Xml.text(dateline);
        if (place == null && whole != null && whole.chars().noneMatch(Character::isLetter)) {
            return;
        }
        // A date alone, in digits ("20190121T103600+0000"), is no dateline.
        boolean bareDate = place == null && whole != null && whole.equals(Xml.childText(dateline, "story.date"));
        if (!bareDate) {
            draft.dateline(whole)
                    .datelinePlace(DatelinePlace.of(place))
                    .datelinePlace(place)
                    .datelinePlace(DatelinePlace.of(whole));
        }
    }

    private static void rights(Element head, ArticleDraft draft) {
        Element rights = Xml.child(head, "rights");
        String owner = Xml.childText(rights, "rights.owner");
        draft.usageTerms(Xml.childText(rights, "rights.limitations", "rights.type"));
        draft.copyright(owner == null ? Xml.text(rights) : "Copyright " + owner);
    }

    private static void text(Element nitf, Element body, Element head, ArticleDraft draft) {
        Element content = Xml.child(body, "body.content");
        Element abstractText = Xml.child(head, "abstract");
        String tagline = Xml.text(Xml.first(Xml.child(body, "body.end"), "tagline"));
        String text;
        if (content != null) {
            media(content, draft);
            text = MarkupText.of(content, draft::note);
        } else {
            // Without its proper element the text stands in the body, or for fragments in the outermost element.
            Element rest = body == null ? nitf : body;
            media(rest, draft);
            Xml.children(rest, "body.head", "body.end", "head").forEach(Xml::drop);
            text = MarkupText.of(rest, draft::note);
        }
        if (text.isEmpty() && abstractText != null) {
            text = MarkupText.of(abstractText, draft::note);
            draft.note("There is no body; the abstract stands in for it.");
        }
        if (tagline != null && !text.isEmpty()) {
            text = text + "\n\n" + String.join(" ", tagline.split("\\s+"));
        }
        draft.body(text);
    }

    private static void media(Element content, ArticleDraft draft) {
        for (Element media : Xml.all(content, "media")) {
            String caption = Xml.text(Xml.first(media, "media-caption"));
            String type = Xml.attr(media, "media-type");
            for (Element reference : Xml.all(media, "media-reference")) {
                draft.link(
                        Xml.attr(reference, "source", "data-location", "name"),
                        type == null ? "media" : type,
                        caption != null ? caption : Xml.attr(reference, "alternate-text"),
                        Xml.attr(reference, "mime-type"));
            }
            Xml.drop(media);
        }
    }
}
