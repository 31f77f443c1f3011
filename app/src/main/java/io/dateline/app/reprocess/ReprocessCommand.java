package io.dateline.app.reprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.EnrichCommand;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.service.SettingsOptions;
import io.dateline.schemas.service.Telemetry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dateline reprocess}: what would change if all raw stories were processed again by this program? */
@Command(
        name = "reprocess",
        mixinStandardHelpOptions = true,
        description = {
            "Processes all raw stories again, beside what is served, and tells what would change.",
            "Writes topics whose names begin with " + Reprocess.PREFIX
                    + ", which stay until --drop or the next time. What"
                    + " is served is not touched; to switch over, stop enrich and sink, run clean, and start them.",
            "In the end it reads both topics of stories, and once more for each 20,000 stories that differ."
        })
public final class ReprocessCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    private final PrintStream out;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--json", description = "One JSON object for each story that would change.")
    private boolean asJson;

    @Option(names = "--drop", description = "Only delete what an earlier one has written.")
    private boolean drop;

    /** @param out where the report goes */
    public ReprocessCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load();
        SchemaRegistry registry = ConfluentSchemaRegistry.connect(settings.registry());
        Reprocess reprocess = new Reprocess(settings, registry);
        if (drop) {
            reprocess.drop();
            return 0;
        }
        List<Comparison.Story> first = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (Telemetry telemetry = new Telemetry()) {
            Comparison.Report report =
                    reprocess.run(beside -> EnrichCommand.service(beside, registry, telemetry), story -> {
                        if (asJson) {
                            out.println(lineOf(story, json));
                        } else if (first.size() < SHOWN) {
                            first.add(story);
                        }
                    });
            if (!asJson) {
                print(report, first);
            }
        }
        out.flush();
        return 0;
    }

    private static String lineOf(Comparison.Story story, ObjectMapper json) {
        try {
            return json.writeValueAsString(story);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers is no JSON", e);
        }
    }

    private void print(Comparison.Report report, List<Comparison.Story> first) {
        out.printf("stories   %s, %d stay as they are%n", text(report.articles()), report.same());
        out.printf("entities  %s%n", text(report.entities()));
        out.printf("quotes    %s%n", text(report.quotes()));
        out.printf("topics    %s%n", text(report.topics()));
        first.forEach(story -> out.printf(
                "  %s %s: entities %s; quotes %s; topics %s%n",
                story.what(), story.articleId(), text(story.entities()), text(story.quotes()), text(story.topics())));
        int more = report.articles().sum() - first.size();
        if (more > 0) {
            out.println("  ... and " + more + " more; --json shows them all");
        }
    }

    private static String text(Comparison.Count count) {
        return count.isNothing() ? "nothing" : "+" + count.added() + " -" + count.removed() + " ~" + count.changed();
    }
}
