package io.dateline.enrich.analysis.language;

import io.dateline.enrich.analysis.segment.SegmentedText;

/** Says what language a text is in. Thread-safe. */
public interface LanguageDetector {
    /** What is returned when nothing tells. */
    String UNDETERMINED = "und";

    /**
     * The text's language as a BCP 47 tag.
     *
     * @param declared what the wire says, or null; it holds unless the text clearly is in another language
     */
    String detect(SegmentedText text, String declared);
}
