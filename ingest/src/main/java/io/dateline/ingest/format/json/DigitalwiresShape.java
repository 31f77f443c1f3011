package io.dateline.ingest.format.json;

import io.dateline.ingest.wire.ArticleDraft;
import java.util.List;
import java.util.Objects;

/** dpa's "digitalwires" JSON, as dpa's own converters to NewsML-G2 and IPTC 7901 read it. */
final class DigitalwiresShape implements JsonShape {
    private static final int CERTAIN = 100;

    @Override
    public String format() {
        return "digitalwires";
    }

    @Override
    public int signs(Fields item) {
        String format = item.text("format");
        boolean named = format != null && format.startsWith("digitalwires");
        return named || item.has("urn") && item.has("articlehtml") ? CERTAIN : 0;
    }

    @Override
    public void fill(Fields item, ArticleDraft draft) {
        draft.guid(item.text("urn", "entryid"))
                .version(item.text("version"))
                .status(item.text("pubstatus"))
                .signal(item.text("signal"))
                .embargo(item.text("embargoed"))
                .urgency(item.text("urgency"))
                .language(item.text("language"))
                .headline(item.text("headline"))
                .slugline(item.text("kicker"))
                .byline(item.text("byline"))
                .dateline(item.text("dateline"))
                .credit(item.text("creditline"))
                .copyright(item.text("copyrightnotice"))
                .usageTerms(item.text("usageterms"))
                .firstCreated(item.text("contentcreated"))
                .versionCreated(item.text("versioncreated", "updated"));
        List<String> notes = item.objects("ednotes").stream()
                .map(note -> note.text("ednote"))
                .filter(Objects::nonNull)
                .toList();
        draft.editorialNote(notes.isEmpty() ? item.text("ednote") : String.join(" ", notes));
        item.objects("categories").forEach(category -> category(category, draft));
        for (Fields member : item.objects("associations")) {
            draft.link(member.text("urn", "uri"), member.text("type"), member.text("headline"), null);
        }
        draft.bodyHtml(item.text("articlehtml"));
        if (!draft.hasBody()) {
            item.objects("descriptions").forEach(part -> draft.bodyEither(part.text("description")));
            if (draft.hasBody()) {
                draft.note("There is no body; the description stands in for it.");
            }
        }
    }

    private static void category(Fields category, ArticleDraft draft) {
        String type = category.text("type");
        String code = category.text("qcode");
        String name = category.text("name");
        switch (type == null ? "" : type) {
            case "dnltype:genre" -> draft.genre(code == null ? name : code);
            case "dnltype:geosubject", "dnltype:poi" -> draft.place(code, name);
            case "dnltype:signal" -> draft.signal(code);
            case "dnltype:dpasubject", "dnltype:keyword", "dnltype:person" -> draft.subject(code, name, type);
            default -> {
                // About the delivery, not about the story.
            }
        }
    }
}
