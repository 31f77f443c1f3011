package io.dateline.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedPulseTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final Duration FLOOR = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);

    private final FeedPulse pulse = new FeedPulse(FLOOR, DAY, START);
    private Instant now = START;

    /** Stories at even distances for so long. */
    private void send(Duration every, Duration span) {
        Instant end = now.plus(span);
        while (now.isBefore(end)) {
            now = now.plus(every);
            pulse.beat(now);
        }
    }

    @Test
    void nothingIsSaidOfAFeedThatIsNotKnownYet() {
        send(Duration.ofMinutes(1), Duration.ofHours(23));

        assertThat(pulse.usual(now)).isNull();
        assertThat(pulse.isQuiet(now.plus(Duration.ofMinutes(59)))).isFalse();
    }

    @Test
    void aFeedOfFewStoriesIsNotKnownHoweverOldItIs() {
        send(Duration.ofDays(1), Duration.ofDays(19));

        assertThat(pulse.isQuiet(now.plus(Duration.ofDays(300)))).isFalse();
    }

    @Test
    void silenceBeyondTheUsualIsQuietAndTheNextStoryEndsIt() {
        send(Duration.ofHours(1), Duration.ofDays(3));

        assertThat(pulse.usual(now)).isBetween(Duration.ofHours(1), Duration.ofMinutes(75));
        assertThat(pulse.isQuiet(now.plus(Duration.ofMinutes(89)))).isFalse();
        now = now.plus(Duration.ofMinutes(113));
        assertThat(pulse.isQuiet(now)).isTrue();

        pulse.beat(now);

        assertThat(pulse.isQuiet(now)).isFalse();
        assertThat(pulse.silence(now)).isZero();
    }

    @Test
    void aBusyFeedIsNotCalledQuietBeforeTheFloor() {
        send(Duration.ofSeconds(5), Duration.ofDays(2));

        assertThat(pulse.isQuiet(now.plus(FLOOR))).isFalse();
        assertThat(pulse.isQuiet(now.plus(FLOOR).plusSeconds(1))).isTrue();
    }

    @Test
    void burstsDontHideTheHoursBetweenThem() {
        for (int hour = 0; hour < 72; hour++) {
            for (int story = 0; story < 30; story++) {
                pulse.beat(now.plusSeconds(story));
            }
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(pulse.isQuiet(now.plus(Duration.ofMinutes(20)))).isFalse();
        assertThat(pulse.isQuiet(now.plus(Duration.ofHours(3)))).isTrue();
    }

    @Test
    void aFeedThatSleepsAtNightIsNotCalledQuietForIt() {
        for (int day = 0; day < 10; day++) {
            send(Duration.ofMinutes(4), Duration.ofHours(16));
            now = now.plus(Duration.ofHours(8));
        }

        assertThat(pulse.isQuiet(now)).isFalse();
        assertThat(pulse.isQuiet(now.plus(Duration.ofHours(8)))).isTrue();
    }

    @Test
    void oneOutageDoesNotBecomeWhatIsUsual() {
        send(Duration.ofMinutes(10), Duration.ofDays(7));
        Duration before = pulse.usual(now);
        now = now.plus(Duration.ofDays(3));
        pulse.beat(now);
        send(Duration.ofMinutes(10), Duration.ofHours(2));

        assertThat(pulse.usual(now)).isEqualTo(before);
        assertThat(pulse.isQuiet(now.plus(Duration.ofHours(1)))).isTrue();
    }

    @Test
    void aFeedThatBecomesSlowerIsLearnedAnew() {
        send(Duration.ofMinutes(10), Duration.ofDays(7));
        send(Duration.ofHours(3), Duration.ofDays(21));

        assertThat(pulse.usual(now)).isGreaterThanOrEqualTo(Duration.ofHours(2));
        assertThat(pulse.isQuiet(now.plus(Duration.ofHours(4)))).isFalse();
        assertThat(pulse.isQuiet(now.plus(Duration.ofHours(6)))).isTrue();
    }

    @Test
    void aFeedAtRandomIsHardlyEverCalledQuiet() {
        long seed = Long.getLong("dateline.seed", 20261126L);
        Random random = new Random(seed);
        int quiet = 0;
        int stories = 20_000;
        for (int i = 0; i < stories; i++) {
            now = now.plusMillis((long) (-Math.log(1 - random.nextDouble()) * 1_200_000));
            if (pulse.isQuiet(now)) {
                quiet++;
            }
            pulse.beat(now);
        }

        assertThat(quiet).as("seed %d, of %d", seed, stories).isLessThan(stories / 1000);
    }

    @Test
    void whatWasLearnedOutlivesARestartAndTheRestartIsNoSilence() {
        send(Duration.ofHours(1), Duration.ofDays(3));
        Instant back = now.plus(Duration.ofDays(2));

        FeedPulse restored = FeedPulse.of(pulse.memory(), FLOOR, DAY, back);

        assertThat(restored.usual(back)).isEqualTo(pulse.usual(now));
        assertThat(restored.isQuiet(back)).isFalse();
        assertThat(restored.isQuiet(back.plus(Duration.ofHours(4)))).isTrue();
    }

    @Test
    void aClockThatGoesBackHarmsNothing() {
        send(Duration.ofHours(1), Duration.ofDays(3));
        pulse.beat(START);

        assertThat(pulse.silence(START)).isZero();
        assertThat(pulse.isQuiet(now)).isFalse();
    }
}
