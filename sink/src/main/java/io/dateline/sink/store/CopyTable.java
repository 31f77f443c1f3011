package io.dateline.sink.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dateline.schemas.AvroJson;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for one table, gathered in memory in the binary format of {@code COPY} (PostgreSQL's manual, "COPY", "Binary
 * Format") and sent in one go. Binary, because then no value needs quoting and none can be mistaken for syntax. A row is
 * {@link #row()} and then one call a column, in the order of the columns. Not thread-safe.
 */
final class CopyTable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int TRAILER = -1;
    private static final int NULL = -1;
    private static final int TEXT_OID = 25;
    private static final int JSONB_VERSION = 1;
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;
    private static final int CHUNK = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final String table;
    private final String[] columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int rows;
    private int column;

    CopyTable(String table, String... columns) {
        this.table = table;
        this.columns = columns;
        this.column = columns.length;
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    private interface JsonWriting {
        void to(JsonGenerator json) throws IOException;
    }

    /** Begins a row. */
    CopyTable row() {
        if (column != columns.length) {
            throw new IllegalStateException(table + ": a row of " + column + " columns, not " + columns.length);
        }
        column = 0;
        rows++;
        return write(() -> out.writeShort(columns.length));
    }

    /** A text, or null. */
    CopyTable text(String value) {
        return value == null ? absent() : field(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A symbol of an enum. */
    CopyTable symbol(Enum<?> value) {
        return text(value.name());
    }

    /** A bigint. */
    CopyTable number(long value) {
        return field(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(value);
        });
    }

    /** An integer, or null. */
    CopyTable integer(Integer value) {
        return value == null
                ? absent()
                : field(() -> {
                    out.writeInt(Integer.BYTES);
                    out.writeInt(value);
                });
    }

    /** A boolean. */
    CopyTable flag(boolean value) {
        return field(() -> {
            out.writeInt(1);
            out.writeByte(value ? 1 : 0);
        });
    }

    /** A double precision. */
    CopyTable real(double value) {
        return field(() -> {
            out.writeInt(Double.BYTES);
            out.writeDouble(value);
        });
    }

    /** A timestamptz, or null. */
    CopyTable instant(Instant value) {
        if (value == null) {
            return absent();
        }
        long micros;
        try {
            micros = Math.addExact(
                    Math.multiplyExact(value.getEpochSecond() - POSTGRES_EPOCH_SECONDS, 1_000_000L),
                    value.getNano() / 1000);
        } catch (ArithmeticException e) {
            throw new UnstorableException("the instant " + value + " is beyond what the database can hold", e);
        }
        return field(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(micros);
        });
    }

    /** A text[]. */
    CopyTable texts(List<String> values) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(array);
        write(() -> {
            to.writeInt(values.isEmpty() ? 0 : 1); // dimensions
            to.writeInt(0); // no nulls
            to.writeInt(TEXT_OID);
            if (!values.isEmpty()) {
                to.writeInt(values.size());
                to.writeInt(1); // lower bound
            }
            for (String value : values) {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                to.writeInt(text.length);
                to.write(text);
            }
        });
        return field(array.toByteArray());
    }

    /** A jsonb array of records. */
    CopyTable json(List<? extends IndexedRecord> records) {
        return json(json -> {
            json.writeStartArray();
            for (IndexedRecord avroRecord : records) {
                AvroJson.write(avroRecord, json);
            }
            json.writeEndArray();
        });
    }

    /** A jsonb object, or null. */
    CopyTable json(IndexedRecord avroRecord) {
        return avroRecord == null ? absent() : json(json -> AvroJson.write(avroRecord, json));
    }

    private CopyTable json(JsonWriting content) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        write(() -> {
            try (JsonGenerator json = JSON.createGenerator(text)) {
                content.to(json);
            }
        });
        return field(() -> {
            out.writeInt(text.size() + 1);
            out.writeByte(JSONB_VERSION);
            text.writeTo(out);
        });
    }

    /** A null. */
    CopyTable absent() {
        return field(() -> out.writeInt(NULL));
    }

    /** Sends all rows, if there are any. For one use. */
    void copyTo(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        if (column != columns.length) {
            throw new IllegalStateException(table + ": a row of " + column + " columns, not " + columns.length);
        }
        write(() -> out.writeShort(TRAILER));
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command());
        try {
            byte[] all = bytes.toByteArray();
            for (int from = 0; from < all.length; from += CHUNK) {
                copy.writeToCopy(all, from, Math.min(CHUNK, all.length - from));
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private String command() {
        return "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
    }

    private CopyTable field(byte[] value) {
        return field(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    private CopyTable field(Writing writing) {
        if (column == columns.length) {
            throw new IllegalStateException(table + ": more than " + columns.length + " columns");
        }
        column++;
        return write(writing);
    }

    private CopyTable write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return this;
    }
}
