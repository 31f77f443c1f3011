package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.format.xml.DatelinePlace;
import io.dateline.ingest.format.xml.MarkupText;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What an item says about its content as a whole. Parts of it (partMeta) speak for themselves and are left out. */
final class ContentMeta {
    private static final Set<String> MAIN_ROLES = Set.of("main", "headline", "full", "medium", "long", "default", "");
    private static final Set<String> SHORT_ROLES = Set.of("short", "brief", "web", "online");
    private static final Set<String> AUTHORS =
            Set.of("author", "reporter", "writer", "journalist", "correspondent", "byline", "photographer", "photog");
    private static final Set<String> PLACES = Set.of("geoarea", "poi", "place", "location", "country", "city");

    private final Element meta;
    private final Element item;
    private final Catalog catalog;
    private final ArticleDraft draft;
    private final String language;
    private final Map<String, String> asserted;

    ContentMeta(Element meta, Element item, Catalog catalog, ArticleDraft draft) {
        this.meta = meta;
        this.item = item;
        this.catalog = catalog;
        this.draft = draft;
        String stated = Xml.attr(contentLanguage(meta), "tag");
        this.language = stated == null ? Xml.language(item) : stated;
        this.asserted = names(item);
    }

    /** Language of the content, else of the item; null when neither is stated. */
    String language() {
        return language;
    }

    /** The main headline; null when there is none. */
    String headlineText() {
        return Xml.text(headline());
    }

    void fill() {
        draft.language(Xml.attr(contentLanguage(meta), "tag"))
                .urgency(Xml.childText(meta, "urgency"))
                .headline(headlineText())
                .slugline(text("slugline"))
                .slugline(keywords())
                .credit(text("creditline"))
                .dateline(text("dateline"))
                .datelinePlace(DatelinePlace.of(text("dateline")));
        draft.byline(lines("by")).byline(authors());
        draft.firstCreated(Xml.childText(meta, "contentCreated"));
        draft.versionCreated(Xml.childText(meta, "contentModified", "contentCreated"));
        for (Element genre : Xml.children(meta, "genre")) {
            Catalog.Code code = catalog.code(genre);
            String name = nameOf(genre, code);
            draft.genre(code == null ? name : code.value());
        }
        Xml.children(meta, "subject").forEach(this::subject);
        Xml.children(meta, "located").forEach(this::located);
    }

    /** A caption is a picture's text, and a summary better than nothing. */
    void descriptionAsBody() {
        List<Element> described = new ArrayList<>();
        for (Element description : Xml.children(meta, "description")) {
            String own = Xml.attr(description, "xml:lang");
            if (Xml.text(description) != null && (own == null || language == null || Xml.sameLanguage(own, language))) {
                described.add(description);
            }
        }
        if (described.isEmpty()) {
            Element any = Languages.pick(Xml.children(meta, "description"), language);
            if (any != null) {
                described.add(any);
            }
        }
        Set<String> paragraphs = new LinkedHashSet<>();
        described.forEach(description -> paragraphs.add(MarkupText.of(description, draft::note)));
        if (!paragraphs.isEmpty()) {
            draft.body(String.join("\n\n", paragraphs));
            draft.note("There is no text content; the description stands in for it.");
        }
    }

    private static Element contentLanguage(Element meta) {
        Element first = null;
        for (Element candidate : Xml.children(meta, "language")) {
            if (Xml.attr(candidate, "role") == null) {
                return candidate;
            }
            first = first == null ? candidate : first;
        }
        return first;
    }

    /** The main headline in the content's language: by its role, then by its rank, then the first. */
    private Element headline() {
        List<Element> headlines = new ArrayList<>(Xml.children(meta, "headline"));
        headlines.sort(Comparator.comparingInt(ContentMeta::roleRank).thenComparingInt(ContentMeta::rank));
        return Languages.pick(headlines, language);
    }

    private static int roleRank(Element headline) {
        String role = Xml.attr(headline, "role", "roleuri");
        String local = role == null ? "" : local(role);
        return MAIN_ROLES.contains(local) ? 0 : SHORT_ROLES.contains(local) ? 1 : 2;
    }

    private static int rank(Element element) {
        String rank = Xml.attr(element, "rank");
        try {
            return rank == null ? 0 : Integer.parseInt(rank);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private String text(String name) {
        return Xml.text(Languages.pick(Xml.children(meta, name), language));
    }

    private String lines(String name) {
        Set<String> lines = new LinkedHashSet<>();
        for (Element element : Xml.children(meta, name)) {
            String own = Xml.attr(element, "xml:lang");
            String text = Xml.text(element);
            if (text != null && (own == null || language == null || Xml.sameLanguage(own, language))) {
                lines.add(text);
            }
        }
        return String.join("; ", lines);
    }

    private String keywords() {
        return lines("keyword").replace("; ", ", ");
    }

    /** Creators who are said to be people or authors; an agency as creator is no byline. */
    private String authors() {
        Set<String> names = new LinkedHashSet<>();
        for (Element creator : Xml.children(meta, "creator")) {
            String type = Xml.attr(creator, "type", "typeuri");
            String role = Xml.attr(creator, "role", "roleuri");
            boolean person = type != null && local(type).equals("person");
            if (person || role != null && AUTHORS.contains(local(role))) {
                String name = nameOf(creator, catalog.code(creator));
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return String.join(", ", names);
    }

    private void subject(Element subject) {
        // A subject with facets says what it is in an element of its own (2.29 and later).
        Element main = Xml.child(subject, "mainConcept");
        Element concept = main == null ? subject : main;
        Catalog.Code code = catalog.code(concept);
        String name = nameOf(concept, code);
        String type = Xml.attr(subject, "type", "typeuri");
        if (type != null && PLACES.contains(local(type))) {
            draft.place(code == null ? null : code.value(), name);
        }
        draft.subject(code == null ? null : code.value(), name, code == null ? null : code.scheme());
    }

    private void located(Element located) {
        Catalog.Code code = catalog.code(located);
        String name = nameOf(located, code);
        draft.place(code == null ? null : code.value(), name).datelinePlace(name);
    }

    /** The name in the content's language; else what an assert says; else the literal, if it reads like a name. */
    private String nameOf(Element concept, Catalog.Code code) {
        String name = Xml.text(Languages.pick(Xml.children(concept, "name"), language));
        if (name != null) {
            return name;
        }
        String literal = Xml.attr(concept, "literal");
        if (code != null && asserted.containsKey(code.value())) {
            return asserted.get(code.value());
        }
        return literal != null && asserted.containsKey(literal) ? asserted.get(literal) : literal;
    }

    /** Names that the item's assertions give to codes and literals. */
    private Map<String, String> names(Element root) {
        Map<String, String> names = new HashMap<>();
        for (Element assertion : Xml.children(root, "assert")) {
            String name = Xml.text(Languages.pick(Xml.children(assertion, "name"), language));
            Catalog.Code code = catalog.code(assertion);
            String key = code == null ? Xml.attr(assertion, "literal") : code.value();
            if (name != null && key != null) {
                names.putIfAbsent(key, name);
            }
        }
        return names;
    }

    private static String local(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        int cut = Math.max(lower.lastIndexOf(':'), Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('#')));
        return lower.substring(cut + 1);
    }
}
