package io.dateline.enrich.analysis.segment;

/** Cuts a text into paragraphs, sentences and tokens. Thread-safe. */
public interface Segmenter {
    /**
     * Cuts any text, in time linear in its length. Every character that is not white space lies in exactly one token.
     */
    SegmentedText segment(String text);
}
