package io.dateline.enrich.analysis.knowledge;

import static io.dateline.enrich.analysis.knowledge.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dateline.enrich.analysis.knowledge.KnowledgeBase.Posting;
import io.dateline.schemas.EntityType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeBaseTest {
    private static final KnowledgeEntry LEAGUE =
            entry("Q1", EntityType.ORGANISATION, 0.9, "Harbour League", "HL", "H.L.F.");
    private static final KnowledgeEntry PORT = entry("Q2", EntityType.LOCATION, 0.9, "Vólga Port");
    private static final KnowledgeEntry OTHER_PORT =
            entry("Q3", EntityType.LOCATION, 0.1, "Volga Port (Ruritania)", List.of(), List.of("Volga Port"), "Q9");

    private final KnowledgeBase base = KnowledgeBase.of(List.of(LEAGUE, PORT, OTHER_PORT));

    @ParameterizedTest
    @CsvSource({
        "Harbour League, harbour league",
        "the Harbour League, harbour league",
        "Harbour League’s, harbour league",
        "H.L., hl",
        "Côte-d’Or, cote d'or",
        "Łódź  &  Sons, lodz and sons",
        "The, the",
        "'', ''",
    })
    void writingsOfOneNameHaveOneKey(String name, String key) {
        assertThat(NameKey.of(name)).isEqualTo(key);
    }

    @Test
    void findsEntriesByEveryWritingOfTheirNames() {
        assertThat(base.named("the HARBOUR LEAGUE")).extracting(Posting::entry).containsExactly(LEAGUE);
        assertThat(base.named("HLF")).extracting(Posting::entry).containsExactly(LEAGUE);
        assertThat(base.named("Volga Port"))
                .extracting(posting -> posting.entry().id(), Posting::firm)
                .containsExactly(tuple("Q2", true), tuple("Q3", false));
        assertThat(base.named("Nowhere")).isEmpty();
        assertThat(base.named("")).isEmpty();
    }

    @Test
    void anAcronymIsNotTheWordThatLooksLikeIt() {
        assertThat(base.named("HL")).hasSize(1);
        assertThat(base.named("Hl")).isEmpty();
    }

    @Test
    void aNameHasAnEntryOnlyWhereItFirmlyStandsForOneOfTheType() {
        assertThat(base.onlyEntry(EntityType.ORGANISATION, "HL"))
                .isNotNull()
                .isEqualTo(base.onlyEntry(EntityType.ORGANISATION, "Harbour League"));
        assertThat(base.onlyEntry(EntityType.PERSON, "HL")).isNull();
        assertThat(base.onlyEntry(EntityType.LOCATION, "Vólga Port"))
                .as("two ports have the name")
                .isNull();
        assertThat(base.onlyEntry(EntityType.ORGANISATION, "Unknown")).isNull();
    }

    @Test
    void aChangeReplacesAddsAndTakesAwayAndLeavesTheOldBaseAlone() {
        Map<String, KnowledgeEntry> changes = new HashMap<>();
        changes.put("Q1", entry("Q1", EntityType.ORGANISATION, 0.9, "Harbour Union"));
        changes.put("Q2", null);
        changes.put("Q4", entry("Q4", EntityType.PERSON, 0.5, "Ana Silva"));
        changes.put("Q5", null);

        KnowledgeBase changed = base.with(changes);

        assertThat(changed.size()).isEqualTo(3);
        assertThat(changed.named("Harbour League")).isEmpty();
        assertThat(changed.named("Harbour Union")).hasSize(1);
        assertThat(changed.named("Volga Port")).hasSize(1);
        assertThat(changed.named("Ana Silva")).hasSize(1);
        assertThat(changed.entry("Q2")).isNull();
        assertThat(base.size()).isEqualTo(3);
        assertThat(base.named("Harbour League")).hasSize(1);
        assertThat(base.entry("Q2")).isSameAs(PORT);
    }

    @Test
    void theVersionTellsWhatIsInItAndNotHowItCame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<KnowledgeEntry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(entry("Q" + (i + 1), EntityType.PERSON, 0.5, "Name " + i % 50, "Alias " + i));
        }
        KnowledgeBase whole = KnowledgeBase.of(entries);
        Collections.shuffle(entries, random);
        KnowledgeBase grown = KnowledgeBase.EMPTY;
        for (KnowledgeEntry entry : entries) {
            grown = grown.with(Map.of(entry.id(), entry("" + entry.id(), EntityType.MISC, 0.1, "Draft")));
            grown = grown.with(Map.of(entry.id(), entry));
        }

        assertThat(grown.version()).as("seed %d", seed).isEqualTo(whole.version());
        assertThat(grown.named("Name 7")).as("seed %d", seed).isEqualTo(whole.named("Name 7"));
        assertThat(grown.with(Map.of("Q1", entry("Q1", EntityType.PERSON, 0.6, "Name 0")))
                        .version())
                .isNotEqualTo(whole.version());
        Map<String, KnowledgeEntry> nothing = new HashMap<>();
        entries.forEach(entry -> nothing.put(entry.id(), null));
        assertThat(grown.with(nothing).version()).isEqualTo(KnowledgeBase.EMPTY.version());
    }

    @Test
    void aHiddenEntryHasNoNames() {
        KnowledgeEntry hidden = KnowledgeLine.read(
                        "{\"id\":\"Q1\",\"name\":\"Harbour League\",\"type\":\"ORGANISATION\",\"hidden\":true}")
                .entry();

        assertThat(base.with(Map.of("Q1", hidden)).named("Harbour League")).isEmpty();
    }
}
