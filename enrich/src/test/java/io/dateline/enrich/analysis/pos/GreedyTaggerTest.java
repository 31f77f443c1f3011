package io.dateline.enrich.analysis.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.enrich.analysis.TimeBudget;
import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.postag.POSContextGenerator;
import opennlp.tools.postag.POSModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GreedyTaggerTest {
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

    @Test
    void forgetsTheTextBefore() {
        PartOfSpeechTagger tagger = model.newTagger(TimeBudget.unlimited());
        SegmentedText text = SEGMENTER.segment("She left.");
        String alone = string(tagger.tag(text));

        tagger.tag(SEGMENTER.segment("word ".repeat(500) + "."));

        assertThat(string(tagger.tag(text))).isEqualTo(alone);
    }

    /** OpenNLP tags words as they stand between spaces, so these have no clitics. */
    @Test
    void givesTheTagsOfOpenNlp() throws IOException {
        List<String> sentences = List.of(
                "Mayor Irena Dusek of Brno said on Friday that 4,500 homes lost power , up from 12 in 1998 .",
                "\" We will rebuild , \" she told the A.P. , adding that U.S.-born crews had come at 10:30 .",
                "K. Oyelaran , 43 , runs NASA - style labs and won $ 3.5 million in 2007-08 and 1/2 of 20 bids .",
                "STOCKS FALL AS ÉLAN SA CUTS 300 jobs in Köln and Peña naïve iPhone B2B F16 x .",
                "Noting that it rained , the well-known minister could hardly have meant to leave so early .");
        Random random = new Random(7);
        StringBuilder shuffled = new StringBuilder();
        String[] words = String.join(" ", sentences).split(" ");
        for (int i = 0; i < 2_000; i++) {
            shuffled.append(i > 0 ? " " : "").append(words[random.nextInt(words.length)]);
        }

        for (String sentence : sentences) {
            assertThat(string(tag(sentence))).isEqualTo(string(openNlp(SEGMENTER.segment(sentence))));
        }
        SegmentedText text = SEGMENTER.segment(shuffled.toString());
        assertThat(string(tag(shuffled.toString()))).as("seed 7").isEqualTo(string(openNlp(text)));
    }

    @Test
    void refusesAnotherKindOfModel() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF("Perceptron");

        assertThatThrownBy(() -> io.dateline.enrich.analysis.pos.MaxentModel.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Perceptron");
    }

    /** The best outcome of each word by OpenNLP's own code. */
    private static PosTags openNlp(SegmentedText text) throws IOException {
        try (InputStream in = GreedyTaggerTest.class.getResourceAsStream("/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin")) {
            POSModel packaged = new POSModel(in);
            MaxentModel classifier = packaged.getArtifact("pos.model");
            POSContextGenerator contexts = packaged.getFactory().getPOSContextGenerator(0);
            byte[] tags = new byte[text.tokens()];
            for (int s = 0; s < text.sentences(); s++) {
                int first = text.firstToken(s);
                String[] words = new String[text.endToken(s) - first];
                for (int i = 0; i < words.length; i++) {
                    words[i] = text.word(first + i);
                }
                String[] outcomes = new String[words.length];
                for (int i = 0; i < words.length; i++) {
                    outcomes[i] =
                            classifier.getBestOutcome(classifier.eval(contexts.getContext(i, words, outcomes, null)));
                    tags[first + i] =
                            (byte) Pos.named(outcomes[i].split("\\+")[0]).ordinal();
                }
            }
            return new PosTags(tags);
        }
    }

    private static String tags(String string) {
        return string(tag(string));
    }

    private static PosTags tag(String string) {
        return model.newTagger(TimeBudget.unlimited()).tag(SEGMENTER.segment(string));
    }

    private static String string(PosTags tags) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tags.size(); i++) {
            out.append(i > 0 ? " " : "").append(tags.of(i));
        }
        return out.toString();
    }
}
