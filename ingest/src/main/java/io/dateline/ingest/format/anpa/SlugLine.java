package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.DayTime;
import java.util.Locale;

/**
 * A slugline: "BC-US--Example Slug, 2nd Ld-Writethru, a0584, 416".
 *
 * @param slug cycle and keywords: "BC-US--Example Slug"
 * @param version what says which version it is; may be empty
 * @param reference number of the story that it belongs to, such as "a0584"; may be empty
 */
record SlugLine(String slug, String version, String reference) {
    private static final String[] CYCLES = {"bc-", "am-", "pm-", "ap-"};
    private static final int LONGEST = 160;

    /** The slugline in a line of the head; null when it is none. */
    static SlugLine of(String line) {
        String text = line.strip();
        if (text.length() > LONGEST || text.isEmpty()) {
            return null;
        }
        String[] parts = text.split(",", -1);
        String slug = parts[0].strip();
        if (cycleOf(slug).isEmpty() && slug.indexOf("--") < 1) {
            return null;
        }
        StringBuilder version = new StringBuilder();
        String reference = "";
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (DayTime.isDigits(part, 1, 5) || part.isEmpty()) {
                continue;
            }
            if (part.length() == 5 && Character.isLetter(part.charAt(0)) && DayTime.isDigits(part.substring(1), 4, 4)) {
                reference = part;
            } else {
                version.append(version.length() == 0 ? "" : " ").append(part);
            }
        }
        return new SlugLine(slug, version.toString(), reference);
    }

    /** "BC-", "AM-", "PM-" or "AP-" at the beginning, as written; empty without. */
    static String cycleOf(String slug) {
        String lower = slug.toLowerCase(Locale.ROOT);
        for (String cycle : CYCLES) {
            if (lower.startsWith(cycle)) {
                return slug.substring(0, cycle.length());
            }
        }
        return "";
    }

    /**
     * The slug as part of an identity: in lower case, every gap one space. "BC-" and "AP-" mean both cycles of the day and
     * are left out; stories of the morning ("AM-") and of the evening ("PM-") are two.
     */
    static String identityOf(String slug) {
        String cycle = cycleOf(slug).toLowerCase(Locale.ROOT);
        boolean both = cycle.equals("bc-") || cycle.equals("ap-");
        String rest = both ? slug.substring(cycle.length()) : slug;
        StringBuilder id = new StringBuilder(rest.length());
        for (String word : rest.toLowerCase(Locale.ROOT).split("\\s+")) {
            id.append(id.length() == 0 || word.isEmpty() ? "" : " ").append(word);
        }
        return id.toString();
    }
}
