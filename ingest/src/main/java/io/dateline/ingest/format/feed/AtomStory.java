package io.dateline.ingest.format.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndPerson;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** An Atom entry as a story. Thread-safe. */
final class AtomStory {
    private AtomStory() {}

    /** Puts in what the entry says. */
    static void fill(ArticleDraft draft, FeedItem item, Entry rome, FeedContext context, boolean providerConfigured) {
        DCModule dublinCore = (DCModule) rome.getModule(DCModule.URI);
        List<Link> links = new ArrayList<>(rome.getAlternateLinks());
        links.addAll(rome.getOtherLinks());
        String page = null;
        for (Link link : links) {
            // ROME lists a link without a relation twice, and Atom 0.3's under a relation it doesn't have.
            boolean alternate = link.getRel() == null
                    || link.getRel().isBlank()
                    || link.getRel().equals("alternate");
            page = page == null && alternate ? address(item, link.getHref()) : page;
        }
        page = FeedItem.first(item.text("feedburner:origLink"), page);
        item.identity(draft, FeedItem.first(rome.getId()), page, providerConfigured);

        item.all("title").forEach(element -> FeedItem.headline(draft, Markup.of(element)));
        item.all("dc:title").forEach(element -> FeedItem.headline(draft, Markup.of(element)));
        item.all("media:title").forEach(element -> FeedItem.headline(draft, Markup.of(element)));
        List<Element> texts = new ArrayList<>(item.all("content"));
        texts.addAll(item.all("content:encoded"));
        texts.addAll(item.all("summary"));
        if (texts.stream().allMatch(text -> Markup.of(text).text().isBlank())) {
            texts.addAll(item.all("dc:description"));
            texts.addAll(item.all("media:description"));
            for (Element group : item.all("media:group")) {
                group.children().stream()
                        .filter(child -> context.names().of(child).equals("media:description"))
                        .forEach(texts::add);
            }
        }
        item.body(draft, texts);
        item.language(draft);
        item.times(draft);
        control(draft, item, context.names());

        draft.byline(byline(item, rome, dublinCore, context));
        for (Element source : item.all("source")) {
            for (Element child : source.children()) {
                switch (context.names().of(child)) {
                    case "title" -> draft.credit(FeedItem.plain(Markup.of(child), draft));
                    case "rights" -> draft.copyright(FeedItem.plain(Markup.of(child), draft));
                    default -> {
                        // The rest describes the other feed.
                    }
                }
            }
        }
        for (Category category : rome.getCategories()) {
            draft.subject(
                    category.getTerm(), FeedItem.first(category.getLabel(), category.getTerm()), category.getScheme());
        }
        item.all("dc:subject").forEach(subject -> draft.subject(null, subject.wholeText(), "dc:subject"));
        draft.copyright(rome.getRights());
        item.modules(draft);
        draft.copyright(context.rights());

        draft.link(item.text("feedburner:origLink"), "alternate", null, null);
        for (Link link : links) {
            String rel = FeedItem.first(link.getRel(), "alternate");
            draft.link(address(item, link.getHref()), rel, link.getTitle(), link.getType());
        }
        for (Content content : rome.getContents()) {
            draft.link(address(item, content.getSrc()), "content", null, null);
        }
        MediaTags.addTo(draft, item, context.names());
        item.pictures(draft, texts);
    }

    private static String address(FeedItem item, String href) {
        return item.resolve(href);
    }

    /** RFC 5023: an entry that its author has not released yet. */
    private static void control(ArticleDraft draft, FeedItem item, FeedNames names) {
        List<Element> controls = new ArrayList<>(item.all("app:control"));
        controls.addAll(item.all("control"));
        for (Element control : controls) {
            for (Element child : control.children()) {
                String name = names.of(child);
                if ((name.equals("app:draft") || name.equals("draft"))
                        && child.wholeText().strip().equalsIgnoreCase("yes")) {
                    draft.status("draft");
                }
            }
        }
    }

    /** The entry's authors, else its source's, else the feed's (RFC 4287, 4.2.1). */
    private static String byline(FeedItem item, Entry rome, DCModule dublinCore, FeedContext context) {
        List<String> names = new ArrayList<>();
        for (SyndPerson author : rome.getAuthors()) {
            add(names, author.getName());
        }
        if (names.isEmpty()) {
            item.all("author").forEach(author -> FeedPersons.namesIn(author).forEach(name -> add(names, name)));
        }
        if (names.isEmpty() && dublinCore != null) {
            dublinCore.getCreators().forEach(name -> add(names, name));
        }
        for (Element source : names.isEmpty() ? item.all("source") : List.<Element>of()) {
            for (Element child : source.children()) {
                if (context.names().of(child).equals("author")) {
                    FeedPersons.namesIn(child).forEach(name -> add(names, name));
                }
            }
        }
        if (names.isEmpty()) {
            context.authors().forEach(name -> add(names, name));
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
