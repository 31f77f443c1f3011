package io.dateline.ingest.format.textwire;

import io.dateline.ingest.clean.Charsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message's bytes as text, its control characters still in it. Eight-bit text that is no UTF-8 is read as ISO 8859-1,
 * which IPTC 7901 and the agencies' ANPA mean unless they declare something else; seven-bit national alphabets and ISO
 * 6937 are found from the letters. Immutable.
 *
 * @param text with {@code \n} as the only line end
 * @param notes what had to be guessed, one sentence each
 */
public record WireText(String text, List<String> notes) {
    private static final String DEFAULT_CHARSET = "ISO-8859-1";
    private static final int MIN_HIGH_SHARE = 4;

    public WireText {
        notes = List.copyOf(notes);
    }

    /**
     * Decodes a message.
     *
     * @param mediaType as declared; null without a declaration
     */
    public static WireText of(byte[] bytes, String mediaType) {
        NationalCharsets.Variant variant = NationalCharsets.find(bytes);
        if (variant != null) {
            String text = variant.decode(bytes);
            return new WireText(lines(text), List.of("Read as " + variant.label() + ", found from the bytes."));
        }
        String declared = Charsets.named(mediaType) != null ? mediaType : isLatin(bytes) ? DEFAULT_CHARSET : null;
        Charsets.Decoded decoded = Charsets.decode(bytes, declared);
        List<String> notes = new ArrayList<>(decoded.notes());
        if (DEFAULT_CHARSET.equals(declared)) {
            notes.removeIf(note -> note.startsWith("Declared as"));
        }
        return new WireText(lines(decoded.text()), notes);
    }

    /** Mostly letters of seven bits: a script that writes with Latin letters. */
    private static boolean isLatin(byte[] bytes) {
        int letters = 0;
        int high = 0;
        for (byte b : bytes) {
            if (b < 0) {
                high++;
            } else if (b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z') {
                letters++;
            }
        }
        return high * MIN_HIGH_SHARE <= letters;
    }

    /** Teleprinters end a line with CR CR LF, files with CR LF, some systems with CR alone. */
    private static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\r') {
                out.append(c);
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && text.charAt(end) == '\r') {
                end++;
            }
            boolean feeds = end < text.length() && text.charAt(end) == '\n';
            // CR LF is one line end, however many CRs were sent to give the carriage its time.
            out.append("\n".repeat(feeds ? 0 : Math.min(end - i, 2)));
            i = end;
        }
        return out.toString();
    }
}
