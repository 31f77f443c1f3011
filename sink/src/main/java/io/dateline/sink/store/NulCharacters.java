package io.dateline.sink.store;

import java.util.List;
import org.apache.avro.generic.IndexedRecord;

/**
 * U+0000 is a character like any other to Kafka, and none that PostgreSQL can store. It is replaced by U+FFFD, one code
 * point for one, so that every span keeps its place.
 */
public final class NulCharacters {
    private static final char NUL = '\u0000';
    private static final char REPLACEMENT = '\ufffd';

    private NulCharacters() {}

    /** The text without U+0000. */
    public static String replaceIn(String text) {
        return text.indexOf(NUL) < 0 ? text : text.replace(NUL, REPLACEMENT);
    }

    /** Replaces U+0000 in every text of the record, in place. */
    public static void replaceIn(IndexedRecord avroRecord) {
        int fields = avroRecord.getSchema().getFields().size();
        for (int i = 0; i < fields; i++) {
            Object value = avroRecord.get(i);
            if (value instanceof String text && text.indexOf(NUL) >= 0) {
                avroRecord.put(i, replaceIn(text));
            } else if (value instanceof IndexedRecord nested) {
                replaceIn(nested);
            } else if (value instanceof List<?> list) {
                avroRecord.put(i, replaced(list));
            }
        }
    }

    private static List<?> replaced(List<?> list) {
        boolean texts = false;
        for (Object element : list) {
            if (element instanceof IndexedRecord nested) {
                replaceIn(nested);
            } else if (element instanceof String text && text.indexOf(NUL) >= 0) {
                texts = true;
            }
        }
        return texts
                ? list.stream()
                        .map(element -> element instanceof String text ? replaceIn(text) : element)
                        .toList()
                : list;
    }
}
