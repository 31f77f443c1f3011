package io.dateline.ingest.clean;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times as wires write them: ISO 8601 in its extended and basic forms and half-way ones ("2024-01-02 10:00:00+0100"), RFC
 * 822 with names of zones, {@code asctime}, dates with a month's name in any common order, "24.12.2024 10:30", seconds
 * or milliseconds since 1970, and the day-time group of the text wires ("241205 Sep 24", "241205Z SEP 24").
 *
 * <p>What is not clearly a date is not read: "Next Monday", "03/04/2024" (which month?), a 31st of February. A time
 * without a zone is read in the zone given, never in the machine's. Thread-safe.
 */
public final class WireTimes {
    private static final int MAX_LENGTH = 80;
    private static final int SECONDS_DIGITS = 10;
    private static final int MILLIS_DIGITS = 13;

    private WireTimes() {}

    /**
     * A time that could be read.
     *
     * @param zoneStated was there a zone, or an offset, in the text?
     * @param dateOnly was there a date alone, so that the instant is the beginning of that day?
     */
    public record WireTime(Instant instant, boolean zoneStated, boolean dateOnly) {}

    /**
     * Reads a time.
     *
     * @param zone for a time that states none
     * @return empty when it can't be read for certain
     */
    public static Optional<WireTime> parse(String text, ZoneId zone) {
        if (text == null) {
            return Optional.empty();
        }
        String value = text.strip();
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            WireTime epoch = epoch(value);
            if (epoch != null) {
                return Optional.of(epoch);
            }
            WireTime iso = new IsoScan(value).read(zone);
            return Optional.ofNullable(iso != null ? iso : new LooseTime(value).read(zone));
        } catch (DateTimeException | ArithmeticException e) {
            // Digits in the right places that are no date: a month 13, a 31st of February.
            return Optional.empty();
        }
    }

    /** The zone that an abbreviation of RFC 822 or of newsrooms stands for, whatever the case; null when it is none. */
    public static ZoneId zoneOf(String word) {
        return ZONES.get(word.toLowerCase(Locale.ROOT));
    }

    private static WireTime epoch(String value) {
        if (value.length() != SECONDS_DIGITS && value.length() != MILLIS_DIGITS || !isDigits(value)) {
            return null;
        }
        long number = Long.parseLong(value);
        Instant instant =
                value.length() == SECONDS_DIGITS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return new WireTime(instant, true, false);
    }

    static boolean isDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    static WireTime at(LocalDate date, LocalTime time, boolean midnightAfter, ZoneId stated, ZoneId zone) {
        checkYear(date.getYear());
        LocalDateTime local = LocalDateTime.of(midnightAfter ? date.plusDays(1) : date, time);
        return new WireTime(local.atZone(stated == null ? zone : stated).toInstant(), stated != null, false);
    }

    static WireTime on(LocalDate date, ZoneId stated, ZoneId zone) {
        checkYear(date.getYear());
        return new WireTime(date.atStartOfDay(stated == null ? zone : stated).toInstant(), stated != null, true);
    }

    /** Before telegraph agencies, or beyond any embargo: digits that are something else. */
    private static void checkYear(int year) {
        if (year < 1800 || year > 2200) {
            throw new DateTimeException("year " + year);
        }
    }

    /** Two digits are a year from 1970 to 2069. */
    static int fullYear(int twoDigits) {
        return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /** Zones by the names that RFC 822 and newsrooms use; the ambiguous ones (IST, BST of Bangladesh) as the wires do. */
    private static final Map<String, ZoneId> ZONES = Map.ofEntries(
            Map.entry("z", ZoneOffset.UTC),
            Map.entry("ut", ZoneOffset.UTC),
            Map.entry("utc", ZoneOffset.UTC),
            Map.entry("gmt", ZoneOffset.UTC),
            Map.entry("tuc", ZoneOffset.UTC),
            Map.entry("wet", ZoneOffset.UTC),
            Map.entry("bst", ZoneOffset.ofHours(1)),
            Map.entry("west", ZoneOffset.ofHours(1)),
            Map.entry("cet", ZoneOffset.ofHours(1)),
            Map.entry("mez", ZoneOffset.ofHours(1)),
            Map.entry("cest", ZoneOffset.ofHours(2)),
            Map.entry("mesz", ZoneOffset.ofHours(2)),
            Map.entry("eet", ZoneOffset.ofHours(2)),
            Map.entry("eest", ZoneOffset.ofHours(3)),
            Map.entry("msk", ZoneOffset.ofHours(3)),
            Map.entry("jst", ZoneOffset.ofHours(9)),
            Map.entry("aest", ZoneOffset.ofHours(10)),
            Map.entry("aedt", ZoneOffset.ofHours(11)),
            Map.entry("nzst", ZoneOffset.ofHours(12)),
            Map.entry("nzdt", ZoneOffset.ofHours(13)),
            Map.entry("ast", ZoneOffset.ofHours(-4)),
            Map.entry("est", ZoneOffset.ofHours(-5)),
            Map.entry("edt", ZoneOffset.ofHours(-4)),
            Map.entry("cst", ZoneOffset.ofHours(-6)),
            Map.entry("cdt", ZoneOffset.ofHours(-5)),
            Map.entry("mst", ZoneOffset.ofHours(-7)),
            Map.entry("mdt", ZoneOffset.ofHours(-6)),
            Map.entry("pst", ZoneOffset.ofHours(-8)),
            Map.entry("pdt", ZoneOffset.ofHours(-7)),
            Map.entry("et", ZoneId.of("America/New_York")),
            Map.entry("ct", ZoneId.of("America/Chicago")),
            Map.entry("mt", ZoneId.of("America/Denver")),
            Map.entry("pt", ZoneId.of("America/Los_Angeles")));
}
