package io.dateline.ingest.clean;

import io.dateline.ingest.clean.WireTimes.WireTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Reads year-first times by one pass over the characters. For one value; not thread-safe. */
final class IsoScan {
    private static final int NANO_DIGITS = 9;

    private final String text;
    private int at;

    IsoScan(String text) {
        this.text = text;
    }

    /** Null when the text has another form. Digits in the right places that are no date throw DateTimeException. */
    WireTime read(ZoneId zone) {
        int year = number(4);
        if (year < 0) {
            return null;
        }
        boolean dashed = take('-');
        int month = number(2);
        if (month < 0 || dashed && !take('-')) {
            return null;
        }
        int day = number(2);
        if (day < 0) {
            return null;
        }
        if (atEnd()) {
            return WireTimes.on(LocalDate.of(year, month, day), null, zone);
        }
        if (!take('T') && !take('t') && !take('_')) {
            int before = at;
            skipSpaces();
            if (before == at && (dashed || !isDigit())) {
                // "2024-01-02Z": a day in a zone, as XML Schema has it.
                ZoneId stated = zoneHere();
                return stated == null ? null : WireTimes.on(LocalDate.of(year, month, day), stated, zone);
            }
        }
        return time(LocalDate.of(year, month, day), zone);
    }

    private WireTime time(LocalDate date, ZoneId zone) {
        int hour = number(2);
        if (hour < 0) {
            return null;
        }
        boolean colons = take(':');
        int minute = number(2);
        if (minute < 0) {
            return null;
        }
        int second = 0;
        int nanos = 0;
        if (colons ? take(':') : isDigit()) {
            second = number(2);
            if (second < 0) {
                return null;
            }
            if (take('.') || take(',')) {
                nanos = fraction();
            }
        }
        ZoneId stated = null;
        if (!atEnd()) {
            stated = zoneHere();
            if (stated == null) {
                return null;
            }
        }
        boolean midnightAfter = hour == 24 && minute == 0 && second == 0;
        // A leap second is read as the second before it.
        LocalTime time = LocalTime.of(midnightAfter ? 0 : hour, minute, second == 60 ? 59 : second, nanos);
        return WireTimes.at(date, time, midnightAfter, stated, zone);
    }

    /** A zone up to the end of the text; null when there is something else. */
    private ZoneId zoneHere() {
        skipSpaces();
        String rest = text.substring(at);
        int bracket = rest.indexOf('[');
        if (bracket > 0 && rest.endsWith("]")) {
            rest = rest.substring(0, bracket);
        }
        return zoneOf(rest);
    }

    /** A zone from its name, its abbreviation or its offset; null when it is none. */
    static ZoneId zoneOf(String name) {
        String value = name.strip().toLowerCase(Locale.ROOT);
        ZoneId known = WireTimes.zoneOf(value);
        if (known != null) {
            return known;
        }
        if (value.startsWith("utc") || value.startsWith("gmt")) {
            value = value.substring(3);
        }
        if (value.length() >= 2 && (value.charAt(0) == '+' || value.charAt(0) == '-')) {
            return offset(value);
        }
        // "Europe/Berlin": only full names, so that a stray word is never taken for a zone.
        return name.indexOf('/') > 0 && ZoneId.getAvailableZoneIds().contains(name.strip())
                ? ZoneId.of(name.strip())
                : null;
    }

    private static ZoneId offset(String value) {
        String digits = value.substring(1).replace(":", "");
        if (!WireTimes.isDigits(digits) || digits.length() > 4 || digits.length() == 3) {
            return null;
        }
        int hours = Integer.parseInt(digits.length() == 4 ? digits.substring(0, 2) : digits);
        int minutes = digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
        int sign = value.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private int fraction() {
        int nanos = 0;
        int digits = 0;
        while (isDigit()) {
            if (digits < NANO_DIGITS) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
                digits++;
            }
            at++;
        }
        for (; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Exactly so many digits, or -1 and the place as it was. */
    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        at += digits;
        return value;
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean atEnd() {
        return at == text.length();
    }
}
