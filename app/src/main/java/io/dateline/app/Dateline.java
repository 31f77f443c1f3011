package io.dateline.app;

import io.dateline.app.feed.FeedCommand;
import io.dateline.app.redrive.RedriveCommand;
import io.dateline.app.reprocess.CleanCommand;
import io.dateline.app.reprocess.ReprocessCommand;
import io.dateline.app.reprocess.ResetCommand;
import io.dateline.embedded.PortInUseException;
import io.dateline.enrich.EnrichCommand;
import io.dateline.ingest.IngestCommand;
import io.dateline.sink.SinkCommand;
import java.io.PrintStream;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code dateline} command. Data goes to stdout, words to stderr; a failure exits with something else than 0. */
@Command(
        name = "dateline",
        description = "Streaming news ingestion: wire stories in, enriched stories out.",
        mixinStandardHelpOptions = true,
        versionProvider = Dateline.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Dateline {
    private Dateline() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(System.out).execute(args));
    }

    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new Dateline())
                .addSubcommand(new UpCommand(out))
                .addSubcommand(new IngestCommand())
                .addSubcommand(new EnrichCommand())
                .addSubcommand(new SinkCommand())
                .addSubcommand(new FeedCommand(System.in, out))
                .addSubcommand(new TailCommand(out))
                .addSubcommand(new ParseCommand(out))
                .addSubcommand(new AnalyzeCommand(System.in, out))
                .addSubcommand(new CommandLine(new KbCommand())
                        .addSubcommand(new KbCommand.Load())
                        .addSubcommand(new KbCommand.Extract(out)))
                .addSubcommand(new OrderCommand.Release())
                .addSubcommand(new OrderCommand.Kill())
                .addSubcommand(new RedriveCommand(out))
                .addSubcommand(new ResetCommand())
                .addSubcommand(new CleanCommand())
                .addSubcommand(new ReprocessCommand(out))
                .setExecutionExceptionHandler(Dateline::explain);
    }

    /** What went wrong in one line; the stack only for those who ask for it with DATELINE_LOG_LEVEL=DEBUG. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        LoggerFactory.getLogger(Dateline.class).debug("command failed", failure);
        boolean known = failure instanceof ConfigException
                || failure instanceof PortInUseException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
        String message = known && failure.getMessage() != null ? failure.getMessage() : failure.toString();
        command.getErr().println("dateline " + command.getCommandName() + ": " + message);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The version of this build, from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Dateline.class.getPackage().getImplementationVersion();
            return new String[] {"dateline " + (version == null ? "(not packaged)" : version)};
        }
    }
}
