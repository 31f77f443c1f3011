package io.dateline.enrich.analysis.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GazetteerTest {

    @Test
    void givesEachFormThatLinksToOneEntityOnly() {
        Map<String, String> owner = new HashMap<>();
        for (String[] row : TableResource.rows(Gazetteer.class, "known-names.tsv")) {
            for (String form : (row[2] + ";" + row[3]).split(";")) {
                if (!form.isEmpty() && !form.endsWith("~")) {
                    String other = owner.putIfAbsent(form, row[2]);
                    assertThat(other).as("%s names two entities", form).isIn(null, row[2]);
                }
            }
        }
        assertThat(owner).hasSizeGreaterThan(2_500);
    }

    @Test
    void givesEachWikidataIdToOneEntityOnly() {
        Map<String, String> owner = new HashMap<>();
        for (String[] row : TableResource.rows(Gazetteer.class, "known-names.tsv")) {
            assertThat(EntityType.valueOf(row[0])).isNotNull();
            if (!row[1].isEmpty()) {
                assertThat(row[1]).matches("Q[1-9][0-9]*");
                assertThat(owner.put(row[1], row[2])).as(row[1]).isNull();
            }
        }
        assertThat(owner).hasSizeGreaterThan(900);
    }

    @Test
    void takesANameOfTwoGendersForNeither() {
        Gazetteer gazetteer = Gazetteer.load();

        assertThat(gazetteer.gender("Maria")).isEqualTo(Gender.FEMALE);
        assertThat(gazetteer.gender("Vladimir")).isEqualTo(Gender.MALE);
        assertThat(gazetteer.gender("Robin")).isEqualTo(Gender.UNKNOWN);
        assertThat(gazetteer.gender("Zorvan")).isEqualTo(Gender.UNKNOWN);
        assertThat(gazetteer.gender("Jean-Luc")).isEqualTo(Gender.MALE);
    }
}
