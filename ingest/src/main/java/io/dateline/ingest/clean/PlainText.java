package io.dateline.ingest.clean;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Wire text to clean text: paragraphs parted by a blank line, line breaks within one kept where they mean something
 * (tables, lists), no markup, no entities, no control characters. Never cuts words. {@code notes} takes a sentence for
 * whatever had to be mended. Thread-safe.
 */
public final class PlainText {
    static final String NOTE_MOJIBAKE = "UTF-8 that had been read as windows-1252 was undone.";
    static final String NOTE_ESCAPES = "Entities that had been escaped twice were undone.";
    static final String NOTE_ENTITIES = "Entities in plain text were replaced by their characters.";
    static final String NOTE_SOUP = "The markup is nested beyond reason; only its tags were taken out.";
    static final String NOTE_MARKUP = "Plain text held HTML and was read as such.";

    private static final int ROUNDS = 2;
    private static final int LONGEST_ENTITY = 10;
    private static final Set<String> TAGS = Set.of(
            "p",
            "br",
            "br/",
            "div",
            "span",
            "b",
            "i",
            "em",
            "strong",
            "a",
            "table",
            "tr",
            "td",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "section",
            "img",
            "pre",
            "html",
            "body",
            "script",
            "style",
            "sup",
            "sub",
            "u",
            "font",
            "figure",
            "hr",
            "/p",
            "/b",
            "/i",
            "/em",
            "/strong",
            "/a",
            "/div",
            "/span",
            "p/",
            "hl2",
            "block");

    private PlainText() {}

    /** HTML (a document or a fragment) to paragraphs. */
    public static String ofHtml(String html, Consumer<String> notes) {
        return finish(render(undo(html, notes), notes), notes);
    }

    private static String render(String html, Consumer<String> notes) {
        if (TagSoup.isTooDeep(html)) {
            notes.accept(NOTE_SOUP);
            return unescape(TagSoup.text(html));
        }
        return HtmlText.of(html);
    }

    /** An element, and what is in it, to paragraphs. */
    public static String ofElement(Element element, Consumer<String> notes) {
        return finish(HtmlText.of(element), notes);
    }

    /** Plain text to paragraphs: hard-wrapped lines are joined, entities replaced; markup is left as it stands. */
    public static String ofText(String text, Consumer<String> notes) {
        String scrubbed = Scrub.clean(undo(text, notes), notes);
        String unescaped = hasEntity(scrubbed) ? unescape(scrubbed) : scrubbed;
        if (!unescaped.equals(scrubbed)) {
            notes.accept(NOTE_ENTITIES);
            scrubbed = Scrub.clean(unescaped, notes);
        }
        return Lines.paragraphs(scrubbed);
    }

    /**
     * Plain text whose lines and columns are as they should be already: only entities and single characters are mended,
     * and blank lines folded. For formats that say themselves where a paragraph begins.
     */
    public static String preformatted(String text, Consumer<String> notes) {
        String scrubbed = Scrub.clean(undo(text, notes), notes);
        String unescaped = hasEntity(scrubbed) ? unescape(scrubbed) : scrubbed;
        if (!unescaped.equals(scrubbed)) {
            notes.accept(NOTE_ENTITIES);
            scrubbed = Scrub.clean(unescaped, notes);
        }
        StringBuilder out = new StringBuilder(scrubbed.length());
        int breaks = 0;
        for (String line : scrubbed.split("\n", -1)) {
            if (line.isBlank()) {
                breaks = 2;
            } else {
                out.append(out.length() == 0 ? "" : breaks > 1 ? "\n\n" : "\n").append(line.stripTrailing());
                breaks = 1;
            }
        }
        return out.toString();
    }

    /** Text of which nobody knows for certain whether it is HTML: by its look. */
    public static String ofEither(String text, Consumer<String> notes) {
        if (looksLikeHtml(text)) {
            notes.accept(NOTE_MARKUP);
            return ofHtml(text, notes);
        }
        if (text.contains("&lt;")) {
            String unescaped = unescape(text);
            if (isMarkup(unescaped)) {
                notes.accept(NOTE_ESCAPES);
                return ofHtml(unescaped, notes);
            }
        }
        return ofText(text, notes);
    }

