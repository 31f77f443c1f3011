package io.dateline.ingest.format.ownxml;

import io.dateline.ingest.format.xml.MarkupText;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.schemas.ChangeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * What stands right below an element, by name: attributes and children with text. Names are compared in lower case, without
 * dashes, dots and underscores. They are those that agencies' own exports have been seen to use (Ritzau, The Canadian
 * Press, NTB's press releases), and plain English. Immutable; for one element.
 */
final class OwnFields {
    static final List<String> HEADLINES = List.of("headline", "title", "hl1", "rubrik");
    static final List<String> BODIES = List.of(
            "contenttext", "bodyhtml", "body", "bodytext", "content", "articlebody", "text", "story", "brodtext");

    private static final List<String> IDS =
            List.of("guid", "uri", "newsid", "articleid", "storyid", "systemslug", "newscompid", "id", "contentitemid");
    private static final List<String> LEADS = List.of("leadtext", "lead", "ingress");
    private static final Set<String> STATUSES =
            Set.of("usable", "published", "canceled", "cancelled", "killed", "withheld", "embargoed", "draft");

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Element> elements = new HashMap<>();

    private OwnFields(Element element) {
        for (Element child : element.children()) {
            String text = Xml.text(child);
            if (text != null && texts.putIfAbsent(fold(child.tagName()), text) == null) {
                elements.put(fold(child.tagName()), child);
            }
        }
        for (Attribute attribute : element.attributes()) {
            if (!attribute.getValue().isBlank()) {
                texts.putIfAbsent(fold(attribute.getKey()), attribute.getValue());
            }
        }
    }

    static OwnFields of(Element element) {
        return new OwnFields(element);
    }

    /** Is there a text right below an element, and a headline or an identity with it? By the names alone. */
    static boolean isStory(Element element) {
        boolean text = false;
        boolean named = IDS.stream().anyMatch(element::hasAttr);
        for (Element child : element.children()) {
            String name = fold(child.tagName());
            text |= BODIES.contains(name) && child.hasText();
            named |= (HEADLINES.contains(name) || IDS.contains(name)) && child.hasText();
        }
        return text && named;
    }

    ArticleDraft fill(ArticleDraft draft) {
        draft.note("XML of the provider's own: its fields were read by their names.");
        draft.guid(id())
                .version(text("version", "revision"))
                .provider(text("provider", "agency", "origin", "source"))
                .headline(text("headline", "title", "hl1", "rubrik"))
                .byline(text("byline", "author", "reporter"))
                .slugline(text("slugline", "slugproper", "slug", "strapline"))
                .dateline(text("dateline"))
                .datelinePlace(text("town", "city"))
                .credit(text("credit", "creditline", "source"))
                .copyright(text("copyright", "copyrightnotice"))
                .usageTerms(text("usageterms", "rights"))
                .editorialNote(text("ednote", "editorialnote", "updatenote", "tilredaktionen"))
                .urgency(text("urgency", "priority", "rankingvalue"))
                .firstCreated(text("firstcreated", "createddatetime", "created"))
                .versionCreated(text(
                        "versioncreated",
                        "updateddatetime",
                        "modified",
                        "updated",
                        "publishdate",
                        "publicationdate",
                        "publishdatetime",
                        "published",
                        "pubdate",
                        "date"))
                .link(text("longurl", "canonicalurl", "url", "link"), "canonical", null, null);
        language(draft);
        status(draft);
        subjects(draft);
        return draft.body(body(draft));
    }

    private String id() {
        return text(IDS.toArray(String[]::new));
    }

    private void language(ArticleDraft draft) {
        String language = text("lang", "xml:lang", "language");
        // Some number their languages.
        if (language != null && !Character.isDigit(language.charAt(0))) {
            draft.language(language);
        }
    }

    private void status(ArticleDraft draft) {
        String status = text("pubstatus", "status");
        if (isTrue("annuleret", "killed", "canceled", "cancelled")) {
            draft.status("canceled");
        } else if (isTrue("holdflag", "onhold")) {
            draft.status("withheld");
        } else if (status != null && STATUSES.contains(status.toLowerCase(Locale.ROOT))) {
            draft.status(status);
        }
        if (isTrue("korrektion", "correction", "iscorrection")) {
            draft.changeKind(ChangeKind.CORRECTION);
        } else if (isTrue("nyversion", "isupdate")) {
            draft.changeKind(ChangeKind.UPDATE);
        }
        String embargo = text("embargoeduntil", "embargotime", "embargo", "embargoed");
        // The first day of the calendar is what .NET writes for no date at all.
        draft.embargo(embargo == null || embargo.startsWith("0001-01-01") ? null : embargo)
                .supersedes(text("replacedid"));
    }

    private void subjects(ArticleDraft draft) {
        for (String name : List.of("category", "section")) {
            draft.subject(null, text(name), name);
        }
        String keywords = text("keyword", "keywords");
        if (keywords != null) {
            for (String keyword : keywords.split(",")) {
                draft.subject(null, keyword, "keyword");
            }
        }
    }

    /** The text, below the lead where that stands by itself. */
    private String body(ArticleDraft draft) {
        List<String> parts = new ArrayList<>();
        for (List<String> names : List.of(LEADS, BODIES)) {
            for (String name : names) {
                if (elements.containsKey(name)) {
                    String text = MarkupText.of(elements.get(name).clone(), draft::note);
                    boolean repeated = !parts.isEmpty() && text.startsWith(parts.get(0));
                    if (repeated) {
                        parts.clear();
                    }
                    parts.add(text);
                    break;
                }
            }
        }
        return String.join("\n\n", parts);
    }

    private boolean isTrue(String... names) {
        return "true".equalsIgnoreCase(text(names));
    }

    private String text(String... names) {
        for (String name : names) {
            String text = texts.get(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-' && c != '_' && c != '.') {
                folded.append(Character.toLowerCase(c));
            }
        }
        return folded.toString();
    }
}
