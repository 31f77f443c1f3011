package io.dateline.sink;

import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.ServiceProcess;
import io.dateline.schemas.service.SettingsOptions;
import io.dateline.schemas.service.Telemetry;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dateline sink}: the sink by itself, against the Kafka, registry and database in its configuration. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = "Keeps enriched stories in PostgreSQL, from Kafka to the database.")
public final class SinkCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    /** Runs the part as a process of its own. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SinkCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load();
        Telemetry telemetry = Telemetry.of(settings);
        SinkService service =
                new SinkService(settings, ConfluentSchemaRegistry.connect(settings.registry()), telemetry);
        ServiceProcess.run(service, "sink", settings, telemetry);
        return 0;
    }
}
