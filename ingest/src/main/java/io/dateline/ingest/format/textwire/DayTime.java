package io.dateline.ingest.format.textwire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * When a message was sent, as the text wires write it at the end of a message: the day-time group of IPTC 7901 ("251037
 * Sep 24", "AFP 031230 GMT MAR 10", months in a dozen languages) and the North American form ("AP-NY-03-01-98 1411EST",
 * "upi 12-05-87 03:51 pes"). Immutable.
 *
 * @param local date and time as written
 * @param zone as written; null when the message states none
 * @param sender what stands before it ("AFP", "AP"); null without
 */
public record DayTime(LocalDateTime local, ZoneId zone, String sender) {
    private static final int GROUP_DIGITS = 6;
    private static final int LONGEST_LINE = 60;
    private static final Map<String, Integer> MONTHS = months();
    private static final Map<String, ZoneId> ZONES = Map.ofEntries(
            Map.entry("GMT", ZoneOffset.UTC),
            Map.entry("UTC", ZoneOffset.UTC),
            Map.entry("Z", ZoneOffset.UTC),
            Map.entry("UT", ZoneOffset.UTC),
            Map.entry("TUC", ZoneOffset.UTC),
            Map.entry("EST", ZoneOffset.ofHours(-5)),
            Map.entry("EDT", ZoneOffset.ofHours(-4)),
            Map.entry("CST", ZoneOffset.ofHours(-6)),
            Map.entry("CDT", ZoneOffset.ofHours(-5)),
            Map.entry("MST", ZoneOffset.ofHours(-7)),
            Map.entry("MDT", ZoneOffset.ofHours(-6)),
            Map.entry("PST", ZoneOffset.ofHours(-8)),
            Map.entry("PDT", ZoneOffset.ofHours(-7)),
            Map.entry("ET", ZoneId.of("America/New_York")),
            Map.entry("BST", ZoneOffset.ofHours(1)),
            Map.entry("CET", ZoneOffset.ofHours(1)),
            Map.entry("MEZ", ZoneOffset.ofHours(1)),
            Map.entry("CEST", ZoneOffset.ofHours(2)),
            Map.entry("MESZ", ZoneOffset.ofHours(2)));

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

    /** Number of a month by its name or abbreviation in a language of the wires; 0 for a word that is none. */
    public static int month(String word) {
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return MONTHS.getOrDefault(bare.toLowerCase(Locale.ROOT), 0);
    }

    /** The zone that an abbreviation stands for; null when it is none. */
    public static ZoneId zoneOf(String word) {
        return ZONES.get(word.toUpperCase(Locale.ROOT));
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
            DayTime american = american(words);
            return american != null ? american : group(words);
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
        if (zone == null && at < words.size() && zoneOf(words.get(at)) != null) {
            zone = zoneOf(words.get(at));
            at++;
        }
        if (at + 2 != words.size()) {
            return null;
        }
        int month = month(words.get(at));
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
        ZoneId zone = zoneOf(zoneName);
        if (zone == null && zoneName.length() == 3 && "ap".indexOf(Character.toLowerCase(zoneName.charAt(0))) >= 0) {
            // UPI writes the half of the day and the zone in one: "pes" is p.m. Eastern Standard.
            zone = zoneOf(zoneName.substring(1) + "T");
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

    private static Map<String, Integer> months() {
        String[] names = {
            "jan january januar jänner jaen janvier janv ene enero gennaio gen januari janeiro tammi",
            "feb february februar feber février fevrier fev fév febr febrero febbraio februari fevereiro helmi",
            "mar march märz maerz mär mrz mars marzo maart mrt março maalis",
            "apr april avril avr abr abril aprile huhti",
            "may mai mayo mag maggio mei maj maio touko",
            "jun june juni juin junio giu giugno junho kesä",
            "jul july juli juillet juil julio lug luglio julho heinä",
            "aug august août aout aou aoû ago agosto augustus augusti elo",
            "sep sept september septembre septiembre set settembre setembro syys",
            "oct october okt oktober octobre octubre ott ottobre out outubro loka",
            "nov november novembre noviembre novembro marras",
            "dec december dez dezember décembre decembre déc dic diciembre dicembre des desember dezembro joulu"
        };
        Map<String, Integer> months = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            for (String name : names[i].split(" ")) {
                months.put(name, i + 1);
            }
        }
        return Map.copyOf(months);
    }
}
