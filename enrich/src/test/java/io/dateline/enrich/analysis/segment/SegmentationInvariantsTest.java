package io.dateline.enrich.analysis.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.RandomTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationInvariantsTest {
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();

    @Test
    void putsEveryCharacterThatIsNoSpaceIntoExactlyOneToken() {
        for (long seed = 0; seed < 400; seed++) {
            check(RandomTexts.of(seed, 1 + (int) (seed % 120)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n", "\"", "a", ".", "\uD83D", "a@", "@", "http://", "www.", "'s", "n't", "--", "I."})
    void takesTheSmallestTexts(String text) {
        check(text, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "'", "a", "a.", "a@", "A ", ".", "(", "a-", "said ", "\uD83D\uDE00", "a'", "1,"})
    void getsThroughAMegabyteOfAnything(String piece) {
        check(piece.repeat((1 << 20) / piece.length()), piece);
    }

    private static void check(String string, String name) {
        SegmentedText text = SEGMENTER.segment(string);
        int at = 0;
        for (int i = 0; i < text.tokens(); i++) {
            if (text.start(i) < at || text.end(i) <= text.start(i)) {
                throw new AssertionError(name + ": token " + i + " overlaps or is empty");
            }
            checkSpace(string, at, text.start(i), name);
            at = text.end(i);
        }
        checkSpace(string, at, string.length(), name);
        int sentence = 0;
        for (int p = 0; p < text.paragraphs(); p++) {
            assertThat(text.firstSentenceOfParagraph(p)).as(name).isEqualTo(sentence);
            assertThat(text.endSentenceOfParagraph(p)).as(name).isGreaterThan(sentence);
            sentence = text.endSentenceOfParagraph(p);
        }
        assertThat(sentence).as(name).isEqualTo(text.sentences());
        int token = 0;
        for (int s = 0; s < text.sentences(); s++) {
            if (text.firstToken(s) != token || text.endToken(s) <= token) {
                throw new AssertionError(name + ": sentence " + s + " is empty or leaves a gap");
            }
            token = text.endToken(s);
        }
        assertThat(token).as(name).isEqualTo(text.tokens());
    }

    private static void checkSpace(String text, int from, int to, String name) {
        for (int i = from; i < to; i++) {
            if (!Chars.isSpace(text.charAt(i))) {
                throw new AssertionError(name + ": a character at " + i + " is in no token");
            }
        }
    }
}
