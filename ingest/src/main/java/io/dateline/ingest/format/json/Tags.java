package io.dateline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.dateline.ingest.wire.ArticleDraft;

/** Subjects, places and links, which the JSON shapes write alike: arrays of strings or objects, or one of either. */
final class Tags {
    private Tags() {}

    /** Subjects; {@code scheme} for those that name none. */
    static void subjects(Fields story, ArticleDraft draft, String scheme, String... names) {
        for (String name : names) {
            story.elements(name).forEach(element -> subject(element, draft, scheme));
        }
    }

    private static void subject(JsonNode node, ArticleDraft draft, String scheme) {
        if (node.isValueNode()) {
            String text = Fields.textOf(node);
            boolean isCode = text != null && text.indexOf(':') > 0 && text.indexOf(' ') < 0;
            draft.subject(isCode ? text : null, isCode ? null : text, scheme);
        } else if (node.isObject()) {
            Fields fields = Fields.of(node);
            String stated = fields.text("scheme");
            String code = fields.text("qcode", "code", "uri");
            String literal = fields.text("literal");
            if (code == null && literal != null && !literal.equals(fields.text("name"))) {
                code = literal;
            }
            draft.subject(code, fields.text("name", "label", "title", "literal"), stated == null ? scheme : stated);
        }
    }

    /** Places. */
    static void places(Fields story, ArticleDraft draft, String... names) {
        for (String name : names) {
            story.elements(name).forEach(element -> place(element, draft));
        }
    }

    private static void place(JsonNode node, ArticleDraft draft) {
        if (node.isObject()) {
            Fields fields = Fields.of(node);
            draft.place(fields.text("qcode", "uri", "code"), fields.text("name", "label", "literal"));
        } else {
            draft.place(null, Fields.textOf(node));
        }
    }

    /** Links; {@code rel} for those that state no relation. */
    static void links(Fields story, ArticleDraft draft, String rel, String... names) {
        for (String name : names) {
            story.elements(name).forEach(element -> link(element, draft, rel));
        }
    }

    private static void link(JsonNode node, ArticleDraft draft, String rel) {
        if (node.isObject()) {
            Fields fields = Fields.of(node);
            String stated = fields.text("rel", "role");
            draft.link(
                    fields.text("href", "url", "uri"),
                    stated == null ? rel : stated,
                    fields.text("title", "name"),
                    fields.text("contenttype", "mediatype", "mimetype", "type"));
        } else {
            draft.link(Fields.textOf(node), rel, null, null);
        }
    }
}
