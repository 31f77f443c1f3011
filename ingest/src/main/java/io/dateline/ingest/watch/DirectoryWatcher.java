package io.dateline.ingest.watch;

import io.dateline.ingest.produce.Deadline;
import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.service.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the files that are put into a directory, oldest first, as an agency's FTP delivers them. A file is taken once
 * its size and time have been the same for a while, whatever it was called before; names that begin with a dot or end in a
 * mark of being written are left alone, and so are links, which could lead anywhere. After Kafka has acknowledged everything in a file it is moved to {@code done/}, or to {@code
 * failed/} when there was no story in it; a {@code .reason.txt} beside it names what was refused. After a crash between
 * acknowledgement and move the file is taken again; its stories are then exact duplicates, which enrichment drops. A file
 * that changed while it was read stays, and is taken again. One that can't be read or moved now is left alone for a while
 * and taken again, and the others go on; so is one for which memory does not suffice, but after three times it is refused.
 *
 * <p>One thread a directory; several files are under way at a time. Looking is by listing, not by notification: that
 * works on network file systems too. Two watchers of one directory would send everything twice.
 */
public final class DirectoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatcher.class);
    private static final List<String> BEING_WRITTEN =
            List.of(".tmp", ".part", ".partial", ".filepart", ".crdownload", "~");
    /** An empty file may be about to be filled; after this long it is refused. */
    private static final Duration EMPTY_GRACE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** How long a file is left alone that can't be read or moved. */
    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(30);
    /** How often a file is taken for which memory does not suffice. */
    private static final int MOST_STARVED = 3;
    /** Files looked at in one go, so that a directory of a million does not fill the memory. */
    private static final int FILES_AT_ONCE = 1000;
    /** Files that wait for Kafka at a time. */
    private static final int UNDER_WAY = 64;

    private final Path directory;
    private final Outboxes outboxes;
    private final Feed feed;
    private final Intake intake;
    private final Duration interval;
    private final Duration rest;
    private final Duration emptyGrace;
    private final Duration troublePause;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, Long> troubled = new HashMap<>();
    private final Map<Path, Starved> starved = new HashMap<>();
    private final Thread thread;

    private record Seen(long size, long modified, long since) {
        boolean isSameAs(BasicFileAttributes attributes) {
            return size == attributes.size()
                    && modified == attributes.lastModifiedTime().toMillis();
        }

        boolean isSameAs(Seen other) {
            return size == other.size && modified == other.modified;
        }
    }

    /** A file for which memory has not sufficed, so many times as it was then. */
    private record Starved(Seen state, int times) {}

    private record Taken(Path file, Seen state, CompletableFuture<Intake.Report> report) {}

    private DirectoryWatcher(
            Path directory,
            Feed feed,
            Intake intake,
            Duration interval,
            Duration rest,
            Duration emptyGrace,
            Duration troublePause) {
        this.directory = directory;
        this.outboxes = new Outboxes(directory);
        this.feed = feed;
        this.intake = intake;
        this.interval = interval;
        this.rest = rest;
        this.emptyGrace = emptyGrace;
        this.troublePause = troublePause;
        this.thread = new Thread(this::run, "watch-" + directory.getFileName());
    }

    /**
     * Starts watching; makes the directory, {@code done/} and {@code failed/} where they are missing.
     *
     * @param interval between two looks
     * @param rest how long a file has to stay as it is before it is taken; two looks at least
     */
    public static DirectoryWatcher start(Path directory, Feed feed, Intake intake, Duration interval, Duration rest) {
        return start(directory, feed, intake, interval, rest, EMPTY_GRACE, TROUBLE_PAUSE);
    }

    static DirectoryWatcher start(
            Path directory,
            Feed feed,
            Intake intake,
            Duration interval,
            Duration rest,
            Duration emptyGrace,
            Duration troublePause) {
        DirectoryWatcher watcher =
                new DirectoryWatcher(directory, feed, intake, interval, rest, emptyGrace, troublePause);
        try {
            watcher.outboxes.make();
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
                } catch (IOException | ExecutionException | TimeoutException e) {
                    LOG.warn("directory waits directory={} cause={}", directory, e.toString());
                    backoff.await();
                } catch (RuntimeException | Error e) {
                    LOG.error("directory waits directory={}", directory, e);
                    backoff.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One look: takes what has come to rest since the last one. */
    private void look() throws IOException, InterruptedException, ExecutionException, TimeoutException {
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
        troubled.values().removeIf(until -> until - System.nanoTime() < 0);
        starved.keySet().removeIf(Files::notExists);
        ready.sort(Comparator.comparing((Path file) -> now.get(file).modified()).thenComparing(Path::getFileName));
        Deque<Taken> underWay = new ArrayDeque<>();
        for (Path file : ready) {
            if (underWay.size() == UNDER_WAY) {
                finish(underWay.remove());
            }
            Taken taken = take(file, now.get(file));
            if (taken != null) {
                underWay.add(taken);
            }
        }
        while (!underWay.isEmpty()) {
            finish(underWay.remove());
        }
    }

    private void lookAt(Path file, Map<Path, Seen> now, List<Path> ready) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            trouble(file, e);
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
        Duration needed = attributes.size() > 0 ? rest : emptyGrace;
        if (same && time - before.since() >= needed.toNanos()) {
            ready.add(file);
        }
    }

    private boolean isForUs(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && BEING_WRITTEN.stream().noneMatch(name::endsWith) && !troubled.containsKey(file);
    }

    /** Sends a file's stories; null when it has vanished or can't be read now. */
    private Taken take(Path file, Seen state) throws InterruptedException, TimeoutException {
        try {
            Intake.Delivery delivery = new Intake.Delivery(
                    Content.of(file), null, file.getFileName().toString(), feed, null);
            int times = timesStarved(file, state);
            return new Taken(file, state, times < MOST_STARVED ? take(delivery) : giveUp(delivery, times));
        } catch (Content.UnreadableException e) {
            // Whoever put it there may have taken it away again.
            if (Files.exists(file)) {
                trouble(file, e);
            }
            return null;
        } catch (OutOfMemoryError e) {
            // It may be this file, and may not be: it is taken again, and the others don't wait for it.
            starved.put(file, new Starved(state, timesStarved(file, state) + 1));
            trouble(file, e);
            return null;
        }
    }

    private CompletableFuture<Intake.Report> take(Intake.Delivery delivery)
            throws InterruptedException, TimeoutException {
        return intake.take(delivery, Deadline.never());
    }

    /** By now it is this file. Nobody gains by trying for ever, and each time the others are at risk. */
    private CompletableFuture<Intake.Report> giveUp(Intake.Delivery delivery, int times)
            throws InterruptedException, TimeoutException {
        String reason = "memory did not suffice to read it, " + times + " times";
        return intake.refuse(delivery, RefusalCode.INTERNAL, reason, Deadline.never());
    }

    private int timesStarved(Path file, Seen state) {
        Starved before = starved.get(file);
        return before != null && before.state().isSameAs(state) ? before.times() : 0;
    }

    private void finish(Taken taken) throws InterruptedException, ExecutionException {
        Intake.Report report = taken.report().get();
        Path file = taken.file();
        try {
            if (!taken.state().isSameAs(Files.readAttributes(file, BasicFileAttributes.class))) {
                LOG.warn("file changed while it was read, it is taken again feed={} file={}", feed.name(), file);
                return;
            }
            outboxes.move(file, report);
        } catch (NoSuchFileException e) {
            LOG.info("file gone before it was moved feed={} file={}", feed.name(), file.getFileName());
        } catch (IOException e) {
            trouble(file, e);
            return;
        }
        seen.remove(file);
        starved.remove(file);
        LOG.info(
                "file taken feed={} file={} accepted={} refused={}",
                feed.name(),
                file.getFileName(),
                report.accepted(),
                report.refused());
    }

    /** One file's trouble must not keep the others. */
    private void trouble(Path file, Throwable failure) {
        LOG.warn("file left alone for a while feed={} file={} cause={}", feed.name(), file, failure.toString());
        troubled.put(file, System.nanoTime() + troublePause.toNanos());
    }

    /** Stops, also where it waits for Kafka: files not moved by then are taken again at the next start. */
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
