package io.dateline.ingest.format.archive;

import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Unpacks gzip, zip, tar and tar in gzip, and hands every file in them on as an input of its own. Nothing is written under
 * a name from an archive; entries that don't fit in memory go to a temporary file while they are read.
 *
 * <p>An archive that unpacks to far more than its size is refused where that shows, with all archives within it counted
 * together. Encrypted and broken entries are refused one by one, and the others are read.
 */
public final class ArchiveParser implements WireParser {
    private final ArchiveLimits limits;
    /** The archive within which this thread is unpacking: what is in it shares its budget. Set only during a call. */
    private final ThreadLocal<Budget> unpacking = new ThreadLocal<>();

    /** Under the default limits. */
    public ArchiveParser() {
        this(ArchiveLimits.DEFAULT);
    }

    public ArchiveParser(ArchiveLimits limits) {
        this.limits = limits;
    }

    @Override
    public String format() {
        return "archive";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Confidence sniff(WireHead head) {
        byte[] bytes = head.bytes();
        return isGzip(bytes) || isZip(bytes) || TarReader.isTar(block(bytes)) ? Confidence.CERTAIN : Confidence.NONE;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        Budget outer = unpacking.get();
        Budget budget = outer == null ? new Budget(input.content().size(), limits) : outer;
        if (outer == null) {
            unpacking.set(budget);
        }
        try {
            unpack(input, sink, budget);
        } finally {
            if (outer == null) {
                unpacking.remove();
            }
        }
    }

    private void unpack(WireInput input, ParseSink sink, Budget budget) {
        byte[] head = input.content().head(TarReader.BLOCK);
        Entries entries = new Entries(input, sink, limits);
        if (isZip(head)) {
            ZipReader.read(input.content(), budget, entries);
        } else if (isGzip(head)) {
            gzip(input, budget, entries);
        } else {
            tar(input.content(), entries);
        }
    }

    private static void tar(Content content, Entries entries) {
        try (InputStream in = new BufferedInputStream(Budget.source(content.open()))) {
            TarReader.read(in, entries);
        } catch (IOException e) {
            throw new Content.UnreadableException("archive can't be closed", e);
        }
    }

    private static void gzip(WireInput input, Budget budget, Entries entries) {
        InputStream packed = Budget.source(input.content().open());
        try (InputStream unpacked =
                new BufferedInputStream(budget.counting(new Gunzip(packed)), TarReader.BLOCK * 16)) {
            unpacked.mark(TarReader.BLOCK);
            byte[] first = Entries.step(() -> unpacked.readNBytes(TarReader.BLOCK));
            unpacked.reset();
            if (TarReader.isTar(first)) {
                TarReader.read(unpacked, entries);
            } else if (entries.next()) {
                entries.entry(unpackedName(input.fileName()), () -> unpacked);
            }
        } catch (IOException e) {
            entries.refuseRest(e);
        }
    }

    private static String unpackedName(String name) {
        if (name == null) {
            return "unpacked";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".gz") && name.length() > 3 ? name.substring(0, name.length() - 3) : name;
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b && bytes[2] == 8;
    }

    private static boolean isZip(byte[] bytes) {
        if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            return false;
        }
        return bytes[2] == 3 && bytes[3] == 4 || bytes[2] == 5 && bytes[3] == 6 || bytes[2] == 7 && bytes[3] == 8;
    }

    private static byte[] block(byte[] bytes) {
        return bytes.length <= TarReader.BLOCK ? bytes : Arrays.copyOf(bytes, TarReader.BLOCK);
    }
}
