package io.dateline.ingest.clean;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the paragraphs of plain text. Lines are joined only where they were clearly broken to fit a width: the next
 * line's first word would not have fitted. Tables, lists and contact lines keep their lines. Thread-safe.
 */
final class Lines {
    private static final int MIN_WIDTH = 40;
    private static final int MAX_WIDTH = 100;

    private Lines() {}

    /** The text with its paragraphs parted by a blank line, and lines that belong together joined. */
    static String paragraphs(String text) {
        List<List<String>> blocks = blocks(text);
        int width = width(blocks);
        List<String> paragraphs = new ArrayList<>();
        boolean noBlankLines = blocks.size() == 1 && blocks.get(0).size() > 1;
        for (List<String> block : blocks) {
            for (List<String> part : isTable(block) ? List.of(block) : splitAtIndents(block, width)) {
                paragraphs.addAll(join(part, width, noBlankLines));
            }
        }
        return String.join("\n\n", paragraphs);
    }

    /** Runs of lines that are not blank, without trailing spaces. */
    private static List<List<String>> blocks(String text) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end).stripTrailing();
            if (!line.isEmpty()) {
                block.add(line);
            } else if (!block.isEmpty()) {
                blocks.add(dedented(block));
                block = new ArrayList<>();
            }
            start = end + 1;
        }
        if (!block.isEmpty()) {
            blocks.add(dedented(block));
        }
        return blocks;
    }

    /** The width that the text was broken to, or 0 when it was not: a line is longer than any such width. */
    private static int width(List<List<String>> blocks) {
        int longest = 0;
        for (List<String> block : blocks) {
            for (String line : block) {
                longest = Math.max(longest, line.length());
            }
        }
        return longest >= MIN_WIDTH && longest <= MAX_WIDTH ? longest : 0;
    }

    /** Columns: a tab or a wide gap within most of the lines. */
    private static boolean isTable(List<String> block) {
        int columns = 0;
        for (String line : block) {
            String inner = line.strip();
            if (inner.indexOf('\t') >= 0
                    || inner.contains("   ")
                    || inner.contains(" . . ")
                    || inner.contains(".....")) {
                columns++;
            }
        }
        return block.size() > 1 && columns * 2 > block.size();
    }

    /** Without the indent that all lines have, or all but the first, as pretty-printed markup leaves them. */
    private static List<String> dedented(List<String> block) {
        int common = Integer.MAX_VALUE;
        boolean sentencesEnd = true;
        for (int i = 1; i < block.size(); i++) {
            common = Math.min(common, indentOf(block.get(i)));
            sentencesEnd &= endsSentence(block.get(i - 1));
        }
        int first = indentOf(block.get(0));
        boolean hanging = first == 0 && block.size() > 2 && !sentencesEnd;
        if (block.size() == 1 || common == 0 || first < common && !hanging) {
            return block;
        }
        List<String> lines = new ArrayList<>(block.size());
        for (String line : block) {
            lines.add(line.substring(Math.min(common, indentOf(line))));
        }
        return lines;
    }

    /** Old wires begin a paragraph with an indent instead of a blank line, where the line before it has ended. */
    private static List<List<String>> splitAtIndents(List<String> block, int width) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String line : block) {
            if (!part.isEmpty() && indentOf(line) > 0) {
                String before = part.get(part.size() - 1);
                if (endsSentence(before) || width > 0 && !isBroken(before, line, width)) {
                    parts.add(part);
                    part = new ArrayList<>();
                }
            }
            part.add(line);
        }
        parts.add(part);
        return parts;
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    private static boolean endsSentence(String line) {
        return ".?!:…\"'”’»)".indexOf(line.charAt(line.length() - 1)) >= 0;
    }

    private static List<String> join(List<String> lines, int width, boolean linesAreParagraphs) {
        List<String> paragraphs = new ArrayList<>();
        boolean table = isTable(lines);
        StringBuilder paragraph =
                new StringBuilder(table ? lines.get(0) : lines.get(0).strip());
        for (int i = 1; i < lines.size(); i++) {
            String before = lines.get(i - 1);
            String line = lines.get(i);
            if (table) {
                paragraph.append('\n').append(line);
            } else if (width > 0 && isBroken(before, line, width)) {
                // A hyphen at the end is the word's own, or the compositor's: it stays, the space does not come.
                paragraph.append(endsInHyphen(before) ? "" : " ").append(line.strip());
            } else if (linesAreParagraphs && (endsSentence(before) || before.length() > MAX_WIDTH)) {
                paragraphs.add(paragraph.toString());
                paragraph = new StringBuilder(line.strip());
            } else {
                paragraph.append('\n').append(line.strip());
            }
        }
        paragraphs.add(paragraph.toString());
        return paragraphs;
    }

    private static boolean isBroken(String line, String next, int width) {
        String following = next.strip();
        int wordEnd = 0;
        while (wordEnd < following.length() && following.charAt(wordEnd) != ' ') {
            wordEnd++;
        }
        return line.length() + 1 + wordEnd > width
                && line.length() >= MIN_WIDTH / 2
                && line.strip().indexOf(' ') > 0
                && !isItem(following);
    }

    private static boolean isItem(String line) {
        return line.startsWith("- ") || line.startsWith("* ") || line.startsWith("• ") || line.startsWith("– ");
    }

    private static boolean endsInHyphen(String line) {
        int last = line.length() - 1;
        return last > 0 && line.charAt(last) == '-' && Character.isLetter(line.charAt(last - 1));
    }
}
