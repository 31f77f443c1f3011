package io.dateline.ingest.format.archive;

/**
 * How much an archive may unpack to. What is over a limit is refused with a reason; the entries before it were delivered.
 *
 * @param maxEntries entries of one archive
 * @param maxEntryBytes bytes of one entry
 * @param maxRatio unpacked bytes for each byte of the outermost archive, all archives within it included
 * @param freeBytes unpacked bytes that are allowed whatever the ratio: small files of spaces are no bombs
 * @param memoryBytes bytes of an entry that are held in memory; a larger one goes to a temporary file while it is read
 */
public record ArchiveLimits(int maxEntries, long maxEntryBytes, int maxRatio, long freeBytes, int memoryBytes) {
    private static final int MIB = 1024 * 1024;

    /** 2 million entries, 2 GiB an entry, a ratio of 200 beyond 128 MiB, 4 MiB in memory. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(2_000_000, 2048L * MIB, 200, 128L * MIB, 4 * MIB);

    public ArchiveLimits {
        if (maxEntries < 1 || maxEntryBytes < 1 || maxRatio < 1 || freeBytes < 0 || memoryBytes < 1) {
            throw new IllegalArgumentException("limits have to be positive");
        }
    }
}
