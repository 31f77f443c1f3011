package io.dateline.ingest.format.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.List;

/** An article as schema.org describes it. For one page; not thread-safe. */
final class LdArticle {
    private static final int MAX_VALUES = 200;
    private static final int MAX_UPDATES = 1_000_000;

    private final JsonNode node;
    private final JsonLd graph;

    LdArticle(JsonNode node, JsonLd graph) {
        this.node = node;
        this.graph = graph;
    }

    /** Addresses that the article says are its own. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        for (String name : new String[] {"mainEntityOfPage", "url", "@id"}) {
            JsonNode value = node.get(name);
            if (value != null && value.isObject()) {
                value = value.has("@id") ? value.get("@id") : value.get("url");
            }
            if (value != null && value.isTextual() && isWeb(value.asText())) {
                addresses.add(value.asText().strip());
            }
        }
        return addresses;
    }

    /** A property's text, of the first value that has any; empty without one. */
    String text(String property) {
        for (JsonNode value : values(property)) {
            String text = textOf(value);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** The entries of a live blog, each its headline above its text, in the order of the page; empty without any. */
    String updates() {
        StringBuilder text = new StringBuilder();
        for (JsonNode update : values("liveBlogUpdate")) {
            for (String property : new String[] {"headline", "articleBody"}) {
                String part = textAt(update, property);
                if (part != null && text.length() < MAX_UPDATES) {
                    text.append(text.length() == 0 ? "" : "\n\n").append(part.strip());
                }
            }
        }
        return text.toString();
    }

    /** Puts in everything but identity, headline and body. */
    void fill(ArticleDraft draft) {
        draft.versionCreated(text("dateModified"))
                .versionCreated(text("datePublished"))
                .versionCreated(text("dateCreated"))
                .firstCreated(text("datePublished"))
                .firstCreated(text("dateCreated"))
                .version(text("version"))
                .language(language())
                .byline(names("author"))
                .byline(names("creator"))
                .credit(names("sourceOrganization"))
                .credit(text("creditText"))
                .credit(names("publisher"))
                .copyright(text("copyrightNotice"))
                .copyright(names("copyrightHolder"))
                .usageTerms(addressOrText("usageInfo"))
                .usageTerms(addressOrText("license"))
                .dateline(text("dateline"))
                .datelinePlace(names("locationCreated"));
        for (JsonNode value : values("keywords")) {
            keywords(draft, value);
        }
        for (JsonNode value : values("articleSection")) {
            draft.subject(null, textOf(value), "schema:articleSection");
        }
        for (String property : new String[] {"about", "mentions"}) {
            for (JsonNode value : values(property)) {
                draft.subject(code(value), textOf(value), "schema:" + property);
            }
        }
        for (JsonNode value : values("genre")) {
            draft.genre(textOf(value));
        }
        for (String property : new String[] {"contentLocation", "spatialCoverage"}) {
            for (JsonNode value : values(property)) {
                draft.place(code(value), textOf(value));
            }
        }
        for (String property : new String[] {"image", "video", "audio", "associatedMedia"}) {
            for (JsonNode value : values(property)) {
                media(draft, property.equals("associatedMedia") ? "media" : property, value);
            }
        }
        for (JsonNode value : values("correction")) {
            draft.signal("correction").editorialNote(textOf(value));
        }
        if (node.path("isAccessibleForFree").asText().equalsIgnoreCase("false")) {
            draft.note("The page says that its text is not free: it may be a beginning only.");
        }
    }

    private static void keywords(ArticleDraft draft, JsonNode value) {
        if (value.isObject()) {
            draft.subject(code(value), textOf(value), "schema:keywords");
            return;
        }
        for (String word : textOf(value).split(",", MAX_VALUES)) {
            draft.subject(null, word, "schema:keywords");
        }
    }

    private static void media(ArticleDraft draft, String rel, JsonNode value) {
        String address = textAt(value, "contentUrl", "url", "embedUrl", "@id");
        String target = value.isTextual() ? value.asText() : address;
        if (isWeb(target)) {
            draft.link(target, rel, textAt(value, "caption", "name", "headline"), textAt(value, "encodingFormat"));
        }
    }

    private String language() {
        JsonNode value = node.get("inLanguage");
        if (value != null && value.isArray() && !value.isEmpty()) {
            value = value.get(0);
        }
        return value == null ? null : value.isObject() ? textAt(value, "alternateName", "name", "@id") : value.asText();
    }

    /** Names of people or organisations, in order, once each. */
    private String names(String property) {
        List<String> names = new ArrayList<>();
        for (JsonNode value : values(property)) {
            JsonNode several = value.path("name");
            if (several.isArray()) {
                several.forEach(name -> add(names, textOf(name)));
            } else {
                add(names, textOf(value));
            }
        }
        return String.join(", ", names);
    }

    private static void add(List<String> names, String written) {
        String name = written.strip();
        if (!name.isEmpty() && !isWeb(name) && !names.contains(name) && names.size() < MAX_VALUES) {
            names.add(name);
        }
    }

    private String addressOrText(String property) {
        for (JsonNode value : values(property)) {
            String text = value.isObject() ? textAt(value, "text", "url", "name", "@id") : value.asText();
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private List<JsonNode> values(String property) {
        JsonNode value = node.get(property);
        List<JsonNode> values = new ArrayList<>();
        if (value != null && value.isObject() && value.has("@list")) {
            value = value.get("@list");
        }
        if (value != null && value.isArray()) {
            for (JsonNode each : value) {
                if (values.size() < MAX_VALUES) {
                    values.add(graph.resolve(each));
                }
            }
        } else if (value != null && !value.isNull()) {
            values.add(graph.resolve(value));
        }
        return values;
    }

    private static String textOf(JsonNode value) {
        if (value.isValueNode()) {
            return value.isNull() ? "" : value.asText();
        }
        String text = textAt(value, "@value", "name", "headline", "text", "description");
        return text == null ? "" : text;
    }

    private static String code(JsonNode value) {
        return value.isObject() ? textAt(value, "@id", "sameAs", "identifier", "termCode") : null;
    }

    private static String textAt(JsonNode value, String... properties) {
        for (String property : properties) {
            JsonNode found = value.get(property);
            if (found != null && found.isArray() && !found.isEmpty()) {
                found = found.get(0);
            }
            if (found != null && found.isValueNode() && !found.asText().isBlank()) {
                return found.asText();
            }
        }
        return null;
    }

    static boolean isWeb(String text) {
        return text != null
                && (text.strip().regionMatches(true, 0, "http://", 0, 7)
                        || text.strip().regionMatches(true, 0, "https://", 0, 8));
    }
}
