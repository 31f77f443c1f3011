package io.dateline.ingest.format.json;

import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.schemas.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Items of AP's Media API (https://developer.ap.org/ap-media-api/, "Content metadata fields"): ninjs with fields of its own.
 * What may be published is decided as AP says: an item without the signal "newscontent" is for editors only; "embargoed"
 * holds up to the time of the embargo, and for good without one; a kill or an elimination cancels.
 *
 * <p>The text of a story is a rendition, to be fetched by the one who has the key: it becomes a link.
 */
final class ApMediaShape implements JsonShape {
    private static final int CERTAIN = 50;

    private final NinjsShape ninjs = new NinjsShape();

    @Override
    public String format() {
        return "ap-media";
    }

    @Override
    public int signs(Fields item) {
        Map<String, String> ids = Members.alternativeIds(item);
        boolean own = ids.containsKey("itemid")
                && (ids.containsKey("etag") || item.has("editorialpriority") || item.has("editorialtypes"));
        return own && item.has("type") ? CERTAIN : 0;
    }

    @Override
    public void fill(Fields item, ArticleDraft draft) {
        draft.provider("ap");
        status(item, draft);
        change(item, draft);
        bylines(item, draft);
        List<Fields> located = item.objects("datelinelocation");
        if (!located.isEmpty()) {
            draft.datelinePlace(located.get(0).text("city", "countryname"));
        }
        draft.dateline(item.text("located"));
        draft.credit(item.text("descriptioncreditline"));
        List<String> terms = item.texts("usageterms");
        draft.usageTerms(terms.isEmpty() ? null : String.join(" ", terms));
        item.objects("subject").stream()
                .filter(ApMediaShape::isCategory)
                .forEach(category -> draft.subject(
                        "anpa:" + category.text("code").toLowerCase(Locale.ROOT), nameOf(category), "anpa"));
        Tags.subjects(item, draft, null, "company");
        item.texts("keywords").forEach(keyword -> draft.subject(null, keyword, "keyword"));
        draft.genre(item.text("profile"));
        ninjs.fill(item, draft);
        if (!draft.hasBody()) {
            draft.bodyEither(item.text("descriptionsummary", "descriptioncaption", "headlineextended"));
            if (draft.hasBody()) {
                draft.note("There is no body: the summary stands in for it. The text is a rendition.");
            }
        }
    }

    private static void status(Fields item, ArticleDraft draft) {
        List<String> types = lower(item.texts("editorialtypes"));
        String stated = item.text("pubstatus");
        String status = stated == null ? null : stated.toLowerCase(Locale.ROOT);
        boolean killed = types.contains("kill") || types.contains("elimination");
        if (killed || "canceled".equals(status) || "cancelled".equals(status)) {
            draft.status("canceled");
        } else if (types.contains("withhold") || "withheld".equals(status)) {
            draft.status("withheld");
        } else if (item.has("signals") && !lower(item.texts("signals")).contains("newscontent")) {
            draft.status("withheld").note("It lacks the signal newscontent: for editors, not for publication.");
        } else if ("embargoed".equals(status)) {
            // Held by the embargo, and free when that has passed; without a time it stays held.
            draft.status("usable").embargo(item.text("embargoed")).embargo("embargoed");
        }
    }

    private static void change(Fields item, ArticleDraft draft) {
        ChangeKind kind = null;
        for (String type : item.texts("editorialtypes")) {
            draft.signal(type);
            switch (type.toLowerCase(Locale.ROOT)) {
                case "correction", "corrective", "clarification" -> kind = ChangeKind.CORRECTION;
                case "lead", "writethru", "update", "add" -> kind = kind == null ? ChangeKind.UPDATE : kind;
                default -> {
                    // Says nothing about an earlier version.
                }
            }
        }
        draft.changeKind(kind);
    }

    /** "By JANE SAMPLE, AP Writer": name and title. */
    private static void bylines(Fields item, ArticleDraft draft) {
        List<String> names = new ArrayList<>();
        for (Fields byline : item.objects("bylines")) {
            String name = byline.text("by", "name");
            String title = byline.text("title");
            if (name != null) {
                names.add(title == null ? name : name + ", " + title);
            }
        }
        draft.byline(names.isEmpty() ? null : String.join("; ", names));
    }

    private static boolean isCategory(Fields subject) {
        return lower(subject.texts("rels")).contains("category") && subject.text("code") != null;
    }

    /** Categories have their letter for a name, too. */
    private static String nameOf(Fields category) {
        String name = category.text("name");
        return name == null || name.length() < 2 ? null : name;
    }

    private static List<String> lower(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }
}
