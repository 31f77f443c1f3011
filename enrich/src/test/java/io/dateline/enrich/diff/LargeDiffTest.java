package io.dateline.enrich.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.ChangeOperation;
import io.dateline.schemas.TextChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Differences of texts that are large, or made to take long: by the work done, which the machine has no part in. */
class LargeDiffTest {
    private static final int SIZE = 400_000;

    /** Steps that do not grow with the texts: 64 windows of sentences, and the words of what is listed. */
    private static final long FIXED =
            64L * TextDiff.WINDOW * TextDiff.WINDOW + (long) TextDiff.MAX_CHARS / 4 * TextDiff.MAX_WORDS;

    private static final int STEPS_A_CHARACTER = 5;

    static Stream<Arguments> hostileTexts() {
        List<String> paragraphs = paragraphs(SIZE / 40);
        List<String> shuffled = new ArrayList<>(paragraphs);
        Collections.shuffle(shuffled, new Random(4));
        return Stream.of(
                Arguments.of("one-letter paragraphs, nothing shared", fill("a\n\n"), fill("b\n\n")),
                Arguments.of("one-letter paragraphs to one sentence", fill("a\n\n"), fill("b c d e f g ")),
                Arguments.of("one sentence to one-letter paragraphs", fill("b c d e f g "), fill("a\n\n")),
                Arguments.of("one paragraph of short sentences", fill("Is it? ") + "x", fill("Is it? ") + "y"),
                Arguments.of("short sentences, nothing shared", fill("Is it? "), fill("Was he? ")),
                Arguments.of("blank lines", fill("\n") + "a", fill("\n") + "b"),
                Arguments.of("no blanks", fill("a") + "a", fill("a") + "b"),
                Arguments.of("one sentence, the last word differs", fill("word ") + "x", fill("word ") + "y"),
                Arguments.of("stops", fill(". ") + "x", fill(". ") + "y"),
                Arguments.of("paragraph separators", fill(".\u2029") + "x", fill(".\u2029") + "y"),
                Arguments.of("initials", fill("A. ") + "x", fill("A. ") + "y"),
                Arguments.of("shuffled", String.join("", paragraphs), String.join("", shuffled)),
                Arguments.of("sentences of many words", words(1), words(2)),
                Arguments.of("every other paragraph", String.join("", paragraphs), everyOther(paragraphs)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileTexts")
    void workAndResultAreBounded(String name, String before, String after) {
        DiffWork work = new DiffWork();

        TextDiff.Result result = TextDiff.between(before, after, work);

        assertThat(work.steps()).isLessThan(FIXED + STEPS_A_CHARACTER * (long) (before.length() + after.length()));
        assertThat(result.changes()).hasSizeLessThanOrEqualTo(TextDiff.MAX_CHANGES);
        assertThat(chars(result.changes())).isLessThanOrEqualTo(TextDiff.MAX_CHARS);
    }

    /** Two million and a half of them are not kept in memory, when a thousand are looked at. */
    @Test
    void noMoreSentencesAreReadThanAreLookedAt() {
        DiffWork work = new DiffWork();

        SentenceReader reader = new SentenceReader(fill("a\n\n"), 0, SIZE / 3 * 3, work);

        assertThat(reader.next(10)).hasSize(10);
        assertThat(work.sentences()).isEqualTo(10);
    }

    @Test
    void changesAtBothEndsOfALongTextAreFound() {
        List<String> paragraphs = paragraphs(10_000);
        List<String> after = new ArrayList<>(paragraphs);
        after.set(0, after.get(0).replace("Minister 0", "Minister A"));
        after.remove(5_000);
        after.set(9_998, after.get(9_998).replace("Minister 9999", "Minister Z"));

        TextDiff.Result result = TextDiff.between(String.join("", paragraphs), String.join("", after));

        assertThat(result.complete()).isTrue();
        assertThat(result.changes())
                .extracting(TextChange::getOperation)
                .containsExactly(ChangeOperation.CHANGED, ChangeOperation.REMOVED, ChangeOperation.CHANGED);
        TextChange last = result.changes().get(2);
        assertThat(String.join("", after).substring(last.getStart(), last.getEnd()))
                .isEqualTo(last.getAfter());
    }

    @Test
    void aLongStoryThatIsWrittenAnewIsListedWhole() {
        String before = String.join("", paragraphs(400));
        String after = IntStream.range(0, 400)
                .mapToObj(i -> "Nothing stayed of paragraph number " + i * 7 + ".\n\n")
                .collect(Collectors.joining());

        TextDiff.Result result = TextDiff.between(before, after);

        assertThat(result.complete()).isTrue();
        assertThat(result.changes()).hasSize(800);
    }

    @Test
    void whereMoreDiffersThanIsListedTheResultSaysSo() {
        assertThat(TextDiff.between(fill("a\n\n"), fill("b\n\n")).complete()).isFalse();
        assertThat(TextDiff.between(fill("word ") + "x", fill("word ") + "y")).satisfies(result -> {
            assertThat(result.complete()).isFalse();
            assertThat(result.changes()).isEmpty();
        });
    }

    private static String fill(String part) {
        return part.repeat(SIZE / part.length());
    }

    private static List<String> paragraphs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Minister " + i + " spoke of matter " + i * 31 % 1009 + ".\n\n")
                .toList();
    }

    private static String everyOther(List<String> paragraphs) {
        return IntStream.range(0, paragraphs.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(paragraphs::get)
                .collect(Collectors.joining());
    }

    private static String words(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int sentence = 0; text.length() < SIZE; sentence++) {
            random.ints(990, 0, 4)
                    .forEach(letter -> text.append("abcd".charAt(letter)).append(' '));
            text.append(seed).append(sentence).append(".\n\n");
        }
        return text.toString();
    }

    private static long chars(List<TextChange> changes) {
        return changes.stream()
                .flatMap(change -> Stream.of(
                        change.getBefore(), change.getAfter(), change.getRemovedWords(), change.getAddedWords()))
                .filter(text -> text != null)
                .mapToLong(String::length)
                .sum();
    }
}