    /** A field of one line, such as a headline: markup, entities and line breaks out, white space folded. */
    public static String line(String text, Consumer<String> notes) {
        String plain = undo(text, notes);
        plain = looksLikeHtml(plain) ? finish(render(plain, notes), notes) : Scrub.clean(plain, notes);
        for (int round = 0; round < ROUNDS && hasEntity(plain); round++) {
            String unescaped = unescape(plain);
            if (unescaped.equals(plain)) {
                break;
            }
            plain = Scrub.clean(unescaped, notes);
        }
        return fold(plain);
    }

    /** An identifier, address or code: only white space and controls are taken out. */
    public static String token(String text, Consumer<String> notes) {
        return fold(Scrub.clean(text, notes));
    }

    /** At most so many chars of a text; never half a character. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Does the text hold a tag that HTML knows? */
    public static boolean looksLikeHtml(String text) {
        int at = text.indexOf('<');
        while (at >= 0 && at + 2 < text.length()) {
            int end = at + 1;
            while (end < text.length() && end - at < 12 && " \t\r\n>".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String name = text.substring(at + 1, end).toLowerCase(Locale.ROOT);
            if (TAGS.contains(name) && text.indexOf('>', end) >= 0) {
                return true;
            }
            at = text.indexOf('<', at + 1);
        }
        return false;
    }

    /** Markup of whole paragraphs, not a text that speaks of a tag. */
    private static boolean isMarkup(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return looksLikeHtml(text) && (lower.contains("</p>") || lower.contains("</div>") || lower.contains("<br"));
    }

    private static String undo(String text, Consumer<String> notes) {
        String undone = Mojibake.undo(text);
        if (!undone.equals(text)) {
            notes.accept(NOTE_MOJIBAKE);
        }
        return undone;
    }

    private static String finish(String rendered, Consumer<String> notes) {
        String text = Scrub.clean(rendered, notes);
        for (int round = 0; round < ROUNDS && hasEntity(text); round++) {
            String unescaped = unescape(text);
            if (unescaped.equals(text)) {
                break;
            }
            notes.accept(NOTE_ESCAPES);
            text = Scrub.clean(looksLikeHtml(unescaped) ? render(unescaped, notes) : unescaped, notes);
        }
        return tidy(text);
    }

    /** No spaces at the ends of lines, no more than one blank line in a row, none at the ends. */
    private static String tidy(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int breaks = 0;
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (bare.isEmpty()) {
                breaks = 2;
            } else {
                if (out.length() > 0) {
                    out.append(breaks > 1 ? "\n\n" : "\n");
                }
                out.append(bare);
                breaks = 1;
            }
        }
        return out.toString();
    }

    private static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = out.length() > 0;
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Only entities with their semicolon: "AT&T" and "R&D" are no mistakes. */
    private static boolean hasEntity(String text) {
        int at = text.indexOf('&');
        while (at >= 0) {
            if (entityEnd(text, at) > 0) {
                return true;
            }
            at = text.indexOf('&', at + 1);
        }
        return false;
    }

    private static int entityEnd(String text, int at) {
        int i = at + 1;
        if (i < text.length() && text.charAt(i) == '#') {
            i++;
        }
        int nameStart = i;
        while (i < text.length() && i - at <= LONGEST_ENTITY && isNameChar(text.charAt(i))) {
            i++;
        }
        return i > nameStart && i < text.length() && text.charAt(i) == ';' ? i + 1 : -1;
    }

    private static boolean isNameChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        int at = text.indexOf('&');
        while (at >= 0) {
            int end = entityEnd(text, at);
            if (end > 0) {
                out.append(text, from, at).append(Parser.unescapeEntities(text.substring(at, end), true));
                from = end;
            }
            at = text.indexOf('&', Math.max(at + 1, end));
        }
        return out.append(text, from, text.length()).toString();
    }
}
