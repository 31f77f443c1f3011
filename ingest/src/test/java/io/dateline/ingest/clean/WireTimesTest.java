package io.dateline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.clean.WireTimes.WireTime;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-02T03:04:05Z                 | 2024-01-02T03:04:05Z",
                "2024-01-02T03:04:05.123456789Z       | 2024-01-02T03:04:05.123456789Z",
                "2024-01-02T03:04:05,5+01:00          | 2024-01-02T02:04:05.500Z",
                "2024-01-02t03:04:05z                 | 2024-01-02T03:04:05Z",
                "2024-01-02T03:04-0500                | 2024-01-02T08:04:00Z",
                "2024-01-02 03:04:05 +0100            | 2024-01-02T02:04:05Z",
                "2024-01-02T03:04:05+01:00[Europe/Paris] | 2024-01-02T02:04:05Z",
                "20240102T030405Z                     | 2024-01-02T03:04:05Z",
                "20240102T030405+0100                 | 2024-01-02T02:04:05Z",
                "2024-01-02Z                          | 2024-01-02T00:00:00Z",
                "2024-12-31T24:00:00Z                 | 2025-01-01T00:00:00Z",
                "2016-12-31T23:59:60Z                 | 2016-12-31T23:59:59Z",
                "Tue, 09 Jul 2013 10:37:00 GMT        | 2013-07-09T10:37:00Z",
                "9 Jul 13 10:37 EST                   | 2013-07-09T15:37:00Z",
                "Tue Jul  9 10:37:00 UTC 2013         | 2013-07-09T10:37:00Z",
                "July 9, 2013 10:37 PM EDT            | 2013-07-10T02:37:00Z",
                "12:30 a.m. CET on 3rd May 2024       | 2024-05-02T23:30:00Z",
                "0001 GMT, 12 MAY 2026                | 2026-05-12T00:01:00Z",
                "241205Z SEP 24                       | 2024-09-24T12:05:00Z",
                "Вт, 02 янв 2024 10:00:00 +0300       | 2024-01-02T07:00:00Z",
                "mar., 2 janv. 2024 10:00:00 +0100    | 2024-01-02T09:00:00Z",
                "wt, 2 sty 2024 10:00:00 +0100        | 2024-01-02T09:00:00Z",
                "1704164645                           | 2024-01-02T03:04:05Z",
                "1704164645123                        | 2024-01-02T03:04:05.123Z"
            })
    void readsWhatStatesItsZone(String written, Instant expected) {
        WireTime time = WireTimes.parse(written, PARIS).orElseThrow();

        assertThat(time.instant()).isEqualTo(expected);
        assertThat(time.zoneStated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-07-02T03:04:05        | 2024-07-02T01:04:05Z",
                "2024-01-02 03:04           | 2024-01-02T02:04:00Z",
                "24.12.2024 10:30           | 2024-12-24T09:30:00Z",
                "24/12/2024 10:30           | 2024-12-24T09:30:00Z",
                "12/24/2024 10:30           | 2024-12-24T09:30:00Z",
                "24. Dezember 2024, 10:30 Uhr | 2024-12-24T09:30:00Z",
                "241205 Okt 24              | 2024-10-24T10:05:00Z",
                "3 mai 2024                 | 2024-05-02T22:00:00Z"
            })
    void readsTheRestInTheZoneGivenNotTheMachines(String written, Instant expected) {
        WireTime time = WireTimes.parse(written, PARIS).orElseThrow();

        assertThat(time.instant()).isEqualTo(expected);
        assertThat(time.zoneStated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Next Monday",
                "tomorrow at noon",
                "03/04/2024",
                "2024-02-31",
                "2024-13-01T00:00:00Z",
                "31 Feb 2024",
                "2019",
                "10:30",
                "May",
                "999999999999999999999999",
                "0001-01-01T00:00:00Z",
                "2024-01-02T03:04:05Z and then some",
                "25:99 3 May 2024",
                "9999-12-31T23:59:59Z",
                "-",
                "T",
                "2024-01-02T",
                "2024-01-02T03:04:05+99:99"
            })
    void readsNothingIntoWhatIsNoDate(String written) {
        assertThat(WireTimes.parse(written, PARIS)).isEmpty();
    }

    @Test
    void tellsADayFromAnInstant() {
        assertThat(WireTimes.parse("2024-05-03", PARIS).orElseThrow().dateOnly())
                .isTrue();
        assertThat(WireTimes.parse("2024-05-03T00:00", PARIS).orElseThrow().dateOnly())
                .isFalse();
    }
}
