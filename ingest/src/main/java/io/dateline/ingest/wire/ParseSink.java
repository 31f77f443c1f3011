package io.dateline.ingest.wire;

/**
 * Takes a parser's outcomes one at a time. {@link #accept} may block: that is the back-pressure, so a parser hands over
 * each item before it reads on. What a sink throws goes through the parser to whoever called it: don't catch it. Called
 * by one thread.
 */
public interface ParseSink {

    /** Takes one outcome. */
    void accept(ParseResult result);

    /**
     * Parses an input that was found inside the one at hand, such as a part of a mail or an entry of an archive, by the
     * same rules. Its outcomes come to this sink; nesting and items are counted.
     */
    void nested(WireInput inner);
}
