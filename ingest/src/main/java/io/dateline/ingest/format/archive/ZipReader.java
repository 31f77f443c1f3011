package io.dateline.ingest.format.archive;

import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.RefusalCode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Enumeration;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.ChecksumVerifyingInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Reads a zip by its directory; from its beginning, entry by entry, when the directory is missing, broken, or too large to
 * be held in memory.
 */
final class ZipReader {
    private static final int MAX_LISTED = 60_000;
    private static final long MAX_DIRECTORY = 32L * 1024 * 1024;
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    private ZipReader() {}

    static void read(Content content, Budget budget, Entries entries) {
        ZipFile zip = open(content);
        if (zip == null) {
            stream(content, budget, entries);
            return;
        }
        try (zip) {
            Enumeration<ZipArchiveEntry> listed = zip.getEntriesInPhysicalOrder();
            while (listed.hasMoreElements()) {
                ZipArchiveEntry entry = listed.nextElement();
                if (!entries.next()) {
                    return;
                }
                if (isRead(entry, zip.canReadEntryData(entry), entries)) {
                    entries.entry(entry.getName(), () -> checked(budget.counting(zip.getInputStream(entry)), entry));
                }
            }
        } catch (IOException e) {
            entries.refuseRest(e);
        }
    }

    /** Its checksum is compared when the entry has been read to its end. */
    private static InputStream checked(InputStream in, ZipArchiveEntry entry) {
        boolean known = entry.getCrc() >= 0 && entry.getSize() > 0;
        return known ? new ChecksumVerifyingInputStream(new CRC32(), in, entry.getSize(), entry.getCrc()) : in;
    }

    /** Null when it has no directory to go by. */
    private static ZipFile open(Content content) {
        if (!hasSmallDirectory(content)) {
            return null;
        }
        SeekableByteChannel channel = channel(content);
        try {
            return Entries.step(
                    () -> ZipFile.builder().setSeekableByteChannel(channel).get());
        } catch (IOException e) {
            return null;
        }
    }

    private static SeekableByteChannel channel(Content content) {
        if (content instanceof Content.OnDisk onDisk) {
            try {
                return Files.newByteChannel(onDisk.file());
            } catch (IOException e) {
                throw new Content.UnreadableException("archive can't be opened", e);
            }
        }
        return new SeekableInMemoryByteChannel(content.bytes());
    }

    /** By the record at the end: how many entries, and how many bytes about them. */
    private static boolean hasSmallDirectory(Content content) {
        byte[] tail = tail(content);
        for (int i = tail.length - END_RECORD; i >= 0; i--) {
            if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
                int count = (tail[i + 10] & 0xff) | (tail[i + 11] & 0xff) << 8;
                long size = (tail[i + 12] & 0xffL)
                        | (tail[i + 13] & 0xffL) << 8
                        | (tail[i + 14] & 0xffL) << 16
                        | (tail[i + 15] & 0xffL) << 24;
                return count <= MAX_LISTED && size <= MAX_DIRECTORY;
            }
        }
        return false;
    }

    private static byte[] tail(Content content) {
        int length = (int) Math.min(content.size(), END_RECORD + LONGEST_COMMENT);
        try (InputStream in = content.open()) {
            in.skipNBytes(content.size() - length);
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new Content.UnreadableException("archive can't be read", e);
        }
    }

    private static void stream(Content content, Budget budget, Entries entries) {
        InputStream source = new BufferedInputStream(Budget.source(content.open()));
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(source)) {
            for (ZipArchiveEntry next = next(zip); next != null; next = next(zip)) {
                if (!entries.next()) {
                    return;
                }
                ZipArchiveEntry entry = next;
                if (isRead(entry, zip.canReadEntryData(entry), entries)) {
                    entries.entry(entry.getName(), () -> budget.counting(uncloseable(zip)));
                }
            }
        } catch (IOException e) {
            entries.refuseRest(e);
        }
    }

    private static ZipArchiveEntry next(ZipArchiveInputStream zip) throws IOException {
        return Entries.step(zip::getNextEntry);
    }

    private static boolean isRead(ZipArchiveEntry entry, boolean readable, Entries entries) {
        if (entry.isDirectory() || entry.isUnixSymlink() || Entries.isLitter(entry.getName())) {
            return false;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            entries.refuse(RefusalCode.UNKNOWN_FORMAT, "encrypted", entry.getName());
            return false;
        }
        if (!readable) {
            entries.refuse(
                    RefusalCode.UNKNOWN_FORMAT,
                    "packed by method " + entry.getMethod() + ", which is not read",
                    entry.getName());
        }
        return readable;
    }

    private static InputStream uncloseable(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, length);
            }

            @Override
            public void close() {
                // The archive goes on.
            }
        };
    }
}
