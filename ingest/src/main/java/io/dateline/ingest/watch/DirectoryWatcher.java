package io.dateline.ingest.watch;

import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.produce.Outcome;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.schemas.service.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the files that are put into a directory, oldest first, as an agency's FTP delivers them. A file is taken once
 * two looks, an interval apart, found the same size and time; names that begin with a dot or end in a mark of being
 * written are left alone. After Kafka has acknowledged everything in a file it is moved to {@code done/}, or to {@code
 * failed/} when there was no story in it; a {@code .reason.txt} beside it names what was refused. After a crash between
 * acknowledgement and move the file is taken again; its stories are then exact duplicates, which enrichment drops.
 *
 * <p>One thread a directory. Looking is by listing, not by notification: that works on network file systems too.
 */
public final class DirectoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatcher.class);
    private static final List<String> BEING_WRITTEN =
            List.of(".tmp", ".part", ".partial", ".filepart", ".crdownload", "~");
    private static final String REASON = ".reason.txt";
    /** An empty file may be about to be filled; after this long it is refused. */
    private static final Duration EMPTY_GRACE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** Files looked at in one go, so that a directory of a million does not fill the memory. */
    private static final int FILES_AT_ONCE = 1000;

    private final Path directory;
    private final Path done;
    private final Path failed;
    private final Feed feed;
    private final Intake intake;
    private final Duration interval;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Thread thread;

    private record Seen(long size, long modified, long since) {
        boolean isSameAs(BasicFileAttributes attributes) {
            return size == attributes.size()
                    && modified == attributes.lastModifiedTime().toMillis();
        }
    }

    private DirectoryWatcher(Path directory, Feed feed, Intake intake, Duration interval) {
        this.directory = directory;
        this.done = directory.resolve("done");
        this.failed = directory.resolve("failed");
        this.feed = feed;
        this.intake = intake;
        this.interval = interval;
        this.thread = new Thread(this::run, "watch-" + directory.getFileName());
    }

    /** Starts watching; makes the directory, {@code done/} and {@code failed/} where they are missing. */
    public static DirectoryWatcher start(Path directory, Feed feed, Intake intake, Duration interval) {
        DirectoryWatcher watcher = new DirectoryWatcher(directory, feed, intake, interval);
        try {
            Files.createDirectories(watcher.done);
            Files.createDirectories(watcher.failed);
        } catch (IOException e) {
            throw new UncheckedIOException("directory " + directory + " can't be watched", e);
        }
        watcher.thread.start();
        return watcher;
    }

    private void run() {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                try {
                    look();
                    backoff.reset();
                    Thread.sleep(interval.toMillis());
                } catch (IOException | UncheckedIOException | ExecutionException e) {
                    LOG.warn("directory waits directory={} cause={}", directory, e.toString());
                    backoff.await();
                } catch (RuntimeException e) {
                    LOG.error("directory waits directory={}", directory, e);
                    backoff.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One look: takes what has come to rest since the last one. */
    private void look() throws IOException, InterruptedException, ExecutionException {
        List<Path> ready = new ArrayList<>();
        Map<Path, Seen> now = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::isForUs)) {
            for (Path file : files) {
                if (now.size() >= FILES_AT_ONCE) {
                    break;
                }
                lookAt(file, now, ready);
            }
        }
        seen.clear();
        seen.putAll(now);
        ready.sort(Comparator.comparing((Path file) -> now.get(file).modified()).thenComparing(Path::getFileName));
        for (Path file : ready) {
            take(file);
            seen.remove(file);
        }
    }

    private void lookAt(Path file, Map<Path, Seen> now, List<Path> ready) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!attributes.isRegularFile()) {
            return;
        }
        Seen before = seen.get(file);
        long time = System.nanoTime();
        boolean same = before != null && before.isSameAs(attributes);
        now.put(
                file,
                same
                        ? before
                        : new Seen(
                                attributes.size(), attributes.lastModifiedTime().toMillis(), time));
        boolean rested = attributes.size() > 0 || same && time - before.since() > EMPTY_GRACE.toNanos();
        if (same && rested) {
            ready.add(file);
        }
    }

    private boolean isForUs(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && BEING_WRITTEN.stream().noneMatch(name::endsWith);
    }

    private void take(Path file) throws IOException, InterruptedException, ExecutionException {
        String name = file.getFileName().toString();
        Intake.Report report;
        try {
            report = intake.take(Content.of(file), null, name, feed, null).get();
        } catch (Content.UnreadableException e) {
            if (!Files.exists(file)) {
                // Whoever put it there has taken it away again.
                return;
            }
            throw e;
        }
        Path target = move(file, report.accepted() > 0 ? done : failed);
        if (target != null && report.refused() > 0) {
            Files.writeString(target.resolveSibling(target.getFileName() + REASON), reasons(report));
        }
        LOG.info(
                "file taken feed={} file={} accepted={} refused={}",
                feed.name(),
                name,
                report.accepted(),
                report.refused());
    }

    private static String reasons(Intake.Report report) {
        StringBuilder reasons = new StringBuilder();
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Outcome.Refused refused) {
                reasons.append(refused.code())
                        .append(": ")
                        .append(refused.where() == null ? "" : refused.where() + ": ")
                        .append(refused.reason())
                        .append('\n');
            }
        }
        return reasons.toString();
    }

    /** Never over another file: a name that is taken gets a number. */
    private static Path move(Path file, Path directory) throws IOException {
        String name = file.getFileName().toString();
        for (int number = 0; ; number++) {
            Path target = directory.resolve(number == 0 ? name : name + "." + number);
            if (Files.exists(target)) {
                continue;
            }
            try {
                return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                return Files.move(file, target);
            } catch (FileAlreadyExistsException e) {
                // Somebody was quicker with that name.
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }

    /** Stops after the file at hand, or at once where that has to wait for Kafka. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
