package io.dateline.enrich.diff;

/**
 * How much a comparison did, in steps of about the same cost: characters read, words held against each other, cells of a
 * table filled. For tests that it stays in proportion, whatever is compared. Not thread-safe.
 */
final class DiffWork {
    private long steps;
    private int sentences;

    void did(long more) {
        steps += more;
    }

    /** A sentence was read. */
    void readSentence() {
        sentences++;
    }

    int sentences() {
        return sentences;
    }

    long steps() {
        return steps;
    }
}
