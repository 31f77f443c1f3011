package io.dateline.enrich.analysis.quote;

/** What words between quotation marks are. */
enum RegionKind {
    /** No words of anybody: a title, a nickname, a word used with a grain of salt. */
    NONE,
    /** A statement by itself. */
    DIRECT,
    /** Words within a clause that reports what was said. */
    REPORTED;

    private static final RegionKind[] VALUES = values();

    /** How many kinds there are. */
    static final int COUNT = VALUES.length;

    static RegionKind of(int ordinal) {
        return VALUES[ordinal];
    }
}
