package io.dateline.ingest.format.archive;

import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Hands the entries of an archive on, one at a time. An entry that can't be unpacked is one refusal, without bytes: those
 * are in the archive. For one archive; not thread-safe.
 */
final class Entries {
    private static final int LONGEST_NAME = 200;
    private static final int BUFFER = 64 * 1024;
    private static final byte[] NO_BYTES = {};

    private final WireInput archive;
    private final ParseSink sink;
    private final ArchiveLimits limits;
    private int count;

    Entries(WireInput archive, ParseSink sink, ArchiveLimits limits) {
        this.archive = archive;
        this.sink = sink;
        this.limits = limits;
    }

    /** A step of unpacking. */
    interface Step<T> {
        T run() throws IOException;
    }

    /**
     * Does a step by the library. What it throws on broken archives beside IOException is turned into one; failures of the
     * storage go through.
     */
    static <T> T step(Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (Content.UnreadableException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            throw new ZipException("broken: " + e.getClass().getSimpleName());
        }
    }

    /** May there be another entry? Refuses the rest when there may not. */
    boolean next() {
        count++;
        if (count > limits.maxEntries()) {
            sink.accept(Refused.of(RefusalCode.TOO_MANY, "more than " + limits.maxEntries() + " entries"));
            return false;
        }
        return true;
    }

    /** Nobody wrote these to be read: what operating systems leave in archives. */
    static boolean isLitter(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/")
                || last.equals(".DS_Store")
                || last.equals("Thumbs.db")
                || last.startsWith("._");
    }

    /**
     * Unpacks an entry and hands it on.
     *
     * @param name as the archive has it; only the last part is kept, and no more than can be a name
     * @throws Budget.BombException when the archive unpacks to too much
     */
    void entry(String name, Step<InputStream> open) throws Budget.BombException {
        String fileName = fileName(name);
        Path[] spilled = new Path[1];
        try {
            Content content;
            try (InputStream in = step(open)) {
                content = unpack(in, spilled);
            } catch (Budget.BombException e) {
                throw e;
            } catch (IOException e) {
                refuse(RefusalCode.MALFORMED, "can't be unpacked: " + reason(e), fileName);
                return;
            }
            if (content == null) {
                refuse(
                        RefusalCode.TOO_LARGE,
                        "more than the " + limits.maxEntryBytes() + " bytes that an entry may have",
                        fileName);
                return;
            }
            sink.nested(new WireInput(content, null, fileName, archive.feed(), archive.receivedAt(), archive.limits()));
        } finally {
            delete(spilled[0]);
        }
    }

    void refuse(RefusalCode code, String reason, String name) {
        sink.accept(Refused.of(code, reason).atBeginning("entry " + count + " " + fileName(name), NO_BYTES));
    }

    /** The rest of the archive can't be read. */
    void refuseRest(IOException e) {
        RefusalCode code = e instanceof Budget.BombException ? RefusalCode.UNSAFE : RefusalCode.MALFORMED;
        String reason = e instanceof Budget.BombException ? "a bomb: " + e.getMessage() : "broken: " + reason(e);
        Refused refused = Refused.of(code, reason);
        sink.accept(count == 0 ? refused : refused.at("after entry " + count, null));
    }

    /** Null when it is too large. */
    private Content unpack(InputStream in, Path[] spilled) throws IOException {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        OutputStream file = null;
        try {
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                size += n;
                if (size > limits.maxEntryBytes()) {
                    return null;
                }
                if (file == null && size > limits.memoryBytes()) {
                    file = spill(spilled);
                    memory.writeTo(file);
                    memory = new ByteArrayOutputStream();
                }
                write(file == null ? memory : file, buffer, n);
            }
        } finally {
            if (file != null) {
                file.close();
            }
        }
        return file == null ? Content.of(memory.toByteArray()) : Content.of(spilled[0]);
    }

    private static int read(InputStream in, byte[] buffer) throws IOException {
        return step(() -> in.read(buffer, 0, buffer.length));
    }

    private static OutputStream spill(Path[] spilled) {
        try {
            spilled[0] = Files.createTempFile("dateline-entry-", ".tmp");
            return Files.newOutputStream(spilled[0]);
        } catch (IOException e) {
            throw new Content.UnreadableException("no room to unpack an entry", e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new Content.UnreadableException("no room to unpack an entry", e);
        }
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Left for the system to clean up: the story is what counts.
                file.toFile().deleteOnExit();
            }
        }
    }

    private static String fileName(String name) {
        if (name == null) {
            return null;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < last.length() && clean.length() < LONGEST_NAME; i++) {
            char c = last.charAt(i);
            if (c >= ' ' && c != 0x7f && !Character.isSurrogate(c)) {
                clean.append(c);
            }
        }
        return clean.length() == 0 ? "entry" : clean.toString();
    }

    private static String reason(IOException e) {
        if (e instanceof EOFException) {
            return "it is cut off";
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() <= LONGEST_NAME ? message : message.substring(0, LONGEST_NAME);
    }
}
