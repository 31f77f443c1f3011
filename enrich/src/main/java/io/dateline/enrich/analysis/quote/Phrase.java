package io.dateline.enrich.analysis.quote;

/**
 * A noun phrase.
 *
 * @param first first token
 * @param end one past the last token
 * @param head last token of its head, before "of", "for" and the like
 */
record Phrase(int first, int end, int head) {}
