package io.dateline.bench;

import io.dateline.embedded.EmbeddedDatabase;
import io.dateline.embedded.EmbeddedKafka;
import io.dateline.embedded.EmbeddedRegistry;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.EnrichService;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.ingest.produce.ArticleProducer;
import io.dateline.ingest.produce.Deadline;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.Telemetry;
import io.dateline.sink.SinkService;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Stories from the raw topic to the database: broker, registry, database, enrich and sink in this one process, exactly-once
 * on. First without analysis (the same topology with an analyzer that finds nothing), then with it, each without and with
 * near-duplicates looked for, in the same run: what
 * is sustained when all are there at once, whose processor time that takes, and how long one story takes at steady rates.
 * Options: {@code --stories N --rates N,N,... --seconds N --threads N --partitions N --rows BEGINNING --directory DIRECTORY}; with
 * the last, real stories from files in any format that ingest reads.
 */
public final class SpineBenchmark {
    private static final long SEED = 20261103L;
    private static final int WARM_UP = 600;

    private final int stories;
    private final List<Integer> rates;
    private final int seconds;
    private final String threads;
    private final String partitions;
    private final String only;
    private final String directory;
    private StorySource source;

    private SpineBenchmark(
            int stories,
            List<Integer> rates,
            int seconds,
            String threads,
            String partitions,
            String only,
            String directory) {
        this.stories = stories;
        this.rates = rates;
        this.seconds = seconds;
        this.threads = threads;
        this.partitions = partitions;
        this.only = only;
        this.directory = directory;
    }

    /** Runs both rows and prints them. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> options = new ConcurrentHashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        SpineBenchmark benchmark = new SpineBenchmark(
                Integer.parseInt(options.getOrDefault("--stories", "4000")),
                Stream.of(options.getOrDefault("--rates", "20,50,100").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(options.getOrDefault("--seconds", "30")),
                options.getOrDefault("--threads", "2"),
                options.getOrDefault("--partitions", "4"),
                options.getOrDefault("--rows", ""),
                options.get("--directory"));
        AnalysisModels models = AnalysisModels.load();
        System.out.printf(
                "%d stories %s; latency for %d s a rate; %s partitions, %s threads; %d cores, Java %s%n%n",
                benchmark.stories,
                benchmark.newSource(),
                benchmark.seconds,
                benchmark.partitions,
                benchmark.threads,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        Supplier<StoryAnalyzer> nothing =
                () -> story -> new Analysis("en", null, null, null, List.of(), List.of(), List.of(), List.of());
        benchmark.row("pass-through, duplicates not looked for", models, nothing, "0");
        benchmark.row("pass-through", models, nothing, "3");
        benchmark.row("with analysis, duplicates not looked for", models, models::newAnalyzer, "0");
        benchmark.row("with analysis", models, models::newAnalyzer, "3");
    }

    /** Each row gets the same stories. */
    private StorySource newSource() throws IOException {
        return directory == null ? new StoryGenerator(SEED) : StoriesOfDirectory.read(Path.of(directory));
    }

