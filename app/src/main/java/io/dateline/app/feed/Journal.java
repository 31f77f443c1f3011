package io.dateline.app.feed;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What has been acknowledged, one line a piece, so that a run which was cut short can be taken up. A line is written after
 * the acknowledgement: what was under way at a kill is sent again, and dropped as an exact duplicate further on. It is not
 * forced to the disk: a crash of the machine costs a few lines. For one thread, and one process: the file is locked.
 */
final class Journal implements Closeable {
    private static final String TITLE = "dateline feed journal 1";
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";
    private static final int MAX_NAME = 500;

    private final FileChannel file;
    private final IdSet accepted = new IdSet();
    private final IdSet refused = new IdSet();

    private Journal(FileChannel file) {
        this.file = file;
    }

    /** Remembers nothing. */
    static Journal none() {
        return new Journal(null);
    }

    /**
     * Opens a journal; makes it when it is not there.
     *
     * @param target where things are sent and as what; a journal of another target is not taken up
     */
    static Journal open(Path path, String target) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(file)) {
                throw new IllegalStateException("journal " + path + " is in use by another dateline feed");
            }
            Journal journal = new Journal(file);
            String title = TITLE + " " + oneLine(target);
            if (file.size() == 0) {
                journal.write(title + "\n");
            } else {
                journal.read(path, title);
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void read(Path path, String title) throws IOException {
        long end = endOfLines();
        file.position(0);
        BufferedReader lines = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (!title.equals(first)) {
            throw new IllegalStateException("journal " + path
                    + (first != null && first.startsWith(TITLE)
                            ? " is of another target: "
                                    + first.substring(TITLE.length()).strip()
                            : " is no journal of dateline feed"));
        }
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String[] words = line.split(" ", 3);
            if (words.length < 3) {
                continue;
            }
            try {
                (words[0].equals(ACCEPTED) ? accepted : refused).add(Piece.Id.parse(words[1]));
            } catch (NumberFormatException e) {
                throw new IllegalStateException("journal " + path + " is damaged in line " + number, e);
            }
        }
        // A line that a kill has cut short was never written.
        file.truncate(end);
        file.position(end);
    }

    /** Behind the last line that is whole. */
    private long endOfLines() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long at = file.size(); at > 0; at--) {
            one.clear();
            file.read(one, at - 1);
            if (one.get(0) == '\n') {
                return at;
            }
        }
        return 0;
    }

    boolean isAccepted(Piece.Id id) {
        return accepted.contains(id);
    }

    /** Was it answered before, and refused? */
    boolean isRefused(Piece.Id id) {
        return refused.contains(id);
    }

    /** A piece was answered. To be written by {@link #flush}. */
    void note(Piece piece, boolean isRefused, StringBuilder lines) {
        if (file == null) {
            return;
        }
        (isRefused ? refused : accepted).add(piece.id());
        lines.append(isRefused ? REFUSED : ACCEPTED)
                .append(' ')
                .append(piece.id())
                .append(' ')
                .append(piece.name() == null ? "-" : oneLine(piece.name()))
                .append('\n');
    }

    void flush(StringBuilder lines) throws PipelineException {
        if (file == null || lines.isEmpty()) {
            return;
        }
        try {
            write(lines.toString());
        } catch (IOException e) {
            throw new PipelineException("the journal can't be written: " + e.getMessage(), e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > MAX_NAME ? line.substring(line.length() - MAX_NAME) : line;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
