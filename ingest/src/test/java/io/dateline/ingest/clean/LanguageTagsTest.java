package io.dateline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagsTest {

    @ParameterizedTest
    @CsvSource({
        "en,en",
        "EN_us,en-US",
        "nb-no,nb-NO",
        "zh-hant-tw,zh-Hant-TW",
        "eng,en",
        "ger,de",
        "German,de",
        "deutsch,de",
        "pt-BR,pt-BR",
        "sr-Latn,sr-Latn"
    })
    void normalises(String declared, String tag) {
        assertThat(LanguageTags.normalise(declared)).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "und", "123", "english please", "x", "--"})
    void whatIsNoLanguageIsNone(String declared) {
        assertThat(LanguageTags.normalise(declared)).isNull();
    }
}
