package io.dateline.ingest.format;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.WireInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a story on its way here, it is parsed or refused. The same seed damages alike; a failure names it:
 * {@code -Dmutations.seed=…} for another, {@code -Dmutations.tries=…} for more.
 */
class MutatedFixturesTest {
    private static final long SEED = Long.getLong("mutations.seed", 20261126L);
    private static final int TRIES = Integer.getInteger("mutations.tries", 2500);
    private static final int LONGEST_NOISE = 2000;

    private final SoundOutcomes outcomes = new SoundOutcomes();

    @Test
    void mutatedFixturesAreParsedOrRefused() {
        List<Path> fixtures = Fixtures.all();
        for (int i = 0; i < TRIES; i++) {
            Random random = new Random(SEED + i);
            Path fixture = fixtures.get(i % fixtures.size());
            byte[] mutated = Mutations.of(Fixtures.bytes(fixture), random);
            String name = random.nextBoolean() ? fixture.getFileName().toString() : null;
            check(Parses.input(mutated).withFileName(name), fixture + " mutated by seed " + (SEED + i));
        }
    }

    @Test
    void everyBeginningOfAFixtureIsParsedOrRefused() {
        for (Path fixture : Fixtures.all()) {
            byte[] whole = Fixtures.bytes(fixture);
            for (int length = 1; length < whole.length; length += 1 + whole.length / 25) {
                byte[] cut = Arrays.copyOf(whole, length);
                check(Parses.input(cut), fixture + " cut to " + length + " bytes");
            }
        }
    }

    @Test
    void noiseIsParsedOrRefused() {
        for (int i = 0; i < TRIES / 8; i++) {
            Random random = new Random(SEED + i);
            byte[] noise = new byte[1 + random.nextInt(LONGEST_NOISE)];
            random.nextBytes(noise);
            check(Parses.input(noise), "noise of seed " + (SEED + i));
        }
    }

    private void check(WireInput input, String what) {
        try {
            outcomes.of(input);
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
    }
}
