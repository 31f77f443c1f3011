package io.dateline.app;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.ServiceProcess;
import io.dateline.schemas.service.SettingsOptions;
import io.dateline.schemas.service.Telemetry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dateline up}: everything in one process, for a laptop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything in one process: broker, registry, database, ingest, enrich and sink.",
            "Listens on loopback only. Keeps its data between runs. Ctrl-C stops it."
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".dateline",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path directory;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the broker (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the schema registry (default: ${DEFAULT-VALUE}).")
    private int registryPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the HTTP entrance (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "Port of PostgreSQL (default: ${DEFAULT-VALUE}).")
    private int databasePort;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            defaultValue = "9400",
            description = "Port of health and metrics, of all parts; 0 for none (default: ${DEFAULT-VALUE}).")
    private int healthPort;

    private final PrintStream out;

    UpCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        long begin = System.nanoTime();
        Settings settings = options.load().with(Map.of("health.port", Integer.toString(healthPort)));
        Telemetry telemetry = Telemetry.of(settings);
        LocalPipeline pipeline = new LocalPipeline(
                directory,
                new LocalPipeline.Ports(kafkaPort, registryPort, httpPort, databasePort),
                settings,
                telemetry);
        ServiceProcess.run(
                pipeline,
                "up",
                settings,
                telemetry,
                () -> announce(pipeline, Duration.ofNanos(System.nanoTime() - begin)));
        return 0;
    }

    private void announce(LocalPipeline pipeline, Duration taken) {
        out.printf(
                """
                Dateline is up after %.1f s.
                  HTTP       %s/v1/articles
                  inbox      %s
                  Kafka      %s
                  registry   %s
                  PostgreSQL %s
                  metrics    %s
                Send a story:     ./dateline feed samples/harbour-bridge.txt
                Watch them come:  ./dateline tail
                """,
                taken.toMillis() / 1000.0,
                pipeline.httpUrl(),
                pipeline.inbox(),
                pipeline.bootstrapServers(),
                pipeline.registryUrl(),
                pipeline.jdbcUrl(),
                healthPort == 0 ? "off" : "http://127.0.0.1:" + healthPort + "/metrics");
        out.flush();
    }
}
