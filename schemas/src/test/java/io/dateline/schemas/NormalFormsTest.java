package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalFormsTest {
    private static final String TWO_MARKS = "\u0301\u0323";

    @Test
    void ordinaryTextsAreNormalisedAsJavaDoes() {
        Random random = new Random(20261126);
        String letters = "abcZ \u00e9\u0301\u0323\u0308\u1100\u1161\u3099\uff9e\uff76\ufb01\ufdfa\u4e2d\n";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(25, 0, letters.length()).forEach(at -> text.append(letters.charAt(at)));
            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertThat(NormalForms.of(text.toString(), form)).isEqualTo(Normalizer.normalize(text, form));
            }
        }
    }

    /** What Java's normaliser puts in order is never longer than so many marks, so its work is linear. */
    @Test
    void noRowOfMarksIsLongerThanWhatIsPutInOrder() {
        for (String marks :
                new String[] {TWO_MARKS, "\u20dd\u0323", "\uff9e\u0301", "\u0903\u0301", "\ud834\udd67\u0301"}) {
            String safe = NormalForms.streamSafe("a" + marks.repeat(500) + "b");

            assertThat(safe.replace("\u034f", "")).isEqualTo("a" + marks.repeat(500) + "b");
            assertThat(safe.substring(1, safe.length() - 1).split("\u034f"))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(row -> assertThat(row.codePointCount(0, row.length()))
                            .isLessThanOrEqualTo(NormalForms.MOST_MARKS));
        }
    }

    @Test
    void aKeyCanBeMadeOfALetterWithHundredsOfThousandsOfMarks() {
        String text = "a" + TWO_MARKS.repeat(500_000);

        assertThat(RecordKeys.quoteId("acme|a", text, 0)).startsWith("acme|a#");
        assertThat(RecordKeys.quoteId("acme|a", text, 0)).isNotEqualTo(RecordKeys.quoteId("acme|a", text + "b", 0));
    }
}
