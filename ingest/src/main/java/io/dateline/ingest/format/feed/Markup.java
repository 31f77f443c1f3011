package io.dateline.ingest.format.feed;

import io.dateline.ingest.clean.Charsets;
import java.util.Base64;
import java.util.Locale;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * What an element that holds text holds: HTML or plain text, whichever of the ways there are it is written in (escaped,
 * CDATA, elements inside, base64).
 *
 * @param text HTML or plain text
 * @param html does the feed say, or show, that it is HTML?
 * @param plain does the feed say that it is plain text?
 */
record Markup(String text, boolean html, boolean plain) {
    private static final int MAX_BASE64 = 4 * 1024 * 1024;

    /** Reads an element; an empty text when it holds pictures, sound or such. */
    static Markup of(Element element) {
        String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        String mode = element.attr("mode").strip().toLowerCase(Locale.ROOT);
        if (isBinary(type)) {
            return new Markup("", false, false);
        }
        if (element.childrenSize() > 0) {
            // Declared as escaped HTML and yet with elements in it: both are meant, the escapes too.
            String inner = inner(element);
            boolean escaped = type.equals("html") || type.equals("text/html") && mode.equals("escaped");
            return new Markup(escaped ? Parser.unescapeEntities(inner, false) : inner, true, false);
        }
        String text = element.wholeText();
        if (mode.equals("base64")) {
            text = decoded(text);
        }
        boolean html = type.contains("html") || type.endsWith("/xml") || type.endsWith("+xml");
        // Atom's default is plain text; RSS has no types, and anything may be in it.
        boolean plain = type.equals("text") || type.equals("text/plain") || type.equals("plain");
        return new Markup(text, html, plain);
    }

    private static boolean isBinary(String type) {
        return type.startsWith("image/")
                || type.startsWith("audio/")
                || type.startsWith("video/")
                || type.startsWith("application/") && !type.contains("xml") && !type.contains("html");
    }

    private static String inner(Element element) {
        StringBuilder out = new StringBuilder();
        for (Node child : element.childNodes()) {
            if (child instanceof CDataNode section) {
                out.append(section.getWholeText());
            } else if (child instanceof TextNode text) {
                out.append(Entities.escape(text.getWholeText()));
            } else if (child instanceof Element inside) {
                out.append(withoutPrefixes(inside).outerHtml());
            }
        }
        return out.toString();
    }

    /** "xhtml:p" is "p" to whoever reads HTML. */
    private static Element withoutPrefixes(Element element) {
        for (Element each : element.getAllElements()) {
            String name = each.tagName();
            int colon = name.indexOf(':');
            if (colon > 0 && colon < name.length() - 1) {
                each.tagName(name.substring(colon + 1), FeedNames.XHTML);
            }
        }
        return element;
    }

    private static String decoded(String text) {
        if (text.length() > MAX_BASE64) {
            return "";
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
            return Charsets.decode(bytes, null).text();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
