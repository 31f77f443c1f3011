package io.dateline.ingest.format.xml;

/** The place in a dateline: "WASHINGTON" of "WASHINGTON, Nov 3 (Reuters)", "Tel Aviv/Beirut" of "Tel Aviv/Beirut (dpa) - ". */
public final class DatelinePlace {
    private static final int LONGEST = 60;

    private DatelinePlace() {}

    /** The place; null where the beginning is not clearly a name ("January 21"). */
    public static String of(String dateline) {
        if (dateline == null) {
            return null;
        }
        int end = 0;
        while (end < dateline.length()
                && ("(,;:\u2013\u2014".indexOf(dateline.charAt(end)) < 0 || isInTime(dateline, end))) {
            if (dateline.startsWith("--", end) || dateline.startsWith(" - ", end) || dateline.startsWith(" /", end)) {
                break;
            }
            end++;
        }
        String place = withoutNumericDate(dateline.substring(0, end).strip());
        return place.isEmpty() || place.length() > LONGEST || place.chars().anyMatch(Character::isDigit) ? null : place;
    }

    private static boolean isInTime(String dateline, int at) {
        return dateline.charAt(at) == ':'
                && at > 0
                && at + 1 < dateline.length()
                && Character.isDigit(dateline.charAt(at - 1))
                && Character.isDigit(dateline.charAt(at + 1));
    }

    /** "LUIK 03/06 14:25" is Luik. */
    private static String withoutNumericDate(String text) {
        String place = text;
        int last = place.lastIndexOf(' ');
        while (last > 0
                && place.substring(last + 1).chars().allMatch(c -> c >= '0' && c <= '9' || c == '/' || c == ':')) {
            boolean dated = place.indexOf('/', last) > 0 || place.indexOf(':', last) > 0;
            if (!dated) {
                break;
            }
            place = place.substring(0, last).strip();
            last = place.lastIndexOf(' ');
        }
        return place;
    }
}
