package io.dateline.ingest.format.xml;

import io.dateline.ingest.clean.Mojibake;
import io.dateline.ingest.clean.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeTraversor;

/**
 * Markup to clean text: XHTML, NITF, and what wires make of them. What a wire escaped once too often, or read in the wrong
 * character set, is put right first. Thread-safe.
 */
public final class MarkupText {
    private static final String NOTE_ESCAPED = "Markup that had been escaped was read as markup.";
    private static final String NOTE_MOJIBAKE = "UTF-8 that had been read as windows-1252 was undone.";

    /** NITF's blocks that HTML has under another name or not at all. */
    private static final Map<String, String> HTML_NAMES = Map.of(
            "bq", "blockquote",
            "hl1", "h2",
            "hl3", "h3",
            "hl4", "h4",
            "fn", "p",
            "note", "div",
            "datasource", "p",
            "copyrite", "p",
            "nitf-table", "div",
            "credit", "p");

    /** They hold paragraphs, not words. */
    private static final Set<String> HOLDERS =
            Set.of("body", "body.content", "section", "article", "block", "div", "main", "datacontent", "inlinexml");

    private MarkupText() {}

    /**
     * The text of an element, paragraphs parted by a blank line. The tree is changed.
     *
     * @param notes takes a sentence for whatever had to be mended
     */
    public static String of(Element element, Consumer<String> notes) {
        if (element.childrenSize() == 0) {
            return PlainText.ofEither(element.wholeText(), notes);
        }
        List<TextNode> texts = new ArrayList<>();
        List<Element> renamed = new ArrayList<>();
        List<Element> blocks = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode text) {
                        texts.add(text);
                        all.append(spaced(text.getWholeText()));
                    } else if (node instanceof Element inner && HTML_NAMES.containsKey(lower(inner))) {
                        renamed.add(inner);
                    } else if (node instanceof Element inner && inner != element && isBlockOfItsOwn(inner)) {
                        blocks.add(inner);
                    }
                },
                element);
        // A credit inside a sentence ("Berlin (dpa) -") is no paragraph.
        renamed.stream()
                .filter(inner ->
                        !lower(inner).equals("credit") || inner.parent() != null && Xml.is(inner.parent(), "bq"))
                .toList()
                .forEach(inner -> inner.tagName(HTML_NAMES.get(lower(inner))));
        blocks.forEach(inner -> inner.tagName("div"));
        boolean undo = !Mojibake.undo(all.toString()).contentEquals(all);
        if (undo) {
            notes.accept(NOTE_MOJIBAKE);
        }
        for (TextNode text : texts) {
            String value = undo ? Mojibake.undo(spaced(text.getWholeText())) : text.getWholeText();
            if (PlainText.looksLikeHtml(value)) {
                notes.accept(NOTE_ESCAPED);
                Element markup = new Element("span");
                markup.appendChildren(Jsoup.parse(value).body().childNodesCopy());
                text.replaceWith(markup);
            } else if (undo) {
                text.text(value);
            }
        }
        return PlainText.ofElement(element, notes);
    }

    /**
     * An element of a vocabulary that nobody knows is a paragraph, or holds some, where it stands among other elements and
     * not in a text: {@code <INGRESS>}, but not the {@code <person>} in a "p".
     */
    private static boolean isBlockOfItsOwn(Element element) {
        if (Tag.isKnownTag(lower(element)) || HTML_NAMES.containsKey(lower(element))) {
            return false;
        }
        if (!isBlank(element.previousSibling()) || !isBlank(element.nextSibling())) {
            return false;
        }
        Element around = element.parent();
        while (around != null && !Tag.isKnownTag(lower(around)) && !HOLDERS.contains(lower(around))) {
            around = around.parent();
        }
        return around == null || HOLDERS.contains(lower(around));
    }

    private static boolean isBlank(Node node) {
        return !(node instanceof TextNode text) || text.isBlank();
    }

    /** No-break spaces that stand by themselves become spaces; behind a letter one may be half of a mistaken character. */
    private static String spaced(String text) {
        int at = text.indexOf('\u00A0');
        if (at < 0) {
            return text;
        }
        StringBuilder spaced = new StringBuilder(text);
        for (; at >= 0; at = text.indexOf('\u00A0', at + 1)) {
            if (at == 0 || text.charAt(at - 1) < 0x80) {
                spaced.setCharAt(at, ' ');
            }
        }
        return spaced.toString();
    }

    private static String lower(Element element) {
        return element.tagName().toLowerCase(Locale.ROOT);
    }
}
