package io.dateline.ingest.format.html;

import io.dateline.ingest.wire.ArticleDraft;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page's meta elements and microdata say: OpenGraph, article:, Dublin Core, Twitter cards, the names that analytics
 * and syndication services look for. For one page; not thread-safe.
 */
final class PageFacts {
    private static final int MAX_VALUES = 200;
    private static final int LONGEST_HEADING = 250;
    private static final String[] PUBLISHED = {
        "article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "publisheddate",
        "cxenseparse:recs:publishtime",
        "bt:pubdate",
        "date"
    };
    private static final String[] MODIFIED = {
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "lastmod",
        "last-modified",
        "revised",
        "bt:moddate"
    };

    private final Document page;
    private final Map<String, List<String>> meta = new HashMap<>();

    PageFacts(Document page) {
        this.page = page;
        for (Element element : page.select("meta[content]")) {
            for (String attribute : new String[] {"property", "name", "itemprop", "http-equiv"}) {
                String name = element.attr(attribute).strip().toLowerCase(Locale.ROOT);
                String content = element.attr("content").strip();
                if (!name.isEmpty() && !content.isEmpty()) {
                    List<String> values = meta.computeIfAbsent(name, key -> new ArrayList<>());
                    if (values.size() < MAX_VALUES) {
                        values.add(content);
                    }
                }
            }
        }
    }

    /** The first meta element of one of these names that has a content; null without one. */
    String first(String... names) {
        for (String name : names) {
            List<String> values = meta.get(name);
            if (values != null) {
                return values.get(0);
            }
        }
        return null;
    }

    /**
     * The page's own address: the canonical link, unless it leads to the front page while og:url names the story; null
     * when the page doesn't say.
     */
    String address() {
        String shared = web(first("og:url"));
        Element link = page.selectFirst("link[rel~=(?i)\\bcanonical\\b][href]");
        String canonical = null;
        if (link != null) {
            String href = link.attr("href").strip();
            canonical = LdArticle.isWeb(href) ? href : resolved(shared, href);
        }
        if (canonical == null || isFrontPage(canonical) && shared != null) {
            canonical = shared;
        }
        if (canonical == null) {
            canonical = web(first("twitter:url", "parsely-link"));
        }
        int fragment = canonical == null ? -1 : canonical.indexOf('#');
        return fragment < 0 ? canonical : canonical.substring(0, fragment);
    }

