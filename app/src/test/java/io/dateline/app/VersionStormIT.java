package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dateline.embedded.EmbeddedDatabase;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import io.dateline.enrich.analysis.Analysis.QuoteAnnotation;
import io.dateline.enrich.analysis.Analysis.SpeakerAnnotation;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.life.StoryLife;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.enrich.topology.EnrichTopology;
import io.dateline.enrich.topology.InternalTopics;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.CueClass;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.QuoteType;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.VersionOutcome;
import io.dateline.schemas.registry.InMemorySchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.sink.store.Change;
import io.dateline.sink.store.Migrations;
import io.dateline.sink.store.StoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A first version, an update, a correction, the update once more, a kill, another edition of the first version, and one more
 * version under an embargo, in every order: what Kafka and PostgreSQL hold in the end is the same, through the real topology
 * and the real tables.
 *
 * <p>What is the same: the current record and everything that is derived from it, before the embargo ends and after; that no
 * text of a killed version is kept anywhere; and that the ledger has one end for each version. What depends on the order by
 * its nature, and may differ: which versions were served for a while, and so what became of each.
 */
class VersionStormIT {
    private static final Instant START = Instant.parse("2026-11-03T12:00:00Z");
    private static final Instant EMBARGO = START.plusSeconds(3600);
    private static final int ARRIVALS = 7;
    private static final int UPDATE = 1;
    private static final int UPDATE_AGAIN = 2;
    /** Of seven things that come, two of them the same. */
    private static final int ORDERS = 2520;

    private static final int BATCH = 500;
    private static final TopicPartition STORIES = new TopicPartition("stories", 0);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Map<String, EnrichedArticle> current = new HashMap<>();
    private final Map<String, String> quotes = new HashMap<>();
    private final List<ArticleVersion> ledger = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestInputTopic<String, RawArticle> input;
    private TestOutputTopic<String, EnrichedArticle> enriched;
    private TestOutputTopic<String, QuoteRecord> quoteRecords;
    private TestOutputTopic<String, ArticleVersion> versions;
    private EmbeddedDatabase server;
    private HikariDataSource pool;
    private StoryStore store;
    private Database database;
    private long offset;
    private long ledgerOffset;

