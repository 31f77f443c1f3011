package io.dateline.app.feed;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The files under a directory in the order of their paths, however many there are: beyond {@value #IN_MEMORY} they are
 * sorted in temporary files. Names that begin with a dot are left out. For one thread, and one pass.
 */
final class FileList implements Closeable {
    static final int IN_MEMORY = 50_000;

    private final int inMemory;
    private final List<Path> runs = new ArrayList<>();
    private List<String> paths = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private long count;

    private FileList(int inMemory) {
        this.inMemory = inMemory;
    }

    static FileList of(Path directory) throws IOException {
        return of(directory, IN_MEMORY);
    }

    static FileList of(Path directory, int inMemory) throws IOException {
        FileList list = new FileList(inMemory);
        try {
            Files.walkFileTree(
                    directory,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    list.new Visitor(directory));
            Collections.sort(list.paths);
            return list;
        } catch (IOException | RuntimeException e) {
            list.close();
            throw e;
        }
    }

    /** What is done with each file. */
    interface Action {
        void take(Path file) throws IOException, InterruptedException;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(root) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !isHidden(file)) {
                add(file.toString());
            }
            return FileVisitResult.CONTINUE;
        }

        /** A directory that may not be read, a link to nothing or in a circle. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isHidden(file)) {
                unreadable.add(file + ": " + failure.getClass().getSimpleName());
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path path) {
            return path.getFileName() != null && path.getFileName().toString().startsWith(".");
        }
    }

    private void add(String path) throws IOException {
        count++;
        paths.add(path);
        if (paths.size() >= inMemory) {
            Collections.sort(paths);
            Path run = Files.createTempFile("dateline-feed", ".paths");
            runs.add(run);
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
                for (String sorted : paths) {
                    out.writeUTF(sorted);
                }
            }
            paths = new ArrayList<>();
        }
    }

    long count() {
        return count;
    }

    /** What could not be looked at. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Goes through all of them. */
    void forEach(Action action) throws IOException, InterruptedException {
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing((Run run) -> run.head));
        List<Run> open = new ArrayList<>();
        try {
            for (Path run : runs) {
                Run reader = new Run(new DataInputStream(new BufferedInputStream(Files.newInputStream(run))));
                open.add(reader);
                if (reader.next()) {
                    heads.add(reader);
                }
            }
            Run rest = new Run(paths);
            if (rest.next()) {
                heads.add(rest);
            }
            while (!heads.isEmpty()) {
                Run first = heads.remove();
                action.take(Path.of(first.head));
                if (first.next()) {
                    heads.add(first);
                }
            }
        } finally {
            for (Run run : open) {
                run.file.close();
            }
        }
    }

    /** Paths in order: of a file, or of a list. */
    private static final class Run {
        private final DataInputStream file;
        private final Iterator<String> list;
        private String head;

        Run(DataInputStream file) {
            this.file = file;
            this.list = null;
        }

        Run(List<String> list) {
            this.file = null;
            this.list = list.iterator();
        }

        boolean next() throws IOException {
            if (file == null) {
                head = list.hasNext() ? list.next() : null;
                return head != null;
            }
            try {
                head = file.readUTF();
                return true;
            } catch (EOFException e) {
                return false;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
