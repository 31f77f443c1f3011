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
        while (end < dateline.length() && "(,;:\u2013\u2014".indexOf(dateline.charAt(end)) < 0) {
            if (dateline.startsWith("--", end) || dateline.startsWith(" - ", end) || dateline.startsWith(" /", end)) {
                break;
            }
            end++;
        }
        String place = dateline.substring(0, end).strip();
        return place.isEmpty() || place.length() > LONGEST || place.chars().anyMatch(Character::isDigit) ? null : place;
    }
}
