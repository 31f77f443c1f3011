package io.dateline.ingest.format.feed;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.clean.Charsets.Decoded;
import io.dateline.ingest.wire.WireInput;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A feed's characters, with its document type taken care of.
 *
 * @param text the characters
 * @param charset what they were read as
 * @param notes what had to be guessed or mended
 * @param unsafe why the document type can't be followed safely; null when there is nothing to fear
 */
record FeedText(String text, Charset charset, List<String> notes, String unsafe) {
    private static final int DECLARATION_BYTES = 1024;

    static FeedText of(WireInput input) {
        byte[] bytes = input.content().bytes();
        String declared = Charsets.named(input.mediaType()) != null ? input.mediaType() : declaredEncoding(bytes);
        Decoded decoded = Charsets.decode(bytes, declared);
        List<String> notes = new ArrayList<>(decoded.notes());
        DoctypeEntities entities = DoctypeEntities.of(decoded.text());
        String text = entities.unsafe() != null ? decoded.text() : entities.expand(decoded.text(), notes::add);
        return new FeedText(text, decoded.charset(), notes, entities.unsafe());
    }

    /** The encoding that the XML declaration names, wherever near the beginning it stands; null without one. */
    private static String declaredEncoding(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        int from = head.indexOf("<?xml");
        int to = from < 0 ? -1 : head.indexOf("?>", from);
        if (to < 0) {
            return null;
        }
        String declaration = head.substring(from, to);
        int at = declaration.toLowerCase(Locale.ROOT).indexOf("encoding");
        if (at < 0) {
            return null;
        }
        int quote = at;
        while (quote < declaration.length() && declaration.charAt(quote) != '"' && declaration.charAt(quote) != '\'') {
            quote++;
        }
        int end = quote + 1 < declaration.length() ? declaration.indexOf(declaration.charAt(quote), quote + 1) : -1;
        return end < 0 ? null : declaration.substring(quote + 1, end).strip();
    }
}
