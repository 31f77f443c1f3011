package io.dateline.ingest.format.newsml1;

import io.dateline.ingest.format.nitf.NitfBody;
import io.dateline.ingest.format.xml.MarkupText;
import io.dateline.ingest.format.xml.XhtmlContent;
import io.dateline.ingest.format.xml.Xml;
import io.dateline.ingest.format.xml.XmlItem;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads one NewsItem. For one item. */
final class NewsItemReader {
    private static final int MAX_INNER = 1000;

    private final XmlItem item;
    private final Element envelope;
    private final WireInput input;
    private final String format;

    /**
     * @param envelope the document's NewsEnvelope; null without one
     */
    NewsItemReader(XmlItem item, Element envelope, WireInput input, String format) {
        this.item = item;
        this.envelope = envelope;
        this.input = input;
        this.format = format;
    }

    /** Hands over a story for each language, then those of the items inside. */
    void read(ParseSink sink) {
        List<Element> inner = innerItems(item.root());
        List<String> members = new ArrayList<>();
        for (Element element : inner) {
            element.remove();
            members.add(Identification.of(element).guid());
        }
        stories(item.root(), members, sink);
        for (Element element : inner) {
            XmlItem own = new XmlItem(item.name(), element, written(element), null, item.notes());
            new NewsItemReader(own, envelope, input, format).read(sink);
        }
    }

    /** An inner item's bytes: its element, written anew. */
    private static byte[] written(Element element) {
        Document document = new Document("");
        document.outputSettings()
                .syntax(Document.OutputSettings.Syntax.xml)
                .prettyPrint(false)
                .charset(StandardCharsets.UTF_8);
        document.appendChild(element);
        byte[] bytes = element.outerHtml().getBytes(StandardCharsets.UTF_8);
        element.remove();
        return bytes;
    }

    /** The items directly below this one, up to {@value #MAX_INNER}; those below them are theirs. */
    private static List<Element> innerItems(Element root) {
        List<Element> inner = new ArrayList<>();
        for (Element element : Xml.all(root, "NewsItem")) {
            Element around = element == root ? root : element.parent();
            while (around != root && !Xml.is(around, "NewsItem")) {
                around = around.parent();
            }
            if (element != root && around == root && inner.size() < MAX_INNER) {
                inner.add(element);
            }
        }
        return inner;
    }

    private void stories(Element root, List<String> members, ParseSink sink) {
        List<MainText> texts = MainText.of(root);
        Identification identity = Identification.of(root);
        for (int i = 0; i == 0 || i < texts.size(); i++) {
            MainText text = texts.isEmpty() ? null : texts.get(i);
            ArticleDraft draft = item.draft(input, format);
            identity(identity, i == 0 ? null : text.language(), draft);
            new Management(root, envelope).fill(draft);
            // Nearest to the text first: what is said further out holds where nothing nearer contradicts it.
            List<Element> around = componentsAround(root, text);
            NewsLines.fill(root, around, draft);
            Metadata.fill(root, around, draft);
            draft.language(text == null ? null : text.language()).language(Xml.attr(root, "xml:lang"));
            if (text != null) {
                body(text, NewsLines.headline(around), draft);
            }
            NewsLines.fallback(root, draft);
            Media.fill(root, draft);
            members.forEach(member -> draft.link(member, "member", null, null));
            sink.accept(draft.build());
        }
    }

    private void identity(Identification identity, String otherLanguage, ArticleDraft draft) {
        String guid = identity.guid();
        if (guid != null && otherLanguage != null) {
            guid = guid + "#" + otherLanguage;
            draft.note("One item holds this story in several languages; each is a story of its own.");
        }
        draft.guid(guid).version(identity.revision()).provider(identity.provider());
        if (identity.mended() != null) {
            draft.note(identity.mended());
        }
        Element sender = Xml.path(envelope, "SentFrom", "Party");
        if (identity.guid() == null) {
            draft.provider(Formal.name(sender));
        }
    }

    private static List<Element> componentsAround(Element root, MainText text) {
        List<Element> around = new ArrayList<>();
        Element at = text == null
                ? Xml.child(root, "NewsComponent")
                : text.parts().get(0).component();
        while (at != null && at != root) {
            around.add(at);
            at = at.parent();
        }
        around.add(root);
        return around;
    }

    private static void body(MainText text, String headline, ArticleDraft draft) {
        if (text.parts().size() == 1) {
            part(text.parts().get(0), headline, draft);
            return;
        }
        List<String> paragraphs = new ArrayList<>();
        for (Part part : text.parts()) {
            Element nitf = Xml.child(part.content(), "nitf");
            Element content = nitf == null ? part.content() : Xml.path(nitf, "body", "body.content");
            paragraphs.add(MarkupText.of(content == null ? part.content() : content, draft::note));
        }
        draft.body(String.join("\n\n", paragraphs));
    }

    private static void part(Part part, String headline, ArticleDraft draft) {
        Element nitf = Xml.child(part.content(), "nitf");
        if (nitf != null) {
            NitfBody.fillInner(nitf, draft);
        } else if (part.content().childrenSize() == 0) {
            draft.bodyEither(part.content().wholeText());
        } else {
            String heading = XhtmlContent.title(part.content());
            XhtmlContent.fill(part.content(), headline == null ? heading : headline, draft);
            draft.headline(heading);
        }
    }
}
