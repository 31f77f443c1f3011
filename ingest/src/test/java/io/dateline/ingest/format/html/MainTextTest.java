package io.dateline.ingest.format.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the text that is found against what a person would copy from the page, word by word. */
class MainTextTest {
    private static final List<String> NAMES =
            List.of("classic", "brsoup", "chunks", "blog", "japanese", "short", "table", "links");

    @ParameterizedTest
    @ValueSource(strings = {"classic", "brsoup", "chunks", "blog", "japanese", "short", "table", "links"})
    void findsTheStoryOnPagesOfManyMakes(String name) {
        double score = score(name);

        assertThat(score).as("F1 of %s", name).isGreaterThan(0.93);
    }

    @Test
    void findsNearlyEveryWordAndHardlyAnyOther() {
        double sum = NAMES.stream().mapToDouble(MainTextTest::score).sum();

        assertThat(sum / NAMES.size()).as("mean F1").isGreaterThan(0.97);
    }

    @Test
    void keepsParagraphs() {
        assertThat(Pages.story(Pages.resource("classic.html")).getBody())
                .contains("officials said on Tuesday.\n\nThe dock, built in 1887");
    }

    @Test
    void measuresWhatIsMissingAndWhatIsTooMuch() {
        assertThat(f1(words("a b c d"), words("a b c d"))).isEqualTo(1.0);
        assertThat(f1(words("a b c d"), words("a b"))).isLessThan(0.7);
        assertThat(f1(words("a b"), words("a b c d"))).isLessThan(0.7);
    }

    private static double score(String name) {
        String body = Pages.story(Pages.resource(name + ".html")).getBody();
        return f1(words(Pages.resource(name + ".txt")), words(body));
    }

    private static double f1(List<String> expected, List<String> found) {
        Map<String, Integer> left = new HashMap<>();
        expected.forEach(word -> left.merge(word, 1, Integer::sum));
        int both = 0;
        for (String word : found) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                both++;
            }
        }
        double precision = found.isEmpty() ? 0 : (double) both / found.size();
        double recall = (double) both / expected.size();
        return both == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : (text + " ").toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
            // Where words are not parted by spaces, a character is one.
            if ((!Character.isLetterOrDigit(c) || c >= '\u2e80') && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }
}
