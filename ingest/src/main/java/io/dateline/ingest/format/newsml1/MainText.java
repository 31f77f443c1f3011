package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.xml.Xml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * The text of a story among the pieces of an item.
 *
 * @param language its language; null when nobody states it
 * @param parts its pieces in reading order, at least one
 */
record MainText(String language, List<Part> parts) {
    /** No agency writes one story in more. */
    private static final int MAX_LANGUAGES = 20;

    private static final Set<String> BODY = Set.of(
            "main",
            "body",
            "text",
            "maintext",
            "bodytext",
            "full",
            "fulltext",
            "story",
            "article",
            "content",
            "newstext",
            "mainstory",
            "short",
            "long");
    private static final Set<String> LEAD = Set.of("lead", "lede", "intro", "leadparagraph");
    private static final Set<String> OTHER = Set.of(
            "stylesheet",
            "headline",
            "title",
            "subheadline",
            "subtitle",
            "caption",
            "photo",
            "picture",
            "image",
            "logo",
            "graphic",
            "video",
            "audio",
            "contact",
            "keyword",
            "keywords",
            "byline",
            "dateline",
            "slugline",
            "copyright",
            "credit",
            "thumbnail",
            "preview",
            "quicklook",
            "biography",
            "editorialinfo",
            "note");
    private static final Set<String> SHORT = Set.of("summary", "abstract", "teaser", "supporting", "supplementary");

    /** One for each language, up to {@value #MAX_LANGUAGES}; empty when there is no text at all. */
    static List<MainText> of(Element item) {
        Map<String, List<Part>> byLanguage = new LinkedHashMap<>();
        for (Part part : Part.of(item)) {
            if (!OTHER.contains(part.role())) {
                byLanguage
                        .computeIfAbsent(primary(part.language()), key -> new ArrayList<>())
                        .add(part);
            }
        }
        // A piece that says no language belongs to the story whose language is known.
        List<Part> unstated = byLanguage.size() > 1 ? byLanguage.remove("") : null;
        if (unstated != null) {
            byLanguage.values().iterator().next().addAll(unstated);
        }
        List<MainText> texts = new ArrayList<>();
        for (List<Part> parts : byLanguage.values()) {
            if (texts.isEmpty()
                    || texts.size() < MAX_LANGUAGES && parts.stream().anyMatch(part -> rank(part) < 2)) {
                texts.add(choose(parts));
            }
        }
        return texts;
    }

    /** The best piece: a body by its role, else the longest; with its lead before it and its sequels behind it. */
    private static MainText choose(List<Part> parts) {
        Part best = parts.stream()
                .min(Comparator.comparingInt(MainText::rank).thenComparing(part -> -part.length()))
                .orElseThrow();
        List<Part> chosen = new ArrayList<>();
        for (Part part : parts) {
            boolean together = part.component() != best.component()
                    && part.component().parent() == best.component().parent()
                    && !isChoice(part.component().parent());
            boolean sequel = together && part.role().equals(best.role()) && BODY.contains(best.role());
            boolean lead = together && LEAD.contains(part.role()) && !startsAlike(part, best);
            if (part == best || sequel || lead) {
                chosen.add(part);
            }
        }
        return new MainText(best.language(), List.copyOf(chosen));
    }

    private static int rank(Part part) {
        return BODY.contains(part.role()) ? 0 : SHORT.contains(part.role()) || LEAD.contains(part.role()) ? 2 : 1;
    }

    /** Are the components in it the same thing in different forms, to choose one of? */
    private static boolean isChoice(Element component) {
        return "yes".equalsIgnoreCase(Xml.attr(component, "EquivalentsList"));
    }

    private static boolean startsAlike(Part lead, Part body) {
        String text = Xml.text(body.content());
        String start = Xml.text(lead.content());
        return text != null && start != null && text.startsWith(start);
    }

    private static String primary(String language) {
        if (language == null) {
            return "";
        }
        int end = 0;
        while (end < language.length() && language.charAt(end) != '-' && language.charAt(end) != '_') {
            end++;
        }
        return language.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
