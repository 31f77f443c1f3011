package io.dateline.enrich.analysis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.schemas.EntityType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        assertThat(shipped.onlyEntry(EntityType.ORGANISATION, "UN"))
                .isEqualTo(shipped.onlyEntry(EntityType.ORGANISATION, "United Nations"))
                .isEqualTo("Q1065");
    }

    @Test
    void everyIdIsAWikidataIdOfItsOwnAndEveryCountryIsThere() throws IOException {
        Map<String, KnowledgeEntry> entries = new HashMap<>();
        for (KnowledgeEntry entry : entries()) {
            assertThat(entry.id()).as(entry.name()).matches("Q[1-9][0-9]{0,9}");
            assertThat(entry.wikidataId()).as(entry.name()).isEqualTo(entry.id());
            assertThat(entries.put(entry.id(), entry))
                    .as("%s stands there twice", entry.id())
                    .isNull();
        }
        assertThat(shipped.size()).isEqualTo(entries.size());
        for (KnowledgeEntry entry : entries.values()) {
            if (entry.country() != null) {
                assertThat(entries.get(entry.country()))
                        .as("country %s of %s", entry.country(), entry.name())
                        .isNotNull()
                        .matches(country -> country.type() == EntityType.LOCATION, "a place");
            }
        }
    }

    @Test
    void hasAsManyEntriesAsTheDocumentationSays() throws IOException {
        Path page = Path.of("../docs/knowledge-base.md");
        Matcher figures = Pattern.compile(
                        "starter set has ([0-9,]+) entries: ([0-9,]+) organisations, ([0-9,]+) places, ([0-9,]+) persons")
                .matcher(Files.readString(page));
        assertThat(figures.find()).as("the figures in " + page).isTrue();

        assertThat(entries()).hasSize(figure(figures, 1));
        assertThat(count(EntityType.ORGANISATION)).isEqualTo(figure(figures, 2));
        assertThat(count(EntityType.LOCATION)).isEqualTo(figure(figures, 3));
        assertThat(count(EntityType.PERSON)).isEqualTo(figure(figures, 4));
    }

    private static int figure(Matcher figures, int group) {
        return Integer.parseInt(figures.group(group).replace(",", ""));
    }

    private static long count(EntityType type) throws IOException {
        return entries().stream().filter(entry -> entry.type() == type).count();
    }

    private static List<KnowledgeEntry> entries() throws IOException {
        try (InputStream in = ShippedKnowledge.class.getResourceAsStream("starter.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> KnowledgeLine.read(line).entry())
                    .toList();
        }
    }
}
