package io.dateline.ingest.watch;

import io.dateline.ingest.produce.Intake;
import io.dateline.ingest.produce.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where the files of a watched directory end: {@code done/} and {@code failed/}. For one thread. */
final class Outboxes {
    private static final String REASON = ".reason.txt";

    private final Path done;
    private final Path failed;

    Outboxes(Path directory) {
        this.done = directory.resolve("done");
        this.failed = directory.resolve("failed");
    }

    void make() throws IOException {
        Files.createDirectories(done);
        Files.createDirectories(failed);
    }

    /** Moves a file to where it belongs; what was refused of it stands beside it before it is there itself. */
    void move(Path file, Intake.Report report) throws IOException {
        Path target =
                free(report.accepted() > 0 ? done : failed, file.getFileName().toString());
        if (report.refused() > 0) {
            Files.writeString(reasonOf(target), reasons(report), StandardCharsets.UTF_8);
        }
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(file, target);
        }
    }

    /** Never over another file: a name that is taken gets a number. */
    private static Path free(Path directory, String name) {
        Path target = directory.resolve(name);
        for (int number = 1; Files.exists(target) || Files.exists(reasonOf(target)); number++) {
            target = directory.resolve(name + "." + number);
        }
        return target;
    }

    private static Path reasonOf(Path target) {
        return target.resolveSibling(target.getFileName() + REASON);
    }

    private static String reasons(Intake.Report report) {
        StringBuilder reasons = new StringBuilder();
        reasons.append(report.accepted())
                .append(" accepted, ")
                .append(report.refused())
                .append(" refused\n");
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Outcome.Refused refused) {
                reasons.append(refused.code().text())
                        .append(": ")
                        .append(refused.describe())
                        .append('\n');
            }
        }
        return reasons.toString();
    }
}
