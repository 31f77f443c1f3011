package io.dateline.enrich.analysis.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.Analyses;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.Analysis.EntityAnnotation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SalienceTest {
    @Test
    void growsWithEachOfItsPartsAndStaysBetweenNoughtAndOne() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            double at = random.nextDouble();
            int mentions = 1 + random.nextInt(30);
            int subjects = random.nextInt(mentions + 1);
            double share = random.nextDouble();
            boolean headline = random.nextBoolean();
            boolean lead = random.nextBoolean();
            boolean has = random.nextBoolean();
            double base = new Salience(at, mentions, subjects, share, headline, lead, has).value();

            assertThat(base).as("seed " + seed).isBetween(0.0, 1.0);
            assertThat(new Salience(at * 0.8, mentions, subjects, share, headline, lead, has).value())
                    .as("earlier, seed " + seed)
                    .isGreaterThanOrEqualTo(base);
            assertThat(new Salience(at, mentions + 1, subjects, share, headline, lead, has).value())
                    .as("more often, seed " + seed)
                    .isGreaterThan(base);
            assertThat(new Salience(at, mentions, subjects + 1, share, headline, lead, has).value())
                    .as("subject more often, seed " + seed)
                    .isGreaterThanOrEqualTo(base);
            assertThat(new Salience(at, mentions, subjects, share + (1 - share) / 2, headline, lead, has).value())
                    .as("in more paragraphs, seed " + seed)
                    .isGreaterThanOrEqualTo(base);
            assertThat(new Salience(at, mentions, subjects, share, true, lead, has).value())
                    .as("in the headline, seed " + seed)
                    .isGreaterThanOrEqualTo(base);
            assertThat(new Salience(at, mentions, subjects, share, headline, true, has).value())
                    .as("in the lead, seed " + seed)
                    .isGreaterThanOrEqualTo(base);
        }
    }

    @Test
    void reachesItsEnds() {
        assertThat(new Salience(0, 1_000_000, 1_000_000, 1, true, true, true).value())
                .isEqualTo(1);
        assertThat(new Salience(0, 1_000_000, 1_000_000, 1, false, true, false).value())
                .isEqualTo(1);
        assertThat(new Salience(1, 1, 0, 0, false, false, true).value()).isLessThan(0.1);
    }

    @Test
    void putsWhoActsBeforeWhoIsOnlyNamed() {
        Analysis analysis = Analyses.of("A letter to Anna Lindqvist came late.\n\nPeter Ruiz read it on the bridge.");

        EntityAnnotation named = Analyses.entity(analysis, "Anna Lindqvist");
        EntityAnnotation acting = Analyses.entity(analysis, "Peter Ruiz");
        double without = new Salience(12.0 / 72, 1, 0, 0.5, false, true, false).value();
        assertThat(named.salience()).isCloseTo(without, org.assertj.core.api.Assertions.within(0.01));
        assertThat(acting.salience()).isGreaterThan(new Salience(39.0 / 72, 1, 0, 0.5, false, false, false).value());
    }
}
