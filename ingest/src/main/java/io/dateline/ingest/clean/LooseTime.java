package io.dateline.ingest.clean;

import io.dateline.ingest.clean.WireTimes.WireTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Reads times that are written for people. Every word has to mean something: one that is not understood makes the whole
 * unreadable. For one value; not thread-safe.
 */
final class LooseTime {
    private static final Set<String> FILLERS = Set.of(
            "at", "on", "of", "the", "until", "um", "uhr", "am", "der", "den", "le", "el", "de", "à", "bis", "hrs",
            "hr", "hours", "h", "to");
    private static final Set<String> WEEKDAYS = Set.of(
            "mon",
            "monday",
            "tue",
            "tues",
            "tuesday",
            "wed",
            "wednesday",
            "thu",
            "thur",
            "thurs",
            "thursday",
            "fri",
            "friday",
            "sat",
            "saturday",
            "sun",
            "sunday",
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag",
            "sonnabend",
            "sonntag");
    /** In other languages; "mar" and "mer" are other things too, so they count as the first word before a comma only. */
    private static final Set<String> FOREIGN_WEEKDAYS = Set.of(
            ("lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche mié mie jue vie sáb sab "
                            + "dom lunes martes miércoles jueves viernes sábado domingo gio lunedì martedì mercoledì giovedì "
                            + "venerdì sabato domenica seg ter qua qui sex mo di mi do fr sa so ma wo vr za zo maandag dinsdag "
                            + "woensdag donderdag vrijdag zaterdag zondag mån tis ons tors tor fre lör sön man tir lør søn пн вт "
                            + "ср чт пт сб вс pon wt śr czw pt sob nd niedz")
                    .split(" "));

    private static final int DAY_TIME_DIGITS = 6;

    private final List<String> words = new ArrayList<>();
    private int year = -1;
    private int month = -1;
    private int day = -1;
    private LocalTime time;
    private boolean midnightAfter;
    private ZoneId stated;

    LooseTime(String text) {
        StringTokenizer tokens = new StringTokenizer(withoutWeekday(text), " ,()\t\n\r\u00a0");
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
    }

    private static String withoutWeekday(String text) {
        int comma = text.indexOf(',');
        String word = comma < 2 ? "" : text.substring(0, comma).strip().toLowerCase(Locale.ROOT);
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return FOREIGN_WEEKDAYS.contains(bare) ? text.substring(comma + 1) : text;
    }

    /** Null when it can't be read. */
    WireTime read(ZoneId zone) {
        for (int i = 0; i < words.size(); i++) {
            if (!understand(i)) {
                return null;
            }
        }
        if (year < 0 || month < 0 || day < 0) {
            return null;
        }
        LocalDate date = LocalDate.of(year, month, day);
        return time == null ? WireTimes.on(date, stated, zone) : WireTimes.at(date, time, midnightAfter, stated, zone);
    }

    /** The name of a month or a weekday, in full or shortened. */
    static boolean isMonthOrDay(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Months.of(lower) > 0 || WEEKDAYS.contains(lower);
    }

    private boolean understand(int index) {
        String written = words.get(index);
        String word = written.toLowerCase(Locale.ROOT);
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        if (isHalfDay(bare) && index > 0) {
            return time != null && halfDay(bare.charAt(0));
        }
        if (WEEKDAYS.contains(bare) || FILLERS.contains(word)) {
            return true;
        }
        if (month < 0 && Months.of(bare) > 0) {
            month = Months.of(bare);
            return true;
        }
        if (word.indexOf(':') > 0 && Character.isDigit(word.charAt(0))) {
            return clock(word);
        }
        if (stated == null) {
            ZoneId zone = IsoScan.zoneOf(written);
            if (zone != null) {
                stated = zone;
                return true;
            }
        }
        return number(bare, index) || wholeDate(bare);
    }

    private static boolean isHalfDay(String word) {
        return word.equals("am") || word.equals("pm") || word.equals("a.m") || word.equals("p.m");
    }

    private boolean halfDay(char half) {
        if (time.getHour() < 1 || time.getHour() > 12) {
            return false;
        }
        time = time.withHour(time.getHour() % 12 + (half == 'p' ? 12 : 0));
        return true;
    }

