package io.dateline.ingest.format.xml;

import io.dateline.ingest.wire.ArticleDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;

/** XHTML inside a wire item: its text to the draft's body, its pictures to links. Thread-safe. */
public final class XhtmlContent {
    private XhtmlContent() {}

    /**
     * Puts a document, or an element that holds a fragment, into a draft. What repeats the item's metadata at the top (the
     * headline, keywords, the time of publication) is not part of the text. The tree is changed.
     *
     * @param headline the item's headline as far as it is known; null when it is not
     */
    public static void fill(Element markup, String headline, ArticleDraft draft) {
        Element html = Xml.is(markup, "html") ? markup : Xml.child(markup, "html");
        Element body = html == null ? Xml.child(markup, "body") : Xml.child(html, "body");
        Element content = body != null ? body : html != null ? html : markup;
        if (html != null) {
            draft.language(Xml.attr(html, "xml:lang", "lang"));
        }
        header(content, headline);
        pictures(content, draft);
        draft.body(MarkupText.of(content, draft::note));
    }

    /** A title that a document gives itself: its first heading, else its title. Null without one. */
    public static String title(Element markup) {
        Element heading = Xml.first(markup, "h1");
        String text = Xml.text(heading);
        return text != null ? text : Xml.text(Xml.first(markup, "title"));
    }

    private static void header(Element content, String headline) {
        Element first = content.firstElementChild();
        if (first == null) {
            return;
        }
        if (Xml.is(first, "header")) {
            Xml.children(first, "time").forEach(Xml::drop);
            first.getElementsByClass("slugline").forEach(Xml::drop);
        }
        Element heading =
                Xml.is(first, "h1") ? first : Xml.is(first, "header") ? Xml.child(first, "h1") : headingOfItsOwn(first);
        if (heading != null && headline != null && letters(heading.wholeText()).equals(letters(headline))) {
            Xml.drop(heading);
        }
    }

    /** The first words below elements that nobody knows, such as {@code <TEXT><RUBRIK>}; null where HTML comes first. */
    private static Element headingOfItsOwn(Element first) {
        Element at = first;
        while (at != null && !Tag.isKnownTag(at.tagName().toLowerCase(Locale.ROOT)) && at.childrenSize() > 0) {
            at = at.ownText().isBlank() ? at.firstElementChild() : null;
        }
        return at == null || Tag.isKnownTag(at.tagName().toLowerCase(Locale.ROOT)) ? null : at;
    }

    private static void pictures(Element content, ArticleDraft draft) {
        Set<Element> linked = new HashSet<>();
        for (Element figure : Xml.all(content, "figure")) {
            String caption = Xml.text(Xml.first(figure, "figcaption"));
            List<Element> images = Xml.all(figure, "img");
            for (Element image : images) {
                link(image, caption, draft);
                linked.add(image);
            }
            // A figure without a picture may be a quotation or a table.
            if (!images.isEmpty()) {
                Xml.drop(figure);
            }
        }
        for (Element image : Xml.all(content, "img")) {
            if (!linked.contains(image)) {
                link(image, null, draft);
            }
        }
    }

    private static void link(Element image, String caption, ArticleDraft draft) {
        String source = Xml.attr(image, "src");
        if (source != null && !source.startsWith("data:")) {
            draft.link(source, "image", caption == null ? Xml.attr(image, "alt", "title") : caption, null);
        }
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
