package io.dateline.enrich.life;

import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A fingerprint of what the wire said, whichever way it came in. How and when a copy was delivered (entrance, format,
 * media type, received time, the bytes around it, the parser's remarks) does not count: the same story posted twice, or
 * posted and found in a directory, has one fingerprint. Thread-safe.
 */
public final class ContentHash {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private ContentHash() {}

    /** SHA-256 over the fields that say something. */
    public static byte[] of(RawArticle story) {
        RawArticle said = RawArticle.newBuilder(story)
                .setFeed("")
                .setFormat("")
                .setMediaType(null)
                .setNotes(List.of())
                .setReceivedAt(Instant.EPOCH)
                .setOriginal(NO_BYTES.duplicate())
                .build();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<>(RawArticle.class).write(said, encoder);
            encoder.flush();
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a digest takes everything", e);
        }
    }
}
