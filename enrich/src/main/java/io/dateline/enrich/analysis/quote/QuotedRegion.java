package io.dateline.enrich.analysis.quote;

/**
 * A stretch between quotation marks.
 *
 * @param open token of the opening mark
 * @param close token of the closing mark; the end of the content where there is none
 * @param first first token of the content
 * @param end one past the last token of the content; more than first
 * @param closed is there a closing mark?
 * @param continued does the quote go on in the next paragraph, behind an opening mark?
 */
record QuotedRegion(int open, int close, int first, int end, boolean closed, boolean continued) {
    /** One past its last token, mark included. */
    int after() {
        return closed ? close + 1 : end;
    }
}
