package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.DayTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the version part of a slugline says: "1st Ld-Writethru" is the second version of the whole story, "1st Add" is a
 * piece that comes behind it.
 *
 * @param part how much of the story it is
 * @param number of the add, insert or take; 0 when it has none
 * @param version 1 for the story as first sent, one more for each lead
 * @param isUpdate does it say that it is newer than another?
 */
record Lead(Part part, int number, int version, boolean isUpdate) {

    /** How much of a story a message holds. */
    enum Part {
        WHOLE,
        ADD,
        INSERT,
        SUB,
        TAKE,
        CORRECTION,
        ADVISORY,
        KILL,
        WITHHOLD
    }

    /** The first version of a whole story. */
    static final Lead FIRST = new Lead(Part.WHOLE, 0, 1, false);

    /** @param version as written: "2nd Ld-Writethru", "1stLd-Writethru", "UPDATE 2", "Adv03"; may be empty */
    static Lead of(String version) {
        Part part = Part.WHOLE;
        int number = 0;
        int leads = 0;
        boolean update = false;
        boolean whole = false;
        List<String> words = words(version);
        for (int i = 0; i < words.size(); i++) {
            int before = i > 0 ? ordinal(words.get(i - 1)) : 0;
            int after = i + 1 < words.size() ? plain(words.get(i + 1)) : 0;
            switch (words.get(i)) {
                case "ld", "lead", "leadall", "leadoptional" -> {
                    leads = Math.max(leads, Math.max(before, 1));
                    update = true;
                }
                case "writethru", "writethrough", "writethr" -> {
                    whole = true;
                    update = true;
                    leads = Math.max(leads, 1);
                }
                case "update", "wrapup" -> {
                    leads = Math.max(leads, Math.max(after, 1));
                    update = true;
                }
                case "add" -> {
                    part = Part.ADD;
                    number = Math.max(before, 1);
                }
                case "insert" -> {
                    part = Part.INSERT;
                    number = Math.max(before, after);
                }
                case "sub", "subs" -> {
                    part = Part.SUB;
                    number = Math.max(before, after);
                }
                case "take" -> {
                    // "2 takes" announces two; "take 2" and "2nd take" are the second.
                    number = Math.max(before, after);
                    part = number > 1 ? Part.TAKE : part;
                }
                case "correction", "corrective", "clarification" -> part = part == Part.WHOLE ? Part.CORRECTION : part;
                case "advisory" -> part = Part.ADVISORY;
                case "kill", "elimination" -> part = Part.KILL;
                case "withhold", "withheld" -> part = Part.WITHHOLD;
                default -> {
                    // Says nothing about versions.
                }
            }
        }
        if (part == Part.CORRECTION && whole) {
            // Corrected and sent anew from top to bottom.
            part = Part.WHOLE;
        }
        return new Lead(part, number, 1 + leads, update);
    }

    /** Does it stand for the whole story, or do away with it? */
    boolean concernsWhole() {
        return part == Part.WHOLE || part == Part.KILL || part == Part.WITHHOLD;
    }

    /** "1stLd-Writethru" is 1st, ld, writethru. */
    private static List<String> words(String version) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String lower = version.toLowerCase(Locale.ROOT);
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            boolean part = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!part || isOrdinal(word)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            }
            if (part) {
                word.append(c);
            }
        }
        return words;
    }

    private static boolean isOrdinal(CharSequence word) {
        int length = word.length();
        if (length < 3
                || length > 4
                || !Character.isDigit(word.charAt(0))
                || Character.isDigit(word.charAt(length - 2))) {
            return false;
        }
        String end = word.subSequence(length - 2, length).toString();
        return end.equals("st") || end.equals("nd") || end.equals("rd") || end.equals("th");
    }

    private static int ordinal(String word) {
        return isOrdinal(word) ? plain(word.substring(0, word.length() - 2)) : plain(word);
    }

    private static int plain(String word) {
        return DayTime.isDigits(word, 1, 2) ? Integer.parseInt(word) : 0;
    }
}
