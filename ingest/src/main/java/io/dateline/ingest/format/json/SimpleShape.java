package io.dateline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.schemas.ChangeKind;
import java.util.List;
import java.util.Locale;

/**
 * A simple article, for those who write their own export. Only a headline or a text is needed; names may be written in
 * camelCase or with underscores:
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>field</th><th>is</th></tr>
 * <tr><td>id (guid; else url)</td><td>the story's identity, the same in all its versions</td></tr>
 * <tr><td>headline (title)</td><td>headline</td></tr>
 * <tr><td>body, text (content, contentText)</td><td>the text: plain, or HTML</td></tr>
 * <tr><td>bodyHtml (html, contentHtml)</td><td>the text as HTML; goes before body</td></tr>
 * <tr><td>provider (source)</td><td>who sends it</td></tr>
 * <tr><td>version</td><td>whole number that grows</td></tr>
 * <tr><td>versionCreated, updatedAt (updated, dateModified), publishedAt (published, datePublished, date)</td><td>when this
 * version was made; the first of these that is there</td></tr>
 * <tr><td>firstCreated (createdAt, publishedAt, published, datePublished)</td><td>when the first version was made</td></tr>
 * <tr><td>byline (author, authors)</td><td>who wrote it</td></tr>
 * <tr><td>language (lang)</td><td>BCP 47 tag</td></tr>
 * <tr><td>status</td><td>usable, withheld, canceled</td></tr>
 * <tr><td>changeKind</td><td>new, update, correction, cancellation</td></tr>
 * <tr><td>signals</td><td>marks of change as the provider writes them</td></tr>
 * <tr><td>supersedes</td><td>ids of stories that this one replaces or kills</td></tr>
 * <tr><td>embargoedUntil (embargo)</td><td>not to be published before</td></tr>
 * <tr><td>urgency (priority)</td><td>1 (flash) to 8</td></tr>
 * <tr><td>slugline, dateline, datelinePlace, credit, copyright, usageTerms, editorialNote</td><td>as they say</td></tr>
 * <tr><td>subjects (topics, tags, categories)</td><td>strings, or objects with code, name, scheme</td></tr>
 * <tr><td>places, genres</td><td>strings, or objects with code and name</td></tr>
 * <tr><td>links</td><td>addresses, or objects with href, rel, title, mediaType</td></tr>
 * <tr><td>url</td><td>the story's page</td></tr>
 * </table>
 */
final class SimpleShape implements JsonShape {

    @Override
    public String format() {
        return "json";
    }

    @Override
    public int signs(Fields item) {
        int signs = 0;
        signs += item.has("id") || item.has("guid") ? 1 : 0;
        signs += item.has("headline") || item.has("title") ? 1 : 0;
        signs += item.has("body") || item.has("text") || item.has("content") || item.has("html") ? 2 : 0;
        signs += item.has("contenthtml") || item.has("contenttext") ? 2 : 0;
        signs += item.has("publishedat") || item.has("updatedat") || item.has("createdat") ? 1 : 0;
        signs += item.has("source") || item.has("author") || item.has("status") ? 1 : 0;
        return signs;
    }

    @Override
    public void fill(Fields item, ArticleDraft draft) {
        String page = item.text("url", "link");
        draft.guid(item.text("id", "guid", "uri"))
                .guid(isWeb(page) ? page : null)
                .provider(item.text("provider", "source"))
                .version(item.text("version"))
                .headline(item.text("headline", "title"))
                .status(item.text("status", "pubstatus"))
                .embargo(item.text("embargoeduntil", "embargo", "embargoed"))
                .urgency(item.text("urgency", "priority"))
                .language(item.text("language", "lang"))
                .slugline(item.text("slugline", "slug"))
                .dateline(item.text("dateline"))
                .datelinePlace(item.text("datelineplace", "located"))
                .credit(item.text("credit", "creditline"))
                .copyright(item.text("copyright", "copyrightnotice"))
                .usageTerms(item.text("usageterms"))
                .editorialNote(item.text("editorialnote", "ednote"))
                .link(page, "canonical", null, null);
        times(item, draft);
        List<String> authors = item.texts("byline", "authors", "author");
        draft.byline(authors.isEmpty() ? null : String.join(", ", authors));
        changeKind(item, draft);
        item.texts("signals", "signal").forEach(draft::signal);
        item.texts("supersedes").forEach(draft::supersedes);
        item.texts("genres", "genre").forEach(draft::genre);
        Tags.subjects(item, draft, null, "subjects", "topics", "tags", "categories", "keywords");
        Tags.places(item, draft, "places", "locations");
        Tags.links(item, draft, "link", "links");
        draft.bodyHtml(item.text("bodyhtml", "html", "contenthtml"));
        if (!draft.hasBody()) {
            draft.bodyEither(item.text("body", "text", "content", "bodytext", "contenttext"));
        }
        if (!draft.hasBody()) {
            draft.bodyEither(item.text("summary", "description"));
            if (draft.hasBody()) {
                draft.note("There is no body; the summary stands in for it.");
            }
        }
    }

    /** The first publication is when the first version was made, where a later version says when it was. */
    private static void times(Fields item, ArticleDraft draft) {
        String updated = item.text("versioncreated", "updatedat", "updated", "datemodified", "modifiedgmt", "modified");
        String published = item.text("publishedat", "published", "datepublished", "dategmt", "date");
        draft.versionCreated(updated)
                .versionCreated(published)
                .firstCreated(item.text("firstcreated", "createdat", "created"))
                .firstCreated(updated == null ? null : published);
    }

    private static boolean isWeb(String address) {
        return address != null && (address.startsWith("https://") || address.startsWith("http://"));
    }

    private static void changeKind(Fields item, ArticleDraft draft) {
        JsonNode stated = item.node("changekind");
        if (stated == null || !stated.isTextual()) {
            return;
        }
        switch (stated.asText().strip().toLowerCase(Locale.ROOT)) {
            case "new" -> draft.changeKind(ChangeKind.NEW);
            case "update" -> draft.changeKind(ChangeKind.UPDATE);
            case "correction" -> draft.changeKind(ChangeKind.CORRECTION);
            case "cancellation" -> draft.changeKind(ChangeKind.CANCELLATION);
            default -> draft.note("The changeKind is none that is known.");
        }
    }
}
