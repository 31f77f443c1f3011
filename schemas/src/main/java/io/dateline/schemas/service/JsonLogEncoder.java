package io.dateline.schemas.service;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Log lines as JSON, one object a line, for machines. Our messages are constant words with keys and values
 * ({@code "partition taken on topic={} partition={}"}): the words become {@code message}, and each key a field of its own,
 * with its value. Messages of other make stay whole. Named in {@code logback.xml}; logback calls it from one thread at a
 * time.
 */
public final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
    private static final String PLACE = "{}";
    private static final Set<String> OURS = Set.of("time", "level", "logger", "thread", "message", "exception");
    private static final byte[] NOTHING = new byte[0];

    private final JsonFactory json =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("time", event.getInstant().toString());
            out.writeStringField("level", event.getLevel().toString());
            out.writeStringField("logger", event.getLoggerName());
            out.writeStringField("thread", event.getThreadName());
            message(out, event);
            if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
                out.writeStringField("exception", ThrowableProxyUtil.asString(thrown));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        line.writeBytes(System.lineSeparator().getBytes(StandardCharsets.UTF_8));
        return line.toByteArray();
    }

    private static void message(JsonGenerator out, ILoggingEvent event) throws IOException {
        String template = event.getMessage();
        Object[] values = event.getArgumentArray();
        int fields = template == null || values == null ? -1 : fieldsFrom(template, values.length);
        if (fields < 0) {
            out.writeStringField("message", event.getFormattedMessage());
            return;
        }
        out.writeStringField("message", template.substring(0, fields).strip());
        String[] keys = template.substring(fields).strip().split(" ");
        for (int i = 0; i < keys.length; i++) {
            String key = keys[i].substring(0, keys[i].length() - PLACE.length() - 1);
            value(out, OURS.contains(key) ? key + "_" : key, values[i]);
        }
    }

    /** Where in a template the fields begin; -1 when what follows the words is not keys and places, one for each value. */
    private static int fieldsFrom(String template, int values) {
        int first = template.indexOf("=" + PLACE);
        if (first < 0) {
            return -1;
        }
        int start = template.lastIndexOf(' ', first) + 1;
        String[] keys = template.substring(start).strip().split(" ");
        if (keys.length > values || template.indexOf(PLACE) < first) {
            return -1;
        }
        for (String key : keys) {
            if (key.length() <= PLACE.length() + 1
                    || key.indexOf('=') != key.length() - PLACE.length() - 1
                    || !key.endsWith("=" + PLACE)) {
                return -1;
            }
        }
        return start;
    }

    private static void value(JsonGenerator out, String key, Object value) throws IOException {
        if (value == null) {
            out.writeNullField(key);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            out.writeNumberField(key, ((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            out.writeBooleanField(key, flag);
        } else {
            out.writeStringField(key, value.toString());
        }
    }
}
