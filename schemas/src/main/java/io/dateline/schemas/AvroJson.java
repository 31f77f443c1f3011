package io.dateline.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * The JSON form of a record: its fields by name, enums as their symbols, instants as ISO 8601, bytes as Base64, null for
 * an absent value. Unlike Avro's own JSON encoding it does not wrap unions. Thread-safe.
 */
public final class AvroJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AvroJson() {}

    /** The record as one line of JSON. */
    public static String toJson(IndexedRecord avroRecord) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(avroRecord, json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return out.toString();
    }

    /** Writes the record as a JSON object. */
    public static void write(IndexedRecord avroRecord, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(avroRecord, json);
        json.writeEndObject();
    }

    /** Writes the record's fields into the object that {@code json} is in. */
    public static void writeFields(IndexedRecord avroRecord, JsonGenerator json) throws IOException {
        for (Schema.Field field : avroRecord.getSchema().getFields()) {
            json.writeFieldName(field.name());
            writeValue(avroRecord.get(field.pos()), json);
        }
    }

    /** Writes one value of a record: a field, or an element of one. */
    public static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof IndexedRecord nested) {
            write(nested, json);
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                writeValue(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                writeValue(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.writeBinary(copy);
        } else {
            // Strings, enums and instants: their text is their JSON form.
            json.writeString(value.toString());
        }
    }
}
