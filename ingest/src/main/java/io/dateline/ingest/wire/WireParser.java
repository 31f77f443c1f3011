package io.dateline.ingest.wire;

/**
 * Reads one wire format. Implementations hold no state between calls and are thread-safe. To add a format: implement
 * this, fill an {@link ArticleDraft} for each story, and add the parser to {@code format.StandardParsers}.
 */
public interface WireParser {

    /** Short name of the format, as it stands in {@code RawArticle.format}: "ninjs", "text", ... */
    String format();

    /** How sure the parser is that the input is its own. Cheap, never throws; media type and file name are hints only. */
    Confidence sniff(WireHead head);

    /**
     * May the input be larger than {@link Limits#maxDocumentBytes()}? Only for parsers that read {@link Content#open()}
     * piece by piece; for the others a larger input is refused before they see it.
     */
    default boolean streams() {
        return false;
    }

    /**
     * Hands every story and every refusal in the input to the sink. Input of any kind must end in outcomes, not in
     * exceptions; one that hands over nothing counts as {@link RefusalCode#NO_STORY}, one that throws as {@link
     * RefusalCode#INTERNAL}.
     */
    void parse(WireInput input, ParseSink sink);
}
