package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.Controls;
import java.util.ArrayList;
import java.util.List;

/**
 * The two lines that a message begins with: "W2870asian" and "r i BC-AS--Example-Slug 1stLd-Writethru  05-09 0444".
 *
 * @param level letter of the service; empty without
 * @param number number of the story in its service; as written
 * @param selector code of the wire or the region; may be empty
 * @param priority one letter
 * @param category one letter
 * @param keyword the slug, shortened to what the field holds
 * @param version what stands behind it; may be empty
 * @param month of the day of filing; 0 without a date
 * @param day of filing; 0 without a date
 * @param isTable is the text in columns?
 */
record AnpaHeader(
        String level,
        String number,
        String selector,
        char priority,
        char category,
        String keyword,
        String version,
        int month,
        int day,
        boolean isTable) {
    private static final int LONGEST = 120;
    private static final char TABULAR = 0x12;

    /** The header in two lines; null when they are none. */
    static AnpaHeader of(String first, String second) {
        String file = Controls.apply(first).replace('\t', ' ').strip();
        if (file.length() > 40 || second.length() > LONGEST) {
            return null;
        }
        int at = 0;
        while (at < file.length() && isLetter(file.charAt(at))) {
            at++;
        }
        int digits = at;
        while (digits < file.length() && Character.isDigit(file.charAt(digits))) {
            digits++;
        }
        if (at > 1 || digits - at < 3 || digits - at > 5) {
            return null;
        }
        String selector = file.substring(digits).strip();
        boolean table = second.indexOf(TABULAR) >= 0;
        return story(file.substring(0, at), file.substring(at, digits), selector, Controls.apply(second), table);
    }

    private static AnpaHeader story(String level, String number, String selector, String line, boolean table) {
        List<String> words = new ArrayList<>();
        for (String word : line.strip().split("\\s+")) {
            words.add(word);
        }
        if (words.size() < 3 || !isOneLetter(words.get(0)) || !isOneLetter(words.get(1))) {
            return null;
        }
        int date = words.size() - 1;
        while (date > 2 && !isDate(words.get(date))) {
            date--;
        }
        int end = date > 2 ? date : words.size();
        if (date <= 2 && (words.size() > 4 || level.isEmpty())) {
            // Without a date any three words would do.
            return null;
        }
        int dash = date > 2 ? words.get(date).indexOf('-') : 0;
        int month = date > 2 ? Integer.parseInt(words.get(date).substring(0, dash)) : 0;
        int day = date > 2 ? Integer.parseInt(words.get(date).substring(dash + 1)) : 0;
        return new AnpaHeader(
                level,
                number,
                selector,
                words.get(0).charAt(0),
                words.get(1).charAt(0),
                words.get(2),
                String.join(" ", words.subList(3, Math.max(3, end))),
                month,
                day,
                table);
    }

    static boolean isOneLetter(String word) {
        return word.length() == 1 && isLetter(word.charAt(0));
    }

    private static boolean isDate(String word) {
        int dash = word.indexOf('-');
        if (dash < 1 || dash > 2 || word.length() - dash < 2 || word.length() - dash > 3) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (i != dash && !(word.charAt(i) >= '0' && word.charAt(i) <= '9')) {
                return false;
            }
        }
        int month = Integer.parseInt(word.substring(0, dash));
        int day = Integer.parseInt(word.substring(dash + 1));
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
