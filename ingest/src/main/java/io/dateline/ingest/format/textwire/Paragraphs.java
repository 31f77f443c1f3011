package io.dateline.ingest.format.textwire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts together the paragraphs of a text that was broken into lines for a printer. Paragraphs begin after a blank line or
 * with an indent. Lines are joined only where the first was full, or where a sentence plainly goes on; tables, lists and
 * results keep their lines and their columns. Thread-safe.
 */
public final class Paragraphs {
    private static final int MIN_WIDTH = 34;
    private static final int MAX_WIDTH = 110;
    private static final int SLACK = 3;
    private static final int FEW_LINES = 4;
    private static final int LONGEST_ITEM = 20;

    private Paragraphs() {}

    /** The text with its paragraphs parted by a blank line. */
    public static String of(List<String> lines) {
        int width = width(lines);
        List<String> paragraphs = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                close(block, width, paragraphs);
            } else {
                block.add(line.stripTrailing());
            }
        }
        close(block, width, paragraphs);
        return String.join("\n\n", paragraphs);
    }

    private static void close(List<String> block, int width, List<String> paragraphs) {
        if (!block.isEmpty()) {
            block(block, width, paragraphs);
            block.clear();
        }
    }

    /** Lines without a blank one between them: a table, or paragraphs that begin with an indent. */
    private static void block(List<String> lines, int width, List<String> paragraphs) {
        if (isTable(lines)) {
            paragraphs.add(table(lines));
            return;
        }
        int at = 0;
        while (at < lines.size()) {
            int end = at + 1;
            if (isRow(lines.get(at))) {
                while (end < lines.size() && isRow(lines.get(end))) {
                    end++;
                }
            } else {
                while (end < lines.size() && !isRow(lines.get(end)) && !startsParagraph(lines, end)) {
                    end++;
                }
            }
            List<String> part = lines.subList(at, end);
            paragraphs.add(part.size() > 1 && isRow(part.get(0)) ? table(part) : join(part, width));
            at = end;
        }
    }

    private static boolean startsParagraph(List<String> lines, int at) {
        String line = lines.get(at);
        if (!isIndented(line) || isHanging(lines, at)) {
            return false;
        }
        // Where every line is indented alike, the indent means nothing.
        return !(isIndented(lines.get(at - 1))
                && indent(lines.get(at - 1)) == indent(line)
                && !isFirstOfParagraph(lines, at - 1));
    }

    private static boolean isFirstOfParagraph(List<String> lines, int at) {
        return at == 0
                || !isIndented(lines.get(at - 1))
                || indent(lines.get(at - 1)) != indent(lines.get(at))
                || at == 0;
    }

    /** The second line of an item of a list stands under its text. */
    private static boolean isHanging(List<String> lines, int at) {
        for (int i = at - 1; i >= Math.max(0, at - LONGEST_ITEM); i--) {
            if (isItem(lines.get(i))) {
                return indent(lines.get(at)) == itemIndent(lines.get(i));
            }
            if (indent(lines.get(i)) != indent(lines.get(at))) {
                return false;
            }
        }
        return false;
    }

    private static int itemIndent(String line) {
        int mark = indent(line);
        return mark + 2;
    }

    private static String table(List<String> lines) {
        int margin = Integer.MAX_VALUE;
        for (String line : lines) {
            margin = Math.min(margin, indent(line));
        }
        StringBuilder table = new StringBuilder();
        for (String line : lines) {
            table.append(table.length() == 0 ? "" : "\n").append(line.substring(margin));
        }
        return table.toString();
    }

    private static boolean isTable(List<String> lines) {
        int rows = 0;
        for (String line : lines) {
            rows += isRow(line) ? 1 : 0;
        }
        return lines.size() > 1 && rows * 2 > lines.size();
    }

    /** A line with columns: tabs, bars, wide gaps or leaders within it. */
    static boolean isRow(String line) {
        String inner = line.strip();
        return inner.indexOf('\t') > 0
                || inner.startsWith("|")
                || inner.contains("   ")
                || inner.contains(". . .") && !inner.contains(". . . .\"")
                || inner.contains(".....");
    }

    private static String join(List<String> lines, int width) {
        StringBuilder out = new StringBuilder(lines.get(0).strip());
        for (int i = 1; i < lines.size(); i++) {
            String before = lines.get(i - 1);
            String line = lines.get(i);
            if (goesOn(before, line, width)) {
                out.append(endsInHyphen(before) ? "" : " ").append(line.strip());
            } else {
                out.append('\n').append(line.strip());
            }
        }
        return out.toString();
    }

    private static boolean goesOn(String before, String line, int width) {
        String next = line.strip();
        int firstWord = next.indexOf(' ') < 0 ? next.length() : next.indexOf(' ');
        boolean full = width > 0
                && before.length() + 1 + firstWord > width - SLACK
                && before.length() <= MAX_WIDTH
                && before.strip().indexOf(' ') > 0;
        if (isItem(line)) {
            // A dash within a sentence can come to stand at a line's beginning; an item's text begins with a capital.
            boolean dash = next.charAt(0) == '-' || next.charAt(0) == '\u2013';
            return full && dash && !isItem(before) && Character.isLowerCase(next.codePointAt(2));
        }
        if (full) {
            return true;
        }
        char last = before.charAt(before.length() - 1);
        boolean lower = Character.isLowerCase(next.codePointAt(0));
        boolean open = Character.isLetterOrDigit(last) || last == ',' || last == '-';
        return lower && open && before.length() >= MIN_WIDTH;
    }

    private static boolean isItem(String line) {
        String inner = line.strip();
        return inner.startsWith("- ")
                || inner.startsWith("* ")
                || inner.startsWith("+ ")
                || inner.startsWith("\u2022 ")
                || inner.startsWith("\u2013 ");
    }

    /** A hyphen at the end is the word's own, or the compositor's: it stays, the space does not come. */
    private static boolean endsInHyphen(String line) {
        int last = line.length() - 1;
        return last > 0 && line.charAt(last) == '-' && Character.isLetter(line.charAt(last - 1));
    }

    private static boolean isIndented(String line) {
        return line.charAt(0) == '\t' || line.startsWith("  ");
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /**
     * The width that the lines were broken to: where the longest of them pile up. One line that is longer, such as an
     * address, does not change it. 0 when they were not broken.
     */
    private static int width(List<String> lines) {
        int[] lengths = new int[MAX_WIDTH + 1];
        int count = 0;
        int longer = 0;
        for (String line : lines) {
            int length = line.stripTrailing().length();
            if (length > MAX_WIDTH) {
                longer++;
            } else if (length >= MIN_WIDTH && !isRow(line)) {
                lengths[length]++;
                count++;
            }
        }
        if (count == 0 || longer * 2 > count) {
            return 0;
        }
        int needed = count <= FEW_LINES ? 1 : Math.max(2, count / 12);
        int seen = 0;
        int[] above = Arrays.copyOf(lengths, lengths.length);
        for (int width = MAX_WIDTH; width >= MIN_WIDTH; width--) {
            seen += above[width];
            if (seen >= needed) {
                return widest(above, width);
            }
        }
        return 0;
    }

    /** A few columns wider, when a line of nearly this width is there too. */
    private static int widest(int[] lengths, int width) {
        int widest = width;
        for (int i = width; i < Math.min(lengths.length, width + SLACK + 1); i++) {
            widest = lengths[i] > 0 ? i : widest;
        }
        return widest;
    }
}
