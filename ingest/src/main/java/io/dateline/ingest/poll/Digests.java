package io.dateline.ingest.poll;

import io.dateline.ingest.wire.ParseResult;
import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** What stands for an item or a document where only sameness matters: half of a SHA-256, in hexadecimal. */
final class Digests {
    private static final int BYTES = 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private Digests() {}

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] bytes) {
        return of(ByteBuffer.wrap(bytes));
    }

    /** Of everything that a parser made of an item, but not when it came nor how it was written. */
    static String of(ParseResult item, byte[] document) {
        if (item instanceof ParseResult.Refused refused) {
            return of(refused.original() == null ? document : refused.original());
        }
        RawArticle article = ((ParseResult.Parsed) item).article();
        RawArticle bare = RawArticle.newBuilder(article)
                .setReceivedAt(Instant.EPOCH)
                .setOriginal(NOTHING)
                .build();
        try {
            return of(bare.toByteBuffer());
        } catch (IOException e) {
            throw new IllegalStateException("a record can't be written to memory", e);
        }
    }

    private static String of(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
