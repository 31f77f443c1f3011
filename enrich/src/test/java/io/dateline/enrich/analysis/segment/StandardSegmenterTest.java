package io.dateline.enrich.analysis.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardSegmenterTest {
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "The U.S. grew 3.5 percent.                | The U.S. grew 3.5 percent .",
                "It cost $1,000.50, not 10%.               | It cost $ 1,000.50 , not 10 % .",
                "Mayor Ruiz's plan didn't pass             | Mayor Ruiz 's plan did n't pass",
                "the workers’ union won’t say it’s over    | the workers ’ union wo n’t say it ’s over",
                "Bashar al-Assad met Jean-Luc O'Neill      | Bashar al-Assad met Jean-Luc O'Neill",
                "at 10:30 p.m. in Gary, Ind.               | at 10:30 p.m. in Gary , Ind.",
                "write to a.b@news.example.com, please     | write to a.b@news.example.com , please",
                "see https://example.org/a?b=c.            | see https://example.org/a?b=c .",
                "ask @desk_one or #talks                   | ask @desk_one or #talks",
                "guns—thus – he said -- stop               | guns — thus – he said -- stop",
                "``Go,'' she said ... and went             | `` Go , '' she said ... and went",
                "AT&T and R&D in 2007-08                   | AT&T and R&D in 2007-08",
                "the militantsthe enemy,, ISILISIS         | the militantsthe enemy , , ISILISIS",
                "the government.The people                 | the government . The people",
                "«Non», dit-il                             | « Non » , dit-il",
            })
    void cutsTokensAsReadersDo(String text, String tokens) {
        assertThat(words(SEGMENTER.segment(text)))
                .containsExactly(tokens.strip().split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Gen. Ruiz met Sen. Lee. They spoke.                     | 2",
                "He lives in the U.S. President Lee does not.             | 1",
                "He lives in the U.S. The president does not.             | 2",
                "Acme Inc. said so. Its rival agreed.                     | 2",
                "John F. Ruiz won by 3.5 points.                          | 1",
                "\"Why?\" he asked.                                       | 1",
                "\"We won.\" The crowd cheered.                           | 2",
                "He paused ... then left. Rain fell.                      | 2",
                "It ended at 5 p.m. Nobody was hurt.                      | 1",
                "It ended at 5 p.m. There was no rain.                    | 2",
                "See No. 7 on the list. It is red.                        | 2",
                "He said no. Nobody heard.                                | 2",
                "“It rains.” “It pours.”                                  | 2",
                "Stop! Go? Yes.                                           | 3",
                "government.The end                                       | 2",
            })
    void endsSentencesAtFullStopsThatAreNone(String text, int sentences) {
        assertThat(SEGMENTER.segment(text).sentences()).isEqualTo(sentences);
    }

    @Test
    void partsParagraphsAtBlankLinesAndAtLinesOfTheirOwn() {
        SegmentedText text = SEGMENTER.segment("One.\n \nTwo goes\r\n\r\nThree:\nFour\n");

        assertThat(text.paragraphs()).isEqualTo(4);
    }

    @Test
    void joinsTheLinesOfWrappedCopyAndPartsItAtIndents() {
        String line = "The council met on Tuesday to hear the budget of the city";
        SegmentedText text = SEGMENTER.segment(
                "   " + line + "\n" + line + "\n" + line + ".\n   " + line + "\n" + line + "\n" + line + ".");

        assertThat(text.paragraphs()).isEqualTo(2);
        assertThat(text.sentences()).isEqualTo(2);
    }

    @Test
    void dropsWhatTouchesASpanAndKeepsOffsets() {
        SegmentedText whole = SEGMENTER.segment("ROME — It rained.\n\nEmail: a@b.example\n\nIt stopped.");

        SegmentedText story = whole.without(List.of(whole.span(0, 2), whole.span(5, 8)));

        assertThat(words(story)).containsExactly("It", "rained", ".", "It", "stopped", ".");
        assertThat(story.paragraphs()).isEqualTo(2);
        assertThat(story.start(0)).isEqualTo(7);
        assertThat(story.paragraphOf(3)).isEqualTo(1);
    }

    @Test
    void cutsSentencesThatNeverEnd() {
        SegmentedText text = SEGMENTER.segment("word ".repeat(5_000));

        assertThat(text.sentences()).isGreaterThan(5);
        for (int s = 0; s < text.sentences(); s++) {
            assertThat(text.endToken(s) - text.firstToken(s)).isLessThanOrEqualTo(SentenceSplitter.LONGEST_SENTENCE);
        }
    }

    @Test
    void findsTheTokenAtAnIndex() {
        SegmentedText text = SEGMENTER.segment("ab  cd ef");

        assertThat(text.tokenAt(0)).isZero();
        assertThat(text.tokenAt(2)).isEqualTo(1);
        assertThat(text.tokenAt(5)).isEqualTo(1);
        assertThat(text.tokenAt(9)).isEqualTo(3);
    }

    private static List<String> words(SegmentedText text) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < text.tokens(); i++) {
            words.add(text.word(i));
        }
        return words;
    }
}
