package io.dateline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data directory for one user of it, in this JVM or any other on the machine. The operating system lets go when
 * the process dies, however it dies. Kafka has a lock of its own, but takes it after it has opened the metadata log.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "dateline.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory, if need be, and holds it.
     *
     * @param wantedBy what wants it, for the message
     * @throws IllegalStateException when something else holds it
     */
    static DirectoryLock hold(Path directory, String wantedBy) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held in this very JVM: the same answer as for another one.
        } catch (IOException e) {
            close(channel);
            throw new UncheckedIOException(wantedBy + ": the directory " + directory + " can't be used", e);
        }
        close(channel);
        throw new IllegalStateException(wantedBy + ": the directory " + directory
                + " is in use by another running Dateline; stop that one, or choose another directory");
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a lock can't be let go", e);
        }
    }
}
