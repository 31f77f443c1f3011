package io.dateline.enrich;

import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.knowledge.LiveKnowledge;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.ServiceProcess;
import io.dateline.schemas.service.SettingsOptions;
import io.dateline.schemas.service.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dateline enrich}: the enrich part by itself, against the Kafka and registry in its configuration. */
@Command(
        name = "enrich",
        mixinStandardHelpOptions = true,
        description = "Tags raw stories with entities, quotes and topics, from Kafka to Kafka.")
public final class EnrichCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    /** Runs the part as a process of its own. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new EnrichCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load();
        SchemaRegistry registry = ConfluentSchemaRegistry.connect(settings.registry());
        Telemetry telemetry = Telemetry.of(settings);
        ServiceProcess.run(service(settings, registry, telemetry), "enrich", settings, telemetry);
        return 0;
    }

    /** The service with the standard analysis. */
    public static EnrichService service(Settings settings, SchemaRegistry registry, Telemetry telemetry) {
        AnalysisModels models = AnalysisModels.load();
        Duration budget = EnrichConfig.from(settings).analysisBudget();
        LiveKnowledge knowledge = new LiveKnowledge(
                models.knowledge(), EnrichConfig.from(settings).mostKnowledge());
        return new EnrichService(
                settings,
                registry,
                knowledge,
                () -> models.newAnalyzer(new TimeBudget(budget), knowledge),
                provenance(models),
                telemetry);
    }

    /** What records say made them, with the standard analysis. */
    public static ProvenanceStamp provenance(AnalysisModels models) {
        return ProvenanceStamp.of(models.versions(), Map.of());
    }
}
