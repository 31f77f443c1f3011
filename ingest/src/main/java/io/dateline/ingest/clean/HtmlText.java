package io.dateline.ingest.clean;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Writes HTML out as paragraphs parted by a blank line. Walks without recursion, whatever the depth. Thread-safe. */
final class HtmlText {
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "title",
            "iframe",
            "object",
            "embed",
            "svg",
            "canvas",
            "audio",
            "video",
            "select",
            "textarea",
            "button",
            "applet",
            "map");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "table",
            "blockquote",
            "pre",
            "figure",
            "figcaption",
            "address",
            "hr",
            "form",
            "fieldset",
            "center",
            "body",
            "details",
            "summary",
            "caption",
            "media-caption",
            "hl2",
            "block",
            "hedline");
    private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd", "option");
    private static final Set<String> CELLS = Set.of("td", "th");

    private HtmlText() {}

    /** Text of a fragment or a document. */
    static String of(String html) {
        return of(Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(TagSoup.MAX_DEPTH))
                .body());
    }

    /** Text of an element and what is in it. */
    static String of(Element root) {
        Writer writer = new Writer();
        NodeTraversor.filter(writer, root);
        return writer.text();
    }

    private static final class Writer implements NodeFilter {
        private final StringBuilder out = new StringBuilder();
        private int pendingBreaks;
        private boolean pendingSpace;
        private boolean pendingTab;
        private int preformatted;

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                append(text.getWholeText());
            } else if (node instanceof Element element) {
                String name = element.normalName().toLowerCase(Locale.ROOT);
                if (DROPPED.contains(name) || isHidden(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (name.equals("br")) {
                    pendingBreaks++;
                } else if (BLOCKS.contains(name)) {
                    breakTo(2);
                } else if (LINES.contains(name)) {
                    breakTo(1);
                } else if (CELLS.contains(name) && element.previousElementSibling() != null) {
                    pendingTab = true;
                }
                if (name.equals("pre")) {
                    preformatted++;
                } else if (name.equals("p") && preformatted == 0) {
                    return paragraph(element);
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                String name = element.normalName();
                if (BLOCKS.contains(name)) {
                    breakTo(2);
                } else if (LINES.contains(name)) {
                    breakTo(1);
                }
                if (name.equals("pre")) {
                    preformatted--;
                }
            }
            return FilterResult.CONTINUE;
        }

        /**
         * Wires put a whole story into one "p", with the blank lines and indents that parted its paragraphs before, or one
         * "br" for every line that was broken to fit a printer.
         */
        private FilterResult paragraph(Element element) {
            String text = null;
            if (element.childrenSize() == 0) {
                text = PrintedText.paragraphs(element.wholeText());
            } else if (element.childrenSize() > 1
                    && element.children().stream()
                            .allMatch(child -> child.normalName().equals("br"))) {
                text = PrintedText.joined(element.wholeText());
            }
            if (text == null) {
                return FilterResult.CONTINUE;
            }
            // Columns stay, as in "pre".
            preformatted++;
            append(text);
            preformatted--;
            return FilterResult.SKIP_CHILDREN;
        }

        private static boolean isHidden(Element element) {
            if (element.hasAttr("hidden")) {
                return true;
            }
            String style = element.attr("style");
            return !style.isEmpty()
                    && style.replace(" ", "").toLowerCase(Locale.ROOT).contains("display:none");
        }

        private void breakTo(int breaks) {
            pendingBreaks = Math.max(pendingBreaks, breaks);
        }

        private void append(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (preformatted > 0 && c == '\n') {
                    pendingBreaks++;
                } else if (preformatted > 0 && (c == ' ' || c == '\t') && pendingBreaks == 0) {
                    out.append(c);
                } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00a0') {
                    pendingSpace = true;
                } else {
                    flush();
                    out.append(c);
                }
            }
        }

        private void flush() {
            if (out.length() > 0) {
                if (pendingBreaks > 0) {
                    out.append(pendingBreaks > 1 ? "\n\n" : "\n");
                } else if (pendingTab) {
                    out.append('\t');
                } else if (pendingSpace) {
                    out.append(' ');
                }
            }
            pendingBreaks = 0;
            pendingSpace = false;
            pendingTab = false;
        }

        String text() {
            return out.toString();
        }
    }
}
