package io.dateline.schemas.serde;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/**
 * Compares a record as it was written with the same record as it was read with another schema, field by field and name by name,
 * without Avro's own rules for resolving the one into the other. A symbol that the reader does not know has to be its default.
 */
final class CommonFields {
    private final List<String> differences = new ArrayList<>();

    private CommonFields() {}

    /** Where they differ, as paths with both values; empty where all that both schemas have is the same. */
    static List<String> differences(Object written, Schema writer, Object read, Schema reader) {
        CommonFields comparison = new CommonFields();
        comparison.compare("", written, writer, read, reader);
        return comparison.differences;
    }

    private void compare(String path, Object written, Schema writer, Object read, Schema reader) {
        Schema from = branch(writer, written);
        Schema to = branch(reader, read);
        if (from.getType() != to.getType()) {
            differ(path, written, read);
            return;
        }
        switch (from.getType()) {
            case RECORD -> compareFields(path, (IndexedRecord) written, from, (IndexedRecord) read, to);
            case ARRAY -> compareElements(path, (List<?>) written, from, (List<?>) read, to);
            case MAP -> compareEntries(path, (Map<?, ?>) written, from, (Map<?, ?>) read, to);
            case ENUM -> {
                String symbol = written.toString();
                String expected = to.hasEnumSymbol(symbol) ? symbol : to.getEnumDefault();
                if (!read.toString().equals(expected)) {
                    differ(path, written, read);
                }
            }
            case STRING -> {
                if (!written.toString().equals(read.toString())) {
                    differ(path, written, read);
                }
            }
            default -> {
                if (!Objects.equals(written, read)) {
                    differ(path, written, read);
                }
            }
        }
    }

    private void compareFields(String path, IndexedRecord written, Schema writer, IndexedRecord read, Schema reader) {
        for (Schema.Field field : reader.getFields()) {
            Schema.Field same = writer.getField(field.name());
            if (same != null) {
                compare(
                        path + "/" + field.name(),
                        written.get(same.pos()),
                        same.schema(),
                        read.get(field.pos()),
                        field.schema());
            }
        }
    }

    private void compareElements(String path, List<?> written, Schema writer, List<?> read, Schema reader) {
        if (written.size() != read.size()) {
            differ(path, written.size() + " elements", read.size() + " elements");
            return;
        }
        Iterator<?> other = read.iterator();
        int number = 0;
        for (Object element : written) {
            compare(path + "/" + number++, element, writer.getElementType(), other.next(), reader.getElementType());
        }
    }

    private void compareEntries(String path, Map<?, ?> written, Schema writer, Map<?, ?> read, Schema reader) {
        if (!written.keySet().equals(read.keySet())) {
            differ(path, written.keySet(), read.keySet());
            return;
        }
        written.forEach((key, value) ->
                compare(path + "/" + key, value, writer.getValueType(), read.get(key), reader.getValueType()));
    }

    private void differ(String path, Object written, Object read) {
        differences.add(path + ": " + written + " was read as " + read);
    }

    private static Schema branch(Schema schema, Object value) {
        return schema.isUnion() ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value)) : schema;
    }
}
