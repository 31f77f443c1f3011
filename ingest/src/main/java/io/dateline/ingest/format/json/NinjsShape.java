package io.dateline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * IPTC's ninjs, 1.0 to 3.1 (https://iptc.org/standards/ninjs/): headlines and bodies as single fields (1.x) or as arrays
 * with roles (2.0 on), associations as an object or an array. Also Superdesk and the Guardian's feeds, which write ninjs
 * with some fields of their own.
 */
final class NinjsShape implements JsonShape {
    private static final Set<String> MAIN_ROLES =
            Set.of("", "main", "body", "text", "html", "richtext", "fulltext", "headline", "default", "full", "nitf");

    @Override
    public String format() {
        return "ninjs";
    }

    @Override
    public int signs(Fields item) {
        int signs = 0;
        signs += item.has("standard") ? 4 : 0;
        signs += item.has("uri") ? 2 : 0;
        signs += item.has("headlines") && item.node("headlines").isArray() ? 3 : 0;
        signs += item.has("bodies") && item.node("bodies").isArray() ? 3 : 0;
        signs += item.has("bodytext") || item.has("bodyxhtml") || item.has("bodyhtml") || item.has("bodynitf") ? 2 : 0;
        signs += item.has("pubstatus") ? 2 : 0;
        signs += item.has("versioncreated") ? 1 : 0;
        signs += item.has("copyrightnotice") || item.has("usageterms") || item.has("ednote") ? 1 : 0;
        return signs;
    }

    @Override
    public void fill(Fields item, ArticleDraft draft) {
        identity(item, draft);
        draft.status(item.text("pubstatus"))
                .embargo(item.text("embargoeduntil", "embargoed", "embargo"))
                .urgency(item.text("urgency", "priority"))
                .language(item.text("language"))
                .slugline(item.text("slugline", "slug"))
                .credit(item.text("creditline", "credit", "source"))
                .copyright(item.text("copyrightnotice", "copyrightline", "copyrightholder"))
                .usageTerms(item.text("usageterms", "usage"))
                .editorialNote(item.text("ednote", "editorialnote"))
                .firstCreated(item.text("firstcreated", "firstversion", "contentcreated"))
                .versionCreated(item.text("versioncreated", "updated"))
                .headline(item.text("headline"))
                .headline(byRole(item.objects("headlines")))
                .headline(item.text("title"))
                .dateline(item.text("dateline"))
                .datelinePlace(item.text("located"));
        byline(item, draft);
        item.texts("signals", "signal").forEach(draft::signal);
        for (Fields source : item.objects("infosources", "infosource")) {
            if ("provider".equals(source.text("rel", "role"))) {
                draft.provider(source.text("name", "uri"));
            }
        }
        tags(item, draft);
        links(item, draft);
        body(item, draft);
    }

    private static void identity(Fields item, ArticleDraft draft) {
        String uri = item.text("uri", "guid", "urn", "id");
        Map<String, String> alternatives = Members.alternativeIds(item);
        if (uri != null && uri.contains("/media/v/content/")) {
            // The query behind AP's addresses is a token that changes with every version.
            int query = uri.indexOf('?');
            uri = query < 0 ? uri : uri.substring(0, query);
        }
        draft.provider(item.text("provider", "sourcefeed")).guid(uri).version(item.text("version"));
        if (uri == null || uri.indexOf(':') < 0 || uri.startsWith("urn:newsml:localhost:")) {
            // Superdesk names the agency so; its ids may have the host of the test installation in them.
            draft.provider(item.text("source"));
        }
        if (uri == null && !alternatives.isEmpty()) {
            draft.guid(alternatives.values().iterator().next());
        }
        item.texts("evolvedfrom", "replaces", "supersedes").forEach(draft::supersedes);
    }

    private static void byline(Fields item, ArticleDraft draft) {
        draft.byline(item.text("byline", "by"));
        List<String> names = item.texts("bylines", "authors");
        draft.byline(names.isEmpty() ? null : String.join(", ", names));
    }

