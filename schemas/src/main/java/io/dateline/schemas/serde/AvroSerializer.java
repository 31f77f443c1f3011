package io.dateline.schemas.serde;

import io.dateline.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** The writing half of {@link AvroSerde}. Ids are cached by subject, buffers and writers by thread. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final SchemaRegistry registry;
    private final ConcurrentHashMap<String, Subject> subjects = new ConcurrentHashMap<>();
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    /** The last schema written under a subject and its id: a topic has one kind of record. */
    private record Subject(Schema schema, int id) {}

    private static final class Workspace {
        private static final int KEPT_BYTES = 1 << 20;

        private ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        private BinaryEncoder encoder;
        private Schema schema;
        private SpecificDatumWriter<Object> writer;
    }

    AvroSerializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public byte[] serialize(String topic, T avroRecord) {
        if (avroRecord == null) {
            return null;
        }
        Schema schema = avroRecord.getSchema();
        Subject subject = subjects.get(topic);
        if (subject == null || subject.schema() != schema) {
            subject = new Subject(schema, registry.idOf(topic + "-value", schema));
            subjects.put(topic, subject);
        }
        Workspace space = workspaces.get();
        if (space.schema != schema) {
            space.schema = schema;
            space.writer = new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema));
        }
        ByteArrayOutputStream bytes = space.bytes;
        bytes.reset();
        int id = subject.id();
        bytes.write(AvroSerde.MAGIC);
        bytes.write(id >>> 24);
        bytes.write(id >>> 16);
        bytes.write(id >>> 8);
        bytes.write(id);
        try {
            space.encoder = EncoderFactory.get().binaryEncoder(bytes, space.encoder);
            space.writer.write(avroRecord, space.encoder);
            space.encoder.flush();
            return bytes.toByteArray();
        } catch (IOException | RuntimeException e) {
            space.encoder = null;
            throw new SerializationException("a " + schema.getFullName() + " that can't be written", e);
        } finally {
            if (bytes.size() > Workspace.KEPT_BYTES) {
                space.bytes = new ByteArrayOutputStream(8192);
                space.encoder = null;
            }
        }
    }
}
