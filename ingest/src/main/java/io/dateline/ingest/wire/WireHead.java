package io.dateline.ingest.wire;

import io.dateline.ingest.clean.Charsets;
import java.util.Locale;

/** The beginning of an input, decoded once, for parsers to recognise their format by. Immutable. */
public final class WireHead {
    /** Bytes that are looked at. */
    public static final int BYTES = 64 * 1024;

    private final WireInput input;
    private final byte[] bytes;
    private final String text;
    private final String trimmed;
    private final boolean binary;
    private final XmlRoot root;

    /**
     * The outermost element of an XML document.
     *
     * @param name as written, prefix included
     * @param localName without the prefix
     * @param attributes the rest of the start tag as written: namespaces are in here
     */
    public record XmlRoot(String name, String localName, String attributes) {}

    private WireHead(WireInput input) {
        this.input = input;
        this.bytes = input.content().head(BYTES);
        this.text = Charsets.peek(bytes, input.mediaType());
        this.trimmed = text.strip();
        this.binary = isBinary(text);
        this.root = trimmed.startsWith("<") ? findRoot(trimmed) : null;
    }

    public static WireHead of(WireInput input) {
        return new WireHead(input);
    }

    /** At most {@link #BYTES} bytes. Don't write to it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Is this all of the input? */
    public boolean isComplete() {
        return bytes.length == input.content().size();
    }

    /** The beginning as text, without a byte order mark; undecodable bytes as U+FFFD. */
    public String text() {
        return text;
    }

    /** The text without white space around it. */
    public String trimmed() {
        return trimmed;
    }

    /** First character that is not white space, or NUL when there is none. */
    public char firstChar() {
        return trimmed.isEmpty() ? '\0' : trimmed.charAt(0);
    }

    /** The outermost element, for content that begins like XML (or HTML); null otherwise. */
    public XmlRoot xmlRoot() {
        return root;
    }

    /** Media type in lower case without parameters; empty without a declaration. */
    public String mediaType() {
        String declared = input.mediaType();
        if (declared == null) {
            return "";
        }
        int end = declared.indexOf(';');
        return (end < 0 ? declared : declared.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** File name in lower case; empty without one. */
    public String fileName() {
        return input.fileName() == null ? "" : input.fileName().toLowerCase(Locale.ROOT);
    }

    /** NUL bytes in what is not UTF-16 or UTF-32, or many control characters: no text format. */
    public boolean looksBinary() {
        return binary;
    }

    private static boolean isBinary(String text) {
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return true;
            }
            // SOH, STX, ETX, EOT, BEL, FF and such belong to the old text wires, in small numbers.
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == '\uFFFD') {
                controls++;
            }
        }
        return controls > 16 && controls > text.length() / 20;
    }

    private static XmlRoot findRoot(String xml) {
        int at = 0;
        while (at >= 0 && at < xml.length()) {
            at = xml.indexOf('<', at);
            if (at < 0 || at + 1 >= xml.length()) {
                return null;
            }
            if (xml.startsWith("<!--", at)) {
                at = after(xml, "-->", at + 4);
            } else if (xml.startsWith("<?", at)) {
                at = after(xml, "?>", at + 2);
            } else if (xml.startsWith("<!", at)) {
                at = afterDoctype(xml, at);
            } else {
                return rootAt(xml, at + 1);
            }
        }
        return null;
    }

    private static int after(String xml, String mark, int from) {
        int end = xml.indexOf(mark, from);
        return end < 0 ? -1 : end + mark.length();
    }

    private static int afterDoctype(String xml, int from) {
        int end = xml.indexOf('>', from);
        int subset = subset(xml, from, end);
        if (subset < end) {
            // Without its end within reach, all that follows is hidden in it.
            int close = xml.indexOf(']', subset);
            end = close < 0 ? -1 : xml.indexOf('>', close);
        }
        return end < 0 ? -1 : end + 1;
    }

    /** Where the subset begins; the end without one. Looks no further: a head may be nothing but declarations. */
    private static int subset(String xml, int from, int end) {
        int at = from;
        while (at < end && xml.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private static XmlRoot rootAt(String xml, int from) {
        int end = from;
        while (end < xml.length() && " \t\r\n/>".indexOf(xml.charAt(end)) < 0) {
            end++;
        }
        String name = xml.substring(from, end);
        if (name.isEmpty() || !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_') {
            return null;
        }
        int close = xml.indexOf('>', end);
        String attributes = xml.substring(end, close < 0 ? xml.length() : close);
        return new XmlRoot(name, name.substring(name.indexOf(':') + 1), attributes);
    }
}
