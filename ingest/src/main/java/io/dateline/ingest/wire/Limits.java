package io.dateline.ingest.wire;

/**
 * How much of anything a parser takes. What is over a limit is refused with a reason.
 *
 * @param maxStoryBytes bytes of one story as received; with its text it must also fit a Kafka record
 * @param maxDocumentBytes bytes of one document that has to be in memory as a whole: a JSON array, an XML file, a mail.
 *     Formats that are read line by line have no such limit.
 * @param maxItems outcomes of one input, nested inputs included
 * @param maxDepth levels of nesting of JSON or XML
 * @param maxNesting inputs within inputs: a story in a mail in a zip is 2
 */
public record Limits(int maxStoryBytes, int maxDocumentBytes, long maxItems, int maxDepth, int maxNesting) {
    private static final int MIB = 1024 * 1024;

    /** 10 MiB a story, 64 MiB a document, 10 million items, depth 200, nesting 4. */
    public static final Limits DEFAULT = new Limits(10 * MIB, 64 * MIB, 10_000_000, 200, 4);

    public Limits {
        if (maxStoryBytes < 1 || maxDocumentBytes < 1 || maxItems < 1 || maxDepth < 1 || maxNesting < 0) {
            throw new IllegalArgumentException("limits have to be positive");
        }
    }
}
