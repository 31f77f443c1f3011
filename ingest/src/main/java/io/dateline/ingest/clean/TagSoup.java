package io.dateline.ingest.clean;

import java.util.Locale;
import java.util.Set;

/**
 * Markup that is nested so deeply that building its tree would take a parser minutes: no news page is, attacks and broken
 * generators are. Found by one pass, and turned into text by one pass. Thread-safe.
 */
final class TagSoup {
    /** Levels of elements that are parsed properly. */
    static final int MAX_DEPTH = 256;

    private static final int LONGEST_NAME = 20;
    /** Without an end tag, or with one that may be left out. */
    private static final Set<String> UNCOUNTED = Set.of(
            "br", "img", "hr", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr", "p",
            "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot");

    private static final Set<String> INLINE = Set.of(
            "a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "sub", "sup", "abbr", "cite", "q",
            "code");

    private TagSoup() {}

    /** Is it nested beyond {@link #MAX_DEPTH}, as far as that can be told without parsing? */
    static boolean isTooDeep(String html) {
        int depth = 0;
        int at = html.indexOf('<');
        while (at >= 0) {
            boolean end = at + 1 < html.length() && html.charAt(at + 1) == '/';
            String name = nameAt(html, end ? at + 2 : at + 1);
            if (!name.isEmpty() && !UNCOUNTED.contains(name)) {
                depth += end ? -1 : 1;
                if (depth > MAX_DEPTH) {
                    return true;
                }
                depth = Math.max(depth, 0);
            }
            at = html.indexOf('<', at + 1);
        }
        return false;
    }

    /** The text between the tags; tags of blocks part paragraphs. */
    static String text(String html) {
        StringBuilder out = new StringBuilder(html.length());
        int from = 0;
        int at = html.indexOf('<');
        while (at >= 0) {
            boolean end = at + 1 < html.length() && html.charAt(at + 1) == '/';
            String name = nameAt(html, end ? at + 2 : at + 1);
            if (name.isEmpty() && !html.startsWith("<!", at)) {
                at = html.indexOf('<', at + 1);
                continue;
            }
            out.append(html, from, at);
            from = after(html, at, name, end);
            if (!INLINE.contains(name) && !name.isEmpty()) {
                out.append("\n\n");
            }
            at = from < html.length() ? html.indexOf('<', from) : -1;
        }
        return from < html.length() ? out.append(html, from, html.length()).toString() : out.toString();
    }

    private static int after(String html, int at, String name, boolean end) {
        if (html.startsWith("<!--", at)) {
            return past(html, html.indexOf("-->", at), "-->".length());
        }
        if (!end && (name.equals("script") || name.equals("style"))) {
            int close = html.indexOf("</" + name, at);
            return close < 0 ? html.length() : past(html, html.indexOf('>', close), 1);
        }
        return past(html, html.indexOf('>', at), 1);
    }

    private static int past(String html, int found, int length) {
        return found < 0 ? html.length() : found + length;
    }

    private static String nameAt(String html, int from) {
        int end = from;
        while (end < html.length() && end - from < LONGEST_NAME && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return end > from && Character.isLetter(html.charAt(from))
                ? html.substring(from, end).toLowerCase(Locale.ROOT)
                : "";
    }
}
