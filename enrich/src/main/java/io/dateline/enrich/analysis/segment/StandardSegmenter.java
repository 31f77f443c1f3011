package io.dateline.enrich.analysis.segment;

/** The segmenter for English and languages written like it. Immutable, thread-safe. */
public final class StandardSegmenter implements Segmenter {
    private final Abbreviations abbreviations;

    private StandardSegmenter(Abbreviations abbreviations) {
        this.abbreviations = abbreviations;
    }

    /** With the abbreviations that ship with it. */
    public static StandardSegmenter load() {
        return new StandardSegmenter(Abbreviations.load());
    }

    @Override
    public SegmentedText segment(String text) {
        int[][] paragraphs = ParagraphScanner.scan(text);
        TokenScanner tokens = new TokenScanner(text, abbreviations);
        SentenceSplitter splitter = new SentenceSplitter(text, abbreviations, tokens.starts(), tokens.ends());
        IntList sentences = new IntList();
        IntList paragraphFirstSentence = new IntList();
        for (int p = 0; p < paragraphs[0].length; p++) {
            int first = tokens.starts().size();
            tokens.scan(paragraphs[0][p], paragraphs[1][p]);
            int end = tokens.starts().size();
            paragraphFirstSentence.add(sentences.size());
            splitter.split(first, end, sentences);
        }
        paragraphFirstSentence.add(sentences.size());
        sentences.add(tokens.starts().size());
        return new SegmentedText(
                text,
                paragraphFirstSentence.toArray(),
                sentences.toArray(),
                tokens.starts().toArray(),
                tokens.ends().toArray(),
                tokens.kinds());
    }
}
