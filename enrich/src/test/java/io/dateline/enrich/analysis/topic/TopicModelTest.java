package io.dateline.enrich.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.enrich.analysis.segment.SegmentedText;
import io.dateline.enrich.analysis.segment.StandardSegmenter;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TopicModelTest {
    private static final MediaTopics VOCABULARY = MediaTopics.load();
    private static final TopicLexicon LEXICON = TopicLexicon.load(VOCABULARY);
    private static final TopicModel MODEL = TopicModel.load(LEXICON);
    private static final StandardSegmenter SEGMENTER = StandardSegmenter.load();

    private static byte[] file() throws IOException {
        try (InputStream in = TopicModel.class.getResourceAsStream(TopicModel.FILE)) {
            return in.readAllBytes();
        }
    }

    private static GivenTopics topics(SegmentedText text) {
        StoryWords words = StoryWords.of(null, text, List.of());
        return MODEL.topics(WordCounts.of(words, MODEL), TopicEvidence.of(LEXICON, words), words.length());
    }

    @Test
    void knowsAllTopLevelTopicsAndSecondLevelOnesBelowThem() {
        assertThat(MODEL.tops()).hasSize(17).allMatch(code -> level(code) == 1);
        assertThat(MODEL.seconds()).hasSizeGreaterThan(50).allMatch(code -> level(code) == 2);
    }

    private static int level(String code) {
        return VOCABULARY
                .byCode(code)
                .filter(MediaTopic::isActive)
                .orElseThrow()
                .level();
    }

    @Test
    void isSmallerThanTenMegabytes() throws IOException {
        assertThat(file().length).isLessThan(10_000_000);
    }

    @Test
    void aStoryOfSixHundredWordsCostsLessThanAMillisecondOfCpu() {
        String story = String.join("\n\n", TopicStories.byTopic().values());
        String text = (story + "\n\n" + story).substring(0, 3_700);
        SegmentedText segmented = SEGMENTER.segment(text);
        assertThat(text.split("\\s+")).hasSizeGreaterThan(600);
        for (int i = 0; i < 3_000; i++) {
            topics(segmented);
        }
        int stories = 1_000;

        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < stories; i++) {
            topics(segmented);
        }
        double spent = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6 / stories;

        System.out.printf("%.3f ms of CPU a story%n", spent);
        assertThat(spent).as("milliseconds of CPU").isLessThan(1);
    }

    @Test
    void refusesAFileThatIsNoModelOrIsCutOrTooLong() throws IOException {
        byte[] good = file();
        byte[] other = good.clone();
        other[0]++;

        assertThat(TopicModel.read(new ByteArrayInputStream(good), LEXICON).hash())
                .isEqualTo(MODEL.hash());
        assertThatThrownBy(() -> TopicModel.read(new ByteArrayInputStream(other), LEXICON))
                .hasMessageContaining("not a topic model");
        assertThatThrownBy(
                        () -> TopicModel.read(new ByteArrayInputStream(Arrays.copyOf(good, good.length - 1)), LEXICON))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(
                        () -> TopicModel.read(new ByteArrayInputStream(Arrays.copyOf(good, good.length + 1)), LEXICON))
                .hasMessageContaining("more than a topic model");
    }

    @Test
    void wordsCountMoreAtTheTopAndPhrasesDoNotCrossPunctuation() {
        Map<Long, Integer> numbers = new HashMap<>();
        SegmentedText text = SEGMENTER.segment("Wolves return, farmers say.\n\n" + "Sheep graze on. ".repeat(40));
        StoryWords words = StoryWords.of("Wolves again", text, List.of());

        WordCounts counts = WordCounts.of(words, key -> numbers.computeIfAbsent(key, none -> numbers.size()));

        assertThat(counted(counts, numbers, "wolf")).isNaN();
        assertThat(counted(counts, numbers, "wolves")).isCloseTo((float) Math.log1p(3 + 3), within());
        assertThat(counted(counts, numbers, "farmer")).isCloseTo((float) Math.log1p(3), within());
        // words 4 to 123: 56 of them among the first 60, a third of those is "sheep", the rest counts once
        assertThat(counted(counts, numbers, "sheep")).isCloseTo((float) Math.log1p(19 * 2 + 21), within());
        assertThat(numbers).containsKey(Words.join(fold("wolves"), fold("return")));
        assertThat(numbers).doesNotContainKey(Words.join(fold("return"), fold("farmers")));
        assertThat(numbers).doesNotContainKey(Words.join(fold("again"), fold("wolves")));
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-5f);
    }

    private static long fold(String word) {
        return Words.fold(word, 0, word.length());
    }

    private static float counted(WordCounts counts, Map<Long, Integer> numbers, String word) {
        for (int slot = 0; slot < counts.slots(); slot++) {
            if (counts.featureIn(slot) >= 0
                    && Integer.valueOf(counts.featureIn(slot)).equals(numbers.get(fold(word)))) {
                return counts.valueIn(slot);
            }
        }
        return Float.NaN;
    }

    @Test
    void aChildBringsItsParentWhichIsAsLikelyAtLeastAndWhatIsUnlikelyIsLeftOut() {
        TopicChances chances = new TopicChances(new double[] {0.1, 0.7, 0.2}, new double[] {0.5, 0.29, 0.4}, 0.3, 0.3);

        GivenTopics given = GivenTopics.of(chances, new int[] {0, 1, 2});

        assertThat(given.tops()).containsExactly(1, 0, 2);
        assertThat(given.top()).containsExactly(0.5, 0.7, 0.4);
        assertThat(given.seconds()).containsExactly(0, 2);
    }

    @Test
    void noTopicIsGivenWhenNoneIsLikely() {
        GivenTopics given =
                GivenTopics.of(new TopicChances(new double[] {0.29, 0.1}, new double[] {0.2}, 0.3, 0.3), new int[] {0});

        assertThat(given.tops()).isEmpty();
        assertThat(given.seconds()).isEmpty();
    }
}
