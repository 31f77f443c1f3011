package io.dateline.ingest.format.anpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlugLineTest {

    @Test
    void isNoneWhenThereIsNothingButCommas() {
        assertThat(SlugLine.of(",")).isNull();
        assertThat(SlugLine.of(",,,")).isNull();
    }
}
