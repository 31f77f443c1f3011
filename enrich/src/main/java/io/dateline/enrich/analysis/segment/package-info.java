/** Cuts a text into paragraphs, sentences and tokens, by a hand-written scanner in linear time. */
package io.dateline.enrich.analysis.segment;
