package io.dateline.ingest.format.textwire;

import io.dateline.ingest.clean.Months;
import io.dateline.ingest.clean.WireTimes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines that hold a story back: "Sperrfrist 09. Oktober 14.20 Uhr", "EMBARGOED for publication until 0001 GMT Oct 9",
 * "SOUS EMBARGO jusqu'au 9 octobre 18H00 GMT", "For Release MON AMs, Aug. 3". Thread-safe.
 */
public final class Embargo {
    private static final String[] WORDS = {
        "sperrfrist",
        "sperrvermerk",
        "frei fur",
        "sous embargo",
        "bajo embargo",
        "embargoed",
        "embargo until",
        "embargo till",
        "embargo to",
        "embargo:",
        "embargo -",
        "embargo jusqu",
        "embargo bis",
        "embargo hasta",
        "embargo fino",
        "embargo tot",
        "sotto embargo",
        "strictly embargoed",
        "under embargo",
        "hold for release",
        "for release",
        "$adv",
        "not for publication before",
        "not for release before",
        "not for use before",
        "not for publication until",
        "not for release until",
        "ne pas publier avant",
        "no publicar antes",
        "niet publiceren voor"
    };
    private static final int LONGEST = 300;
    private static final int DAYS_BACK = 60;

    private Embargo() {}

    /** Does the line hold the story back? */
    public static boolean isIn(String line) {
        if (line.length() > LONGEST) {
            return false;
        }
        String folded = Marks.fold(line).toLowerCase(Locale.ROOT).replace("( ", "(");
        int start = 0;
        while (start < folded.length() && !Character.isLetter(folded.charAt(start)) && folded.charAt(start) != '$') {
            start++;
        }
        for (String word : WORDS) {
            if (folded.startsWith(word, start)) {
                return !folded.contains("immediate release") && !folded.startsWith("for release immediately", start);
            }
        }
        return false;
    }

    /**
     * The end of the embargo.
     *
     * @param line that {@link #isIn} found
     * @param sent when the message was sent, for the year; may be null
     * @param zone for a time that states none; null when nobody knows it
     * @return ISO 8601, without a zone when there is none; the line itself when day or month can't be read, so that the
     *     story stays held
     */
    public static String until(String line, LocalDateTime sent, ZoneId zone) {
        try {
            String read = new Reading(line).until(sent, zone);
            return read == null ? line : read;
        } catch (DateTimeException e) {
            // A 31st of February.
            return line;
        }
    }

    private static final class Reading {
        private final List<String> words = new ArrayList<>();
        private int day;
        private int month;
        private int year;
        private LocalTime time;
        private ZoneId stated;

        Reading(String line) {
            for (String word : line.split("[\\s,;()\\[\\]<]+")) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }

        String until(LocalDateTime sent, ZoneId zone) {
            for (int i = 0; i < words.size(); i++) {
                understand(i);
            }
            if (month == 0 || day == 0) {
                return null;
            }
            LocalDate date = date(sent);
            if (date == null) {
                return null;
            }
            LocalDateTime local = LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time);
            ZoneId in = stated != null ? stated : zone;
            return in == null
                    ? local.toString()
                    : local.atZone(in).toOffsetDateTime().toString();
        }

        private LocalDate date(LocalDateTime sent) {
            if (year > 0) {
                return LocalDate.of(year, month, day);
            }
            if (sent == null) {
                return null;
            }
            // The year nearest ahead: an embargo of January in a story of December.
            LocalDate same = LocalDate.of(sent.getYear(), month, day);
            return same.isBefore(sent.toLocalDate().minusDays(DAYS_BACK)) ? same.plusYears(1) : same;
        }

        private void understand(int index) {
            String word = words.get(index);
            String bare = word.endsWith(".") || word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
            String next = index + 1 < words.size() ? words.get(index + 1).toLowerCase(Locale.ROOT) : "";
            // "may", "des", "set" and "out" are words too, and so is "et": they count beside a number only.
            boolean besideNumber = startsWithDigit(index - 1) || startsWithDigit(index + 1);
            if (month == 0 && besideNumber && Months.of(bare) > 0) {
                month = Months.of(bare);
            } else if (DayTime.isDigits(bare, 4, 4)) {
                fourDigits(bare, next);
            } else if (DayTime.isDigits(bare, 1, 2)) {
                smallNumber(Integer.parseInt(bare), next);
            } else if (numericDate(bare)) {
                return;
            } else if (time == null && clock(bare.toLowerCase(Locale.ROOT), next)) {
                return;
            } else if (stated == null && followsTime(index) && WireTimes.zoneOf(bare) != null) {
                stated = WireTimes.zoneOf(bare);
            }
        }

