package io.dateline.enrich.analysis.quote;

/**
 * A direct quote: regions that follow each other.
 *
 * @param firstRegion index of its first region
 * @param endRegion one past the index of its last
 */
record DirectQuote(int firstRegion, int endRegion) {}
