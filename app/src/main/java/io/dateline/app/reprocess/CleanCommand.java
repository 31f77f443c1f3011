package io.dateline.app.reprocess;

import io.dateline.app.redrive.WrittenOff;
import io.dateline.enrich.EnrichConfig;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.SettingsOptions;
import io.dateline.sink.SentBack;
import io.dateline.sink.SinkConfig;
import io.dateline.sink.SinkService;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dateline clean}: as reset, and what was published and stored is deleted as well. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes everything that is made of the raw stories, so that it is made anew at the next start.",
            "As reset; and the topics of enriched stories, quotes, mentions and versions, and the rows in the database. Raw"
                    + " stories, commands and dead letters stay, but those of the sink need not be sent back any more. Refuses while an instance of enrich or sink runs."
        })
public final class CleanCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--yes",
            required = true,
            description = "Yes, delete them: nothing is served until they are made anew.")
    private boolean yes;

    @Override
    public Integer call() throws InterruptedException, SQLException {
        Settings settings = options.load();
        EnrichConfig enrich = EnrichConfig.from(settings);
        SinkConfig sink = SinkConfig.from(settings);
        try (Admin admin = Admin.create(settings.kafka())) {
            Traces traces = new Traces(admin);
            traces.requireNobody(enrich.applicationId());
            traces.requireNobody(sink.groupId());
            // They name places in topics that will be gone; what failed there is made anew with the rest. First, for
            // nothing
            // is lost when it can't be done.
            WrittenOff.lettersOfTheSink(admin, settings);
            ResetCommand.reset(traces, enrich);
            // The tables first: a sink that starts now must not take the offsets of the old topics for the new ones'.
            SinkService.emptyTables(sink);
            traces.forgetGroup(sink.groupId());
            Set<String> outputs = Traces.names(Traces.OUTPUTS, "");
            traces.deleteTopics(outputs);
            traces.deleteTopics(Set.of(SentBack.TOPIC));
            System.err.println("deleted: " + String.join(", ", outputs) + " and the rows made of them");
        }
        return 0;
    }
}
