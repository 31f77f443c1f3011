package io.dateline.ingest.format.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Enclosure;
import com.rometools.rome.feed.rss.Item;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** An RSS item as a story. Thread-safe. */
final class RssStory {
    /** Where feeds put the text, the fullest first; "full-text" is what Yandex asked of newspapers. */
    private static final List<String> TEXTS = List.of(
            "content:encoded",
            "xhtml:body",
            "body",
            "other:full-text",
            "fulltext",
            "content",
            "atom:content",
            "description",
            "atom:summary");
    /** What is taken for want of any. */
    private static final List<String> SUBSTITUTES =
            List.of("dc:description", "itunes:summary", "media:text", "media:description", "itunes:subtitle");

    private static final int MOST_COUNTER_DIGITS = 3;

    private RssStory() {}

    /** Puts in what the item says. */
    static void fill(ArticleDraft draft, FeedItem item, Item rome, FeedContext context, boolean providerConfigured) {
        DCModule dublinCore = (DCModule) rome.getModule(DCModule.URI);
        String guid =
                rome.getGuid() == null ? null : FeedItem.first(rome.getGuid().getValue());
        boolean permalink = guid != null && isPermalink(item) && looksLikeAddress(guid);
        String link = item.resolve(FeedItem.first(
                item.text("feedburner:origLink"), rome.getLink(), atomLink(item), permalink ? guid : null));
        String about = FeedItem.first(item.element().attr("rdf:about"));
        String base = withoutCounter(guid, link);
        if (base != null) {
            draft.version(guid.substring(base.length() + 1));
        }
        item.identity(draft, FeedItem.first(base, guid, about), link, providerConfigured);

        for (String title : List.of("title", "dc:title", "media:title")) {
            item.all(title).forEach(element -> FeedItem.headline(draft, Markup.of(element)));
        }
        List<Element> texts = new ArrayList<>();
        TEXTS.forEach(name -> texts.addAll(item.all(name)));
        if (texts.stream().allMatch(text -> Markup.of(text).text().isBlank())) {
            SUBSTITUTES.forEach(name -> texts.addAll(item.all(name)));
        }
        item.body(draft, texts);
        item.language(draft);
        item.times(draft);

        draft.byline(byline(item, rome, dublinCore));
        if (rome.getSource() != null) {
            draft.credit(rome.getSource().getValue());
            draft.link(
                    item.resolve(rome.getSource().getUrl()),
                    "source",
                    rome.getSource().getValue(),
                    null);
        }
        if (dublinCore != null) {
            draft.credit(String.join(", ", dublinCore.getPublishers()));
            for (DCSubject subject : dublinCore.getSubjects()) {
                draft.subject(null, subject.getValue(), FeedItem.first(subject.getTaxonomyUri(), "dc:subject"));
            }
        }
        for (Category category : rome.getCategories()) {
            draft.subject(null, category.getValue(), category.getDomain());
        }
        item.modules(draft);
        draft.copyright(context.rights());

        draft.link(link, "alternate", null, null);
        if (permalink) {
            draft.link(item.resolve(guid), "alternate", null, null);
        }
        for (Enclosure enclosure : rome.getEnclosures()) {
            draft.link(item.resolve(enclosure.getUrl()), "enclosure", null, enclosure.getType());
        }
        draft.link(item.resolve(rome.getComments()), "comments", null, null);
        MediaTags.addTo(draft, item, context.names());
        item.pictures(draft, texts);
    }

    /**
     * Some (the BBC) count the versions behind the address of the story: {@code https://…/story#2}. So it is where the link
     * is that address; an item whose link has the fragment too is an entry of a page.
     *
     * @return the guid without its counter; null when it has none
     */
    private static String withoutCounter(String guid, String link) {
        int hash = guid == null || link == null || !FeedLinks.isWeb(guid) ? -1 : guid.lastIndexOf('#');
        int digits = hash < 0 ? 0 : guid.length() - hash - 1;
        if (digits < 1
                || digits > MOST_COUNTER_DIGITS
                || !guid.substring(hash + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int query = link.indexOf('?');
        String page = query < 0 || guid.indexOf('?') >= 0 ? link : link.substring(0, query);
        return page.equals(guid.substring(0, hash)) ? page : null;
    }

    /** True unless the feed says otherwise: ROME takes it for false then. */
    private static boolean isPermalink(FeedItem item) {
        for (Element guid : item.all("guid")) {
            String stated = guid.hasAttr("isPermaLink") ? guid.attr("isPermaLink") : guid.attr("ispermalink");
            return !stated.strip().equalsIgnoreCase("false");
        }
        return false;
    }

    private static boolean looksLikeAddress(String guid) {
        return FeedLinks.isWeb(guid) || guid.startsWith("/");
    }

    private static String atomLink(FeedItem item) {
        for (Element link : item.all("atom:link")) {
            String rel = link.attr("rel");
            if (rel.isEmpty() || rel.equals("alternate")) {
                return link.attr("href");
            }
        }
        return null;
    }

    private static String byline(FeedItem item, Item rome, DCModule dublinCore) {
        List<String> names = new ArrayList<>();
        if (dublinCore != null) {
            dublinCore.getCreators().forEach(creator -> add(names, creator));
        }
        if (names.isEmpty()) {
            item.all("author").forEach(author -> {
                if (author.childrenSize() > 0) {
                    FeedPersons.namesIn(author).forEach(name -> add(names, name));
                } else {
                    add(names, author.wholeText());
                }
            });
        }
        if (names.isEmpty()) {
            item.all("atom:author")
                    .forEach(author -> FeedPersons.namesIn(author).forEach(name -> add(names, name)));
        }
        if (names.isEmpty()) {
            add(names, rome.getAuthor());
            add(names, item.text("itunes:author"));
        }
        return String.join(", ", names);
    }

    private static void add(List<String> names, String written) {
        String name = FeedPersons.nameOf(written);
        if (!name.isEmpty() && !names.contains(name)) {
            names.add(name);
        }
    }
}
