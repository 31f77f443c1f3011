package io.dateline.ingest.format.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dateline.ingest.wire.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The JSON-LD of a page: every object in it, and the one that is the page's article. Contexts are not resolved: on pages
 * the vocabulary is schema.org. For one page; not thread-safe.
 */
final class JsonLd {
    private static final int MAX_NODES = 20_000;
    private static final int MAX_SCRIPTS = 100;
    private static final Set<String> ARTICLES = Set.of(
            "article",
            "newsarticle",
            "reportagenewsarticle",
            "analysisnewsarticle",
            "asknewsarticle",
            "askpublicnewsarticle",
            "backgroundnewsarticle",
            "opinionnewsarticle",
            "reviewnewsarticle",
            "advertisercontentarticle",
            "satiricalarticle",
            "scholarlyarticle",
            "techarticle",
            "report",
            "blogposting",
            "liveblogposting",
            "socialmediaposting");

    /** Properties whose articles are others than the page's. */
    private static final Set<String> OTHERS = Set.of(
            "liveBlogUpdate",
            "itemListElement",
            "relatedLink",
            "mentions",
            "citation",
            "isBasedOn",
            "hasPart",
            "comment",
            "review",
            "subjectOf",
            "significantLink");

    private final List<JsonNode> articles = new ArrayList<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private int nodes;

    /** Reads a page's scripts; what is no JSON is passed over with a note. */
    static JsonLd of(Document page, Limits limits, Consumer<String> notes) {
        JsonLd found = new JsonLd();
        ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(limits.maxDepth())
                                .build())
                        .build())
                .enable(
                        JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                        JsonReadFeature.ALLOW_TRAILING_COMMA,
                        JsonReadFeature.ALLOW_JAVA_COMMENTS,
                        JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .build();
        int scripts = 0;
        for (Element script : page.select("script[type]")) {
            if (script.attr("type").toLowerCase(Locale.ROOT).contains("ld+json") && scripts++ < MAX_SCRIPTS) {
                try {
                    JsonNode root = json.readTree(unwrapped(script.data()));
                    if (root != null) {
                        found.collect(root);
                    }
                } catch (JsonProcessingException e) {
                    notes.accept("A JSON-LD script is no JSON and was passed over.");
                }
            }
        }
        return found;
    }

    /**
     * The page's article: the one that is at the page's address, else a news article before others, else the one with the
     * longest text; null when the page describes none.
     */
    LdArticle article(String address) {
        JsonNode best = null;
        long bestScore = -1;
        for (JsonNode node : articles) {
            LdArticle article = new LdArticle(node, this);
            long score = Math.min(article.text("articleBody").length(), 1_000_000);
            if (address != null && article.addresses().stream().anyMatch(each -> samePage(each, address))) {
                score += 4_000_000;
            }
            if (types(node).stream().anyMatch(type -> type.contains("news"))) {
                score += 2_000_000;
            }
            if (node.has("headline") || node.has("datePublished")) {
                score += 1_000_000;
            }
            if (score > bestScore) {
                best = node;
                bestScore = score;
            }
        }
        return best == null ? null : new LdArticle(best, this);
    }

    /** The object that a reference points at; the node itself when it is no reference, or points at nothing here. */
    JsonNode resolve(JsonNode node) {
        if (node != null && node.isObject() && node.size() == 1 && node.has("@id")) {
            return byId.getOrDefault(node.get("@id").asText(), node);
        }
        return node;
    }

    private void collect(JsonNode root) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty() && nodes < MAX_NODES) {
            JsonNode node = open.poll();
            nodes++;
            if (node.isObject()) {
                if (types(node).stream().anyMatch(ARTICLES::contains)) {
                    articles.add(node);
                }
                if (node.size() > 1 && node.has("@id")) {
                    byId.putIfAbsent(node.get("@id").asText(), node);
                }
            }
            if (node.isObject()) {
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    if (property.getValue().isContainerNode() && !OTHERS.contains(property.getKey())) {
                        open.add(property.getValue());
                    }
                }
            } else {
                node.forEach(child -> {
                    if (child.isContainerNode()) {
                        open.add(child);
                    }
                });
            }
        }
    }

    /** Names of types in lower case without their vocabulary: "newsarticle". */
    private static List<String> types(JsonNode node) {
        JsonNode type = node.get("@type");
        List<String> names = new ArrayList<>();
        if (type != null && type.isTextual()) {
            names.add(localName(type.asText()));
        } else if (type != null && type.isArray()) {
            type.forEach(each -> names.add(localName(each.asText())));
        }
        return names;
    }

    private static String localName(String type) {
        int cut = Math.max(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#')), type.lastIndexOf(':'));
        return type.substring(cut + 1).strip().toLowerCase(Locale.ROOT);
    }

    static boolean samePage(String one, String other) {
        return bare(one).equals(bare(other));
    }

    private static String bare(String address) {
        String text = address.strip().toLowerCase(Locale.ROOT);
        int fragment = text.indexOf('#');
        text = fragment < 0 ? text : text.substring(0, fragment);
        int scheme = text.indexOf("://");
        text = scheme < 0 ? text : text.substring(scheme + 3);
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Without the comment or CDATA marks that some systems put around it, and without a semicolon behind it. */
    private static String unwrapped(String data) {
        String text = data.strip();
        int start = firstOf(text);
        int end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
        return start < 0 || end < start ? text : text.substring(start, end + 1);
    }

    private static int firstOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The "[" of "<![CDATA[" begins no array.
            if (c == '{' || c == '[' && !(i > 0 && (text.charAt(i - 1) == '!' || text.charAt(i - 1) == 'A'))) {
                return i;
            }
        }
        return -1;
    }
}
