package io.dateline.enrich.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
