package io.dateline.ingest;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.ServiceProcess;
import io.dateline.schemas.service.SettingsOptions;
import io.dateline.schemas.service.Telemetry;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dateline ingest}: the ingest part by itself, against the Kafka and registry in its configuration. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Takes wire stories in by HTTP and from watched directories, and publishes them to Kafka.")
public final class IngestCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    /** Runs the part as a process of its own. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new IngestCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load();
        Telemetry telemetry = Telemetry.of(settings);
        IngestService service =
                new IngestService(settings, ConfluentSchemaRegistry.connect(settings.registry()), telemetry);
        ServiceProcess.run(service, "ingest", settings, telemetry);
        return 0;
    }
}