    @BeforeEach
    void start(@TempDir Path state, @TempDir Path data) throws SQLException {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "storm");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(
                EnrichTopology.build(new EnrichTopology.Parts(
                        new InternalTopics("storm"),
                        StoryLife.Embargoes.HOLD,
                        Duration.ofDays(30),
                        Duration.ofDays(3),
                        registry,
                        () -> VersionStormIT::analyse,
                        ProvenanceStamp.of(List.of(), Map.of()),
                        new SimpleMeterRegistry())),
                properties,
                START);
        input = driver.createInputTopic(
                NewsTopic.RAW.topicName(),
                new StringSerializer(),
                AvroSerde.of(RawArticle.class, registry).serializer());
        enriched = output(NewsTopic.ENRICHED, EnrichedArticle.class);
        quoteRecords = output(NewsTopic.QUOTES, QuoteRecord.class);
        versions = output(NewsTopic.VERSIONS, ArticleVersion.class);
        server = EmbeddedDatabase.start(data, 0);
        database = new Database(server.jdbcUrl());
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(server.jdbcUrl());
        Migrations.apply(plain);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql("set synchronous_commit = off");
        pool = new HikariDataSource(config);
        store = new StoryStore(pool, "storm", false);
        store.nextOffsets(List.of(STORIES));
    }

    @AfterEach
    void stop() {
        pool.close();
        server.close();
        driver.close();
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(NewsTopic topic, Class<T> type) {
        return driver.createOutputTopic(
                topic.topicName(),
                new StringDeserializer(),
                AvroSerde.of(type, registry).deserializer());
    }

    /** Of whom a kill is told. */
    private enum Kill {
        /** Its own version number: that of the correction. */
        NUMBERED,
        /** No number, but when it was made. */
        DATED,
        /** Another story, which names this one and says when it was made. */
        BY_ANOTHER_STORY
    }

    @Test
    void everyOrderOfArrivalEndsInTheSame() throws SQLException {
        long seed = Long.getLong("dateline.seed", 20261103L);
        List<int[]> orders = orders();
        assertThat(orders).hasSize(ORDERS);
        Random random = new Random(seed);
        int[][] sample =
                random.ints(2 * ORDERS / 5, 0, ORDERS).mapToObj(orders::get).toArray(int[][]::new);
        for (int i = 0; i < ORDERS; i++) {
            send("n" + i, orders.get(i), Kill.NUMBERED);
        }
        for (int i = 0; i < sample.length; i++) {
            send((i % 2 == 0 ? "d" : "o") + i, sample[i], i % 2 == 0 ? Kill.DATED : Kill.BY_ANOTHER_STORY);
        }
        int stories = ORDERS + sample.length;
        expectNothingServed(stories, seed);
        expectTablesEmpty(stories, seed);

        driver.advanceWallClockTime(Duration.between(START, EMBARGO));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        for (int i = 0; i <= stories / 200; i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            take();
        }
        expectTheLastVersionServed(stories, seed);
        expectTheLedgerClosed(seed);
        expectTheLastVersionInTables(stories, seed);

        replayFromAnEarlierOffset();
        expectTheLastVersionInTables(stories, seed);
    }

    private void send(String id, int[] order, Kill kill) throws SQLException {
        for (int arrival : order) {
            RawArticle story = arrival(id, arrival, kill);
            input.pipeInput(story.getArticleId(), story);
        }
        take();
    }

    private static RawArticle arrival(String id, int number, Kill kill) {
        return switch (number) {
            case 0 -> version(id, 1, "One.").build();
            case UPDATE, UPDATE_AGAIN -> version(id, 2, "Two.").build();
            case 3 -> version(id, 3, "Three.").setHeadline("CORRECTED-Headline").build();
            case 4 -> kill(id, kill);
            case 5 -> version(id, 1, "One, in another edition.").build();
            default -> version(id, 4, "Four.").setEmbargoedUntil(EMBARGO).build();
        };
    }

    private static RawArticle kill(String id, Kill kill) {
        RawArticle.Builder killed = version(id, 3, "").setStatus(ArticleStatus.CANCELED);
        return switch (kill) {
            case NUMBERED -> killed.build();
            case DATED ->
                killed.setVersion(null).setVersionCreated(START.plusSeconds(35)).build();
            case BY_ANOTHER_STORY ->
                version("kill-of-" + id, 1, "")
                        .setStatus(ArticleStatus.CANCELED)
                        .setSupersedes(List.of("storm|" + id))
                        .setVersionCreated(START.plusSeconds(35))
                        .build();
        };
    }

    private static RawArticle.Builder version(String id, long version, String said) {
        String body = "Ann says: " + said;
        return RawArticle.newBuilder()
                .setArticleId("storm|" + id)
                .setProvider("storm")
                .setVersion(version)
                .setVersionCreated(START.plusSeconds(10 * version))
                .setStatus(ArticleStatus.USABLE)
                .setHeadline("Headline")
                .setBody(body)
                .setFormat("test")
                .setFeed("test")
                .setReceivedAt(START)
                .setOriginal(ByteBuffer.allocate(0));
    }

    /** Every story is one quote of Ann. */
    private static Analysis analyse(Story story) {
        Span name = new Span(0, 3);
        Span said = new Span("Ann says: ".length(), story.text().length());
        return new Analysis(
                "en",
                null,
                null,
                null,
                null,
                List.of(),
                List.of(new EntityAnnotation("Ann", EntityType.PERSON, null, List.of(), null, 0.5, 0.9, List.of(name))),
                List.of(new QuoteAnnotation(
                        said,
                        QuoteType.DIRECT,
                        List.of(),
                        "says",
                        CueClass.NEUTRAL,
                        new SpeakerAnnotation(name, 0, -1),
                        0.9)),
                List.of());
    }

    /** What has come out: to what a consumer knows, and to the sink in lots. */
    private void take() throws SQLException {
        for (KeyValue<String, EnrichedArticle> record : enriched.readKeyValuesToList()) {
            current.put(record.key, record.value);
            changes.add(new Change.Version(record.value, 0, false));
        }
        for (KeyValue<String, QuoteRecord> record : quoteRecords.readKeyValuesToList()) {
            if (record.value == null) {
                quotes.remove(record.key);
            } else {
                quotes.put(record.key, record.value.getText());
            }
        }
        for (ArticleVersion version : versions.readValuesToList()) {
            ledger.add(version);
            changes.add(new Change.Outcome(version, 0, ledgerOffset++));
        }
        while (changes.size() - (int) offset >= BATCH) {
            write(BATCH);
        }
    }

    private void flush() throws SQLException {
        write(changes.size() - (int) offset);
    }

    private void write(int count) throws SQLException {
        List<Change> batch = changes.subList((int) offset, (int) offset + count);
        assertThat(store.write(Map.of(STORIES, new StoryStore.Step(offset, offset + count)), batch))
                .isInstanceOf(StoryStore.Result.Written.class);
        offset += count;
    }

    private void replayFromAnEarlierOffset() throws SQLException {
        long before = offset;
        database.column("update sink_offsets set next_offset = 0 returning next_offset");
        offset = 0;
        while (offset < before) {
            write((int) Math.min(700, before - offset));
        }
    }

    private void expectNothingServed(int stories, long seed) {
        assertThat(current.keySet())
                .as("seed %d", seed)
                .filteredOn(id -> !id.startsWith("storm|kill-of-"))
                .hasSize(stories);
        assertThat(current.values())
                .as("seed %d", seed)
                .extracting(EnrichedArticle::getStatus)
                .containsOnly(ArticleStatus.CANCELED);
        assertThat(quotes).as("quotes of killed stories, seed %d", seed).isEmpty();
    }

    private void expectTablesEmpty(int stories, long seed) throws SQLException {
        flush();
        assertThat(database.number("select count(*) from articles where status = 'CANCELED' and article_id not like"
                        + " 'storm|kill%' and text is null and headline is null"))
                .as("seed %d", seed)
                .isEqualTo(stories);
        for (String table : List.of("quotes", "mentions", "topics")) {
            assertThat(database.number("select count(*) from " + table))
                    .as("%s, seed %d", table, seed)
                    .isZero();
        }
        assertThat(database.number("select count(*) from published_versions where text is not null and text <> ''"))
                .as("texts of killed versions, seed %d", seed)
                .isZero();
    }

    private void expectTheLastVersionServed(int stories, long seed) {
        Map<String, EnrichedArticle> served = new HashMap<>(current);
        served.keySet().removeIf(id -> id.startsWith("storm|kill-of-"));
        assertThat(served).hasSize(stories);
        EnrichedArticle first = served.values().iterator().next();
        assertThat(first.getVersion()).isEqualTo(4);
        assertThat(first.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(served.values())
                .as("seed %d", seed)
                .allSatisfy(article -> assertThat(alike(article)).isEqualTo(alike(first)));
        assertThat(quotes.values()).as("seed %d", seed).hasSize(stories).containsOnly("Four.");
    }

    /** The record without what is another for every story, and when it was made. */
    private static EnrichedArticle alike(EnrichedArticle article) {
        EnrichedArticle copy = EnrichedArticle.newBuilder(article)
                .setArticleId("")
                .setReceivedAt(START)
                .build();
        copy.getProvenance().setEnrichedAt(START);
        copy.getQuotes().forEach(quote -> quote.setQuoteId(""));
        return copy;
    }

    /** Every arrival has an entry, and every version an end; what was held is held no longer. */
    private void expectTheLedgerClosed(long seed) {
        Map<String, Map<Long, VersionOutcome>> ends = new HashMap<>();
        Map<String, Integer> arrivals = new HashMap<>();
        for (ArticleVersion entry : ledger) {
            if (entry.getArticleId().startsWith("storm|n")) {
                boolean second = entry.getVersion() == 4 && entry.getOutcome() == VersionOutcome.SERVED;
                arrivals.merge(entry.getArticleId(), second ? 0 : 1, Integer::sum);
                if (entry.getOutcome() != VersionOutcome.DUPLICATE) {
                    ends.computeIfAbsent(entry.getArticleId(), id -> new HashMap<>())
                            .put(entry.getVersion(), entry.getOutcome());
                }
            }
        }
        assertThat(arrivals).as("seed %d", seed).hasSize(ORDERS);
        assertThat(arrivals.values()).containsOnly(ARRIVALS);
        assertThat(ends.values()).as("seed %d", seed).allSatisfy(versions -> {
            assertThat(versions.keySet()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
            assertThat(versions).containsEntry(4L, VersionOutcome.SERVED).doesNotContainValue(VersionOutcome.HELD);
        });
    }

    private void expectTheLastVersionInTables(int stories, long seed) throws SQLException {
        flush();
        store.sweepEntities();
        assertThat(database.column("select distinct concat_ws('|', version, status, change_kind, headline, text, "
                        + "duplicate_of) from articles where article_id not like 'storm|kill%'"))
                .as("seed %d", seed)
                .containsExactly("4|USABLE|UPDATE|Headline|Ann says: Four.");
        for (String table : List.of("articles", "quotes", "mentions")) {
            assertThat(database.number("select count(*) from " + table + " where article_id not like 'storm|kill%'"))
                    .as("%s, seed %d", table, seed)
                    .isEqualTo(stories);
        }
        assertThat(database.column("select distinct text from quotes")).containsExactly("Four.");
        assertThat(database.column(
                        "select distinct text from published_versions where text is not null and text <> ''"))
                .as("texts of killed versions, seed %d", seed)
                .containsExactly("Ann says: Four.");
        assertThat(database.number("select count(*) from version_outcomes")).isEqualTo(ledger.size());
    }

    /** Every order in which the seven may come. */
    private static List<int[]> orders() {
        List<int[]> all = new ArrayList<>();
        permute(new int[ARRIVALS], 0, 0, all);
        return all;
    }

    private static void permute(int[] order, int length, int used, List<int[]> all) {
        if (length == order.length) {
            all.add(order.clone());
            return;
        }
        for (int next = 0; next < order.length; next++) {
            // The second update is the first once more: an order with it ahead is an order that there is already.
            boolean again = next == UPDATE_AGAIN && (used & 1 << UPDATE) == 0;
            if ((used & 1 << next) == 0 && !again) {
                order[length] = next;
                permute(order, length + 1, used | 1 << next, all);
            }
        }
    }
}
