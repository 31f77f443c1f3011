package io.dateline.enrich.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
    private static final Story STORY =
            Story.ofText("LISBON, Nov 3 - The minister spoke. The mayor answered. \"It is done,\" she said.");
    private static final AnalysisModels MODELS = AnalysisModels.load();

    private final AtomicLong clock = new AtomicLong();

    @Test
    void anAnalysisThatTakesTooLongIsGivenUpAndSaysWhere() {
        StoryAnalyzer analyzer = analyzer(Duration.ofMillis(25), Duration.ofMillis(10));

        assertThatThrownBy(() -> analyzer.analyze(STORY))
                .isInstanceOf(TimeBudget.SpentException.class)
                .hasMessageContaining("25 ms")
                .hasMessageContaining("parts of speech");
    }

    @Test
    void theNextStoryHasAllOfItsTimeAgain() {
        StoryAnalyzer analyzer = analyzer(Duration.ofMillis(200), Duration.ofMillis(10));

        for (int i = 0; i < 10; i++) {
            assertThat(analyzer.analyze(STORY).quotes()).hasSize(1);
        }
    }

    @Test
    void itIsAskedAtEveryVerbThatMayReportAndEveryQuotedStretch() {
        StoryAnalyzer analyzer = analyzer(Duration.ofDays(1), Duration.ofNanos(1));

        analyzer.analyze(Story.ofText("He said that it rained and ".repeat(500) + "it did."));
        assertThat(clock.getAndSet(0)).isGreaterThan(500);

        analyzer.analyze(Story.ofText("The mayor and \"the man\" came to \"a house\" and ".repeat(250) + "left."));
        assertThat(clock.get()).isGreaterThan(500);
    }

    @Test
    void timeSpentAsleepDoesNotCount() throws InterruptedException {
        TimeBudget budget = new TimeBudget(Duration.ofMillis(100));
        budget.begin();

        Thread.sleep(150);

        budget.check("after a sleep");
    }

    /** On a clock that goes on by a step each time it is asked. */
    private StoryAnalyzer analyzer(Duration limit, Duration step) {
        return MODELS.newAnalyzer(new TimeBudget(limit, () -> clock.addAndGet(step.toNanos())), MODELS::knowledge);
    }
}
