package io.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are in other services' databases: the expected values are what was once published, not what the code says today. */
class RecordKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Reuters; tag:reuters.com,2016:newsml_L1N14N0FF; reuters|tag:reuters.com,2016:newsml_L1N14N0FF",
                "' AFP '; ' doc-36GQ2XR '; afp|doc-36GQ2XR",
                "IRISH; Case-Stays; irish|Case-Stays",
            })
    void anArticlesIdIsProviderAndId(String provider, String id, String expected) {
        assertThat(RecordKeys.articleId(provider, id)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "We will not yield.; 0; 9a742f4f09c25a50519dab28",
                "We will not yield.; 1; 5f65ba1a8c1c0c7ee49c70d1",
                "Größe 🌍 zählt; 0; 6b3b469632a77aba0093fa2b",
            })
    void aQuotesIdIsWhatItWasWhenItWasFirstPublished(String text, int occurrence, String expected) {
        assertThat(RecordKeys.quoteId("afp|story-1", text, occurrence)).isEqualTo("afp|story-1#" + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It’s “over” – now",
                "it's \"over\" - now",
                "  It's\n\u00a0\"OVER\"  —\tnow ",
                "It's \u2018\u2018over\u2019\u2019 - now",
            })
    void whiteSpaceCaseAndTypographyDoNotChangeAQuotesId(String text) {
        String plain = text.contains("\u2018\u2018") ? "it's ''over'' - now" : "it's \"over\" - now";

        assertThat(RecordKeys.quoteId("a|1", text, 0)).isEqualTo(RecordKeys.quoteId("a|1", plain, 0));
    }

    @Test
    void differentWordsOccurrencesAndStoriesHaveDifferentIds() {
        assertThat(new String[] {
                    RecordKeys.quoteId("a|1", "Yes.", 0),
                    RecordKeys.quoteId("a|1", "Yes!", 0),
                    RecordKeys.quoteId("a|1", "Yes.", 1),
                    RecordKeys.quoteId("a|1", "Yes. 1", 0),
                    RecordKeys.quoteId("a|2", "Yes.", 0),
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void anEntityIsKnownByItsWikidataIdElseByTypeAndName() {
        assertThat(RecordKeys.entityKey("Q42", EntityType.PERSON, "Douglas Adams"))
                .isEqualTo("Q42");
        assertThat(RecordKeys.entityKey(null, EntityType.PERSON, "  DOUGLAS\u00a0 Adams"))
                .isEqualTo("person:douglas adams");
        assertThat(RecordKeys.entityKey(null, EntityType.ORGANISATION, "Ｎｅｗｓ Ｃｏ"))
                .isEqualTo("organisation:news co");
        assertThat(RecordKeys.entityKey(null, EntityType.LOCATION, "Washington"))
                .isNotEqualTo(RecordKeys.entityKey(null, EntityType.PERSON, "Washington"));
        assertThat(RecordKeys.mentionId("afp|story-1", "Q42")).isEqualTo("afp|story-1#Q42");
    }
}