    /** Does the page say that it is an article? */
    boolean saysArticle() {
        String type = first("og:type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("article")
                || first("article:published_time") != null
                || page.selectFirst("[itemtype*=schema.org][itemtype*=Article], [itemprop=articleBody]") != null;
    }

    /** Microdata's article body; null without one. */
    Element articleBody() {
        Element best = null;
        for (Element body : page.select("[itemprop~=(?i)\\barticleBody\\b]")) {
            if (best == null || body.text().length() > best.text().length()) {
                best = body;
            }
        }
        return best;
    }

    /**
     * Puts in what is not there yet, but identity and body.
     *
     * @param hasKeywords are there keywords already? The same ones stand in several places of a page.
     */
    void fill(ArticleDraft draft, boolean hasKeywords) {
        for (String title : titles()) {
            draft.headline(withoutSite(title));
        }
        for (String name : MODIFIED) {
            draft.versionCreated(first(name));
        }
        draft.versionCreated(microdata("dateModified"));
        for (String name : PUBLISHED) {
            draft.versionCreated(first(name)).firstCreated(first(name));
        }
        String published = microdata("datePublished");
        draft.versionCreated(published).firstCreated(published);
        Element time = page.selectFirst("article time[datetime], main time[datetime], time[pubdate][datetime]");
        if (time != null) {
            draft.versionCreated(time.attr("datetime")).firstCreated(time.attr("datetime"));
        }
        Element root = page.selectFirst("html[lang], html[xml:lang]");
        draft.language(root == null ? null : root.hasAttr("lang") ? root.attr("lang") : root.attr("xml:lang"))
                .language(first("content-language", "language", "dc.language", "dcterms.language", "inlanguage"))
                .language(first("og:locale"));
        for (String name : new String[] {
            "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"
        }) {
            String names = people(meta.getOrDefault(name, List.of()));
            draft.byline(names);
        }
        draft.byline(people(page.select("[itemprop~=(?i)\\bauthor\\b] [itemprop=name], [rel~=(?i)\\bauthor\\b]")
                .eachText()));
        draft.credit(first("og:site_name", "dc.publisher", "application-name"))
                .copyright(first("copyright", "dc.rights", "dcterms.rights"));
        for (String section : meta.getOrDefault("article:section", List.of())) {
            draft.subject(null, section, "article:section");
        }
        if (!hasKeywords) {
            keywords(draft);
        }
        for (String image : meta.getOrDefault("og:image", List.of())) {
            draft.link(web(image), "image", first("og:image:alt"), first("og:image:type"));
        }
        Element amp = page.selectFirst("link[rel=amphtml][href]");
        draft.link(amp == null ? null : web(amp.attr("href")), "amphtml", null, null);
    }

    private void keywords(ArticleDraft draft) {
        for (String name : new String[] {"article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags"}) {
            List<String> lists = meta.getOrDefault(name, List.of());
            for (String list : lists) {
                for (String word : name.equals("article:tag") ? new String[] {list} : list.split(",", MAX_VALUES)) {
                    draft.subject(null, word, name);
                }
            }
            if (!lists.isEmpty()) {
                return;
            }
        }
    }

    /** Titles, the best first. */
    List<String> titles() {
        List<String> titles = new ArrayList<>();
        add(titles, microdata("headline"));
        add(titles, first("og:title", "dc.title", "parsely-title", "sailthru.title"));
        Element heading = page.selectFirst("article h1, main h1");
        heading = heading == null ? page.selectFirst("h1") : heading;
        add(titles, heading == null ? null : headingText(heading));
        add(titles, first("twitter:title"));
        add(titles, page.title());
        return titles;
    }

    /** A heading whose end tag is missing holds the story too; what stands before the first block in it is the heading. */
    private static String headingText(Element heading) {
        String text = heading.text();
        if (text.length() <= LONGEST_HEADING) {
            return text;
        }
        Element bare = heading.clone();
        bare.select("p, div, table, ul, ol, section").remove();
        return bare.text();
    }

    /** "Headline | Site" without the site, where the page names it. */
    private String withoutSite(String title) {
        String site = first("og:site_name", "application-name");
        if (site == null
                || title.length() <= site.length() + 3
                || !title.toLowerCase(Locale.ROOT).endsWith(site.toLowerCase(Locale.ROOT))) {
            return title;
        }
        String rest = title.substring(0, title.length() - site.length()).stripTrailing();
        char last = rest.charAt(rest.length() - 1);
        return "|-–—·•:»".indexOf(last) < 0
                ? title
                : rest.substring(0, rest.length() - 1).strip();
    }

    private String microdata(String property) {
        for (Element element : page.select("[itemprop~=(?i)\\b" + property + "\\b]")) {
            String value = element.hasAttr("content")
                    ? element.attr("content")
                    : element.hasAttr("datetime") ? element.attr("datetime") : element.text();
            if (!value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static String people(List<String> values) {
        List<String> names = new ArrayList<>();
        for (String value : values) {
            String name = value.strip();
            if (!name.isEmpty() && !LdArticle.isWeb(name) && !names.contains(name) && names.size() < 20) {
                names.add(name);
            }
        }
        return String.join(", ", names);
    }

    private static void add(List<String> titles, String title) {
        if (title != null && !title.isBlank()) {
            titles.add(title.strip());
        }
    }

    private static String web(String address) {
        return LdArticle.isWeb(address) ? address.strip() : null;
    }

    private String resolved(String shared, String href) {
        Element base = page.selectFirst("base[href]");
        String from = base != null && LdArticle.isWeb(base.attr("href")) ? base.attr("href") : shared;
        if (from == null || href.isBlank()) {
            return null;
        }
        try {
            return web(URI.create(from.strip()).resolve(href).toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isFrontPage(String address) {
        int path = address.indexOf('/', address.indexOf("//") + 2);
        return path < 0 || path == address.length() - 1;
    }
}
