package io.dateline.enrich.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicLexiconTest {
    private static final TopicLexicon LEXICON = TopicLexicon.load(MediaTopics.load());

    private static long fold(String word) {
        return Words.fold(word, 0, word.length());
    }

    @Test
    void knowsAllTopLevelTopicsAndOverAHundredBelowThem() {
        int top = 0;
        Set<String> second = new HashSet<>();
        for (int i = 0; i < LEXICON.topics(); i++) {
            if (LEXICON.parent(i) < 0) {
                top++;
            } else {
                second.add(LEXICON.topic(i).code());
                assertThat(LEXICON.topic(LEXICON.parent(i)).code())
                        .isEqualTo(LEXICON.topic(i).broader());
            }
        }
        assertThat(top).isEqualTo(17);
        assertThat(second).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "election, Elections",
        "country, countries",
        "church, churches",
        "boss, bosses",
        "tax, taxes",
        "un, U.N.",
        "Zürich, ZÜRICH",
        "crisis, CRISIS"
    })
    void aWordIsTheSameInAnyCaseAndInTheRegularPlural(String one, String other) {
        assertThat(fold(other)).isEqualTo(fold(one)).isNotZero();
    }

    @ParameterizedTest
    @CsvSource({"gas, ga", "bus, bu", "virus, viru", "press, pres", "his, hi", "this, thi", "house, hous"})
    void anEndingThatIsNoPluralStays(String one, String other) {
        assertThat(fold(other)).isNotEqualTo(fold(one));
    }

    @ParameterizedTest
    @CsvSource({"'...', 0", "'-', 0", "'', 0"})
    void whatHasNoLetterIsNoWord(String word, long expected) {
        assertThat(fold(word)).isEqualTo(expected);
    }

    @Test
    void capitalsAreAWordOfTheirOwn() {
        assertThat(Words.acronym("WHO", 0, 3)).isNotZero().isEqualTo(Words.acronym("W.H.O.", 0, 6));
        assertThat(Words.acronym("Who", 0, 3)).isZero();
        assertThat(LEXICON.term(Words.acronym("WHO", 0, 3))).isNotNegative();
        assertThat(LEXICON.term(fold("who"))).isNegative();
    }

    @Test
    void aPhraseIsKnownByItsWordsInWhateverNumberAndItsPartsAreNot() {
        assertThat(LEXICON.term(Words.join(fold("suicide"), fold("bombers")))).isNotNegative();
        assertThat(LEXICON.term(Words.join(fold("bombers"), fold("suicide")))).isNegative();
        assertThat(LEXICON.term(fold("zymurgy"))).isNegative();
    }

    @Test
    void hyphensPartWordsAndThePossessiveIsLeftOut() {
        List<Long> words = new ArrayList<>();

        Words.walk("the city's air-strikes, 'covid-19'", (folded, acronym) -> words.add(folded));

        assertThat(words)
                .containsExactly(fold("the"), fold("city"), fold("air"), fold("strike"), fold("covid"), fold("19"));
    }
}