        private boolean startsWithDigit(int index) {
            return index >= 0
                    && index < words.size()
                    && Character.isDigit(words.get(index).charAt(0));
        }

        private boolean followsTime(int index) {
            return startsWithDigit(index - 1)
                    || index > 0 && isHalf(words.get(index - 1).toLowerCase(Locale.ROOT));
        }

        private void fourDigits(String digits, String next) {
            int value = Integer.parseInt(digits);
            boolean isYear = value >= 1970
                    && value <= 2100
                    && month > 0
                    && WireTimes.zoneOf(next) == null
                    && !next.startsWith("uhr");
            if (isYear) {
                year = value;
            } else if (time == null) {
                time = LocalTime.of(value / 100 % 24, value % 100);
            }
        }

        private void smallNumber(int value, String next) {
            if (next.startsWith("uhr")
                    || next.startsWith("a.m")
                    || next.startsWith("p.m")
                    || next.equals("am")
                    || next.equals("pm")) {
                time = half(LocalTime.of(value % 24, 0), next);
            } else if (day == 0) {
                day = value;
            }
        }

        /** "9.10.2024", "09.10." */
        private boolean numericDate(String word) {
            String[] parts = word.split("\\.");
            if (parts.length < 2 || parts.length > 3 || day > 0 || !DayTime.isDigits(parts[0], 1, 2)) {
                return false;
            }
            boolean full = parts.length == 3 && (DayTime.isDigits(parts[2], 2, 2) || DayTime.isDigits(parts[2], 4, 4));
            if (!DayTime.isDigits(parts[1], 1, 2) || !full) {
                return false;
            }
            day = Integer.parseInt(parts[0]);
            month = Integer.parseInt(parts[1]);
            int written = Integer.parseInt(parts[2]);
            year = written < 100 ? 2000 + written : written;
            return true;
        }

        /** "14.20", "14:20", "18h00", "10:00am", "0001GMT". */
        private boolean clock(String word, String next) {
            int digits = 0;
            while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
                digits++;
            }
            if (digits == 0) {
                return false;
            }
            if (digits == 4 && WireTimes.zoneOf(word.substring(4)) != null) {
                time = LocalTime.of(
                        Integer.parseInt(word.substring(0, 2)) % 24, Integer.parseInt(word.substring(2, 4)));
                stated = WireTimes.zoneOf(word.substring(4));
                return true;
            }
            boolean parted = digits <= 2 && word.length() >= digits + 3 && ".:h".indexOf(word.charAt(digits)) >= 0;
            if (!parted || !DayTime.isDigits(word.substring(digits + 1, digits + 3), 2, 2)) {
                boolean hour = digits <= 2 && (word.substring(digits).equals("h") || isHalf(word.substring(digits)));
                if (hour) {
                    time = half(
                            LocalTime.of(Integer.parseInt(word.substring(0, digits)) % 24, 0), word.substring(digits));
                }
                return hour;
            }
            int hour = Integer.parseInt(word.substring(0, digits));
            int minute = Integer.parseInt(word.substring(digits + 1, digits + 3));
            String rest = word.substring(digits + 3);
            if (hour == 24 && minute == 0) {
                // The end of that day; rather too long than too short is the next morning's first minute.
                time = LocalTime.of(23, 59, 59);
                return true;
            }
            time = half(LocalTime.of(hour, minute), rest.isEmpty() ? next : rest);
            ZoneId zone = WireTimes.zoneOf(rest);
            stated = zone == null ? stated : zone;
            return true;
        }

        private static boolean isHalf(String word) {
            return word.equals("am") || word.equals("pm") || word.startsWith("a.m") || word.startsWith("p.m");
        }

        private LocalTime half(LocalTime read, String word) {
            if (!isHalf(word) || read.getHour() > 12) {
                return read;
            }
            return read.withHour(read.getHour() % 12 + (word.charAt(0) == 'p' ? 12 : 0));
        }
    }
}
