package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuotePart;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordPrinterTest {
    private static final String TEXT = "The bridge stays shut,\" Marta Lund said, \"until we know more.";
    private static final List<QuotePart> PARTS =
            List.of(new QuotePart(1, 23, "The bridge stays shut,"), new QuotePart(43, 62, "until we know more."));

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    @Test
    void anInterruptedQuoteIsShownWithoutWhatInterruptsIt() {
        assertThat(print(QuoteType.DIRECT, PARTS, false))
                .isEqualTo("Marta Lund  The bridge stays shut, … until we know more.  DIRECT wire|1");
    }

    @Test
    void aMixedQuoteIsShownWhole() {
        assertThat(print(QuoteType.MIXED, PARTS, false)).contains(TEXT);
    }

    @Test
    void jsonHasTheWholeTextAndItsParts() {
        assertThat(print(QuoteType.DIRECT, PARTS, true))
                .contains("Marta Lund said")
                .contains("\"parts\":[{\"start\":1,\"end\":23,\"text\":\"The bridge stays shut,\"}");
    }

    @Test
    void aRetractedQuoteIsShownByItsKey() {
        assertThat(printer(false)
                        .print(new ConsumerRecord<>("t", 0, 0, "wire|1#a".getBytes(StandardCharsets.UTF_8), null)))
                .isEqualTo("retracted wire|1#a");
    }

    private String print(QuoteType type, List<QuotePart> parts, boolean asJson) {
        QuoteRecord quote = QuoteRecord.newBuilder()
                .setQuoteId("wire|1#a")
                .setArticleId("wire|1")
                .setVersion(1)
                .setPublishedAt(Instant.EPOCH)
                .setStart(1)
                .setEnd(62)
                .setText(TEXT)
                .setType(type)
                .setSpeakerText("Marta Lund")
                .setSpeakerName("Marta Lund")
                .setParts(parts)
                .build();
        byte[] value =
                AvroSerde.of(QuoteRecord.class, registry).serializer().serialize(NewsTopic.QUOTES.topicName(), quote);
        return printer(asJson)
                .print(new ConsumerRecord<>("t", 0, 0, "wire|1#a".getBytes(StandardCharsets.UTF_8), value));
    }

    private RecordPrinter printer(boolean asJson) {
        return new RecordPrinter(NewsTopic.QUOTES, registry, asJson, false);
    }
}
