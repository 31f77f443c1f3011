package io.dateline.enrich.analysis.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.segment.Segmenter;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameUnitsTest {
    private static final Segmenter SEGMENTER = StandardSegmenter.load();

    private static NameUnits units(String text) {
        return new NameUnits(SEGMENTER.segment(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A US-led plan.             | A US led plan .",
                "The Zorvan-Lima road.      | The Zorvan Lima road .",
                "Omar al-Hakim left.        | Omar al Hakim left .",
                "a well-known, old-time man | a well-known , old-time man",
                "Kenya’s plan               | Kenya 's plan",
            })
    void partsWordsThatHoldCapitalsAtTheirHyphens(String text, String words) {
        NameUnits units = units(text);
        List<String> found = new ArrayList<>();
        for (int u = 0; u < units.size(); u++) {
            found.add(units.word(u));
            assertThat(text.substring(units.start(u), units.end(u)).replace('’', '\''))
                    .isEqualTo(units.word(u));
        }

        assertThat(found).containsExactly(words.split(" "));
    }

    @Test
    void putsNamesTogetherAsTheyAreWritten() {
        NameUnits units = units("Omar al-Hakim met Jean-Luc  Ruiz.");

        assertThat(units.name(0, 3)).isEqualTo("Omar al-Hakim");
        assertThat(units.name(4, 7)).isEqualTo("Jean-Luc Ruiz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The minister left for Lima on Monday and came back.    | PROSE",
                "Minister Leaves Lima After Talks About Bridges         | TITLE",
                "MINISTER LEAVES LIMA AFTER TALKS                       | SHOUT",
                "minister leaves lima after talks about bridges         | SMALL",
                "he said so.                                            | PROSE",
            })
    void tellsWhatCapitalsAreWorth(String text, CaseStyle style) {
        assertThat(units(text).styleOf(0)).isEqualTo(style);
    }

    @Test
    void countsHowWordsAreWrittenWhereTheyAreFree() {
        NameUnits units = units("Bridges fell. The bridges of Lima fell, and Lima wept. In Lima: Bridges again.");

        assertThat(units.timesSmall("bridges")).isEqualTo(1);
        assertThat(units.timesCapitalInside("Lima")).isEqualTo(3);
        assertThat(units.timesCapitalInside("Bridges")).isZero();
    }

    @Test
    void cutsOneWordIntoFewPartsOnly() {
        assertThat(units("A-b".repeat(1) + "-C-d-E-f-G-h-I-j-K-l-M-n-O").size()).isEqualTo(8);
    }
}
