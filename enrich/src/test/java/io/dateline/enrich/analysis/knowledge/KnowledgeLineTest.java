package io.dateline.enrich.analysis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.schemas.EntityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeLineTest {
    private static final String FULL = "{\"id\":\"acme-1\",\"wikidataId\":\"Q77\",\"name\":\"Órbita Media\","
            + "\"type\":\"ORGANISATION\",\"aliases\":[\"Orbita\"],\"shortNames\":[\"OM\"],\"description\":\"media group\","
            + "\"prior\":0.25,\"country\":\"Q45\",\"context\":[\"publisher\"],\"hidden\":true}";

    @Test
    void readsEveryFieldAndWritesItBack() {
        KnowledgeEntry entry = KnowledgeLine.read(FULL).entry();

        assertThat(entry.id()).isEqualTo("acme-1");
        assertThat(entry.wikidataId()).isEqualTo("Q77");
        assertThat(entry.type()).isEqualTo(EntityType.ORGANISATION);
        assertThat(entry.aliases()).containsExactly("Orbita");
        assertThat(entry.shortNames()).containsExactly("OM");
        assertThat(entry.prior()).isEqualTo(0.25);
        assertThat(entry.hidden()).isTrue();
        assertThat(KnowledgeLine.write(entry)).isEqualTo(FULL);
    }

    @Test
    void anIdOfWikidatasIsTheWikidataId() {
        KnowledgeEntry entry = KnowledgeLine.read("{\"id\":\"Q5\",\"name\":\"N\",\"type\":\"PERSON\"}")
                .entry();

        assertThat(entry.wikidataId()).isEqualTo("Q5");
        assertThat(entry.prior()).isEqualTo(KnowledgeLine.DEFAULT_PRIOR);
        assertThat(KnowledgeLine.read("{\"id\":\"desk-5\",\"name\":\"N\",\"type\":\"PERSON\"}")
                        .entry()
                        .wikidataId())
                .isNull();
    }

    @Test
    void aDeletedEntryNeedsItsIdOnly() {
        KnowledgeLine line = KnowledgeLine.read("{\"id\":\"Q5\",\"deleted\":true}");

        assertThat(line.id()).isEqualTo("Q5");
        assertThat(line.entry()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"N\",\"type\":\"PERSON\"} | id: missing or blank",
                "{\"deleted\":true} | id: missing or blank",
                "{\"id\":\"Q1\",\"type\":\"PERSON\"} | name: missing or blank",
                "{\"id\":\"Q1\",\"name\":\"N\"} | type: missing",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PLANET\"} | type: \"PLANET\" is none of",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PERSON\",\"prior\":1.5} | prior: 1.5 is not between 0 and 1",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PERSON\",\"prior\":\"high\"} | prior: has to be a number",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PERSON\",\"aliases\":\"M\"} | aliases: has to be an array",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PERSON\",\"aliases\":[\"\"]} | aliases: missing or blank",
                "{\"id\":\"x\",\"wikidataId\":\"P1\",\"name\":\"N\",\"type\":\"PERSON\"} | wikidataId: \"P1\" is no item's id",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PERSON\",\"alias\":[]} | alias: no such field",
                "{\"id\":\"Q1\",\"name\":\"a\\u0000b\",\"type\":\"PERSON\"} | name: has a control character",
                "{\"id\":\"Q1\" | not JSON",
                "[] | no JSON object",
                "{\"id\":\"Q1\",\"name\":\"N\",\"type\":\"PERSON\"} x | not JSON",
            })
    void saysWhatIsWrong(String line, String reason) {
        assertThatThrownBy(() -> KnowledgeLine.read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
