package io.dateline.enrich.analysis.segment;

import io.dateline.enrich.analysis.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A text with its paragraphs, sentences and tokens. Tokens are numbered through the whole text, as are sentences and
 * paragraphs; each sentence lies in one paragraph, each token in one sentence. Tokens do not overlap and stand in text
 * order. Offsets are UTF-16 indexes, ends are exclusive. Immutable.
 */
public final class SegmentedText {
    private final String text;
    private final int[] paragraphFirstSentence;
    private final int[] sentenceFirstToken;
    private final int[] sentenceParagraph;
    private final int[] tokenStart;
    private final int[] tokenEnd;
    private final byte[] tokenKind;
    private final int[] tokenSentence;
    private final String[] words;
    private final String[] lowers;

    /**
     * @param paragraphFirstSentence one more than there are paragraphs, as are the sentences' first tokens: the last is
     *     where the next would begin
     */
    SegmentedText(
            String text,
            int[] paragraphFirstSentence,
            int[] sentenceFirstToken,
            int[] tokenStart,
            int[] tokenEnd,
            byte[] tokenKind) {
        this.text = Objects.requireNonNull(text);
        this.paragraphFirstSentence = paragraphFirstSentence;
        this.sentenceFirstToken = sentenceFirstToken;
        this.tokenStart = tokenStart;
        this.tokenEnd = tokenEnd;
        this.tokenKind = tokenKind;
        this.sentenceParagraph = membership(paragraphFirstSentence);
        this.tokenSentence = membership(sentenceFirstToken);
        this.words = new String[tokenStart.length];
        this.lowers = new String[tokenStart.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = text.substring(tokenStart[i], tokenEnd[i]);
            lowers[i] = words[i].toLowerCase(Locale.ROOT);
        }
    }

    private SegmentedText(SegmentedText whole, int[] kept, int[] paragraphFirstSentence, int[] sentenceFirstToken) {
        this.text = whole.text;
        this.paragraphFirstSentence = paragraphFirstSentence;
        this.sentenceFirstToken = sentenceFirstToken;
        this.tokenStart = new int[kept.length];
        this.tokenEnd = new int[kept.length];
        this.tokenKind = new byte[kept.length];
        this.words = new String[kept.length];
        this.lowers = new String[kept.length];
        for (int i = 0; i < kept.length; i++) {
            tokenStart[i] = whole.tokenStart[kept[i]];
            tokenEnd[i] = whole.tokenEnd[kept[i]];
            tokenKind[i] = whole.tokenKind[kept[i]];
            words[i] = whole.words[kept[i]];
            lowers[i] = whole.lowers[kept[i]];
        }
        this.sentenceParagraph = membership(paragraphFirstSentence);
        this.tokenSentence = membership(sentenceFirstToken);
    }

    /** For each member the group it is in, given the first member of each group and, last, how many members there are. */
    private static int[] membership(int[] firstOfGroup) {
        int[] group = new int[firstOfGroup[firstOfGroup.length - 1]];
        for (int g = 0; g + 1 < firstOfGroup.length; g++) {
            Arrays.fill(group, firstOfGroup[g], firstOfGroup[g + 1], g);
        }
        return group;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** How many paragraphs there are. */
    public int paragraphs() {
        return paragraphFirstSentence.length - 1;
    }

    /** The paragraph's first sentence. */
    public int firstSentenceOfParagraph(int paragraph) {
        return paragraphFirstSentence[paragraph];
    }

    /** One past the paragraph's last sentence. */
    public int endSentenceOfParagraph(int paragraph) {
        return paragraphFirstSentence[paragraph + 1];
    }

    /** The paragraph's first token. */
    public int firstTokenOfParagraph(int paragraph) {
        return sentenceFirstToken[paragraphFirstSentence[paragraph]];
    }

    /** One past the paragraph's last token. */
    public int endTokenOfParagraph(int paragraph) {
        return sentenceFirstToken[paragraphFirstSentence[paragraph + 1]];
    }

    /** How many sentences there are. */
    public int sentences() {
        return sentenceFirstToken.length - 1;
    }

    /** The paragraph that the sentence is in. */
    public int paragraphOfSentence(int sentence) {
        return sentenceParagraph[sentence];
    }

    /** The sentence's first token. */
    public int firstToken(int sentence) {
        return sentenceFirstToken[sentence];
    }

    /** One past the sentence's last token. */
    public int endToken(int sentence) {
        return sentenceFirstToken[sentence + 1];
    }

    /** From the sentence's first char to its last. */
    public Span sentenceSpan(int sentence) {
        return span(firstToken(sentence), endToken(sentence));
    }

    /** How many tokens there are. */
    public int tokens() {
        return tokenStart.length;
    }

    /** Index of the token's first char. */
    public int start(int token) {
        return tokenStart[token];
    }

    /** One past the token's last char. */
    public int end(int token) {
        return tokenEnd[token];
    }

    /** What the token is. */
    public TokenKind kind(int token) {
        return TokenKind.of(tokenKind[token]);
    }

    /** The sentence that the token is in. */
    public int sentenceOf(int token) {
        return tokenSentence[token];
    }

    /** The paragraph that the token is in. */
    public int paragraphOf(int token) {
        return sentenceParagraph[tokenSentence[token]];
    }

    /** The token as written. */
    public String word(int token) {
        return words[token];
    }

    /** The token in lower case. */
    public String lower(int token) {
        return lowers[token];
    }

    /** The span of a run of tokens.
     *
     * @param end one past the last token; more than first
     */
    public Span span(int first, int end) {
        return new Span(tokenStart[first], tokenEnd[end - 1]);
    }

    /** Is there nothing between the token and the one before it? False for the first token. */
    public boolean isGlued(int token) {
        return token > 0 && tokenEnd[token - 1] == tokenStart[token];
    }

    /**
     * The first token that ends after the given index; the number of tokens when there is none. Takes logarithmic time.
     */
    public int tokenAt(int index) {
        int low = 0;
        int high = tokenEnd.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokenEnd[middle] <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The same text without the tokens that touch one of the spans; sentences and paragraphs that lose all their tokens
     * are gone. What works on the result can't annotate anything inside the spans' tokens.
     *
     * @param spans in text order, not overlapping
     */
    public SegmentedText without(List<Span> spans) {
        if (spans.isEmpty()) {
            return this;
        }
        boolean[] dropped = new boolean[tokens()];
        int count = 0;
        for (Span span : spans) {
            for (int i = tokenAt(span.start()); i < tokens() && tokenStart[i] < span.end(); i++) {
                if (!dropped[i]) {
                    dropped[i] = true;
                    count++;
                }
            }
        }
        int[] kept = new int[tokens() - count];
        IntList paragraphBounds = new IntList();
        IntList sentenceBounds = new IntList();
        int n = 0;
        int lastSentence = -1;
        int lastParagraph = -1;
        for (int i = 0; i < dropped.length; i++) {
            if (dropped[i]) {
                continue;
            }
            int sentence = tokenSentence[i];
            if (sentence != lastSentence) {
                if (sentenceParagraph[sentence] != lastParagraph) {
                    lastParagraph = sentenceParagraph[sentence];
                    paragraphBounds.add(sentenceBounds.size());
                }
                lastSentence = sentence;
                sentenceBounds.add(n);
            }
            kept[n++] = i;
        }
        paragraphBounds.add(sentenceBounds.size());
        sentenceBounds.add(n);
        return new SegmentedText(this, kept, paragraphBounds.toArray(), sentenceBounds.toArray());
    }
}
