package io.dateline.ingest.format.feed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Entities that a document type declares. Old feeds declare a few characters so, and those are replaced; one that points
 * outside or is made of other entities is never followed: a document that uses such a one is unsafe. Reads the
 * declarations by one pass. Immutable.
 */
final class DoctypeEntities {
    private static final int MAX_VALUE = 1000;
    private static final int MAX_DECLARED = 1000;
    private static final int MAX_GROWTH = 1024 * 1024;
    private static final int MAX_NAME = 64;

    private final Map<String, String> values;
    private final int end;
    private final String unsafe;

    private DoctypeEntities(Map<String, String> values, int end, String unsafe) {
        this.values = values;
        this.end = end;
        this.unsafe = unsafe;
    }

    /** What the document type at the beginning of a text declares. */
    static DoctypeEntities of(String text) {
        int from = indexOfDoctype(text);
        int subset = from < 0 ? -1 : text.indexOf('[', from);
        int close = from < 0 ? -1 : text.indexOf('>', from);
        if (subset < 0 || close < subset) {
            return new DoctypeEntities(Map.of(), Math.max(close, 0), null);
        }
        Map<String, String> values = new HashMap<>();
        int end = text.indexOf("]>", subset);
        end = end < 0 ? text.length() : end;
        Set<String> dangerous = new HashSet<>();
        read(text, subset, end, values, dangerous);
        if (values.size() + dangerous.size() >= MAX_DECLARED) {
            return new DoctypeEntities(Map.of(), end, "the document type declares too many entities");
        }
        if (uses(text, end, dangerous)) {
            return new DoctypeEntities(Map.of(), end, "it uses entities that point elsewhere or are made of others");
        }
        return new DoctypeEntities(values, end, null);
    }

    /** Why the text can't be read; null when it can. */
    String unsafe() {
        return unsafe;
    }

    /** The text with the declared entities replaced by their values. */
    String expand(String text, Consumer<String> notes) {
        if (values.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        int growth = 0;
        for (int at = text.indexOf('&', end); at >= 0; at = text.indexOf('&', at + 1)) {
            int semicolon = nameEnd(text, at + 1);
            String value = semicolon < text.length() && text.charAt(semicolon) == ';'
                    ? values.get(text.substring(at + 1, semicolon))
                    : null;
            if (value != null && growth + value.length() <= MAX_GROWTH) {
                out.append(text, from, at).append(value);
                growth += value.length();
                from = semicolon + 1;
            }
        }
        if (from > 0) {
            notes.accept("Entities of the document type were replaced by their values.");
        }
        return out.append(text, from, text.length()).toString();
    }

    private static void read(String text, int from, int to, Map<String, String> values, Set<String> dangerous) {
        int at = text.indexOf("<!ENTITY", from);
        while (at >= 0 && at < to && values.size() + dangerous.size() < MAX_DECLARED) {
            int name = skipSpace(text, at + "<!ENTITY".length());
            int nameEnd = nameEnd(text, name);
            int open = skipSpace(text, nameEnd);
            char quote = open < to ? text.charAt(open) : 0;
            int close = quote == '"' || quote == '\'' ? text.indexOf(quote, open + 1) : -1;
            String value = close > 0 && close < to ? text.substring(open + 1, close) : null;
            // Without a name it is a parameter entity ("% name"): only the document type itself could use it.
            if (nameEnd > name && isHarmless(value)) {
                values.putIfAbsent(text.substring(name, nameEnd), value);
            } else if (nameEnd > name) {
                dangerous.add(text.substring(name, nameEnd));
            }
            at = text.indexOf("<!ENTITY", nameEnd);
        }
    }

    private static boolean uses(String text, int from, Set<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        for (int at = text.indexOf('&', from); at >= 0; at = text.indexOf('&', at + 1)) {
            int nameEnd = nameEnd(text, at + 1);
            if (nameEnd < text.length()
                    && text.charAt(nameEnd) == ';'
                    && names.contains(text.substring(at + 1, nameEnd))) {
                return true;
            }
        }
        return false;
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from <= MAX_NAME && isName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Characters, and references to characters by number; nothing that refers to anything else. */
    private static boolean isHarmless(String value) {
        if (value == null || value.length() > MAX_VALUE || value.indexOf('<') >= 0 || value.indexOf('%') >= 0) {
            return false;
        }
        for (int at = value.indexOf('&'); at >= 0; at = value.indexOf('&', at + 1)) {
            if (at + 1 >= value.length() || value.charAt(at + 1) != '#') {
                return false;
            }
        }
        return true;
    }

    private static int indexOfDoctype(String text) {
        int limit = Math.min(text.length(), 16 * 1024);
        for (int at = text.indexOf("<!"); at >= 0 && at < limit; at = text.indexOf("<!", at + 2)) {
            if (text.regionMatches(true, at + 2, "DOCTYPE", 0, "DOCTYPE".length())) {
                return at;
            }
        }
        return -1;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
    }
}
