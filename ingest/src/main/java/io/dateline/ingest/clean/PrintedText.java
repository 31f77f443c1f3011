package io.dateline.ingest.clean;

import java.util.ArrayList;
import java.util.List;

/** Text inside one element of markup that was broken into lines for a printer before. Thread-safe. */
final class PrintedText {
    private static final int INDENT = 2;
    private static final int MIN_WIDTH = 40;
    private static final int MAX_WIDTH = 90;
    /** An indent that is gone, or a compositor's mercy. */
    private static final int SLACK = 4;

    private PrintedText() {}

    /**
     * Paragraphs parted by a blank line: blank lines and indents begin one, tables keep their rows, other line ends are
     * blanks, as markup has it.
     *
     * @return null for text that markup alone parts: one paragraph, with the indents that pretty-printing leaves
     */
    static String paragraphs(String text) {
        if (text.indexOf('\n') < 0) {
            return null;
        }
        StringBuilder out = new StringBuilder(text.length());
        int paragraphs = 0;
        for (List<String> block : blocks(text)) {
            out.append(out.length() == 0 ? "" : "\n\n");
            paragraphs += block(block, out);
        }
        return paragraphs > 1 ? out.toString() : null;
    }

    /**
     * The lines as one, when all but the last are full: the next line's first word would not have fitted.
     *
     * @return null for lines that somebody broke on purpose, as in an address
     */
    static String joined(String text) {
        List<String> lines = new ArrayList<>();
        int width = 0;
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                lines.add(line.strip());
                width = Math.max(width, line.strip().length());
            }
        }
        if (lines.size() < 3 || width < MIN_WIDTH || width > MAX_WIDTH) {
            return null;
        }
        for (int i = 0; i + 1 < lines.size(); i++) {
            String next = lines.get(i + 1);
            int word = next.indexOf(' ') < 0 ? next.length() : next.indexOf(' ');
            if (lines.get(i).length() + 1 + word <= width - SLACK) {
                return null;
            }
        }
        return String.join(" ", lines);
    }

    private static List<List<String>> blocks(String text) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : text.split("\\r?\n", -1)) {
            if (!line.isBlank()) {
                block.add(line.stripTrailing());
            } else if (!block.isEmpty()) {
                blocks.add(block);
                block = new ArrayList<>();
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }

    /** Writes a block; how many paragraphs? */
    private static int block(List<String> lines, StringBuilder out) {
        int margin = Integer.MAX_VALUE;
        for (int i = 1; i < lines.size(); i++) {
            margin = Math.min(margin, indent(lines.get(i)));
        }
        out.append(lines.get(0).strip());
        int paragraphs = 1;
        boolean started = true;
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            String before = lines.get(i - 1);
            boolean indented = indent(line) - margin >= INDENT;
            if (isRow(line) || isRow(before)) {
                out.append('\n').append(line.strip());
                started = false;
            } else if (indented && (started && indent(before) - margin >= INDENT || endsSentence(before))
                    || isItem(line) && indent(line) > 0) {
                out.append("\n\n").append(line.strip());
                paragraphs++;
                started = true;
            } else {
                out.append(' ').append(line.strip());
                started = false;
            }
        }
        return paragraphs;
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    private static boolean isRow(String line) {
        String inner = line.strip();
        return inner.contains("   ") || inner.indexOf('\t') >= 0;
    }

    private static boolean isItem(String line) {
        String inner = line.strip();
        return inner.startsWith("* ") || inner.startsWith("- ") || inner.startsWith("\u2022 ");
    }

    private static boolean endsSentence(String line) {
        return ".?!:\u2026\"'\u201d\u2019\u00bb)".indexOf(line.charAt(line.length() - 1)) >= 0;
    }
}
