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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
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
 * is sustained when all are there at once, whose processor time and disk that takes, and how long one story takes at steady rates.
 * Options: {@code --stories N --rates N,N,... --seconds N --threads N --partitions N --rows BEGINNING --set KEY=VALUE,KEY=VALUE
 * --directory DIRECTORY}; with the last, real stories from files in any format that ingest reads.
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
    private final Map<String, String> more;
    private final String directory;
    private StorySource source;

    private SpineBenchmark(
            int stories,
            List<Integer> rates,
            int seconds,
            String threads,
            String partitions,
            String only,
            Map<String, String> more,
            String directory) {
        this.stories = stories;
        this.rates = rates;
        this.seconds = seconds;
        this.threads = threads;
        this.partitions = partitions;
        this.only = only;
        this.more = more;
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
                settings(options.get("--set")),
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
                () -> story -> new Analysis("en", null, null, null, null, List.of(), List.of(), List.of(), List.of());
        benchmark.row("pass-through, duplicates not looked for", models, nothing, "0");
        benchmark.row("pass-through", models, nothing, "3");
        benchmark.row("with analysis, duplicates not looked for", models, models::newAnalyzer, "0");
        benchmark.row("with analysis", models, models::newAnalyzer, "3");
    }

    private static Map<String, String> settings(String pairs) {
        Map<String, String> settings = new HashMap<>();
        for (String pair : pairs == null ? new String[0] : pairs.split(",")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set KEY=VALUE,KEY=VALUE has no value in \"" + pair + "\"");
            }
            settings.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return settings;
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
            Map<String, String> all = new HashMap<>();
            all.put("kafka.bootstrap.servers", kafka.bootstrapServers());
            all.put("schema.registry.url", registry.url());
            all.put("topics.partitions", partitions);
            all.put("enrich.duplicates.days", duplicateDays);
            all.put("enrich.threads", threads);
            all.put("enrich.state.dir", data.resolve("enrich").toString());
            all.put("sink.jdbc.url", database.jdbcUrl());
            all.put("sink.jdbc.user", EmbeddedDatabase.USER);
            all.putAll(more);
            Settings settings = Settings.of(all);
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
                DiskUse disk = DiskUse.now(data.resolve("kafka"), connection, data.resolve("enrich"));
                ProcessorTime before = ProcessorTime.now(server);
                double comparedBefore = comparisons(telemetry);
                double throughput = throughput(producer, connection);
                ProcessorTime after = ProcessorTime.now(server);
                DiskUse used = DiskUse.now(data.resolve("kafka"), connection, data.resolve("enrich"));
                System.gc();
                System.out.printf(
                        "%s: %.0f stories a second, so a million take %.1f h%n"
                                + "  processor time, ms a story: %s%n  comparisons of two texts a story: %.2f%n  heap after collection %d MB%n"
                                + "  disk, kB a story, so GB a million: %s%n",
                        name,
                        throughput,
                        1e6 / throughput / 3600,
                        after.perStorySince(before, stories),
                        (comparisons(telemetry) - comparedBefore) / stories,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                        used.perStorySince(disk, stories));
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

    /**
     * Milliseconds from handing a story to the producer until the transaction of its row was over, by the database's own note:
     * nothing asks for rows meanwhile. A story that is found to be a near-duplicate is written again, and counts until then.
     */
    private long[] latencies(ArticleProducer producer, Connection connection, int rate)
            throws InterruptedException, SQLException {
        int count = rate * seconds;
        Map<String, Long> sent = new HashMap<>();
        long rowsBefore = rows(connection);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(begin + i * 1_000_000_000L / rate - System.nanoTime());
            RawArticle story = source.story("paced-" + rate + "-" + i);
            sent.put(story.getArticleId(), System.currentTimeMillis());
            publish(producer, story);
        }
        awaitCount(connection, rowsBefore + count);
        try (PreparedStatement query = connection.prepareStatement(
                "select article_id, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::bigint"
                        + " from articles where article_id = any(?)")) {
            Array ids = connection.createArrayOf("text", sent.keySet().toArray());
            query.setArray(1, ids);
            long[] latencies = new long[count];
            int found = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    latencies[found++] = rows.getLong(2) - sent.get(rows.getString(1));
                }
            } finally {
                ids.free();
            }
            return latencies;
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
        while (rows(connection) < expected) {
            Thread.sleep(20);
        }
    }

    private static long rows(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select count(*) from articles");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
