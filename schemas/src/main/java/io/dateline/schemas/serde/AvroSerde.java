package io.dateline.schemas.serde;

import io.dateline.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads and writes one kind of generated record in Confluent's wire format: a zero byte, the schema's id as four bytes,
 * then Avro's binary encoding. A null record is a null value, that is, a tombstone. Thread-safe.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    /** First byte of every value. */
    static final byte MAGIC = 0;

    /** Bytes before the record itself. */
    static final int HEADER_BYTES = 5;

    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    private AvroSerde(Class<T> type, SchemaRegistry registry) {
        serializer = new AvroSerializer<>(registry);
        deserializer = new AvroDeserializer<>(type, registry);
    }

    /** A serde for records of {@code type}. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, SchemaRegistry registry) {
        return new AvroSerde<>(type, registry);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
