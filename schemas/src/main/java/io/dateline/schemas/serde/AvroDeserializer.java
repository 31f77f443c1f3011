package io.dateline.schemas.serde;

import io.dateline.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The reading half of {@link AvroSerde}. Readers are cached by the writer's schema id, and with their decoder by thread.
 * Bytes that are no such record are a {@link SerializationException}; a registry that is down is a {@link
 * io.dateline.schemas.registry.SchemaRegistryUnavailableException}.
 */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final SchemaRegistry registry;
    private final SpecificData model;
    private final Schema readerSchema;
    private final ThreadLocal<Workspace<T>> workspaces = ThreadLocal.withInitial(Workspace::new);

    private static final class Workspace<T> {
        private final Map<Integer, Reader<T>> readers = new HashMap<>();
        private BinaryDecoder decoder;
    }

    /** What reads the values that were written with one schema. */
    private record Reader<T>(Schema writerSchema, SpecificDatumReader<T> datums) {}

    AvroDeserializer(Class<T> type, SchemaRegistry registry) {
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
        this.readerSchema = model.getSchema(type);
    }

    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        if (value.length < AvroSerde.HEADER_BYTES || value[0] != AvroSerde.MAGIC) {
            throw new SerializationException("a value on " + topic + " that is not in the registry's wire format: "
                    + (value.length < AvroSerde.HEADER_BYTES
                            ? "only " + value.length + " bytes"
                            : "first byte " + value[0]));
        }
        int id = ByteBuffer.wrap(value, 1, 4).getInt();
        Workspace<T> space = workspaces.get();
        Reader<T> reader = space.readers.get(id);
        if (reader == null) {
            Schema writerSchema = registry.schemaOf(id);
            reader = new Reader<>(writerSchema, new SpecificDatumReader<>(writerSchema, readerSchema, model));
            space.readers.put(id, reader);
        }
        try {
            // Walked through once before it is read: a length in it that is wrong would make Avro allocate gigabytes.
            decodeFrom(value, space);
            GenericDatumReader.skip(reader.writerSchema(), space.decoder);
            if (!space.decoder.isEnd()) {
                throw new SerializationException("bytes left over behind the record");
            }
            decodeFrom(value, space);
            return reader.datums().read(null, space.decoder);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            space.decoder = null;
            throw new SerializationException(
                    "a value on " + topic + " that can't be read as " + readerSchema.getFullName()
                            + " (written with schema " + id + ")",
                    e);
        }
    }

    private static void decodeFrom(byte[] value, Workspace<?> space) {
        int length = value.length - AvroSerde.HEADER_BYTES;
        space.decoder = DecoderFactory.get().binaryDecoder(value, AvroSerde.HEADER_BYTES, length, space.decoder);
    }
}
