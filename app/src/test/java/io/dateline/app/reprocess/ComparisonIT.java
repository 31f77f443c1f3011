package io.dateline.app.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.app.reprocess.Comparison.Count;
import io.dateline.embedded.EmbeddedKafka;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ChangeKind;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Provenance;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonIT {
    private static final String SERVED = "served";
    private static final String BESIDE = "beside";

    /** Only so many are held at a time, and all are looked into. */
    @Test
    void moreThanALotThatDifferAreToldOneByOne(@TempDir Path directory) throws Exception {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(kafka)) {
                admin.createTopics(List.of(new NewTopic(SERVED, 2, (short) 1), new NewTopic(BESIDE, 2, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
                AvroSerde<EnrichedArticle> serde = AvroSerde.of(EnrichedArticle.class, registry);
                for (int i = 10; i < 20; i++) {
                    send(producer, serde, SERVED, "changed-" + i, "before");
                    send(producer, serde, BESIDE, "changed-" + i, "after");
                    send(producer, serde, SERVED, "same-" + i, "as it was");
                    send(producer, serde, BESIDE, "same-" + i, "as it was");
                }
                send(producer, serde, BESIDE, "added", "new");
                send(producer, serde, SERVED, "removed", "gone");
            }
            List<Comparison.Story> told = new ArrayList<>();

            Comparison.Report report = new Comparison(kafka, registry, 3).compare(SERVED, BESIDE, told::add);

            assertThat(report.same()).isEqualTo(10);
            assertThat(report.articles()).isEqualTo(new Count(1, 1, 10));
            List<String> expected = new ArrayList<>(List.of("added added"));
            IntStream.range(10, 20).forEach(i -> expected.add("changed changed-" + i));
            expected.add("removed removed");
            assertThat(told)
                    .extracting(story -> story.what() + " " + story.articleId())
                    .containsExactlyElementsOf(expected);
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            AvroSerde<EnrichedArticle> serde,
            String topic,
            String id,
            String headline) {
        EnrichedArticle story = EnrichedArticle.newBuilder()
                .setArticleId(id)
                .setProvider("test")
                .setVersion(1)
                .setStatus(ArticleStatus.USABLE)
                .setChangeKind(ChangeKind.NEW)
                .setLanguage("en")
                .setHeadline(headline)
                .setFormat("ndjson")
                .setText("text")
                .setFeed("test")
                .setReceivedAt(Instant.EPOCH)
                .setProvenance(Provenance.newBuilder()
                        .setEnricherVersion("1")
                        .setConfigHash("")
                        .setEnrichedAt(Instant.EPOCH)
                        .build())
                .build();
        byte[] value = serde.serializer().serialize(topic, story);
        producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value));
    }
}
