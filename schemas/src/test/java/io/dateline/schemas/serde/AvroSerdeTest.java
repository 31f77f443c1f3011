package io.dateline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Samples;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistryException;
import io.dateline.schemas.registry.SchemaRegistryUnavailableException;
import io.dateline.schemas.registry.WireSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {
    private static final String RAW = NewsTopic.RAW.topicName();
    private static final String MENTIONS = NewsTopic.MENTIONS.topicName();

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerde<RawArticle> articles = AvroSerde.of(RawArticle.class, registry);
    private final AvroSerde<EntityMentionRecord> mentions = AvroSerde.of(EntityMentionRecord.class, registry);

    @Test
    void readsWhatItWrote() {
        RawArticle article = Samples.rawArticle("First paragraph.\n\nSecond, with “marks” and 🌍.");

        RawArticle read = readArticle(writeArticle(article));

        assertThat(read).isEqualTo(article);
        assertThat(read.getReceivedAt()).isEqualTo(Samples.RECEIVED);
        assertThat(read.getUrgency()).isNull();
        assertThat(read.getNotes()).isEmpty();
        assertThat(read.getBody()).isInstanceOf(String.class);
    }

    @Test
    void writesConfluentsWireFormat() {
        registry.idOf("something-else", Schema.create(Schema.Type.STRING));

        byte[] value = writeArticle(Samples.rawArticle("b"));

        int id = registry.idOf(NewsTopic.RAW.subject(), RawArticle.getClassSchema());
        assertThat(id).isEqualTo(2);
        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 0, 0, 0, 2);
        assertThat(registry.schemaOf(id).toString()).doesNotContain("avro.java.string");
    }

    @Test
    void aMissingRecordIsATombstone() {
        assertThat(writeArticle(null)).isNull();
        assertThat(readArticle(null)).isNull();
    }

    @Test
    void writesLargeRecordsAndSmallOnesAfterThem() {
        RawArticle large = Samples.rawArticle("ä".repeat(3_000_000));
        RawArticle small = Samples.rawArticle("small");

        byte[] largeValue = writeArticle(large);
        byte[] smallValue = writeArticle(small);

        assertThat(readArticle(largeValue)).isEqualTo(large);
        assertThat(readArticle(smallValue)).isEqualTo(small);
        assertThat(smallValue.length).isLessThan(1000);
    }

    @Test
    void theSameRecordIsTheSameBytes() {
        assertThat(writeArticle(Samples.rawArticle("b"))).isEqualTo(writeArticle(Samples.rawArticle("b")));
    }

    @Test
    void goesOnAfterARecordThatCannotBeWritten() {
        RawArticle broken = new RawArticle();

        assertThatThrownBy(() -> writeArticle(broken))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("RawArticle");
        assertThat(readArticle(writeArticle(Samples.rawArticle("b")))).isEqualTo(Samples.rawArticle("b"));
    }

    @Test
    void readsARecordOfAnOlderSchemaWithTheNewFieldsDefaults() throws Exception {
        Schema older = without(WireSchema.of(EntityMentionRecord.getClassSchema()), "aliases", "salience", "role");
        GenericRecord old = new GenericRecordBuilder(older)
                .set("mentionId", "a|1#Q42")
                .set("articleId", "a|1")
                .set("version", 4L)
                .set("publishedAt", Samples.RECEIVED.toEpochMilli())
                .set("entityKey", "Q42")
                .set("name", "Douglas Adams")
                .set("type", new GenericData.EnumSymbol(older.getField("type").schema(), "PERSON"))
                .set("mentions", List.of())
                .build();

        EntityMentionRecord read =
                mentions.deserializer().deserialize(MENTIONS, wire(registry.idOf("older", older), older, old));

        assertThat(read.getVersion()).isEqualTo(4);
        assertThat(read.getPublishedAt()).isEqualTo(Samples.RECEIVED);
        assertThat(read.getAliases()).isEmpty();
        assertThat(read.getSalience()).isZero();
        assertThat(read.getRole()).isNull();
    }

    @Test
    void readsARecordOfANewerSchemaWithoutItsFieldsAndUnknownSymbolsAsTheDefault() throws Exception {
        String text = WireSchema.of(EntityMentionRecord.getClassSchema()).toString();
        Schema newer = new Schema.Parser()
                .parse(
                        text.replace("\"PERSON\",", "\"PERSON\",\"ANIMAL\",")
                                .replace(
                                        "\"fields\":[{\"name\":\"mentionId\"",
                                        "\"fields\":[{\"name\":\"added\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"mentionId\""));
        GenericRecordBuilder record = new GenericRecordBuilder(newer);
        record.set("added", "something new")
                .set("mentionId", "a|1#Q42")
                .set("articleId", "a|1")
                .set("version", 4L)
                .set("publishedAt", 0L)
                .set("entityKey", "Q42")
                .set("name", "Laika")
                .set("type", new GenericData.EnumSymbol(newer.getField("type").schema(), "ANIMAL"))
                .set("mentions", List.of());

        EntityMentionRecord read = mentions.deserializer()
                .deserialize(MENTIONS, wire(registry.idOf("newer", newer), newer, record.build()));

        assertThat(read.getName()).isEqualTo("Laika");
        assertThat(read.getType()).isEqualTo(EntityType.MISC);
    }

    @Test
    void refusesAnotherMagicByte() {
        byte[] value = writeArticle(Samples.rawArticle("b"));
        value[0] = 1;

        assertThatThrownBy(() -> readArticle(value))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(RAW)
                .hasMessageContaining("first byte 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void refusesAValueThatIsTooShort(int length) {
        assertThatThrownBy(() -> readArticle(new byte[length]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("only " + length + " bytes");
    }

    @Test
    void refusesAnUnknownId() {
        byte[] value = ByteBuffer.allocate(20).put((byte) 0).putInt(4711).array();

        assertThatThrownBy(() -> readArticle(value))
                .isInstanceOf(SchemaRegistryException.class)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("4711");
    }

    @Test
    void refusesBytesBehindTheRecord() {
        byte[] value = writeArticle(Samples.rawArticle("b"));

        assertThatThrownBy(() -> readArticle(Arrays.copyOf(value, value.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasRootCauseMessage("bytes left over behind the record");
    }

    @Test
    void refusesEveryValueThatIsCutShort() {
        byte[] value = writeArticle(Samples.rawArticle("b"));

        for (int length = 5; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThatThrownBy(() -> readArticle(cut))
                    .as("first " + length + " of " + value.length + " bytes")
                    .isInstanceOf(SerializationException.class);
        }
        assertThat(readArticle(value)).isEqualTo(Samples.rawArticle("b"));
    }

    /** Taken at its word, the length would be allocated before it turns out that the bytes are not there. */
    @Test
    void refusesALengthThatIsLargerThanTheValueWithoutMakingRoomForIt() throws Exception {
        int id = registry.idOf(NewsTopic.RAW.subject(), RawArticle.getClassSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        encoder.writeLong(2_000_000_000);
        encoder.flush();
        long before = allocated();

        assertThatThrownBy(() -> readArticle(bytes.toByteArray())).isInstanceOf(SerializationException.class);

        assertThat(allocated() - before).isLessThan(50_000_000);
    }

    @Test
    void refusesAValueOfAnotherKindOfRecord() {
        byte[] mention = mentions.serializer().serialize(MENTIONS, Samples.mention());

        assertThatThrownBy(() -> readArticle(mention))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("RawArticle");
    }

    @Test
    void aRegistryThatIsDownIsNotABadRecord() {
        byte[] value = writeArticle(Samples.rawArticle("b"));
        AvroSerde<RawArticle> fresh = AvroSerde.of(RawArticle.class, registry);
        registry.goDown();

        assertThatThrownBy(() -> fresh.deserializer().deserialize(RAW, value))
                .isInstanceOf(SchemaRegistryUnavailableException.class)
                .isNotInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> fresh.serializer().serialize(RAW, Samples.rawArticle("b")))
                .isInstanceOf(SchemaRegistryUnavailableException.class);

        registry.comeBack();
        assertThat(fresh.deserializer().deserialize(RAW, value)).isEqualTo(Samples.rawArticle("b"));
    }

    @Test
    void needsTheRegistryOnlyOnceForASchema() {
        byte[] value = writeArticle(Samples.rawArticle("b"));
        readArticle(value);
        registry.goDown();

        assertThat(readArticle(writeArticle(Samples.rawArticle("c")))).isEqualTo(Samples.rawArticle("c"));
    }

    @Test
    void oneSerdeServesManyThreads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String name = "thread " + thread + " ";
                work.add(() -> {
                    for (int i = 0; i < 500; i++) {
                        RawArticle article = Samples.rawArticle((name + i + " ").repeat(1 + i % 50));
                        assertThat(readArticle(writeArticle(article))).isEqualTo(article);
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private byte[] writeArticle(RawArticle article) {
        return articles.serializer().serialize(RAW, article);
    }

    private RawArticle readArticle(byte[] value) {
        return articles.deserializer().deserialize(RAW, value);
    }

    private static Schema without(Schema schema, String... names) {
        List<Schema.Field> kept = schema.getFields().stream()
                .filter(field -> !Arrays.asList(names).contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, kept);
    }

    private static byte[] wire(int id, Schema schema, GenericRecord avroRecord) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(avroRecord, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** Bytes that this thread has allocated so far. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
