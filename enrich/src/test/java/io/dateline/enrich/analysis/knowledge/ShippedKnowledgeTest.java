package io.dateline.enrich.analysis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.EntityType;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShippedKnowledgeTest {
    private static KnowledgeBase shipped;
    private static long cpuMs;

    @BeforeAll
    static void load() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        shipped = ShippedKnowledge.load();
        cpuMs = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000_000;
    }

    @Test
    void hasThousandsOfEntriesAndLoadsInLessThanASecond() {
        assertThat(shipped.size()).isGreaterThan(4_000);
        assertThat(cpuMs).as("ms of CPU, cold").isLessThan(2_000);
    }

    @Test
    void knowsWhatItsNoticeSays() {
        assertThat(shipped.named("United States")).hasSize(1);
        assertThat(shipped.named("Pentagon"))
                .allSatisfy(posting -> assertThat(posting.entry().id()).isEqualTo("Q11209"));
        assertThat(shipped.named("Georgia"))
                .as("two places, neither firm")
                .hasSize(2)
                .noneMatch(KnowledgeBase.Posting::firm);
        assertThat(shipped.isSame(EntityType.ORGANISATION, "UN", "United Nations"))
                .isTrue();
    }

    @Test
    void everyCountryThatAnEntryNamesIsThere() {
        for (String name : new String[] {"Kais Saied", "Nairobi", "Bundestag"}) {
            KnowledgeEntry entry = shipped.named(name).get(0).entry();
            assertThat(shipped.entry(entry.country())).as(name).isNotNull();
        }
    }
}
