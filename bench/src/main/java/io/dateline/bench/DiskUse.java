package io.dateline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Bytes on disk: the broker's logs without their sparse indexes, the database's tables and indexes without its own journal, and
 * enrich's stores.
 */
record DiskUse(long kafka, long database, long enrich) {

    /** Until now, of directories that others write to meanwhile. */
    static DiskUse now(Path kafka, Connection database, Path enrich) throws IOException, SQLException {
        try (PreparedStatement query = database.prepareStatement("select pg_database_size(current_database())");
                ResultSet row = query.executeQuery()) {
            row.next();
            return new DiskUse(bytes(kafka, DiskUse::isLog), row.getLong(1), bytes(enrich, file -> true));
        }
    }

    /** Since then, in kilobytes (1,000 bytes) for each of so many stories, which are gigabytes for a million. */
    String perStorySince(DiskUse before, int stories) {
        return String.format(
                Locale.ROOT,
                "Kafka %.1f, database %.1f, enrich's stores %.1f",
                (kafka - before.kafka) / 1e3 / stories,
                (database - before.database) / 1e3 / stories,
                (enrich - before.enrich) / 1e3 / stories);
    }

    private static boolean isLog(Path file) {
        return file.getFileName().toString().endsWith(".log");
    }

    private static long bytes(Path directory, Predicate<Path> which) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(which).mapToLong(DiskUse::size).sum();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // It went while the directory was read.
                return bytes(directory, which);
            }
            throw e;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
