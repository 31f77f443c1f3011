package io.dateline.enrich.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.RawStories;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three versions and a kill that covers the first two, in every order: what is served in the end is the third, and what the
 * kill covers is not served once it has come. In a version under an embargo, that is so before and after its time.
 */
class StoryLifeOrderTest {
    private static final Instant MADE = RawStories.RECEIVED.minusSeconds(3600);
    private static final Instant NOW = RawStories.RECEIVED;
    private static final Instant EMBARGO = NOW.plusSeconds(60);

    /** A version is told by its number, by its time, or by both. */
    @ParameterizedTest(name = "versions with numbers {0} and times {1}, kill {2}, the third under an embargo {3}")
    @CsvSource({
        "true,  true,  NUMBERED, false",
        "true,  false, NUMBERED, false",
        "true,  true,  DATED,    false",
        "false, true,  DATED,    false",
        "true,  true,  ORDERED,  false",
        "false, true,  ORDERED,  false",
        "true,  true,  NUMBERED, true",
        "true,  false, NUMBERED, true",
        "true,  true,  DATED,    true",
        "false, true,  DATED,    true",
        "true,  true,  ORDERED,  true",
        "false, true,  ORDERED,  true",
    })
    void theThirdVersionIsServedInTheEnd(boolean numbers, boolean times, Kill kill, boolean embargo) {
        for (List<Integer> order : orders()) {
            Story story = new Story();
            boolean killed = false;
            for (int arrival : order) {
                if (arrival == 0) {
                    killed = true;
                    story.kill(kill);
                } else {
                    story.take(version(arrival, numbers, times, embargo && arrival == 3));
                }
                if (killed) {
                    assertThat(story.served)
                            .as("served after the kill, %s in %s", arrival, order)
                            .isIn(null, "Version 3.");
                }
            }
            assertThat(story.served)
                    .as("served before the embargo ends, %s", order)
                    .isEqualTo(embargo ? null : "Version 3.");
            story.endOfEmbargo();
            assertThat(story.served).as("served in the end, %s", order).isEqualTo("Version 3.");
        }
    }

    private enum Kill {
        NUMBERED,
        DATED,
        ORDERED
    }

    private static RawArticle version(int number, boolean numbers, boolean times, boolean embargo) {
        return RawStories.story("a", "Version " + number + ".")
                .setVersion(numbers ? (long) number : null)
                .setVersionCreated(times ? MADE.plusSeconds(number * 10L) : null)
                .setEmbargoedUntil(embargo ? EMBARGO : null)
                .build();
    }

    /** What the topology remembers and shows. */
    private static final class Story {
        private StoryState state;
        private String served;
        private RawArticle held;

        void take(RawArticle story) {
            StoryLife.Step step = StoryLife.arrive(state, story, NOW, NOW, StoryLife.Embargoes.HOLD);
            if (step.decision() instanceof Decision.Hold) {
                held = story;
            }
            follow(step, story);
        }

        void kill(Kill kill) {
            if (kill == Kill.ORDERED) {
                follow(StoryLife.kill(state, MADE.plusSeconds(25), StoryLife.CameLater.NOTHING, NOW), null);
            } else {
                take(RawStories.story("a", "")
                        .setStatus(ArticleStatus.CANCELED)
                        .setVersion(kill == Kill.NUMBERED ? 2L : null)
                        .setVersionCreated(kill == Kill.DATED ? MADE.plusSeconds(25) : null)
                        .build());
            }
        }

        void endOfEmbargo() {
            if (held != null && state.getHeldVersion() != null) {
                follow(StoryLife.release(state, held, state.getHeldVersion(), EMBARGO, EMBARGO), held);
            }
        }

        private void follow(StoryLife.Step step, RawArticle story) {
            if (step.decision() instanceof Decision.Serve) {
                served = story.getBody();
            } else if (step.decision() instanceof Decision.Cancel) {
                served = null;
            }
            state = step.next() == null ? state : step.next();
        }
    }

    /** Of 0, the kill, and the versions 1, 2 and 3. */
    private static List<List<Integer>> orders() {
        List<List<Integer>> orders = new ArrayList<>();
        for (int code = 0; code < 256; code++) {
            List<Integer> order = List.of(code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 3);
            if (order.stream().distinct().count() == 4) {
                orders.add(order);
            }
        }
        return orders;
    }
}
