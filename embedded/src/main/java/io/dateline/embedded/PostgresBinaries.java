package io.dateline.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for a user into a directory that nobody else can write to. An archive is unpacked
 * beside its place and moved there whole, so that a process which is killed meanwhile, or a second one that does the
 * same, leaves nothing half done behind.
 */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final int XZ_MEMORY_KB = 128 * 1024;
    private static final int NAME_BYTES = 8;
    private static final String UNPACKING = "unpacking-";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** The user's own: below {@code XDG_CACHE_HOME} or {@code ~/.cache}, else below the directory for temporary files. */
    static PostgresBinaries ofUser() throws IOException {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        Path parent = base.resolve("dateline");
        try {
            makePrivate(parent);
        } catch (IOException e) {
            parent = Path.of(System.getProperty("java.io.tmpdir"), "dateline-" + System.getProperty("user.name"));
            makePrivate(parent);
        }
        return in(parent);
    }

    /** Unpacked below a directory, now or earlier. */
    static PostgresBinaries in(Path parent) throws IOException {
        byte[] archive;
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture())) {
            archive = in.readAllBytes();
        }
        Path home = parent.resolve("postgres-" + digest(archive)).toAbsolutePath();
        if (!Files.exists(home)) {
            long begun = System.nanoTime();
            removeLeftBehind(parent);
            Path beside = Files.createTempDirectory(parent.toAbsolutePath(), UNPACKING);
            try {
                unpack(archive, beside);
                Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
                LOG.info("database programs unpacked ms={}", (System.nanoTime() - begun) / 1_000_000);
            } catch (IOException e) {
                delete(beside);
                if (!Files.exists(home)) {
                    throw e;
                }
                // Somebody else was quicker, and theirs is as good.
            }
        }
        return new PostgresBinaries(home);
    }

    /**
     * Runs one of the programs to its end.
     *
     * @param said the file that its output is appended to
     * @throws IOException when it fails, or takes longer than the time given
     */
    void run(Path said, long timeoutSeconds, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL does not run as root; in a user namespace of its own it is not root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin")
                .resolve(isWindows() ? program + ".exe" : program)
                .toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
        try {
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " took longer than " + timeoutSeconds + " seconds");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " runs", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed with status " + process.exitValue());
        }
    }

    /** Deletes a directory and all in it; does nothing when it is not there. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void removeLeftBehind(Path parent) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, UNPACKING + "*")) {
            for (Path path : found) {
                if (Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                    delete(path);
                }
            }
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive), XZ_MEMORY_KB))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an archive that points out of its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if (target.relativize(path).startsWith("bin")
                            && !path.toFile().setExecutable(true)) {
                        throw new IOException(path + " can't be made executable");
                    }
                }
            }
        }
    }

    private static void makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            // Fails when the directory is somebody else's.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "Windows" : name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static boolean isWindows() {
        return system().equals("Windows");
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
