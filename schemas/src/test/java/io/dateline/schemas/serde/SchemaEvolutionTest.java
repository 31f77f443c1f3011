package io.dateline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.registry.WireSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records that were written with the first released schemas are read by today's code, and today's records by a consumer
 * that still has the first ones: bytes, not only rules. The records are random; the seed is in every failure.
 */
class SchemaEvolutionTest {
    private static final int RECORDS = 200;
    private static final long SEED = 20261126;

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    static Stream<NewsTopic> topics() {
        return Stream.of(NewsTopic.values()).filter(topic -> topic.schema().isPresent());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void todaysCodeReadsWhatTheFirstReleasedSchemaWrote(NewsTopic topic) throws Exception {
        Schema first = firstReleased(topic);
        AvroSerde<SpecificRecord> serde = AvroSerde.of(typeOf(topic), registry);
        int id = registry.idOf(topic.subject(), first);

        int number = 0;
        for (Object written : new RandomData(first, RECORDS, SEED)) {
            SpecificRecord read = serde.deserializer().deserialize(topic.topicName(), wire(id, encode(written, first)));

            Object back = decode(encodeSpecific(read), WireSchema.of(read.getSchema()), first);
            assertThat(back)
                    .as("record %d of seed %d on %s", number++, SEED, topic)
                    .isEqualTo(written);
        }
        assertThat(number).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aConsumerWithTheFirstReleasedSchemaReadsWhatTodaysCodeWrites(NewsTopic topic) throws Exception {
        Schema first = firstReleased(topic);
        Schema today = topic.schema().orElseThrow();
        AvroSerde<SpecificRecord> serde = AvroSerde.of(typeOf(topic), registry);

        int number = 0;
        for (Object random : new RandomData(today, RECORDS, SEED, true)) {
            SpecificRecord record = (SpecificRecord) specific(random, today);
            byte[] value = serde.serializer().serialize(topic.topicName(), record);
            ByteBuffer header = ByteBuffer.wrap(value);
            assertThat(header.get()).isZero();
            Schema writer = registry.schemaOf(header.getInt());
            byte[] body = new byte[header.remaining()];
            header.get(body);

            IndexedRecord read = (IndexedRecord) decode(body, writer, first);

            assertThat(CommonFields.differences(random, today, read, first))
                    .as("record %d of seed %d on %s", number++, SEED, topic)
                    .isEmpty();
            assertThat(GenericData.get().validate(first, read)).isTrue();
        }
        assertThat(number).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aFieldThatIsReadAsAnotherIsFound(NewsTopic topic) throws Exception {
        Schema first = firstReleased(topic);
        Schema today = topic.schema().orElseThrow();
        IndexedRecord before = null;
        int altered = 0;
        for (Object random : new RandomData(today, RECORDS, SEED, true)) {
            IndexedRecord read = (IndexedRecord) decode(encode(random, today), today, first);
            for (Schema.Field field : first.getFields()) {
                Object right = read.get(field.pos());
                if (before != null && !Objects.equals(before.get(field.pos()), right)) {
                    read.put(field.pos(), before.get(field.pos()));
                    assertThat(CommonFields.differences(random, today, read, first))
                            .as("%s altered", field.name())
                            .isNotEmpty()
                            .allMatch(difference -> difference.startsWith("/" + field.name()));
                    read.put(field.pos(), right);
                    altered++;
                }
            }
            before = read;
        }
        assertThat(altered).isGreaterThan(RECORDS);
    }

    private static Schema firstReleased(NewsTopic topic) throws IOException {
        try (InputStream file = NewsTopic.class.getResourceAsStream("/released/" + topic.topicName() + "/v1.avsc")) {
            assertThat(file)
                    .as("first released schema of %s", topic.topicName())
                    .isNotNull();
            return new Schema.Parser().parse(file);
        }
    }

    @SuppressWarnings("unchecked")
    private static Class<SpecificRecord> typeOf(NewsTopic topic) {
        return (Class<SpecificRecord>)
                SpecificData.get().getClass(topic.schema().orElseThrow());
    }

    private static byte[] wire(int id, byte[] body) {
        return ByteBuffer.allocate(AvroSerde.HEADER_BYTES + body.length)
                .put(AvroSerde.MAGIC)
                .putInt(id)
                .put(body)
                .array();
    }

    private static byte[] encode(Object record, Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static byte[] encodeSpecific(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        SpecificData model = SpecificData.getForClass(record.getClass());
        model.createDatumWriter(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Object decode(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return new GenericDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static Object specific(Object generic, Schema schema) throws IOException {
        SpecificData model = SpecificData.getForSchema(schema);
        return model.createDatumReader(schema, schema)
                .read(null, DecoderFactory.get().binaryDecoder(encode(generic, schema), null));
    }
}
