package io.dateline.ingest.format.feed;

import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * An item of a feed as it is written, by name: for what ROME has no room for, and for what RSS and Atom have in common.
 * Not thread-safe.
 */
final class FeedItem {
    private static final List<String> CHANGED =
            List.of("updated", "modified", "atom:updated", "dcterms:modified", "prism:modificationDate");
    private static final List<String> PUBLISHED = List.of(
            "published",
            "issued",
            "pubDate",
            "atom:published",
            "dc:date",
            "dcterms:issued",
            "prism:publicationDate",
            "created",
            "dcterms:created",
            "dcterms:date",
            "date");
    private static final int MAX_PICTURES = 50;

    private final FeedContext context;
    private final Element element;
    private final Map<String, List<Element>> children = new HashMap<>();
    private String bodyLanguage;

    FeedItem(FeedContext context, Element element) {
        this.context = context;
        this.element = element;
        for (Element child : element.children()) {
            children.computeIfAbsent(context.names().of(child), name -> new ArrayList<>())
                    .add(child);
        }
    }

    Element element() {
        return element;
    }

    /** Children of this name, in the order of the feed. */
    List<Element> all(String name) {
        return children.getOrDefault(name, List.of());
    }

    /** Text of the first child of this name that has any; null without one. */
    String text(String name) {
        for (Element child : all(name)) {
            String text = child.wholeText().strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** The address as seen from the item. */
    String resolve(String address) {
        return FeedLinks.resolve(context, element, address);
    }

    /**
     * When this version was made is when it was changed, else when it was published; when the first one was made is known
     * only where a feed tells the two apart.
     */
    void times(ArticleDraft draft) {
        List<String> changed = texts(CHANGED);
        List<String> published = texts(PUBLISHED);
        changed.forEach(draft::versionCreated);
        published.forEach(draft::versionCreated);
        if (!changed.isEmpty()) {
            published.forEach(draft::firstCreated);
        }
    }

    private List<String> texts(List<String> names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /**
     * Of several texts the fullest: a summary never goes before the story, and a story that is a picture only not before
     * a summary in words.
     */
    void body(ArticleDraft draft, List<Element> candidates) {
        String best = "";
        for (Element candidate : candidates) {
            String text = plain(Markup.of(candidate), draft);
            if (text.length() > best.length()) {
                best = text;
                bodyLanguage = FeedContext.inherited(candidate, "xml:lang");
            }
        }
        draft.body(best);
    }

    /** Text of one paragraph or more. */
    static String plain(Markup markup, ArticleDraft draft) {
        if (markup.text().isBlank()) {
            return "";
        }
        boolean html = markup.html() || PlainText.looksLikeHtml(markup.text());
        if (html) {
            return PlainText.ofHtml(markup.text(), draft::note);
        }
        return markup.plain()
                ? PlainText.ofText(markup.text(), draft::note)
                : PlainText.ofEither(markup.text(), draft::note);
    }

    /** A headline out of a text of any kind. */
    static void headline(ArticleDraft draft, Markup markup) {
        draft.headline(markup.html() ? PlainText.ofHtml(markup.text(), draft::note) : markup.text());
    }

    /** The language of the text that was taken, else of the item, else of the feed. */
    void language(ArticleDraft draft) {
        draft.language(bodyLanguage)
                .language(FeedContext.inherited(element, "xml:lang"))
                .language(text("dc:language"))
                .language(text("language"))
                .language(context.language());
    }

    /** Keywords, rights, places and the embargo of the modules that RSS and Atom share. */
    void modules(ArticleDraft draft) {
        for (Element keywords : all("media:keywords")) {
            for (String keyword : keywords.wholeText().split(",", 200)) {
                draft.subject(null, keyword, "media:keywords");
            }
        }
        for (Element tag : all("prism:keyword")) {
            draft.subject(null, tag.wholeText(), "prism:keyword");
        }
        for (Element coverage : all("dc:coverage")) {
            draft.place(null, coverage.wholeText());
        }
        for (Element type : all("dc:type")) {
            draft.genre(type.wholeText());
        }
        draft.embargo(text("prism:embargoDate")).status(exported(text("wp:status")));
        draft.copyright(text("dc:rights")).copyright(text("media:copyright")).usageTerms(text("dcterms:license"));
    }

    /** In WordPress's own export are drafts and private pages, too; an attachment has the status of its page. */
    private static String exported(String status) {
        if (status == null || status.equals("publish") || status.equals("inherit")) {
            return null;
        }
        return status.equals("trash") ? "canceled" : "withheld";
    }

    /** The first of these that says something. */
    static String first(String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    /**
     * The item's identity, with the provider that it is unique at. Without one of its own an item is what it points at.
     *
     * @param stated the feed's own identity of it, or null
     * @param link its web page, or null
     */
    void identity(ArticleDraft draft, String stated, String link, boolean providerConfigured) {
        String guid = first(stated, link, text("dc:identifier"), MediaTags.firstAddress(this), picture());
        if (guid != null && stated == null && !guid.equals(link)) {
            draft.note("The item has neither identity nor link: what it shows is taken as its identity.");
        }
        draft.guid(guid);
        String site = first(context.site(), link);
        if (!providerConfigured && !namesProvider(guid) && FeedLinks.isWeb(site)) {
            draft.provider(host(site));
            draft.note("The provider is derived from the feed's web site.");
        }
    }

    private static boolean namesProvider(String guid) {
        return guid != null && (FeedLinks.isWeb(guid) || guid.startsWith("tag:") || guid.startsWith("urn:newsml:"));
    }

    private static String host(String address) {
        int start = address.indexOf("//") + 2;
        int end = start;
        while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return address.substring(start, end);
    }

    /** Pictures that the text shows, as links. */
    void pictures(ArticleDraft draft, List<Element> texts) {
        int count = 0;
        for (Element text : texts) {
            for (Element image : images(text)) {
                String width = image.attr("width");
                if (count++ < MAX_PICTURES && !width.equals("1") && !width.equals("0")) {
                    draft.link(resolve(image.attr("src")), "image", image.attr("alt"), null);
                }
            }
        }
    }

    private String picture() {
        for (String name : List.of("content", "content:encoded", "description", "summary")) {
            for (Element text : all(name)) {
                for (Element image : images(text)) {
                    return resolve(image.attr("src"));
                }
            }
        }
        return null;
    }

    private static List<Element> images(Element text) {
        Markup markup = Markup.of(text);
        boolean worthIt = markup.text().contains("<img") || markup.text().contains("<IMG");
        return worthIt ? Jsoup.parseBodyFragment(markup.text()).select("img[src]") : List.of();
    }
}
