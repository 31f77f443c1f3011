package io.dateline.app.proof;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** What no oracle knows: times that are read from our own clock. Everything else in a record counts. */
final class OurClock {
    private static final Set<String> READ_FROM_IT = Set.of("receivedAt", "publishedAt", "decidedAt", "enrichedAt");

    private OurClock() {}

    /** The same record without them. */
    static <T extends IndexedRecord> T erasedFrom(T record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (READ_FROM_IT.contains(field.name())) {
                record.put(field.pos(), Instant.EPOCH);
            } else if (value instanceof IndexedRecord inner) {
                erasedFrom(inner);
            } else if (value instanceof Collection<?> many) {
                many.forEach(one -> {
                    if (one instanceof IndexedRecord inner) {
                        erasedFrom(inner);
                    }
                });
            }
        }
        return record;
    }
}
