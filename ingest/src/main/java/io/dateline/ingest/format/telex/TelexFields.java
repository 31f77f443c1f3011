package io.dateline.ingest.format.telex;

import io.dateline.ingest.format.textwire.DayTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The marked lines at the top of a telex, each field by the character that it begins with, in the dialects of AAP and of
 * those who send through it. For one message; not thread-safe.
 */
final class TelexFields {
    private static final String MARKS = "$:=^*&+%#@";
    private static final int LONGEST = 200;
    private static final int LONGEST_CODE = 12;

    private String service;
    private String category;
    private String subject;
    private String slugline;
    private String headline;
    private String urgency;
    private boolean table;
    private boolean zczc;
    private final List<String> codes = new ArrayList<>();

    private TelexFields() {}

    /** Takes the line with ZCZC and the marked lines below it off the beginning. */
    static TelexFields takenFrom(List<String> lines) {
        TelexFields fields = new TelexFields();
        fields.start(lines);
        fields.marked(lines);
        fields.codes(lines);
        return fields;
    }

    /** What stands behind ZCZC; null without. */
    String service() {
        return service;
    }

    /** Letter of the category; null without. */
    String category() {
        return category;
    }

    /** IPTC's subject code; null without. */
    String subject() {
        return subject;
    }

    /** Null without. */
    String slugline() {
        return slugline;
    }

    /** Null without. */
    String headline() {
        return headline;
    }

    /** Letter of the priority; null without. */
    String urgency() {
        return urgency;
    }

    /** Does a field say that the text is in columns? */
    boolean isTable() {
        return table;
    }

    /** Codes for lines and desks, as written. */
    List<String> codes() {
        return codes;
    }

    private void start(List<String> lines) {
        dropBlank(lines);
        // Plus signs and such open the line before the message begins.
        if (lines.size() > 1
                && lines.get(0).chars().noneMatch(Character::isLetterOrDigit)
                && lines.get(1).strip().startsWith("ZCZC")) {
            lines.remove(0);
        }
        if (!lines.isEmpty() && lines.get(0).strip().startsWith("ZCZC")) {
            zczc = true;
            String rest = lines.remove(0).strip().substring(4).strip();
            service = rest.isEmpty() || rest.length() > LONGEST_CODE * 2 ? null : rest;
            dropBlank(lines);
        }
    }

    private void marked(List<String> lines) {
        List<String> marked = new ArrayList<>();
        while (!lines.isEmpty() && isMarked(lines.get(0))) {
            marked.add(lines.remove(0).strip());
        }
        boolean hats = marked.stream().anyMatch(line -> line.startsWith("^") && line.length() > 1);
        boolean hashes = marked.stream().anyMatch(line -> line.startsWith("#"));
        String colon = null;
        for (String line : marked) {
            String value = line.substring(1).strip();
            if (value.isEmpty()) {
                continue;
            }
            switch (line.charAt(0)) {
                case '$' -> category = value;
                case '*' -> table = value.startsWith("T");
                case '+' -> subject = DayTime.isDigits(value, 8, 8) ? value : null;
                case '^' -> headline = value;
                case ':' -> colon = value;
                case '#' -> slugline = value;
                case '%', '&' -> codes.add(value);
                default -> {
                    // No other character is a mark.
                }
            }
        }
        if (colon != null && hats) {
            slugline = colon;
        } else if (colon != null) {
            boolean dated = hashes && colon.chars().noneMatch(Character::isLetter);
            headline = dated ? slugline + " " + colon : colon;
        }
    }

    private static boolean isMarked(String line) {
        String text = line.strip();
        return !text.isEmpty()
                && text.length() <= LONGEST
                && MARKS.indexOf(text.charAt(0)) >= 0
                && (text.length() == 1 || text.charAt(1) != ' ' || text.charAt(0) == ':');
    }

    /** "YY TDR", "T M", and the line with priority, slug and date that was shared with ANPA. */
    private void codes(List<String> lines) {
        dropBlank(lines);
        while (lines.size() > 1) {
            String line = lines.get(0).strip();
            String[] words = line.split("\\s+");
            boolean anpa = words.length >= 3 && words.length <= 7 && words[0].length() == 1 && hasSlug(words);
            boolean code = line.length() <= LONGEST_CODE && words.length <= 3 && isCode(words)
                    || zczc && isNumbered(line, words);
            if (!anpa && !code) {
                return;
            }
            lines.remove(0);
            if (anpa) {
                urgency = words[0];
                category = words[1].length() == 1 ? words[1] : category;
            } else {
                codes.add(line);
            }
            dropBlank(lines);
        }
    }

    private boolean hasSlug(String[] words) {
        for (int i = 1; i < words.length && i < 4; i++) {
            String word = words[i];
            if (word.length() > 4
                    && word.charAt(2) == '-'
                    && List.of("BC", "AM", "PM").contains(word.substring(0, 2).toUpperCase(Locale.ROOT))) {
                slugline = word;
                return true;
            }
        }
        return false;
    }

    /** Groups of at most three capitals, of which no word is made. */
    private static boolean isCode(String[] words) {
        for (String word : words) {
            if (word.length() > 3 || !word.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '^')) {
                return false;
            }
        }
        return true;
    }

    /** "XAA79315", "YPOL123_SXA_QBXB", "R CRO S04 QBXB", "TASS 045": short groups of capitals, and digits among them. */
    private static boolean isNumbered(String line, String[] words) {
        boolean digit = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean known = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ' ' || c == '_' || c == '/';
            if (!known) {
                return false;
            }
            digit |= c >= '0' && c <= '9';
        }
        int longest = 0;
        for (String word : words) {
            longest = Math.max(longest, word.length());
        }
        return digit && (words.length == 1 ? longest <= 2 * LONGEST_CODE : words.length <= 4 && longest <= 4);
    }

    private static void dropBlank(List<String> lines) {
        while (!lines.isEmpty() && lines.get(0).isBlank()) {
            lines.remove(0);
        }
    }
}
