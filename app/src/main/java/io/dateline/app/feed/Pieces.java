package io.dateline.app.feed;

import io.dateline.ingest.format.archive.Gunzip;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Cuts files and streams into pieces, so that no more than one is in memory: a file is one piece, a tar or zip (also in
 * gzip) one for each entry, NDJSON one for some half a megabyte of lines. An archive within an archive is a piece; the
 * pipeline unpacks it. Stateless but for where pieces go.
 */
final class Pieces {
    /** Largest piece that is not lines. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int CHUNK_BYTES = 512 * 1024;
    private static final int TAR_BLOCK = 512;
    private static final int TAR_MAGIC = 257;

    private final Out out;

    Pieces(Out out) {
        this.out = out;
    }

    /** Where pieces go. */
    interface Out {
        /** Need a piece not be sent, because it was before? */
        boolean isKnown(Piece.Id id);

        void piece(Piece piece) throws IOException, InterruptedException;

        /** Something that can't be sent. */
        void unreadable(String name, String reason) throws IOException, InterruptedException;
    }

    /** A file. One that is neither an archive nor lines is known by its path, size and time, and then not even opened. */
    void file(Path file) throws IOException, InterruptedException {
        String path = file.toAbsolutePath().normalize().toString();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Piece.Id id = Piece.Id.ofFile(
                    path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
            if (out.isKnown(id)) {
                return;
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK_BYTES)) {
                if (!parts(path, in)) {
                    whole(id, path, in);
                }
            }
        } catch (PipelineException e) {
            throw e;
        } catch (IOException e) {
            out.unreadable(path, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** A stream without a name. */
    void stream(InputStream stream) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(stream, CHUNK_BYTES);
        if (!parts(null, in)) {
            whole(null, null, in);
        }
    }

    /** Takes apart what consists of parts. */
    private boolean parts(String name, InputStream in) throws IOException, InterruptedException {
        byte[] head = peek(in, TAR_BLOCK);
        if (isZip(head)) {
            ZipArchiveInputStream zip = new ZipArchiveInputStream(in, StandardCharsets.UTF_8.name(), true, true);
            entries(name, zip);
        } else if (isTar(head)) {
            entries(name, new TarArchiveInputStream(in, StandardCharsets.UTF_8.name()));
        } else if (isGzip(head)) {
            InputStream unpacked = new BufferedInputStream(new Gunzip(in), CHUNK_BYTES);
            String inner = name != null && name.toLowerCase(Locale.ROOT).endsWith(".gz")
                    ? name.substring(0, name.length() - 3)
                    : name;
            if (!parts(inner, unpacked)) {
                whole(null, inner, unpacked);
            }
        } else if (isLines(name, in)) {
            lines(name, in);
        } else {
            return false;
        }
        return true;
    }

    private void whole(Piece.Id id, String name, InputStream in) throws IOException, InterruptedException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            out.unreadable(name, "more than " + MAX_BYTES + " bytes");
            return;
        }
        send(new Piece(id != null ? id : Piece.Id.ofContent(shown(name), bytes), name, null, bytes));
    }

    private void lines(String name, InputStream in) throws IOException, InterruptedException {
        for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
            send(new Piece(Piece.Id.ofContent(shown(name), chunk), name, "application/x-ndjson", chunk));
        }
    }

    private void send(Piece piece) throws IOException, InterruptedException {
        if (!out.isKnown(piece.id())) {
            out.piece(piece);
        }
    }

    /** Entry by entry from the beginning: the directory of a zip of a million files would not be small. */
    private void entries(String archive, ArchiveInputStream<?> in) throws IOException, InterruptedException {
        String last = "the beginning";
        try {
            for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                last = name;
                String base = name.substring(name.lastIndexOf('/') + 1);
                if (entry.isDirectory() || base.startsWith(".") || name.startsWith("__MACOSX/")) {
                    continue;
                }
                String shown = shown(archive) + "!" + name;
                if (!in.canReadEntryData(entry)) {
                    out.unreadable(shown, "encrypted, or packed in a way that is not known");
                    continue;
                }
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    out.unreadable(shown, "more than " + MAX_BYTES + " bytes");
                } else {
                    send(new Piece(Piece.Id.ofContent(shown, bytes), shown, null, bytes));
                }
            }
        } catch (PipelineException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (e instanceof IllegalStateException) {
                throw e;
            }
            // The library throws both on broken archives.
            out.unreadable(
                    shown(archive), "broken after " + last + ": " + e.getClass().getSimpleName());
        }
    }

    private static String shown(String name) {
        return name == null ? "-" : name;
    }

    private static byte[] peek(InputStream in, int length) throws IOException {
        in.mark(length);
        byte[] head = in.readNBytes(length);
        in.reset();
        return head;
    }

    private static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8;
    }

    private static boolean isTar(byte[] head) {
        return head.length == TAR_BLOCK && new String(head, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /** NDJSON by its name, or an object that ends on the first line. */
    private static boolean isLines(String name, InputStream in) throws IOException {
        if (name != null) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.endsWith(".ndjson") || lower.endsWith(".jsonl");
        }
        String text = new String(peek(in, CHUNK_BYTES - 1), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String first = (end < 0 ? text : text.substring(0, end)).strip();
        return first.startsWith("{") && first.endsWith("}");
    }

    /** Whole lines, half a megabyte or so; a longer line by itself, as far as it may be sent at all. */
    private static byte[] chunk(InputStream in) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            chunk.write(next);
            if (next == '\n' && chunk.size() >= CHUNK_BYTES || chunk.size() >= MAX_BYTES) {
                break;
            }
        }
        return chunk.toByteArray();
    }
}
