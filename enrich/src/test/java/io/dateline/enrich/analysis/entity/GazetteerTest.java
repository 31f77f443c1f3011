package io.dateline.enrich.analysis.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.table.TableResource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GazetteerTest {

    @Test
    void givesEachFirmFormToOneEntityOnly() {
        Map<String, String> owner = new HashMap<>();
        for (String[] row : TableResource.rows(Gazetteer.class, "known-names.tsv")) {
            for (String form : (row[1] + ";" + row[2]).split(";")) {
                if (!form.isEmpty() && !form.endsWith("~")) {
                    String other = owner.putIfAbsent(form, row[1]);
                    assertThat(other).as("%s names two entities", form).isIn(null, row[1]);
                }
            }
        }
        assertThat(owner).hasSizeGreaterThan(2_500);
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
