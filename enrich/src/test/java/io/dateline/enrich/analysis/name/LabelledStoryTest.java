package io.dateline.enrich.analysis.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.segment.StandardSegmenter;
import io.dateline.schemas.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledStoryTest {
    @Test
    void labelsTheUnitsThatAMarkedNameCovers() {
        String text = "Jane Ruiz left a Lima-based Zorvan Trading Co.";
        LabelledStory story = new LabelledStory(
                "a",
                text,
                List.of(
                        new LabelledStory.Name(0, 9, EntityType.PERSON),
                        new LabelledStory.Name(17, 21, EntityType.LOCATION),
                        new LabelledStory.Name(28, 46, EntityType.ORGANISATION)));

        byte[] labels = story.labels(new NameUnits(StandardSegmenter.load().segment(text)));

        assertThat(labels)
                .startsWith(
                        Labels.of(0, Labels.FIRST),
                        Labels.of(0, Labels.LAST),
                        Labels.OUTSIDE,
                        Labels.OUTSIDE,
                        Labels.of(2, Labels.ONLY),
                        Labels.OUTSIDE,
                        Labels.of(1, Labels.FIRST),
                        Labels.of(1, Labels.INSIDE),
                        Labels.of(1, Labels.LAST));
    }

    @Test
    void keepsTheSameStoriesApartForEver() {
        assertThat(new LabelledStory("story-1", "", List.of()).isForValidation())
                .isFalse();
        long kept = java.util.stream.IntStream.range(0, 1000)
                .filter(i -> new LabelledStory("story-" + i, "", List.of()).isForValidation())
                .count();
        assertThat(kept).isBetween(150L, 250L);
    }

    @Test
    void readsPassagesInWhichNamesAreMarked() {
        for (String file : new String[] {"reference-passages.txt", "reference-passages-unseen.txt"}) {
            List<LabelledStory> passages = LabelledStory.readPassages(file);

            assertThat(passages).hasSizeGreaterThan(20).allSatisfy(passage -> {
                assertThat(passage.text()).doesNotContain("[", "]");
                assertThat(passage.names())
                        .hasSizeGreaterThan(2)
                        .allSatisfy(name -> assertThat(passage.text().substring(name.start(), name.end()))
                                .isNotBlank()
                                .isEqualTo(passage.text()
                                        .substring(name.start(), name.end())
                                        .strip()));
            });
        }
        LabelledStory first =
                LabelledStory.readPassages("reference-passages.txt").get(0);
        assertThat(first.names().get(0)).isEqualTo(new LabelledStory.Name(0, 11, EntityType.ORGANISATION));
    }
}
