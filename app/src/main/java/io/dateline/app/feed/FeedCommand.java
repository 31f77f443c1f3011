package io.dateline.app.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dateline feed}: sends files, directories, archives or stdin to a running pipeline, and says what became of each. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = {
            "Sends files, directories, archives (tar, zip, gzip) or stdin (-) to a running pipeline, in the order of their"
                    + " names.",
            "Writes a line for each story: accepted with its articleId, or refused with the reason. With --journal, a run"
                    + " that was cut short is taken up by running it again: what was acknowledged is not sent again, unless"
                    + " the file has changed since.",
            "Exits with 1 when anything was refused, now or by the journal, or when the pipeline does not answer."
        })
public final class FeedCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${DATELINE_URL:-http://127.0.0.1:8080}",
            description = "Where the pipeline listens (default: ${DEFAULT-VALUE}).")
    private String url;

    @Option(names = "--provider", paramLabel = "NAME", description = "Who sent them, for stories that don't say so.")
    private String provider;

    @Option(names = "--feed", paramLabel = "NAME", description = "Name of the feed, for the record.")
    private String feed;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Notes what was acknowledged, and leaves out what was before. Made when it is not there.")
    private Path journalFile;

    @Option(names = "--retry-refused", description = "Sends again what was refused by the journal.")
    private boolean retryRefused;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to try again while the pipeline is busy or away (default: ${DEFAULT-VALUE}).")
    private long patience;

    @Option(names = "--quiet", description = "No line for accepted stories, no progress.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, archives or directories; - for stdin.")
    private List<String> sources;

    private final InputStream in;
    private final PrintStream out;

    public FeedCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PipelineClient client = new PipelineClient(
                url, provider, feed, System.getenv("DATELINE_INGEST_HTTP_TOKEN"), Duration.ofSeconds(patience));
        String target = url + " provider=" + provider + " feed=" + feed;
        try (Journal journal = journalFile == null ? Journal.none() : Journal.open(journalFile, target)) {
            Batch batch = new Batch(client, journal, out, quiet);
            Run run = new Run(journal, batch);
            try {
                run.all();
            } catch (PipelineException e) {
                throw new IllegalStateException(e.getMessage(), e);
            } finally {
                out.flush();
                System.err.println(run.summary());
            }
            return batch.refused() == 0 && run.refusedBefore == 0 && batch.accepted() + run.known > 0 ? 0 : 1;
        }
    }

    /** All sources, one after the other. */
    private final class Run implements Pieces.Out {
        private final Journal journal;
        private final Batch batch;
        private final Pieces pieces = new Pieces(this);
        private Progress progress = Progress.none();
        private long known;
        private long refusedBefore;

        Run(Journal journal, Batch batch) {
            this.journal = journal;
            this.batch = batch;
        }

        void all() throws IOException, InterruptedException {
            List<Path> paths = new ArrayList<>();
            for (String source : sources) {
                if (!source.equals("-") && !Files.exists(Path.of(source))) {
                    throw new IllegalArgumentException("no file or directory " + source);
                }
                paths.add(source.equals("-") ? null : Path.of(source));
            }
            for (Path path : paths) {
                if (path == null) {
                    try (Progress shown = progress(-1)) {
                        progress = shown;
                        pieces.stream(in);
                    }
                } else if (Files.isDirectory(path)) {
                    directory(path);
                } else {
                    pieces.file(path);
                }
            }
            batch.flush();
        }

        private void directory(Path directory) throws IOException, InterruptedException {
            try (FileList files = FileList.of(directory);
                    Progress shown = progress(files.count())) {
                files.unreadable().forEach(problem -> batch.unreadable(problem, "can't be read"));
                files.forEach(file -> {
                    pieces.file(file);
                    shown.step();
                });
            }
        }

        private Progress progress(long all) {
            return quiet ? Progress.none() : Progress.of(all, System.err);
        }

        @Override
        public boolean isKnown(Piece.Id id) {
            boolean refused = journal.isRefused(id) && !journal.isAccepted(id);
            if (refused && retryRefused || !refused && !journal.isAccepted(id)) {
                return false;
            }
            known++;
            refusedBefore += refused ? 1 : 0;
            return true;
        }

        @Override
        public void piece(Piece piece) throws IOException, InterruptedException {
            batch.add(piece);
            progress.step();
        }

        @Override
        public void unreadable(String name, String reason) {
            batch.unreadable(name, reason);
        }

        String summary() {
            return "accepted " + batch.accepted() + ", refused " + batch.refused()
                    + (journalFile == null
                            ? ""
                            : ", known by the journal " + known
                                    + (refusedBefore == 0 ? "" : " (" + refusedBefore + " of them refused)"));
        }
    }
}
