package io.dateline.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The keys of records, which other services may rely on. Stable: the same quote or entity keeps its key when a story is
 * updated, wherever it stands in the new version. Thread-safe.
 */
public final class RecordKeys {
    private static final char ID_SEPARATOR = '|';
    private static final char PART_SEPARATOR = '#';
    private static final int HASH_BYTES = 12;

    private RecordKeys() {}

    /** {@code provider|id}: the provider in lower case, the id as the provider writes it, without its version. */
    public static String articleId(String provider, String id) {
        return provider.strip().toLowerCase(Locale.ROOT) + ID_SEPARATOR + id.strip();
    }

    /**
     * Key of a quote.
     *
     * @param text the quoted content without its marks; white space and typographic marks don't count
     * @param occurrence 0 for the first quote of the story with this content, 1 for the second, and so on
     */
    public static String quoteId(String articleId, String text, int occurrence) {
        return articleId + PART_SEPARATOR + hash(folded(text) + (occurrence == 0 ? "" : "\u0000" + occurrence));
    }

    /** Identity of an entity across stories: its Wikidata id, else its type and folded name. */
    public static String entityKey(String wikidataId, EntityType type, String name) {
        return wikidataId != null ? wikidataId : type.name().toLowerCase(Locale.ROOT) + ":" + folded(name);
    }

    /** Key of an entity in a story. */
    public static String mentionId(String articleId, String entityKey) {
        return articleId + PART_SEPARATOR + entityKey;
    }

    private static String folded(String text) {
        String plain = NormalForms.of(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        boolean gap = false;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\u2018', '\u2019' -> c = '\'';
                case '\u201c', '\u201d' -> c = '"';
                case '\u2013', '\u2014' -> c = '-';
                default -> {}
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = folded.length() > 0;
            } else {
                if (gap) {
                    folded.append(' ');
                    gap = false;
                }
                folded.appendCodePoint(c);
            }
        }
        return folded.toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
