package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dateline.app.Database;
import io.dateline.app.Stories;
import io.dateline.app.redrive.LetterFilter;
import io.dateline.app.redrive.Redriver;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database refused comes to the tables in the end, and not to consumers a second time. */
class SinkLettersIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final List<NewsTopic> CONSUMED =
            List.of(NewsTopic.ENRICHED, NewsTopic.VERSIONS, NewsTopic.QUOTES, NewsTopic.MENTIONS);

    @Test
    void aLetterOfTheSinkReachesTheTablesOnceAndNoTopicThatConsumersRead(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.open(directory, Map.of("enrich.duplicates.days", "0"))) {
            rig.startParts();
            Database database = new Database(rig.jdbcUrl());
            execute(
                    rig,
                    "alter table published_versions add constraint broken check (headline not like 'Headline of bad%')");
            execute(rig, "alter table version_outcomes add constraint broken check (article_id <> 'test|unlisted')");
            send(rig, "bad-killed", 1, "usable");
            send(rig, "bad-corrected", 1, "usable");
            send(rig, "bad-only", 1, "usable");
            send(rig, "unlisted", 1, "usable");
            await().atMost(SOON).untilAsserted(() -> assertThat(letters(rig)).hasSize(4));
            assertThat(letters(rig))
                    .allSatisfy(letter -> assertThat(DeadLetter.read(letter.headers(), DeadLetter.STAGE))
                            .isEqualTo("sink"));
            execute(rig, "alter table published_versions drop constraint broken");
            execute(rig, "alter table version_outcomes drop constraint broken");
            // Meanwhile one is killed, and one corrected.
            send(rig, "bad-killed", 2, "canceled");
            send(rig, "bad-corrected", 2, "usable");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.number("select count(*) from articles"))
                            .isEqualTo(3));
            // As a sink does that dies between its letter and its offset.
            sendAgain(rig, letters(rig).get(0));
            List<String> before = consumed(rig);

            Redriver redriver = new Redriver(rig.settings(), rig.client(), 3);
            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(4, 0, 1, 0));

            String tables = """
                    select article_id || ' v' || version || ' ' || status || ' ' || (text is not null)
                    from articles order by 1""";
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.column(tables))
                            .containsExactly(
                                    "test|bad-corrected v2 USABLE true",
                                    "test|bad-killed v2 CANCELED false",
                                    "test|bad-only v1 USABLE true",
                                    "test|unlisted v1 USABLE true"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.column("""
                                    select article_id || ' v' || version || ' ' || outcome || ' ' || (text is not null)
                                    from article_versions order by 1"""))
                            .containsExactly(
                                    "test|bad-corrected v1 SERVED true",
                                    "test|bad-corrected v2 SERVED true",
                                    "test|bad-killed v1 SERVED false",
                                    "test|bad-killed v2 CANCELLED false",
                                    "test|bad-only v1 SERVED true",
                                    "test|unlisted v1 SERVED true"));
            assertThat(redriver.redrive(LetterFilter.ALL)).isEqualTo(new Redriver.Report(0, 0, 5, 0));
            assertThat(letters(rig)).as("none failed again").hasSize(5);
            assertThat(consumed(rig)).as("consumers see nothing of it").isEqualTo(before);
        }
    }

    private static void send(Rig rig, String id, long version, String status) throws Exception {
        String line = Stories.story(id, version, Stories.body(id.hashCode() + (int) version))
                .put("status", status)
                .toString();
        assertThat(Stories.post(rig.httpUrl(), "application/x-ndjson", line)).isEqualTo(202);
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(Rig rig) {
        return rig.witness().read(NewsTopic.DEAD_LETTERS);
    }

    /** All that is where consumers read, with the headers. */
    private static List<String> consumed(Rig rig) {
        List<String> records = new ArrayList<>();
        for (NewsTopic topic : CONSUMED) {
            rig.witness().read(topic).forEach(found -> {
                StringBuilder line = new StringBuilder(topic + " " + new String(found.key()));
                found.headers().forEach(header -> line.append(' ').append(header.key()));
                byte[] value = found.value() == null ? new byte[0] : found.value();
                records.add(line.append(' ')
                        .append(Base64.getEncoder().encodeToString(value))
                        .toString());
            });
        }
        return records;
    }

    private static void sendAgain(Rig rig, ConsumerRecord<byte[], byte[]> letter) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(rig.settings().kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            letter.topic(), letter.partition(), letter.key(), letter.value(), letter.headers()))
                    .get();
        }
    }

    private static void execute(Rig rig, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(rig.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
