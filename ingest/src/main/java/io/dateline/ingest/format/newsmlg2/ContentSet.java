package io.dateline.ingest.format.newsmlg2;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.format.nitf.NitfBody;
import io.dateline.ingest.format.xml.XhtmlContent;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.wire.ArticleDraft;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The content of an item: text that stands in it, and what it points at. For one item. */
final class ContentSet {
    private final Element root;
    private final ContentMeta meta;
    private final ArticleDraft draft;

    ContentSet(Element root, ContentMeta meta, ArticleDraft draft) {
        this.root = root;
        this.meta = meta;
        this.draft = draft;
    }

    void fill() {
        List<Element> texts = new ArrayList<>();
        for (Element set : Xml.children(root, "contentSet")) {
            texts.addAll(Xml.children(set, "inlineXML", "inlineData"));
            Xml.children(set, "remoteContent").forEach(this::remote);
        }
        // What stands in one contentSet are renditions of the same content: one of them is the text.
        texts.sort(Comparator.comparingInt(this::languageRank));
        String used = null;
        for (Element text : texts) {
            String own = Xml.attr(text, "xml:lang");
            if (draft.hasBody()) {
                if (own != null && !Xml.sameLanguage(own, used)) {
                    draft.note("The content in another language is in the original only: " + own);
                }
                continue;
            }
            draft.language(own);
            inline(text);
            used = own == null ? meta.language() : own;
        }
        draft.language(Xml.language(root));
    }

    private int languageRank(Element text) {
        String own = Xml.attr(text, "xml:lang");
        return own == null || meta.language() == null ? 1 : Xml.sameLanguage(own, meta.language()) ? 0 : 2;
    }

    private void inline(Element text) {
        if (Xml.is(text, "inlineData")) {
            data(text);
            return;
        }
        Element nitf = Xml.child(text, "nitf");
        if (nitf != null) {
            NitfBody.fillInner(nitf, draft);
        } else if (text.childrenSize() == 0) {
            draft.bodyEither(text.wholeText());
        } else {
            String heading = XhtmlContent.title(text);
            XhtmlContent.fill(text, draft.hasHeadline() ? meta.headlineText() : heading, draft);
            draft.headline(heading);
        }
    }

    private void data(Element data) {
        String type = Xml.attr(data, "contenttype");
        String encoding = Xml.attr(data, "encoding", "encodinguri");
        String text = data.wholeText();
        if (encoding != null && encoding.toLowerCase(Locale.ROOT).contains("base64")) {
            if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("text")) {
                draft.note("Inline data that is no text is in the original only: " + type);
                return;
            }
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
                text = Charsets.decode(bytes, type).text();
            } catch (IllegalArgumentException e) {
                draft.note("Inline data can't be decoded as base64.");
                return;
            }
        }
        if (type != null && type.toLowerCase(Locale.ROOT).contains("html")) {
            draft.bodyHtml(text);
        } else {
            draft.bodyEither(text);
        }
    }

    private void remote(Element remote) {
        String rendition = Xml.attr(remote, "rendition", "renditionuri");
        draft.link(
                Xml.attr(remote, "href", "residref", "persistidref"),
                rendition == null ? "content" : rendition,
                Xml.childText(remote, "title"),
                Xml.attr(remote, "contenttype"));
    }
}
