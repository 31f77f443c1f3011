package io.dateline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryGeneratorTest {
    @Test
    void theSameSeedGivesTheSameStories() {
        StoryGenerator one = new StoryGenerator(7);
        StoryGenerator other = new StoryGenerator(7);

        for (int i = 0; i < 20; i++) {
            assertThat(one.body()).isEqualTo(other.body());
        }
        assertThat(new StoryGenerator(8).body()).isNotEqualTo(new StoryGenerator(7).body());
    }

    @Test
    void storiesHaveTheirLength() {
        StoryGenerator generator = new StoryGenerator(7);

        for (int i = 0; i < 100; i++) {
            assertThat(generator.body().split("\\s+").length).isBetween(400, 1000);
        }
    }
}
