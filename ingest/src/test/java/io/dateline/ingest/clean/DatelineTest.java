package io.dateline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatelineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WASHINGTON — The minister | WASHINGTON | WASHINGTON",
                "LISBON, Nov 3 - Portugal's | LISBON, Nov 3 | LISBON",
                "GROSSETO, Italy (NW) -- The trial | GROSSETO, Italy (NW) | GROSSETO",
                "Berlin (dpx) - Die Regierung | Berlin (dpx) | Berlin",
                "ST. PETERSBURG, Russia, May 9 – Crowds | ST. PETERSBURG, Russia, May 9 | ST. PETERSBURG",
                "NEW YORK/LONDON, March 3 (Newswire) - Shares | NEW YORK/LONDON, March 3 (Newswire) | NEW YORK/LONDON",
                "MADRID, 21 Nov. 2024 (Prensa) - El | MADRID, 21 Nov. 2024 (Prensa) | MADRID",
                "Rio de Janeiro, Feb 2 - Samba | Rio de Janeiro, Feb 2 | Rio de Janeiro",
                "KYIV—Power | KYIV | KYIV",
                "(ANSA) - ROMA, 12 MAG - L'inflazione | (ANSA) - ROMA, 12 MAG | ROMA",
                "NEW YORK, May 5, 2021 /PRNewswire/ -- Acme | NEW YORK, May 5, 2021 /PRNewswire/ | NEW YORK",
                "BRUSSEL 03/06 (BELGA) = Een man | BRUSSEL 03/06 (BELGA) | BRUSSEL",
                "PALO ALTO, Calif.--(BUSINESS WIRE)--Acme | PALO ALTO, Calif.--(BUSINESS WIRE) | PALO ALTO"
            })
    void findsTheDateline(String paragraph, String text, String place) {
        assertThat(Dateline.at(paragraph)).isEqualTo(new Dateline(text, place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The minister - who had been ill - came back.",
                "BREAKING - Minister resigns",
                "He said so - twice.",
                "Shares fell 3.5 percent - the most in a year",
                "UPDATE 1-Minister resigns",
                "(Reporting by A. Writer) - ends",
                "(Sample) - he said - twice",
                "Anna Lind - the singer",
                "",
                "- item",
                "NEW YORK / - Acme",
                "NEW YORK // - Acme",
                ",, (Newswire) - Acme",
                ", /Newswire/ -- Acme",
                "No dash at all here"
            })
    void findsNoneWhereThereIsNone(String paragraph) {
        assertThat(Dateline.at(paragraph)).isNull();
    }

    @Test
    void getsThroughAnythingThatLooksLikeOne() {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] pieces = {
            "(",
            ")",
            "/",
            "-",
            "--",
            " - ",
            "—",
            "=",
            ",",
            ".",
            " ",
            "  ",
            "NEW YORK",
            "Lima",
            "a",
            "Nov",
            "3",
            "05/06",
            "2024"
        };
        for (int round = 0; round < 100_000; round++) {
            StringBuilder paragraph = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                paragraph.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Dateline found = Dateline.at(paragraph.toString());
                if (found != null && (found.place().isBlank() || !found.text().contains(found.place()))) {
                    fail("seed %d, \"%s\": %s", seed, paragraph, found);
                }
            } catch (RuntimeException e) {
                fail("seed %d, \"%s\"".formatted(seed, paragraph), e);
            }
        }
    }
}
