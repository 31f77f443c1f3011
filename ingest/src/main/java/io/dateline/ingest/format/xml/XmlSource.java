package io.dateline.ingest.format.xml;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.clean.Charsets.Decoded;
import io.dateline.ingest.wire.WireInput;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An XML document as text, and what stands before its outermost element. Immutable.
 *
 * @param text all of it
 * @param charset what it was decoded from
 * @param notes what the decoding had to guess or mend
 * @param doctype entities that the document declares; of several document types, those of the last
 * @param start where the markup behind declaration and document type begins
 */
record XmlSource(String text, Charset charset, List<String> notes, Doctype doctype, int start) {
    private static final int DECLARATION_BYTES = 512;

    /** Decodes an input by its byte order mark, its XML declaration, its declared media type, or its bytes. */
    static XmlSource of(WireInput input) {
        byte[] bytes = input.content().bytes();
        String inside = declaredInside(bytes);
        Decoded decoded = Charsets.decode(bytes, inside == null ? input.mediaType() : inside);
        String text = decoded.text();
        int at = 0;
        int doctypeStart = 0;
        int doctypeEnd = 0;
        while (at >= 0 && at < text.length()) {
            int next = text.indexOf('<', at);
            if (next < 0) {
                break;
            }
            if (text.startsWith("<?", next)) {
                at = behind(text, "?>", next);
            } else if (text.startsWith("<!--", next)) {
                at = behind(text, "-->", next);
            } else if (text.regionMatches(true, next, "<!DOCTYPE", 0, 9)) {
                doctypeStart = next;
                doctypeEnd = Doctype.end(text, next);
                at = doctypeEnd;
            } else {
                at = next;
                break;
            }
        }
        // A document has one at most; of several the last counts, and is read alone.
        Doctype doctype = doctypeEnd == 0 ? Doctype.NONE : Doctype.read(text, doctypeStart, doctypeEnd);
        return new XmlSource(text, decoded.charset(), decoded.notes(), doctype, at);
    }

    private static int behind(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    /** The encoding in the XML declaration, where that is readable as ASCII; null without one. */
    private static String declaredInside(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        int start = head.indexOf("<?xml");
        int end = start < 0 ? -1 : head.indexOf("?>", start);
        int at = end < 0 ? -1 : head.indexOf("encoding", start);
        if (at < 0 || at > end) {
            return null;
        }
        int open = at + "encoding".length();
        while (open < end && head.charAt(open) != '"' && head.charAt(open) != '\'') {
            open++;
        }
        int close = open < end ? head.indexOf(head.charAt(open), open + 1) : -1;
        if (close < 0) {
            return null;
        }
        String name = head.substring(open + 1, close).strip();
        // A declaration that can be read byte by byte is not in UTF-16, whatever it says: somebody has recoded the
        // text.
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("utf-16")
                        || lower.startsWith("utf16")
                        || lower.startsWith("ucs")
                        || lower.startsWith("utf-32")
                ? null
                : name;
    }
}
