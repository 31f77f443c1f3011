package io.dateline.app.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Sends pieces, many small ones in one request: as a tar, which the pipeline reads entry by entry and answers entry by
 * entry. Says what became of each, and notes it in the journal. For one thread.
 */
final class Batch {
    /** Pieces in one request, at most; and bytes of them. */
    static final int MOST_PIECES = 256;

    static final int MOST_BYTES = 1024 * 1024;

    private static final int LARGE_BYTES = 128 * 1024;
    private static final int MAX_NAME = 80;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;
    /** How the pipeline names an entry: by its name, or, when it could not even be unpacked, by its place. */
    private static final Pattern PLACE = Pattern.compile("(?:entry \\d+ )?(\\d{6})-.*", Pattern.DOTALL);

    private final PipelineClient client;
    private final Journal journal;
    private final PrintStream out;
    private final boolean quiet;
    private final List<Piece> pieces = new ArrayList<>();
    private long bytes;
    private long accepted;
    private long refused;
    private long sent;

    /** @param quiet no line for what was accepted */
    Batch(PipelineClient client, Journal journal, PrintStream out, boolean quiet) {
        this.client = client;
        this.journal = journal;
        this.out = out;
        this.quiet = quiet;
    }

    /** Stories that were accepted. */
    long accepted() {
        return accepted;
    }

    /** Items that were refused. */
    long refused() {
        return refused;
    }

    /** Pieces that were answered. */
    long sent() {
        return sent;
    }

    /** Takes a piece; sends when enough have come together. */
    void add(Piece piece) throws IOException, InterruptedException {
        boolean alone = piece.bytes().length > LARGE_BYTES || piece.mediaType() != null;
        if (alone || pieces.size() == MOST_PIECES || bytes + piece.bytes().length > MOST_BYTES) {
            flush();
        }
        if (alone) {
            single(piece);
        } else {
            pieces.add(piece);
            bytes += piece.bytes().length;
        }
    }

    /** Sends what has come together. */
    void flush() throws IOException, InterruptedException {
        if (pieces.isEmpty()) {
            return;
        }
        List<Piece> now = List.copyOf(pieces);
        pieces.clear();
        bytes = 0;
        if (now.size() == 1) {
            single(now.get(0));
            return;
        }
        PipelineClient.Answer answer = client.post(tar(now), "application/x-tar", "feed.tar");
        if (answer.status() == TOO_LARGE
                || answer.status() >= FAILED
                || !answer.body().has("outcomes")) {
            // Over a limit as a whole, or one of them is more than the pipeline can bear: each by itself will tell.
            for (Piece piece : now) {
                single(piece);
            }
            return;
        }
        boolean[] wasRefused = new boolean[now.size()];
        for (JsonNode outcome : answer.body().get("outcomes")) {
            int index = index(outcome.path("where").asText(), now.size());
            if (!outcome.has("articleId") && index >= 0) {
                wasRefused[index] = true;
            }
            line(outcome, index < 0 ? null : now.get(index).name());
        }
        count(answer.body());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < now.size(); i++) {
            journal.note(now.get(i), wasRefused[i], lines);
        }
        journal.flush(lines);
        sent += now.size();
    }

    private void single(Piece piece) throws IOException, InterruptedException {
        PipelineClient.Answer answer = client.post(piece.bytes(), piece.mediaType(), hint(piece.name()));
        if (answer.status() >= FAILED) {
            throw new PipelineException(
                    "the pipeline failed at " + piece.name() + ": "
                            + answer.body().path("reason").asText(),
                    null);
        }
        boolean several = answer.body().has("outcomes");
        if (several) {
            answer.body().get("outcomes").forEach(outcome -> line(outcome, piece.name()));
            count(answer.body());
        } else {
            line(answer.body(), piece.name());
            accepted += answer.body().has("articleId") ? 1 : 0;
            refused += answer.body().has("articleId") ? 0 : 1;
        }
        boolean isRefused = several
                ? answer.body().path("refused").asLong() > 0
                : !answer.body().has("articleId");
        StringBuilder lines = new StringBuilder();
        journal.note(piece, isRefused, lines);
        journal.flush(lines);
        sent++;
    }

    /** Something that could not even be read. */
    void unreadable(String name, String reason) {
        refused++;
        out.println("refused  " + (name == null ? "-" : name) + "  " + reason);
    }

    private void count(JsonNode body) {
        accepted += body.path("accepted").asLong();
        refused += body.path("refused").asLong();
    }

    private static byte[] tar(List<Piece> pieces) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < pieces.size(); i++) {
                String hint = hint(pieces.get(i).name());
                TarArchiveEntry entry = new TarArchiveEntry(String.format("%06d-%s", i, hint == null ? "" : hint));
                entry.setSize(pieces.get(i).bytes().length);
                tar.putArchiveEntry(entry);
                tar.write(pieces.get(i).bytes());
                tar.closeArchiveEntry();
            }
        }
        return packed.toByteArray();
    }

    /** The last part of a name, from its end where it is long: there is what says the format. */
    private static String hint(String name) {
        if (name == null) {
            return null;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "_");
        return last.length() > MAX_NAME ? last.substring(last.length() - MAX_NAME) : last;
    }

    private static int index(String where, int size) {
        Matcher place = PLACE.matcher(where);
        if (!place.matches()) {
            return -1;
        }
        int index = Integer.parseInt(place.group(1));
        return index < size ? index : -1;
    }

    private void line(JsonNode outcome, String name) {
        if (!outcome.has("articleId")) {
            out.println("refused  " + (name == null ? "-" : name) + "  "
                    + outcome.path("code").asText() + ": "
                    + outcome.path("reason").asText().replaceFirst("^(entry \\d+ )?\\d{6}-[^,:]*[,:] ", ""));
        } else if (!quiet) {
            out.println("accepted  " + outcome.get("articleId").asText()
                    + (outcome.path("version").isNumber()
                            ? "  v" + outcome.get("version").asLong()
                            : ""));
        }
    }
}
