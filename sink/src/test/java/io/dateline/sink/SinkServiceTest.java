package io.dateline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.VersionOutcome;
import io.dateline.schemas.service.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a real broker to a real database: what arrives, what does not, and where it goes then. */
@ExtendWith(Servers.class)
class SinkServiceTest {

    private static EnrichedArticle story(String id) {
        return Stories.usable(id, 1).build();
    }

    @Test
    void storiesOnKafkaAreRowsInTheDatabase(TestKafka kafka, TestDatabase database) {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            kafka.send(story("a"), story("b"), Stories.usable("a", 2).build());
            kafka.send(Stories.outcome("a", 2, VersionOutcome.SERVED).build());
            kafka.send(NewsTopic.ENRICHED, Stories.articleId("b"), null);

            RunningSink.awaitAllStored(kafka, database);

            assertThat(database.rows("select article_id, version from articles"))
                    .containsExactly("acme|a|2");
            assertThat(database.rows("select version, outcome from article_versions order by 1"))
                    .containsExactly("1|null", "2|SERVED");
            assertThat(sink.counters().stored()).isEqualTo(5);
            assertThat(sink.counters().deadLetters()).isZero();
            assertThat(sink.service().isReady()).isTrue();
        }
    }

    @Test
    void theConsumersOfAProcessWithAStaticMembershipAreMembersOfTheirOwn(TestKafka kafka, TestDatabase database)
            throws Exception {
        Map<String, String> twoThreads = Map.of("kafka.group.instance.id", "local", "sink.threads", "2");
        try (RunningSink sink = RunningSink.start(kafka, database, twoThreads);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            kafka.send(story("a"));
            RunningSink.awaitAllStored(kafka, database);

            String group = SinkConfig.from(kafka.settings(database, Map.of())).groupId();
            assertThat(admin.describeConsumerGroups(List.of(group))
                            .all()
                            .get()
                            .get(group)
                            .members())
                    .extracting(member -> member.groupInstanceId().orElseThrow())
                    .containsExactlyInAnyOrder("local-0", "local-1");
        }
    }

    @Test
    void badRecordsGoToTheDeadLettersByteForByteAndTheOthersAreStored(TestKafka kafka, TestDatabase database) {
        byte[] noise = {9, 1, 2, (byte) 0xff, (byte) 0xfe, 0};
        byte[] cutOff = Arrays.copyOf(kafka.bytes(story("cut")), 40);
        byte[] otherStorys = kafka.bytes(story("victim"));
        EnrichedArticle refused = story(unindexableId());
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        kafka.send(story("before"));
        kafka.send(new ProducerRecord<>(
                NewsTopic.ENRICHED.topicName(), 0, "acme|noise".getBytes(StandardCharsets.UTF_8), noise, headers));
        kafka.send(new ProducerRecord<>(NewsTopic.VERSIONS.topicName(), 0, null, noise));
        kafka.send(new ProducerRecord<>(NewsTopic.ENRICHED.topicName(), 1, new byte[] {(byte) 0xc3, 40}, noise));
        for (int i = 0; i < 20; i++) {
            kafka.send(story("between-" + i));
        }
        kafka.send(NewsTopic.ENRICHED, Stories.articleId("cut"), cutOff);
        kafka.send(NewsTopic.ENRICHED, "acme|mallory", otherStorys);
        kafka.send(refused);
        kafka.send(NewsTopic.VERSIONS, "acme|ledger", noise);
        kafka.send(story("after"));

        try (RunningSink sink = RunningSink.start(kafka, database)) {
            RunningSink.awaitAllStored(kafka, database);

            assertThat(database.number("select count(*) from articles")).isEqualTo(22);
            List<ConsumerRecord<byte[], byte[]>> letters = kafka.read(NewsTopic.DEAD_LETTERS);
            assertThat(letters)
                    .extracting(letter -> letter(
                            letter.key() == null ? "none" : new String(letter.key(), StandardCharsets.ISO_8859_1),
                            letter.value()))
                    .containsExactlyInAnyOrder(
                            letter("acme|noise", noise),
                            letter("none", noise),
                            letter("\u00c3(", noise),
                            letter("acme|cut", cutOff),
                            letter("acme|mallory", otherStorys),
                            letter(refused.getArticleId(), kafka.bytes(refused)),
                            letter("acme|ledger", noise));
            assertThat(sink.counters().deadLetters()).isEqualTo(7);

            ConsumerRecord<byte[], byte[]> traced = letters.stream()
                    .filter(letter -> letter.headers().lastHeader("traceparent") != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(DeadLetter.read(traced.headers(), "traceparent")).isEqualTo("00-1-2-01");
            assertThat(DeadLetter.read(traced.headers(), DeadLetter.STAGE)).isEqualTo("sink");
            assertThat(DeadLetter.read(traced.headers(), DeadLetter.TOPIC)).isEqualTo("news.articles.enriched");
            assertThat(DeadLetter.read(traced.headers(), DeadLetter.PARTITION)).isEqualTo("0");
            assertThat(DeadLetter.read(traced.headers(), DeadLetter.EXCEPTION)).contains("SerializationException");
            assertThat(DeadLetter.read(traced.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
        }
    }

    @Test
    void whatIsSentBackIsStoredAndUndoesNothingThatCameAfterIt(TestKafka kafka, TestDatabase database) {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            // At offsets 0 to 5 of the partition.
            String topic = NewsTopic.ENRICHED.topicName();
            List<EnrichedArticle> stored = List.of(
                    Stories.killed("killed", 2).build(),
                    Stories.usable("corrected", 2).build(),
                    Stories.usable("alike", 1).build(),
                    story("filler"),
                    Stories.usable("related", 1).setDuplicateOf("acme|other").build(),
                    Stories.usable("unkilled", 3).build());
            stored.forEach(
                    article -> kafka.send(onFirstPartition(topic, article.getArticleId(), kafka.bytes(article))));
            RunningSink.awaitAllStored(kafka, database);

            sendBack(kafka, topic, 0, Stories.usable("killed", 1).build());
            sendBack(kafka, topic, 0, Stories.usable("corrected", 1).build());
            sendBack(
                    kafka,
                    topic,
                    9,
                    Stories.usable("alike", 1).setDuplicateOf("acme|other").build());
            sendBack(kafka, topic, 1, Stories.usable("related", 1).build());
            sendBack(kafka, topic, 1, Stories.killed("unkilled", 2).build());
            sendBack(kafka, topic, 7, story("only"));
            sendBack(kafka, topic, 7, story("only"));
            await().until(() -> database.number("select coalesce(max(next_offset), 0) from sink_offsets where topic = '"
                            + SentBack.TOPIC + "'")
                    == 7);

            assertThat(database.rows("select article_id, version, status, duplicate_of from articles order by 1"))
                    .containsExactly(
                            "acme|alike|1|USABLE|acme|other",
                            "acme|corrected|2|USABLE|null",
                            "acme|filler|1|USABLE|null",
                            "acme|killed|2|CANCELED|null",
                            "acme|only|1|USABLE|null",
                            "acme|related|1|USABLE|acme|other",
                            "acme|unkilled|3|USABLE|null");
            assertThat(database.rows("""
                            select article_id, version, text is not null from article_versions
                            where version = 1 and article_id in ('acme|killed', 'acme|corrected') order by 1""")).containsExactly("acme|corrected|1|t", "acme|killed|1|f");
            assertThat(sink.counters().deadLetters()).isZero();
        }
    }

    @Test
    void anOutcomeThatIsSentBackIsTheRowOfItsFirstPlaceHoweverOftenItComes(TestKafka kafka, TestDatabase database) {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            byte[] outcome =
                    kafka.bytes(Stories.outcome("a", 1, VersionOutcome.LATE).build());
            for (int i = 0; i < 2; i++) {
                kafka.send(sentBack(NewsTopic.VERSIONS.topicName(), 4711, Stories.articleId("a"), outcome));
            }

            await().until(() -> sink.counters().stored() == 2);

            assertThat(database.rows(
                            "select article_id, outcome, source_partition, source_offset from version_outcomes"))
                    .containsExactly("acme|a|LATE|0|4711");
        }
    }

    @Test
    void whatFailsAgainBecomesALetterFromItsFirstPlaceWithOneAttemptMore(TestKafka kafka, TestDatabase database) {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            kafka.send(sentBack(NewsTopic.ENRICHED.topicName(), 4711, "acme|noise", new byte[] {7}));
            kafka.send(new ProducerRecord<>(SentBack.TOPIC, new byte[] {1}, new byte[] {8}));

            await().until(() -> sink.counters().deadLetters() == 2);

            List<ConsumerRecord<byte[], byte[]>> letters = kafka.read(NewsTopic.DEAD_LETTERS);
            assertThat(letters)
                    .extracting(letter -> letter.value()[0]
                            + " " + DeadLetter.read(letter.headers(), DeadLetter.TOPIC)
                            + " " + DeadLetter.read(letter.headers(), DeadLetter.OFFSET)
                            + " " + DeadLetter.read(letter.headers(), DeadLetter.ATTEMPT)
                            + " "
                            + DeadLetter.read(letter.headers(), DeadLetter.FIRST_FAILURE)
                                    .startsWith("2026-11-03"))
                    .containsExactlyInAnyOrder(
                            "7 news.articles.enriched 4711 2 true", "8 " + SentBack.TOPIC + " 1 1 false");
        }
    }

    private static void sendBack(TestKafka kafka, String topic, long offset, EnrichedArticle article) {
        kafka.send(sentBack(topic, offset, article.getArticleId(), kafka.bytes(article)));
    }

    /** A record as {@code dateline redrive} sends it. */
    private static ProducerRecord<byte[], byte[]> sentBack(String topic, long offset, String key, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        DeadLetter.TOPIC, topic,
                        DeadLetter.PARTITION, "0",
                        DeadLetter.OFFSET, Long.toString(offset),
                        DeadLetter.ATTEMPT, "1",
                        DeadLetter.FIRST_FAILURE, "2026-11-03T10:00:00Z")
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(SentBack.TOPIC, null, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    private static ProducerRecord<byte[], byte[]> onFirstPartition(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static List<String> letter(String key, byte[] value) {
        return List.of(
                key.length() > 20 ? key.substring(0, 20) : key, value.length + " bytes", "" + Arrays.hashCode(value));
    }

    /** So long, and so hard to compress, that no index of PostgreSQL takes it. */
    private static String unindexableId() {
        Random random = new Random(1);
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            id.append((char) ('!' + random.nextInt(90)));
        }
        return id.toString();
    }

    @Test
    void nulCharactersAreReplacedWhereverTheyAre(TestKafka kafka, TestDatabase database) {
        EnrichedArticle article = Stories.usable("nul", 1, "It\u0000will hold")
                .setHeadline("Head\u0000line")
                .setGenres(List.of("a\u0000b"))
                .build();
        article.getEntities().get(0).setName("Ada\u0000Quill");
        article.getEntities().get(0).getMentions().get(0).setText("Ada\u0000Quill");
        kafka.send(article);

        try (RunningSink sink = RunningSink.start(kafka, database)) {
            RunningSink.awaitAllStored(kafka, database);

            assertThat(database.rows("select headline, genres[1] from articles"))
                    .containsExactly("Head\ufffdline|a\ufffdb");
            assertThat(database.rows("""
                            select q.text, substr(a.text, start_at + 1, end_at - start_at)
                            from quotes q join articles a using (article_id)""")).containsExactly("It\ufffdwill hold|It\ufffdwill hold");
            assertThat(database.rows("select name, spans->0->>'text' from mentions where entity_key = 'Q900'"))
                    .containsExactly("Ada\ufffdQuill|Ada\ufffdQuill");
            assertThat(sink.counters().deadLetters()).isZero();
        }
    }

    @Test
    void recordsOfTransactionsThatWereAbortedAreNotRead(TestKafka kafka, TestDatabase database) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "t");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                    NewsTopic.ENRICHED.topicName(),
                    Stories.articleId("aborted").getBytes(StandardCharsets.UTF_8),
                    kafka.bytes(story("aborted"))));
            producer.flush();
            producer.abortTransaction();
        }
        kafka.send(story("good"));

        try (RunningSink sink = RunningSink.start(kafka, database)) {
            await().until(() -> database.number("select count(*) from articles") == 1);

            assertThat(database.rows("select article_id from articles")).containsExactly("acme|good");
            assertThat(sink.counters().stored()).isEqualTo(1);
        }
    }

    @Test
    void aRegistryThatIsDownIsWaitedFor(TestKafka kafka, TestDatabase database) throws InterruptedException {
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            byte[] value = kafka.bytes(story("a"));
            kafka.registry().goDown();
            kafka.send(NewsTopic.ENRICHED, Stories.articleId("a"), value);
            await().until(() -> sink.counters().waits() > 3);
            assertThat(database.number("select count(*) from articles")).isZero();

            kafka.registry().comeBack();

            RunningSink.awaitAllStored(kafka, database);
            assertThat(database.number("select count(*) from articles")).isEqualTo(1);
            assertThat(sink.counters().deadLetters()).isZero();
        }
    }

    @Test
    void noOffsetMovesPastARecordBeforeItsDeadLetterIsAcknowledged(TestKafka kafka, TestDatabase database)
            throws Exception {
        try (RunningSink sink = RunningSink.start(
                        kafka, database, Map.of("kafka.max.block.ms", "300", "kafka.metadata.max.age.ms", "300"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            String topic = NewsTopic.DEAD_LETTERS.topicName();
            admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            kafka.send(story("before"));
            RunningSink.awaitAllStored(kafka, database);
            kafka.send(NewsTopic.ENRICHED, "acme|noise", new byte[] {7});
            await().until(() -> sink.counters().waits() > 1);
            assertThat(kafka.isAllStored(database)).isFalse();

            admin.createTopics(List.of(NewsTopic.DEAD_LETTERS.definition(TestKafka.PARTITIONS, (short) -1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);

            RunningSink.awaitAllStored(kafka, database);
            assertThat(kafka.read(NewsTopic.DEAD_LETTERS)).hasSize(1);
        }
    }

    @Test
    void offsetsThatAreNotInTheLogStartAtItsBeginning(TestKafka kafka, TestDatabase database) {
        kafka.send(story("a"), story("b"));
        try (RunningSink sink = RunningSink.start(kafka, database)) {
            RunningSink.awaitAllStored(kafka, database);
        }
        database.execute("update sink_offsets set next_offset = 1000");
        database.execute("delete from articles");

        try (RunningSink sink = RunningSink.start(kafka, database)) {
            await().until(() -> database.number("select count(*) from articles") == 2);
        }
    }

    @Test
    void itStartsWhenTheDatabaseComesLate(TestKafka kafka, PostgresServer server) throws Exception {
        TestDatabase database = server.newDatabase();
        kafka.send(story("a"));
        server.stop();
        SinkService service = new SinkService(kafka.settings(database, Map.of()), kafka.registry(), new Telemetry());
        Thread starting = new Thread(() -> {
            try {
                service.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            starting.start();
            Thread.sleep(700);
            assertThat(service.isReady()).isFalse();

            server.start();
            starting.join(30_000);

            assertThat(service.isReady()).isTrue();
            RunningSink.awaitAllStored(kafka, database);
            assertThat(database.number("select count(*) from articles")).isEqualTo(1);
        } finally {
            service.close();
            starting.join();
        }
        assertThat(service.isReady()).isFalse();
    }

    @Test
    void closingEndsAStartThatWaits(TestKafka kafka, PostgresServer server) throws InterruptedException {
        TestDatabase nowhere = new TestDatabase("jdbc:postgresql://127.0.0.1:1/nowhere");
        SinkService service = new SinkService(kafka.settings(nowhere, Map.of()), kafka.registry(), new Telemetry());
        Thread starting = new Thread(() -> {
            try {
                service.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        starting.start();
        Thread.sleep(300);

        service.close();

        starting.join(10_000);
        assertThat(starting.isAlive()).isFalse();
    }

    @Test
    void aRoleThatDoesNotExistFailsTheStart(TestKafka kafka, TestDatabase database) {
        try (SinkService service = new SinkService(
                kafka.settings(database, Map.of("sink.jdbc.user", "nobody-we-know")),
                kafka.registry(),
                new Telemetry())) {
            assertThatThrownBy(service::start).hasMessageContaining("nobody-we-know");
        }
    }
}
