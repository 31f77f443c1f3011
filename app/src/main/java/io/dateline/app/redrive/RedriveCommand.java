package io.dateline.app.redrive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.SettingsOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dateline redrive}: shows dead letters, or sends them back to where they failed. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Sends dead letters back to where they failed, each once.",
            "What an entrance refused is parsed again. One that fails again becomes a new letter with one attempt more."
                    + " With --list, shows them and sends nothing. Exits with 1 when a letter can't be sent."
        })
public final class RedriveCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--list", description = "Show them; send nothing.")
    private boolean list;

    @Option(names = "--json", description = "With --list: one JSON object a line.")
    private boolean asJson;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Only those of ingest, enrich or sink.")
    private String stage;

    @Option(
            names = "--exception",
            paramLabel = "WORD",
            description = "Only those whose exception or code has this in its name.")
    private String exception;

    @Option(names = "--key", paramLabel = "TEXT", description = "Only those whose key has this in it.")
    private String key;

    @Option(names = "--newer-than", paramLabel = "DURATION", description = "Only those that failed within, e.g. PT2H.")
    private Duration newerThan;

    @Option(names = "--older-than", paramLabel = "DURATION", description = "Only those that failed before, e.g. P1D.")
    private Duration olderThan;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "5",
            description = "Leave those alone that were tried so often (default: ${DEFAULT-VALUE}).")
    private int maxAttempts;

    /** @param out where letters are shown */
    public RedriveCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("--max-attempts " + maxAttempts + " is less than 1");
        }
        Settings settings = options.load();
        Redriver redriver = new Redriver(settings, ConfluentSchemaRegistry.connect(settings.registry()), maxAttempts);
        Instant now = Instant.now();
        LetterFilter filter = new LetterFilter(
                stage,
                exception,
                key,
                newerThan == null ? null : now.minus(newerThan),
                olderThan == null ? null : now.minus(olderThan));
        if (list) {
            redriver.list(filter, (state, letter) -> out.println(asJson ? line(state, letter) : text(state, letter)));
            out.flush();
            return 0;
        }
        Redriver.Report report = redriver.redrive(filter);
        System.err.printf(
                "sent back %d, parked %d, sent back before %d, can't be sent %d%n",
                report.sent(), report.parked(), report.before(), report.unsendable());
        return report.unsendable() == 0 ? 0 : 1;
    }

    private static String text(Redriver.State state, Redriver.Shown letter) {
        return String.format(
                "%s  %s  %s/%s  attempt %d, last %s%n  %s: %s%n  key %s%n  %s",
                letter.place(),
                state,
                letter.stage(),
                letter.node(),
                letter.attempt(),
                letter.lastFailure(),
                letter.exception(),
                letter.message(),
                letter.key(),
                letter.preview());
    }

    private String line(Redriver.State state, Redriver.Shown letter) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("place", letter.place()).put("state", state.name());
        line.put("stage", letter.stage()).put("node", letter.node()).put("topic", letter.topic());
        line.put("attempt", letter.attempt());
        line.put("firstFailure", letter.firstFailure().toString());
        line.put("lastFailure", letter.lastFailure().toString());
        line.put("exception", letter.exception()).put("message", letter.message());
        line.put("key", letter.key()).put("preview", letter.preview());
        return line.toString();
    }
}