    private static void tags(Fields item, ArticleDraft draft) {
        Tags.subjects(item, draft, null, "subjects", "subject");
        Tags.subjects(item, draft, "people", "people", "person");
        Tags.subjects(item, draft, "organisations", "organisations", "organisation");
        Tags.subjects(item, draft, "objects", "objects", "object");
        Tags.subjects(item, draft, "events", "events", "event");
        item.texts("keywords").forEach(keyword -> draft.subject(null, keyword, "keyword"));
        Tags.places(item, draft, "places", "place", "locations");
        for (String name : List.of("genres", "genre")) {
            for (JsonNode genre : item.elements(name)) {
                draft.genre(
                        genre.isObject()
                                ? Fields.of(genre).text("qcode", "code", "name", "uri", "literal")
                                : Fields.textOf(genre));
            }
        }
    }

    private static void links(Fields item, ArticleDraft draft) {
        for (Map.Entry<String, JsonNode> entry : Members.named(item.node("associations"))) {
            Fields member = Fields.of(entry.getValue());
            String title = member.text("headline", "title");
            draft.link(
                    member.text("uri", "guid", "href"),
                    entry.getKey(),
                    title == null ? byRole(member.objects("headlines")) : title,
                    member.text("mimetype", "contenttype", "type"));
        }
        for (Map.Entry<String, JsonNode> entry : Members.named(item.node("renditions"))) {
            Fields rendition = Fields.of(entry.getValue());
            draft.link(
                    rendition.text("href", "uri"),
                    entry.getKey(),
                    rendition.text("title"),
                    rendition.text("contenttype", "mimetype"));
        }
        Tags.links(item, draft, "link", "links");
    }

    private static void body(Fields item, ArticleDraft draft) {
        // HTML before text: only there the paragraphs are certain.
        item.objects("bodies").stream()
                .sorted(Comparator.comparingInt((Fields body) -> isMain(body) ? 0 : 1)
                        .thenComparingInt(body -> isHtml(body) ? 0 : hasType(body, "nitf") ? 1 : 2))
                .forEachOrdered(body -> value(body, draft));
        if (!draft.hasBody()) {
            draft.bodyHtml(item.text("bodyxhtml"));
        }
        if (!draft.hasBody()) {
            draft.bodyHtml(item.text("bodyhtml"));
        }
        if (!draft.hasBody() && item.has("bodynitf")) {
            draft.bodyHtml(nitfContent(item.text("bodynitf")));
        }
        if (!draft.hasBody()) {
            draft.bodyEither(item.text("bodytext", "body"));
        }
        if (!draft.hasBody()) {
            description(item, draft);
        }
    }

    /** A picture's caption is its text. */
    private static void description(Fields item, ArticleDraft draft) {
        item.objects("descriptions").forEach(description -> value(description, draft));
        if (!draft.hasBody()) {
            draft.bodyEither(
                    item.text("descriptiontext", "descriptionhtml", "descriptionxhtml", "description", "caption"));
        }
        if (draft.hasBody()) {
            draft.note("There is no body; the description stands in for it.");
        }
    }

    private static void value(Fields part, ArticleDraft draft) {
        if (draft.hasBody()) {
            return;
        }
        String value = part.text("value");
        if (hasType(part, "nitf")) {
            draft.bodyHtml(value == null ? null : nitfContent(value));
        } else if (isHtml(part)) {
            draft.bodyHtml(value);
        } else {
            draft.bodyEither(value);
        }
    }

    /** The part of a NITF document that is the story; its paragraphs are HTML's. */
    private static String nitfContent(String nitf) {
        int start = nitf.indexOf("<body.content");
        int end = nitf.indexOf("</body.content>");
        return start < 0 || end < start ? nitf : nitf.substring(nitf.indexOf('>', start) + 1, end);
    }

    private static boolean isMain(Fields part) {
        String role = part.text("role");
        return role == null || MAIN_ROLES.contains(role.toLowerCase(Locale.ROOT));
    }

    private static boolean isHtml(Fields part) {
        return hasType(part, "html");
    }

    private static boolean hasType(Fields part, String type) {
        String declared = part.text("contenttype");
        return declared != null && declared.toLowerCase(Locale.ROOT).contains(type);
    }

    private static String byRole(List<Fields> parts) {
        String other = null;
        for (Fields part : parts) {
            String value = part.text("value");
            if (value != null && isMain(part)) {
                return value;
            }
            other = other == null ? value : other;
        }
        return other;
    }
}