    private void row(String name, AnalysisModels models, Supplier<StoryAnalyzer> analyzers, String duplicateDays)
            throws IOException, InterruptedException {
        if (!name.startsWith(only)) {
            return;
        }
        source = newSource();
        Path data = Files.createTempDirectory("dateline-bench");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data.resolve("postgresql"), 0);
                EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
                EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0)) {
            Settings settings = Settings.of(Map.ofEntries(
                    Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                    Map.entry("schema.registry.url", registry.url()),
                    Map.entry("topics.partitions", partitions),
                    Map.entry("enrich.duplicates.days", duplicateDays),
                    Map.entry("enrich.threads", threads),
                    Map.entry("enrich.state.dir", data.resolve("enrich").toString()),
                    Map.entry("sink.jdbc.url", database.jdbcUrl()),
                    Map.entry("sink.jdbc.user", EmbeddedDatabase.USER)));
            SchemaRegistry client = ConfluentSchemaRegistry.connect(settings.registry());
            try (Telemetry telemetry = new Telemetry();
                    SinkService sink = new SinkService(settings, client, telemetry);
                    EnrichService enrich = new EnrichService(
                            settings,
                            client,
                            new LiveKnowledge(models.knowledge(), 0),
                            analyzers,
                            EnrichCommand.provenance(models),
                            telemetry);
                    ArticleProducer producer = new ArticleProducer(settings, client, telemetry, 10_000, 256L << 20);
                    Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
                enrich.start();
                sink.start();
                ProcessHandle server = serverOf(data.resolve("postgresql"));
                send(producer, "warm", WARM_UP);
                awaitCount(connection, WARM_UP);
                ProcessorTime before = ProcessorTime.now(server);
                double comparedBefore = comparisons(telemetry);
                double throughput = throughput(producer, connection);
                ProcessorTime after = ProcessorTime.now(server);
                System.gc();
                System.out.printf(
                        "%s: %.0f stories a second, so a million take %.1f h%n"
                                + "  processor time, ms a story: %s%n  comparisons of two texts a story: %.2f%n  heap after collection %d MB%n",
                        name,
                        throughput,
                        1e6 / throughput / 3600,
                        after.perStorySince(before, stories),
                        (comparisons(telemetry) - comparedBefore) / stories,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
                System.out.println("  | stories a second | p50 ms | p95 ms | p99 ms | max ms |");
                System.out.println("  | --- | --- | --- | --- | --- |");
                for (int rate : rates) {
                    long[] latencies = latencies(producer, connection, rate);
                    Arrays.sort(latencies);
                    System.out.printf(
                            "  | %d | %d | %d | %d | %d |%n",
                            rate,
                            at(latencies, 0.5),
                            at(latencies, 0.95),
                            at(latencies, 0.99),
                            latencies[latencies.length - 1]);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** The database's first process; it writes its id into its directory. */
    private static ProcessHandle serverOf(Path database) throws IOException {
        try (Stream<Path> files = Files.walk(database)) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no database runs in " + database));
            long id = Long.parseLong(Files.readAllLines(pid).get(0).strip());
            return ProcessHandle.of(id).orElseThrow(() -> new IllegalStateException("the database is gone"));
        }
    }

    private static double comparisons(Telemetry telemetry) {
        return telemetry.meters().find("dateline.enrich.likeness.comparisons").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double throughput(ArticleProducer producer, Connection connection)
            throws InterruptedException, SQLException {
        long begin = System.nanoTime();
        send(producer, "bulk", stories);
        awaitCount(connection, WARM_UP + stories);
        return stories / ((System.nanoTime() - begin) / 1e9);
    }

    /** Milliseconds from handing a story to the producer until its row can be read, looked for every few milliseconds. */
    private long[] latencies(ArticleProducer producer, Connection connection, int rate)
            throws InterruptedException, SQLException {
        int count = rate * seconds;
        Map<String, Long> underWay = new ConcurrentHashMap<>();
        long[] latencies = new long[count];
        int arrived = 0;
        int sent = 0;
        long begin = System.nanoTime();
        while (arrived < count) {
            while (sent < count && System.nanoTime() - begin >= sent * 1_000_000_000L / rate) {
                RawArticle story = source.story("paced-" + rate + "-" + sent++);
                underWay.put(story.getArticleId(), System.nanoTime());
                publish(producer, story);
            }
            for (String id : stored(connection, underWay)) {
                latencies[arrived++] = (System.nanoTime() - underWay.remove(id)) / 1_000_000;
            }
            LockSupport.parkNanos(4_000_000);
        }
        return latencies;
    }

    private static List<String> stored(Connection connection, Map<String, Long> underWay) throws SQLException {
        Array ids = connection.createArrayOf("text", underWay.keySet().toArray());
        try (PreparedStatement query =
                connection.prepareStatement("select article_id from articles where article_id = any(?)")) {
            query.setArray(1, ids);
            try (ResultSet rows = query.executeQuery()) {
                List<String> stored = new ArrayList<>();
                while (rows.next()) {
                    stored.add(rows.getString(1));
                }
                return stored;
            }
        } finally {
            ids.free();
        }
    }

    private void send(ArticleProducer producer, String prefix, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            publish(producer, source.story(prefix + "-" + i));
        }
    }

    private static void publish(ArticleProducer producer, RawArticle story) throws InterruptedException {
        try {
            producer.send(story, new RecordHeaders(), Deadline.never());
        } catch (TimeoutException e) {
            throw new IllegalStateException("never is never over", e);
        }
    }

    private static void awaitCount(Connection connection, long expected) throws SQLException, InterruptedException {
        while (true) {
            try (PreparedStatement query = connection.prepareStatement("select count(*) from articles");
                    ResultSet row = query.executeQuery()) {
                row.next();
                if (row.getLong(1) >= expected) {
                    return;
                }
            }
            Thread.sleep(20);
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
