package io.dateline.app.reprocess;

import io.dateline.enrich.EnrichConfig;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.service.SettingsOptions;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dateline reset}: enrich forgets everything, so that its next start processes the raw stories from the first. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Makes enrich process all raw stories again at its next start.",
            "Deletes how far it has read, its own topics and its state on this machine. What it has published stays; it is"
                    + " published again over it, but a quote or name that is not found any more is not retracted: see"
                    + " clean. Refuses while an instance of enrich runs."
        })
public final class ResetCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load();
        EnrichConfig enrich = EnrichConfig.from(settings);
        try (Admin admin = Admin.create(settings.kafka())) {
            Traces traces = new Traces(admin);
            traces.requireNobody(enrich.applicationId());
            int topics = reset(traces, enrich);
            System.err.println("enrich begins anew at its next start; " + topics + " topics of its own deleted");
        }
        return 0;
    }

    /** Takes away what an enrich that does not run has left behind, its output apart. */
    static int reset(Traces traces, EnrichConfig enrich) throws InterruptedException {
        traces.forgetGroup(enrich.applicationId());
        int topics = traces.deleteOwnTopics(enrich.applicationId());
        Traces.deleteState(enrich.stateDirectory(), enrich.applicationId());
        return topics;
    }
}
