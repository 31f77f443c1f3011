package io.dateline.ingest.format.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What on a page is not the story, as far as its tags, roles and names tell: navigation, captions, share bars, related
 * links, banners, comments. Thread-safe.
 */
final class Furniture {
    /** Never text of the story. */
    private static final Set<String> TAGS = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "object",
            "embed",
            "button",
            "input",
            "select",
            "textarea",
            "label",
            "nav",
            "aside",
            "footer",
            "dialog",
            "svg",
            "canvas",
            "audio",
            "video",
            "figure",
            "figcaption",
            "picture",
            "menu",
            "map",
            "applet",
            "progress",
            "meter",
            "link",
            "meta");

    private static final Set<String> ROLES = Set.of(
            "navigation",
            "complementary",
            "banner",
            "contentinfo",
            "search",
            "dialog",
            "alertdialog",
            "menu",
            "menubar",
            "tablist",
            "toolbar",
            "tooltip");
    /** Words in class and id that mark what never is story, however long. */
    private static final Set<String> NEVER = Set.of(
            "comment",
            "comments",
            "commentlist",
            "disqus",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "newsletter",
            "newsletters",
            "related",
            "recommended",
            "recommendations",
            "recirc",
            "sidebar",
            "breadcrumb",
            "breadcrumbs",
            "outbrain",
            "taboola",
            "navbar",
            "nav",
            "navigation",
            "footer",
            "caption",
            "captions",
            "mostread",
            "trending",
            "masthead",
            "paywall",
            "modal",
            "popup",
            "lightbox",
            "pagination");
    /** Words that mark what hardly ever is, when it is short or made of links. */
    private static final Set<String> RARELY = Set.of(
            "share",
            "sharing",
            "sharebar",
            "social",
            "socials",
            "follow",
            "promo",
            "promos",
            "promotion",
            "subscribe",
            "subscription",
            "signup",
            "signin",
            "login",
            "register",
            "ad",
            "ads",
            "adslot",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "sponsor",
            "sponsored",
            "popular",
            "toolbar",
            "tools",
            "menu",
            "banner",
            "overlay",
            "print",
            "tags",
            "taglist",
            "topics",
            "byline",
            "author",
            "authors",
            "bio",
            "timestamp",
            "published",
            "date",
            "dates",
            "meta",
            "metadata",
            "kicker",
            "eyebrow",
            "gallery",
            "carousel",
            "slideshow",
            "player",
            "teaser",
            "teasers",
            "readmore",
            "more",
            "skip",
            "hidden",
            "widget",
            "rating",
            "poll",
            "quiz",
            "jump",
            "pager",
            "disclosure",
            "credit",
            "credits",
            "copyright",
            "crumb",
            "crumbs",
            "header",
            "head",
            "headline",
            "title",
            "tag",
            "actions",
            "buttons",
            "reading",
            "minutes",
            "embed",
            "tweet",
            "instagram",
            "facebook",
            "twitter",
            "whatsapp",
            "app",
            "donate",
            "donation",
            "support",
            "survey",
            "feedback",
            "correction");

    private static final int SHORT = 300;

    private Furniture() {}

    /** Does its tag, role or state say that it is no text of the story? */
    static boolean byNature(Element element) {
        if (TAGS.contains(element.normalName())) {
            return true;
        }
        if (element.attributesSize() == 0) {
            return false;
        }
        return ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || element.attr("style")
                        .replace(" ", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("display:none");
    }

    /**
     * Do its class and id say so?
     *
     * @param letters how much text is in it
     * @param linked how much of that is in links
     */
    static boolean byName(Element element, int letters, int linked) {
        if (element.attributesSize() == 0 || !(element.hasAttr("class") || element.hasAttr("id"))) {
            return false;
        }
        boolean rarely = false;
        for (String word : words(element.attr("class") + ' ' + element.attr("id"))) {
            if (NEVER.contains(word)) {
                return true;
            }
            rarely |= RARELY.contains(word);
        }
        return rarely && (letters < SHORT && !endsLikeProse(element, letters) || linked * 2 > letters);
    }

    /** Is it where readers discuss the story? */
    static boolean isDiscussion(Element element) {
        return words(element.attr("class") + ' ' + element.attr("id")).stream()
                .anyMatch(word -> word.startsWith("comment") || word.equals("disqus"));
    }

    /** A paragraph of the story may carry any class: what is short and reads like a sentence stays. */
    private static boolean endsLikeProse(Element element, int letters) {
        return element.normalName().equals("p") && letters > 80;
    }

    /** "articleShare-bar_top" is article, share, bar, top. */
    private static List<String> words(String names) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < names.length() && words.size() < 60; i++) {
            char c = names.charAt(i);
            boolean letter = Character.isLetter(c);
            boolean begins =
                    Character.isUpperCase(c) && word.length() > 0 && Character.isLowerCase(names.charAt(i - 1));
            if (!letter || begins) {
                add(words, word);
            }
            if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (word.length() > 1) {
            words.add(word.toString());
        }
        word.setLength(0);
    }
}
