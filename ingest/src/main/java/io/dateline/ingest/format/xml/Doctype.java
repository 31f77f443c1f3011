package io.dateline.ingest.format.xml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The entities that a document declares for itself. Only those that stand for a few plain characters, as some wires
 * declare {@code &nbsp;}, are ever replaced; what is external, nested, long or markup is known by name only, so that its
 * use can be refused. Parameter entities, with which NewsML 1 pulls in the DTD of NITF, are skipped. Immutable.
 *
 * @param characters what the harmless ones stand for
 * @param unsafe names of the others
 */
record Doctype(Map<String, String> characters, Set<String> unsafe) {
    static final Doctype NONE = new Doctype(Map.of(), Set.of());

    private static final int MAX_ENTITIES = 1000;
    private static final int MAX_CHARACTERS = 16;
    private static final int LONGEST_REFERENCE = 8;

    /** Position behind the document type declaration that begins here; the text's length when it never ends. */
    static int end(String text, int start) {
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int close = text.indexOf(c, at + 1);
                at = close < 0 ? text.length() : close;
            } else if (text.startsWith("<!--", at)) {
                int close = text.indexOf("-->", at + 4);
                at = close < 0 ? text.length() : close + 2;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == '>' && depth <= 0) {
                return at + 1;
            }
            at++;
        }
        return text.length();
    }

    /** Reads the declarations between these positions; looks at nothing behind them. */
    static Doctype read(String document, int start, int end) {
        return read(document.substring(start, end));
    }

    private static Doctype read(String text) {
        int end = text.length();
        Map<String, String> characters = new HashMap<>();
        Set<String> unsafe = new HashSet<>();
        int at = text.indexOf("<!ENTITY");
        for (int count = 0; at >= 0 && count < MAX_ENTITIES; count++) {
            int nameStart = skipSpace(text, at + "<!ENTITY".length(), end);
            int nameEnd = nameStart;
            while (nameEnd < end && !Character.isWhitespace(text.charAt(nameEnd)) && text.charAt(nameEnd) != '>') {
                nameEnd++;
            }
            String name = text.substring(nameStart, nameEnd);
            if (!name.isEmpty() && !name.equals("%")) {
                String value = literal(text, skipSpace(text, nameEnd, end), end);
                if (value == null) {
                    unsafe.add(name);
                } else {
                    // The first declaration of a name is the one that counts.
                    characters.putIfAbsent(name, value);
                }
            }
            at = text.indexOf("<!ENTITY", nameEnd);
        }
        return new Doctype(Map.copyOf(characters), Set.copyOf(unsafe));
    }

    private static int skipSpace(String text, int from, int end) {
        int at = from;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The characters of a harmless value; null for any other. */
    private static String literal(String text, int from, int end) {
        if (from >= end || text.charAt(from) != '"' && text.charAt(from) != '\'') {
            return null;
        }
        int longest = Math.min(end, from + MAX_CHARACTERS * LONGEST_REFERENCE);
        int close = from + 1;
        while (close < longest && text.charAt(close) != text.charAt(from)) {
            close++;
        }
        if (close >= longest) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        int at = from + 1;
        while (at < close) {
            char c = text.charAt(at);
            if (c == '<' || c == '%') {
                return null;
            }
            if (c != '&') {
                value.append(c);
                at++;
            } else {
                int semicolon = at;
                while (semicolon < close && text.charAt(semicolon) != ';') {
                    semicolon++;
                }
                int codePoint = semicolon == close ? -1 : References.codePoint(text, at, semicolon);
                if (codePoint < 0) {
                    return null;
                }
                value.appendCodePoint(codePoint);
                at = semicolon + 1;
            }
        }
        return value.length() > MAX_CHARACTERS ? null : value.toString();
    }
}
