package io.dateline.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.VersionOutcome;
import io.dateline.sink.PostgresServer;
import io.dateline.sink.Servers;
import io.dateline.sink.Stories;
import io.dateline.sink.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writers that meet on the same stories, and one that stands still in the middle of its transaction. */
@ExtendWith(Servers.class)
class ConcurrentWritersTest {
    private static final TopicPartition ONE = new TopicPartition("stories", 0);
    private static final TopicPartition OTHER = new TopicPartition("stories", 1);
    private static final int ROUNDS = 15;
    private static final int STORIES = 40;

    private TestDatabase database;
    private HikariDataSource pool;
    private StoryStore store;

    @BeforeEach
    void makeTables(TestDatabase fresh) throws SQLException {
        database = fresh.migrated();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(PostgresServer.USER);
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "dateline-sink");
        config.setConnectionInitSql("set lock_timeout = 300");
        pool = new HikariDataSource(config);
        store = new StoryStore(pool, "group", false);
        store.nextOffsets(List.of(ONE, OTHER));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** The kill of a story is on one topic, its record on another, and the two may be with two writers at once. */
    @Test
    void killsInTheLedgerAndRecordsOfTheSameStoriesNeverWaitInACircle() throws Exception {
        List<Change> first = new ArrayList<>();
        List<Change> second = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            // Each writer has the records of half of the stories, and the ledger's kills of the other half.
            List<Change> records = i % 2 == 0 ? first : second;
            records.add(new Change.Version(Stories.usable("s" + i, 1).build(), 0, false));
            records.add(new Change.Version(Stories.usable("s" + i, 3).build(), 0, false));
            (i % 2 == 0 ? second : first).add(0, kill("s" + i, i));
        }
        store.write(Map.of(ONE, new StoryStore.Step(0, 1)), first);
        store.write(Map.of(OTHER, new StoryStore.Step(0, 1)), second);

        CyclicBarrier barrier = new CyclicBarrier(2);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = writers.submit(() -> writeAll(ONE, first, barrier));
            Future<?> other = writers.submit(() -> writeAll(OTHER, second, barrier));
            one.get(120, TimeUnit.SECONDS);
            other.get(120, TimeUnit.SECONDS);
        } finally {
            writers.shutdownNow();
        }
        assertThat(database.number("select min(next_offset) from sink_offsets")).isEqualTo(ROUNDS + 1);
    }

    private Void writeAll(TopicPartition partition, List<Change> changes, CyclicBarrier barrier) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            barrier.await(10, TimeUnit.SECONDS);
            store.write(Map.of(partition, new StoryStore.Step(round, round + 1)), changes);
        }
        return null;
    }

    private static Change kill(String id, long offset) {
        return new Change.Outcome(
                Stories.outcome(id, 2, VersionOutcome.LATE)
                        .setStatus(ArticleStatus.CANCELED)
                        .build(),
                0,
                offset);
    }

    /** Else neither would see the other: the version is not there yet for the kill, nor the kill for the version. */
    @Test
    void aKillThatOnlyTheLedgerTellsOfWaitsForWhoWritesTheStoriesOfItsPartition() throws Exception {
        TopicPartition records = new TopicPartition("news.articles.enriched", 0);
        store.nextOffsets(List.of(records));
        try (Connection writer = connect("dateline-sink");
                Statement statement = writer.createStatement()) {
            statement.execute("update sink_offsets set next_offset = 5 where topic = 'news.articles.enriched'");

            write(OTHER);
            assertThatThrownBy(() -> store.write(Map.of(ONE, new StoryStore.Step(0, 1)), List.of(kill("a", 0))))
                    .hasMessageContaining("lock timeout");

            writer.rollback();
            store.write(Map.of(ONE, new StoryStore.Step(0, 1)), List.of(kill("a", 0)));
        }
    }

    /**
     * A process that is stopped while it sends rows keeps its session: PostgreSQL waits for the rest, and no timeout of its
     * own ends that.
     */
    @Test
    void aWriterThatStandsStillInTheMiddleOfItsRowsIsPutOut() throws Exception {
        Connection still = connect("dateline-sink");
        try (Statement statement = still.createStatement()) {
            statement.execute("set statement_timeout = 500; set idle_in_transaction_session_timeout = 500");
            takePartition(statement);
            CopyIn rows = still.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy entity_orphan_candidates (entity_key) from stdin");
            Thread.sleep(1000);

            assertThatThrownBy(() -> write(ONE))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lock timeout");
            write(ONE);

            assertThat(database.rows("select next_offset from sink_offsets where partition = 0"))
                    .containsExactly("1");
            assertThatThrownBy(rows::endCopy).isInstanceOf(SQLException.class);
        } finally {
            still.abort(Runnable::run);
        }
    }

    /** It must come as far as to write, since only then it puts out who holds them. */
    @Test
    void whoIsGivenThePartitionsOfOneThatStandsStillIsToldAtOnceWhereToGoOn() throws Exception {
        try (Connection still = connect("dateline-sink");
                Statement statement = still.createStatement()) {
            takePartition(statement);

            assertThat(store.nextOffsets(List.of(ONE, OTHER))).isEqualTo(Map.of(ONE, 0L, OTHER, 0L));
        }
    }

    @Test
    void aSessionThatIsNoSinkIsWaitedFor() throws Exception {
        try (Connection somebody = connect("psql");
                Statement statement = somebody.createStatement()) {
            takePartition(statement);
            Thread.sleep(500);

            assertThatThrownBy(() -> write(ONE)).hasMessageContaining("lock timeout");
            assertThatThrownBy(() -> write(ONE)).hasMessageContaining("lock timeout");

            somebody.commit();
            assertThat(database.rows("select next_offset from sink_offsets where partition = 0"))
                    .containsExactly("5");
        }
    }

    @Test
    void aSinkThatHoldsOtherPartitionsIsLeftAlone() throws Exception {
        try (Connection busy = connect("dateline-sink");
                Statement work = busy.createStatement();
                Connection still = connect("dateline-sink");
                Statement statement = still.createStatement()) {
            work.execute("update sink_offsets set next_offset = 7 where partition = 1");
            takePartition(statement);
            Thread.sleep(500);

            assertThatThrownBy(() -> write(ONE)).hasMessageContaining("lock timeout");
            write(ONE);

            busy.commit();
            assertThat(database.rows("select partition, next_offset from sink_offsets order by 1"))
                    .containsExactly("0|1", "1|7");
        }
    }

    private void write(TopicPartition partition) throws SQLException {
        store.write(
                Map.of(partition, new StoryStore.Step(0, 1)),
                List.of(new Change.Version(Stories.usable("a", 1).build(), 0, false)));
    }

    private static void takePartition(Statement statement) throws SQLException {
        statement.execute("update sink_offsets set next_offset = 5 where partition = 0");
    }

    private Connection connect(String application) throws SQLException {
        Connection connection = DriverManager.getConnection(
                database.url() + (database.url().contains("?") ? "&" : "?") + "ApplicationName=" + application,
                PostgresServer.USER,
                "");
        connection.setAutoCommit(false);
        return connection;
    }
}
