package io.dateline.ingest.format.textwire;

import io.dateline.ingest.clean.Months;
import io.dateline.ingest.clean.WireTimes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * When a message was sent, as the text wires write it at the end of a message: the day-time group of IPTC 7901 ("251037
 * Sep 24", "AFP 031230 GMT MAR 10", months in a dozen languages), the North American form ("AP-NY-03-01-98 1411EST",
 * "upi 12-05-87 03:51 pes"), Kyodo's ("KWS-21:37-09-12-18", the day first, in Tokyo), APA's ("APA0211 2015-05-12/10:33") and
 * ANSA's ("12-MAG-93 18:22"). Immutable.
 *
 * @param local date and time as written
 * @param zone as written; null when the message states none
 * @param sender what stands before it ("AFP", "AP"); null without
 */
public record DayTime(LocalDateTime local, ZoneId zone, String sender) {
    private static final int GROUP_DIGITS = 6;
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final int LONGEST_LINE = 60;

    /** The time as ISO 8601, with the zone where there is one. */
    public String iso() {
        return zone == null
                ? local.toString()
                : local.atZone(zone).toOffsetDateTime().toString();
    }

    /** The same read in a zone. */
    public String isoIn(ZoneId other) {
        return local.atZone(other).toOffsetDateTime().toString();
    }

