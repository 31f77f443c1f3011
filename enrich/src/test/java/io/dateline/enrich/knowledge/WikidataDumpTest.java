package io.dateline.enrich.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import io.dateline.schemas.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a dump of the real shape, with invented items. */
class WikidataDumpTest {
    private static final String CLAIM =
            "{\"mainsnak\":{\"snaktype\":\"value\",\"property\":\"%s\",\"datavalue\":{\"value\":"
                    + "{\"entity-type\":\"item\",\"numeric-id\":%s,\"id\":\"Q%s\"},\"type\":\"wikibase-entityid\"},"
                    + "\"datatype\":\"wikibase-item\"},\"type\":\"statement\",\"id\":\"x\",\"rank\":\"%s\"}";

    private final WikidataDump dump = new WikidataDump(new WikidataDump.Wanted(WikidataDump.Wanted.CLASSES, "en", 2));

    @Test
    void keepsWhatIsWantedAndTakesItsNamesTypeCountryAndPrior() throws IOException {
        StringWriter out = new StringWriter();
        String item = item(
                "Q900001",
                "Ana Moura",
                "\"aliases\":{\"en\":[{\"language\":\"en\",\"value\":\"Ana M. Moura\"},{\"language\":\"en\",\"value\":\"Moura\"}]},",
                claim("P31", "5", "normal"),
                claim("P27", "45", "deprecated") + "," + claim("P27", "155", "normal"),
                3);

        WikidataDump.Extracted extracted = extract(
                "[\n" + item + ",\n" + item("Q900002", "Unknown Star", "", claim("P31", "523", "normal"), null, 9)
                        + ",\n"
                        + item("Q900003", "Little Read", "", claim("P31", "5", "normal"), null, 1) + ",\n"
                        + "{\"type\":\"property\",\"id\":\"P31\"},\n{\"broken\n" + "]\n",
                out);

        assertThat(extracted).isEqualTo(new WikidataDump.Extracted(5, 1, 1));
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(1);
        KnowledgeEntry entry = KnowledgeLine.read(lines.get(0)).entry();
        assertThat(entry.id()).isEqualTo("Q900001");
        assertThat(entry.wikidataId()).isEqualTo("Q900001");
        assertThat(entry.type()).isEqualTo(EntityType.PERSON);
        assertThat(entry.aliases()).containsExactly("Ana M. Moura");
        assertThat(entry.shortNames()).containsExactly("Moura");
        assertThat(entry.country()).isEqualTo("Q155");
        assertThat(entry.prior()).isBetween(0.2, 0.3);
    }

    @Test
    void aCountryIsItsOwnCountry() throws IOException {
        StringWriter out = new StringWriter();

        extract("[\n" + item("Q900004", "Ruritania", "", claim("P31", "6256", "normal"), null, 300) + "\n]", out);

        KnowledgeEntry entry = KnowledgeLine.read(out.toString().strip()).entry();
        assertThat(entry.isCountry()).isTrue();
        assertThat(entry.prior()).isEqualTo(0.85);
    }

    private WikidataDump.Extracted extract(String text, StringWriter out) throws IOException {
        return dump.extract(new BufferedReader(new StringReader(text)), out);
    }

    private static String claim(String property, String item, String rank) {
        return String.format(CLAIM, property, item, item, rank);
    }

    private static String item(String id, String label, String more, String instance, String citizen, int sitelinks) {
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < sitelinks; i++) {
            links.append(i == 0 ? "" : ",")
                    .append(String.format("\"w%dwiki\":{\"site\":\"w%dwiki\",\"title\":\"T\"}", i, i));
        }
        return "{\"type\":\"item\",\"id\":\"" + id + "\",\"labels\":{\"en\":{\"language\":\"en\",\"value\":\"" + label
                + "\"}},\"descriptions\":{\"en\":{\"language\":\"en\",\"value\":\"politician\"}}," + more
                + "\"claims\":{\"P31\":[" + instance + "]" + (citizen == null ? "" : ",\"P27\":[" + citizen + "]")
                + "},\"sitelinks\":{" + links + "},\"lastrevid\":1}";
    }
}
