package io.dateline.app.redrive;

import io.dateline.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter, and what its headers say. Headers that are missing or no use (others may have written them) read as empty,
 * -1, or the record's own time.
 *
 * @param place which one it is: see {@link LetterPlace}
 * @param source the record as it stands on {@code news.dead-letters}
 */
record Letter(LetterPlace place, ConsumerRecord<byte[], byte[]> source) {
    private static final int PREVIEW_CHARS = 100;

    String stage() {
        return text(DeadLetter.STAGE);
    }

    String node() {
        return text(DeadLetter.NODE);
    }

    /** The topic that it came from, and goes back to; empty for what was refused at an entrance. */
    String topic() {
        return text(DeadLetter.TOPIC);
    }

    String exception() {
        return text(DeadLetter.EXCEPTION);
    }

    String message() {
        return text(DeadLetter.MESSAGE);
    }

    /** How often it was tried. */
    int attempt() {
        try {
            return Math.max(1, Integer.parseInt(text(DeadLetter.ATTEMPT)));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /**
     * Which failure it tells of, as a key of the ledger. Two letters that tell of the same are one: a part that dies between
     * its letter and its offset writes another when it is back. So it is not the letter's place, but what failed, where it
     * came from, and at which attempt. What was in it belongs to it, for offsets begin anew when a topic is made anew. What came
     * from no topic fails once, at the entrance: there it is the letter's place.
     */
    String failure() {
        if (topic().isEmpty()
                || text(DeadLetter.PARTITION).isEmpty()
                || text(DeadLetter.OFFSET).isEmpty()) {
            return place.text();
        }
        return String.join(
                ":",
                stage(),
                topic(),
                text(DeadLetter.PARTITION),
                text(DeadLetter.OFFSET),
                Integer.toString(attempt()),
                fingerprint());
    }

    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.key() == null ? new byte[0] : source.key());
            digest.update((byte) 0);
            return HexFormat.of()
                    .formatHex(digest.digest(source.value() == null ? new byte[0] : source.value()), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Instant firstFailure() {
        return instant(DeadLetter.FIRST_FAILURE);
    }

    Instant lastFailure() {
        return instant(DeadLetter.LAST_FAILURE);
    }

    /** Its key as text, for people. */
    String key() {
        return source.key() == null ? "" : new String(source.key(), StandardCharsets.UTF_8);
    }

    /** What there is of text in the value, on one line, for people. */
    String preview() {
        if (source.value() == null) {
            return "(null)";
        }
        StringBuilder preview = new StringBuilder();
        String text = new String(
                source.value(), 0, Math.min(source.value().length, 4 * PREVIEW_CHARS), StandardCharsets.UTF_8);
        boolean gap = false;
        for (int i = 0; i < text.length() && preview.length() < PREVIEW_CHARS; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isWhitespace(c) || c == '\uFFFD') {
                gap = preview.length() > 0;
            } else {
                preview.append(gap ? " " : "").append(c);
                gap = false;
            }
        }
        return String.format(Locale.ROOT, "%s (%d bytes)", preview, source.value().length);
    }

    private String text(String header) {
        String text = DeadLetter.read(source.headers(), header);
        return text == null ? "" : text;
    }

    private Instant instant(String header) {
        try {
            return Instant.parse(text(header));
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(source.timestamp());
        }
    }
}