    /** The time in a line that holds nothing else; null when it is no such line. */
    public static DayTime of(String line) {
        if (line.length() > 2 * LONGEST_LINE) {
            return null;
        }
        List<String> words = words(line);
        if (words.isEmpty() || words.size() > 7 || line.strip().length() > LONGEST_LINE) {
            return null;
        }
        try {
            DayTime found = words.size() == 1 ? kyodo(words.get(0)) : american(words);
            found = found != null ? found : named(words);
            return found != null ? found : group(words);
        } catch (DateTimeException e) {
            // Digits in the right places that are no date.
            return null;
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c > ' ' && c != 0x7f && c != '<' && c != ',') {
                word.append(c);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    /** {@code [SENDER] DDHHMM [ZONE] MON YY}. */
    private static DayTime group(List<String> words) {
        int at = 0;
        String sender = null;
        while (at < words.size() && !isGroup(words.get(at))) {
            if (at > 1 || !isSender(words.get(at))) {
                return null;
            }
            sender = sender == null ? words.get(at) : sender;
            at++;
        }
        if (at == words.size()) {
            return null;
        }
        String digits = words.get(at);
        ZoneId zone = digits.length() > GROUP_DIGITS ? ZoneOffset.UTC : null;
        at++;
        if (zone == null && at < words.size() && WireTimes.zoneOf(words.get(at)) != null) {
            zone = WireTimes.zoneOf(words.get(at));
            at++;
        }
        if (at + 2 != words.size()) {
            return null;
        }
        int month = Months.of(words.get(at));
        int year = year(words.get(at + 1));
        if (month == 0 || year < 0) {
            return null;
        }
        LocalDate date = LocalDate.of(year, month, number(digits, 0));
        return new DayTime(at(date, number(digits, 2), number(digits, 4)), zone, sender);
    }

    /** {@code [SENDER-CITY-]MM-DD-YY HHMM[ZONE]}. */
    private static DayTime american(List<String> words) {
        for (int i = 0; i < words.size() && i < 2; i++) {
            String[] parts = words.get(i).split("-", -1);
            int n = parts.length;
            if (n < 3 || i + 1 >= words.size() || !isDate(parts[n - 3], parts[n - 2], parts[n - 1])) {
                continue;
            }
            LocalDate date =
                    LocalDate.of(year(parts[n - 1]), Integer.parseInt(parts[n - 3]), Integer.parseInt(parts[n - 2]));
            String sender = n > 3 ? parts[0] : i > 0 ? words.get(0) : null;
            return clock(date, words.subList(i + 1, words.size()), sender);
        }
        return null;
    }

    /** {@code [SENDER] YYYY-MM-DD/HH:MM} as APA writes it, {@code DD-MON-YY HH:MM} as ANSA does. */
    private static DayTime named(List<String> words) {
        for (int i = 0; i < words.size() && i < 2; i++) {
            String[] parts = words.get(i).split("[-/]", -1);
            boolean iso = parts.length == 4 && parts[0].length() == 4 && isDate(parts[1], parts[2], parts[0]);
            if (iso && words.size() == i + 1) {
                LocalDate date = LocalDate.of(year(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
                return clock(date, List.of(parts[3]), i == 0 ? null : letters(words.get(0)));
            }
            boolean month = parts.length == 3 && Months.of(parts[1]) > 0 && isDate("1", parts[0], parts[2]);
            if (month && i + 1 < words.size()) {
                LocalDate date = LocalDate.of(year(parts[2]), Months.of(parts[1]), Integer.parseInt(parts[0]));
                return clock(date, words.subList(i + 1, i + 2), i == 0 ? null : letters(words.get(0)));
            }
        }
        return null;
    }

    /** "APA0211" is APA's. */
    private static String letters(String word) {
        int end = 0;
        while (end < word.length() && Character.isLetter(word.charAt(end))) {
            end++;
        }
        return end == 0 ? null : word.substring(0, end);
    }

    /** {@code KWS-HH:MM-DD-MM-YY}. */
    private static DayTime kyodo(String word) {
        String[] parts = word.split("-", -1);
        if (parts.length != 5
                || !parts[0].equals("KWS")
                || parts[1].length() != 5
                || parts[1].charAt(2) != ':'
                || !isDigits(parts[1].replace(":", ""), 4, 4)
                || !isDate(parts[3], parts[2], parts[4])) {
            return null;
        }
        LocalDate date = LocalDate.of(year(parts[4]), Integer.parseInt(parts[3]), Integer.parseInt(parts[2]));
        return new DayTime(at(date, number(parts[1], 0), number(parts[1], 3)), TOKYO, parts[0]);
    }

    private static boolean isDate(String month, String day, String year) {
        return isDigits(month, 1, 2) && isDigits(day, 1, 2) && isDigits(year, 2, 4) && year.length() != 3;
    }

    private static DayTime clock(LocalDate date, List<String> words, String sender) {
        String clock = words.get(0).replace(":", "");
        int end = 0;
        while (end < clock.length() && Character.isDigit(clock.charAt(end))) {
            end++;
        }
        if (end < 3 || end > 4) {
            return null;
        }
        String digits = end == 3 ? "0" + clock.substring(0, 3) : clock.substring(0, 4);
        String zoneName = end < clock.length() ? clock.substring(end) : words.size() > 1 ? words.get(1) : "";
        int hour = number(digits, 0);
        ZoneId zone = WireTimes.zoneOf(zoneName);
        if (zone == null && zoneName.length() == 3 && "ap".indexOf(Character.toLowerCase(zoneName.charAt(0))) >= 0) {
            // UPI writes the half of the day and the zone in one: "pes" is p.m. Eastern Standard.
            zone = WireTimes.zoneOf(zoneName.substring(1) + "T");
            boolean afternoon = Character.toLowerCase(zoneName.charAt(0)) == 'p';
            hour = zone == null ? hour : hour % 12 + (afternoon ? 12 : 0);
        }
        return new DayTime(at(date, hour, number(digits, 2)), zone, sender);
    }

    private static LocalDateTime at(LocalDate date, int hour, int minute) {
        return hour == 24 && minute == 0
                ? date.plusDays(1).atStartOfDay()
                : LocalDateTime.of(date, LocalTime.of(hour, minute));
    }

    private static boolean isGroup(String word) {
        return isDigits(word, GROUP_DIGITS, GROUP_DIGITS)
                || word.length() == GROUP_DIGITS + 1
                        && "Zz".indexOf(word.charAt(GROUP_DIGITS)) >= 0
                        && isDigits(word.substring(0, GROUP_DIGITS), GROUP_DIGITS, GROUP_DIGITS);
    }

    private static boolean isSender(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isLetter(word.charAt(i)) && "/-.".indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return word.length() <= 12;
    }

    private static int number(String digits, int from) {
        return Integer.parseInt(digits.substring(from, from + 2));
    }

    /** Is the word made of so many digits? */
    public static boolean isDigits(String word, int atLeast, int atMost) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return word.length() >= atLeast && word.length() <= atMost;
    }

    /** Two digits are a year from 1970 to 2069. */
    private static int year(String digits) {
        if (isDigits(digits, 4, 4)) {
            return Integer.parseInt(digits);
        }
        if (!isDigits(digits, 2, 2)) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value < 70 ? 2000 + value : 1900 + value;
    }
}
