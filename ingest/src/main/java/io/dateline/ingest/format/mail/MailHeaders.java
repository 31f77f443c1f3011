package io.dateline.ingest.format.mail;

import io.dateline.ingest.clean.Charsets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;

/** The fields of one header, decoded: raw bytes in whatever character set, folded lines, encoded words. Not thread-safe. */
final class MailHeaders {
    private static final int MAX_VALUE = 10_000;
    private static final int MAX_FIELDS = 1000;
    private static final int MAX_EACH = 50;

    private final Map<String, List<String>> fields = new HashMap<>();
    private int count;

    /** Takes a field; those beyond a thousand are passed over. */
    void add(Field field) {
        if (count++ < MAX_FIELDS) {
            List<String> values = fields.computeIfAbsent(field.getNameLowerCase(), name -> new ArrayList<>());
            if (values.size() < MAX_EACH) {
                values.add(bodyOf(field));
            }
        }
    }

    /** The first field of this name that says something, unfolded but with its encoded words; null without one. */
    String raw(String name) {
        for (String value : fields.getOrDefault(name, List.of())) {
            if (!value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    /** The first field of this name that says something, as text; null without one. */
    String text(String name) {
        String raw = raw(name);
        return raw == null ? null : decoded(raw);
    }

    /** Texts of all fields of this name. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .map(MailHeaders::decoded)
                .toList();
    }

    /** Encoded words replaced by what they stand for. */
    static String decoded(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        String bounded = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
        try {
            return DecoderUtil.decodeEncodedWords(bounded, DecodeMonitor.SILENT, Charsets.WINDOWS_1252);
        } catch (RuntimeException e) {
            // A word that is no word: what stands there is better than nothing.
            return bounded;
        }
    }

    private static String bodyOf(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return unfolded(field.getBody() == null ? "" : field.getBody());
        }
        byte[] bytes = raw.toByteArray();
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        int from = Math.min(colon + 1, bytes.length);
        byte[] value = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + MAX_VALUE));
        Charset charset = Charsets.decode(value, null).charset();
        return unfolded(new String(value, charset == null ? StandardCharsets.UTF_8 : charset));
    }

    private static String unfolded(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\r' && c != '\n') {
                out.append(c == '\t' ? ' ' : c);
            }
        }
        return out.toString();
    }
}
