package io.dateline.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.RawArticle;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What judges the proofs is judged itself: whatever is lost, doubled, out of order or altered, it must find. */
class EvidenceTest {
    private static final int TRIES = 30;

    private final long seed = Scale.seed("evidence");
    private final Random random = Scale.random(seed, "mutations");

    private interface Mutation {
        void on(List<String> lines, int at);
    }

    @Test
    void theSameIsTheSame() {
        assertThat(evidence().differences(evidence())).isEmpty();
    }

    @Test
    void oneThatIsDroppedIsFound() {
        everyMutationIsFound((lines, at) -> lines.remove(at));
    }

    @Test
    void oneThatIsDoubledIsFound() {
        everyMutationIsFound((lines, at) -> lines.add(at, lines.get(at)));
    }

    @Test
    void twoThatAreSwappedAreFound() {
        everyMutationIsFound((lines, at) -> {
            int other = at;
            while (lines.get(other).equals(lines.get(at))) {
                other = random.nextInt(lines.size());
            }
            Collections.swap(lines, at, other);
        });
    }

    @Test
    void aByteThatIsAlteredIsFound() {
        everyMutationIsFound((lines, at) -> {
            char[] line = lines.get(at).toCharArray();
            line[random.nextInt(line.length)] ^= 1;
            lines.set(at, new String(line));
        });
    }

    @Test
    void versionsOfOneStoryThatAreSwappedAreFoundThoughStoriesMayBeMixed() {
        Evidence expected = new Evidence();
        expected.section(Lines.ENRICHED).addAll(List.of("b\tv1", "a\tv1", "a\tv2"));
        Evidence mixed = new Evidence();
        mixed.section(Lines.ENRICHED).addAll(List.of("a\tv1", "a\tv2", "b\tv1"));
        Evidence swapped = new Evidence();
        swapped.section(Lines.ENRICHED).addAll(List.of("a\tv2", "b\tv1", "a\tv1"));
        List.of(expected, mixed, swapped).forEach(evidence -> evidence.sortByKey(Lines.ENRICHED));

        assertThat(mixed.differences(expected)).isEmpty();
        assertThat(swapped.differences(expected)).singleElement().asString().contains("in another order");
    }

    private void everyMutationIsFound(Mutation mutation) {
        Evidence expected = evidence();
        for (String section : expected.sections().keySet()) {
            if (section.equals(Lines.RAW)) {
                continue; // what is held against it is the script: see ArrivalsTest
            }
            for (int i = 0; i < TRIES; i++) {
                Evidence found = expected.copy();
                List<String> lines = found.section(section);
                int at = random.nextInt(lines.size());
                mutation.on(lines, at);
                assertThat(found.differences(expected))
                        .as("%s, line %d, seed %d", section, at, seed)
                        .isNotEmpty();
            }
        }
    }

    /** What the oracle expects of a script. */
    private Evidence evidence() {
        Sent sent = new Sent();
        sent.accepted(Script.of(seed, "mutated", 150), 0);
        sent.letter(Lines.letter("news.articles.raw", 1, 7, new byte[] {1}, new byte[] {2}, new RecordHeaders()));
        sent.letter(Lines.letter("news.articles.raw", 1, 8, null, new byte[] {3}, new RecordHeaders()));
        List<RawArticle> stories = sent.stories().values().stream()
                .flatMap(List::stream)
                .flatMap(lot -> lot.deliveries().stream())
                .toList();
        return Oracle.expectAll(stories, sent.letters());
    }
}