    /** "10:37", "10:37:24", "10:37:24.5", "10:37pm", "10:37Z", "10:37+02:00". */
    private boolean clock(String word) {
        if (time != null) {
            return false;
        }
        int end = 0;
        while (end < word.length() && (Character.isDigit(word.charAt(end)) || ":.".indexOf(word.charAt(end)) >= 0)) {
            end++;
        }
        String rest = word.substring(end);
        String[] parts = word.substring(0, end).split(":");
        if (parts.length < 2 || parts.length > 3) {
            return false;
        }
        int fraction = parts[parts.length - 1].indexOf('.');
        if (fraction >= 0) {
            parts[parts.length - 1] = parts[parts.length - 1].substring(0, fraction);
        }
        int[] values = new int[3];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length() > 2 || !WireTimes.isDigits(parts[i])) {
                return false;
            }
            values[i] = Integer.parseInt(parts[i]);
        }
        midnightAfter = values[0] == 24 && values[1] == 0 && values[2] == 0;
        time = LocalTime.of(midnightAfter ? 0 : values[0], values[1], Math.min(values[2], 59));
        if (rest.isEmpty()) {
            return true;
        }
        if (isHalfDay(rest)) {
            return halfDay(rest.charAt(0));
        }
        stated = IsoScan.zoneOf(rest);
        return stated != null;
    }

    private boolean number(String word, int index) {
        String digits = word;
        if (word.length() > 2 && Character.isDigit(word.charAt(0))) {
            String suffix = word.substring(word.length() - 2);
            if (suffix.equals("st") || suffix.equals("nd") || suffix.equals("rd") || suffix.equals("th")) {
                digits = word.substring(0, word.length() - 2);
            }
        }
        boolean zulu = digits.length() == DAY_TIME_DIGITS + 1 && digits.endsWith("z");
        if (zulu) {
            digits = digits.substring(0, DAY_TIME_DIGITS);
        }
        if (!WireTimes.isDigits(digits) || digits.length() > DAY_TIME_DIGITS) {
            return false;
        }
        int value = Integer.parseInt(digits);
        if (digits.length() == DAY_TIME_DIGITS && day < 0 && time == null) {
            // Day-time group: day, hour, minute.
            day = value / 10_000;
            time = LocalTime.of(value / 100 % 100, value % 100);
            if (zulu) {
                stated = ZoneOffset.UTC;
            }
            return true;
        }
        if (digits.length() == 4 && time == null && isClockAlone(index)) {
            time = LocalTime.of(value / 100, value % 100);
            return true;
        }
        if (digits.length() == 4 && year < 0) {
            year = value;
            return true;
        }
        if (digits.length() <= 2 && day < 0) {
            day = value;
            return true;
        }
        if (digits.length() == 2 && year < 0 && month > 0) {
            year = WireTimes.fullYear(value);
            return true;
        }
        return false;
    }

    /** "0001 GMT": four digits before a zone or "hrs" are a time of day. */
    private boolean isClockAlone(int index) {
        if (index + 1 >= words.size()) {
            return false;
        }
        String next = words.get(index + 1).toLowerCase(Locale.ROOT);
        return next.startsWith("hr") || next.equals("hours") || IsoScan.zoneOf(words.get(index + 1)) != null;
    }

    /** "24.12.2024", "2024/12/24", "24-Dec-2024", and with slashes where only one reading is possible. */
    private boolean wholeDate(String word) {
        char separator = word.indexOf('.') > 0 ? '.' : word.indexOf('/') > 0 ? '/' : '-';
        String[] parts = word.split(separator == '.' ? "\\." : String.valueOf(separator), -1);
        if (parts.length != 3 || year >= 0 || month >= 0 || day >= 0) {
            return false;
        }
        int named = Months.of(parts[1]);
        if (!WireTimes.isDigits(parts[0])
                || !WireTimes.isDigits(parts[2])
                || named == 0 && !WireTimes.isDigits(parts[1])
                || parts[0].length() > 4
                || parts[1].length() > 12
                || parts[2].length() > 4) {
            return false;
        }
        int first = Integer.parseInt(parts[0]);
        int second = named > 0 ? named : parts[1].length() > 2 ? -1 : Integer.parseInt(parts[1]);
        int third = Integer.parseInt(parts[2]);
        if (parts[0].length() == 4 && parts[2].length() <= 2) {
            year = first;
            month = second;
            day = third;
            return true;
        }
        if (parts[2].length() != 4 && parts[2].length() != 2 || parts[0].length() > 2) {
            return false;
        }
        year = parts[2].length() == 2 ? WireTimes.fullYear(third) : third;
        boolean dayFirst = separator == '.' || named > 0 || first > 12;
        if (!dayFirst && second <= 12 && first != second) {
            return false;
        }
        day = dayFirst ? first : second;
        month = dayFirst ? second : first;
        return true;
    }
}
