package io.dateline.enrich.analysis.pos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenNlpTaggerTest {
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();
    private static OpenNlpPosModel model;

    @BeforeAll
    static void load() {
        model = OpenNlpPosModel.load();
    }

    @Test
    void tagsASentence() {
        assertThat(tags("The old mayor said on Tuesday he would not resign in Lima."))
                .isEqualTo("DET ADJ NOUN VERB ADP PROPN PRON AUX PART VERB ADP PROPN PUNCT");
    }

    @Test
    void givesCliticsTheirOwnTags() {
        assertThat(tags("Carter's friends didn't go.")).isEqualTo("PROPN PART NOUN AUX PART VERB PUNCT");
        assertThat(tags("Carter\u2019s friends didn\u2019t go.")).isEqualTo("PROPN PART NOUN AUX PART VERB PUNCT");
    }

    @Test
    void takesTokensOfAnyLength() {
        SegmentedText text = SEGMENTER.segment("a".repeat(100_000) + " said \uD83D\uDE00.");

        assertThat(model.newTagger(TimeBudget.unlimited()).tag(text).size()).isEqualTo(4);
    }

    private static String tags(String string) {
        SegmentedText text = SEGMENTER.segment(string);
        PosTags tags = model.newTagger(TimeBudget.unlimited()).tag(text);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.tokens(); i++) {
            out.append(i > 0 ? " " : "").append(tags.of(i));
        }
        return out.toString();
    }
}
