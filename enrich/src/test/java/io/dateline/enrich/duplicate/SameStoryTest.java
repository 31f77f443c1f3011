package io.dateline.enrich.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameStoryTest {
    static List<LabelledPairs.Pair> development() {
        return LabelledPairs.read("/duplicates/development.txt");
    }

    @ParameterizedTest
    @MethodSource("development")
    void tellsWhatIsOneStory(LabelledPairs.Pair pair) {
        assertThat(SameStory.isTold(pair.first(), pair.second())).isEqualTo(pair.isOneStory());
        assertThat(SameStory.isTold(pair.second(), pair.first())).isEqualTo(pair.isOneStory());
    }

    /** Pairs that were written before the rules met them; the rules are not to be changed for them. */
    @Test
    void whatWasNotSeenIsToldToo() {
        int found = 0;
        int wrong = 0;
        int missed = 0;
        for (LabelledPairs.Pair pair : LabelledPairs.read("/duplicates/unseen.txt")) {
            boolean told = SameStory.isTold(pair.first(), pair.second());
            found += told && pair.isOneStory() ? 1 : 0;
            wrong += told && !pair.isOneStory() ? 1 : 0;
            missed += !told && pair.isOneStory() ? 1 : 0;
            if (told != pair.isOneStory()) {
                System.out.println((told ? "wrongly found: " : "missed: ") + pair);
            }
        }
        System.out.printf("found %d, wrongly found %d, missed %d%n", found, wrong, missed);
        assertThat(wrong).isZero();
        assertThat(found).isGreaterThanOrEqualTo(9 * (found + missed) / 10);
    }

    /** A pair that is one story has to meet in a band to be compared at all. */
    @Test
    void whatIsOneStoryMeetsInABand() {
        long seldomMet = Stream.of("development", "unseen")
                .flatMap(name -> LabelledPairs.read("/duplicates/" + name + ".txt").stream())
                .filter(LabelledPairs.Pair::isOneStory)
                .filter(pair -> !meet(Sketch.of(pair.first()), Sketch.of(pair.second())))
                .peek(pair -> System.out.println("not met: " + pair))
                .count();

        assertThat(seldomMet).isLessThanOrEqualTo(1);
    }

    private static boolean meet(Sketch a, Sketch b) {
        return Arrays.stream(a.bands()).anyMatch(band -> a.meets(b, band, false) > 0);
    }

    @Test
    void longHostileTextsAreComparedSoon() {
        String same = "again and again ".repeat(4000);
        String dashes = "A" + " -".repeat(30_000);
        String digits = "1,1.".repeat(15_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            SameStory.isTold(same, same + "once more");
            SameStory.isTold(dashes, dashes);
            SameStory.isTold(digits, same);
        });
    }

    /** Each of so many places would be held against each of as many. */
    @Test
    void whoPutsOtherWordsBetweenTheSameNeighboursEverywhereIsNotComparedEachAgainstEach() {
        int places = (int) Math.sqrt(SameStory.MOST_PAIRS);

        assertThat(SameStory.isTold(table(places / 2, 'x'), table(places / 2, 'y')))
                .isTrue();
        assertThat(SameStory.isTold(table(places + 1, 'x'), table(places + 1, 'y')))
                .isFalse();
    }

    private static String table(int places, char other) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < places; i++) {
            text.append("market closed firmer ").append(other).append((char) ('a' + i % 26));
            text.append((char) ('a' + i / 26)).append(' ');
        }
        return text.toString();
    }
}
