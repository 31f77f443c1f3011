package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.Paragraphs;
import java.util.ArrayList;
import java.util.List;

/**
 * The story below the head. A paragraph begins with a tab or an indent; a line with {@code ^} is a heading, and what stands
 * below it without an indent is a table, row by row. For one message; not thread-safe.
 */
final class AnpaBody {
    private static final int SHORT_LINE = 76;

    private final List<String> blocks = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private boolean inTable;

    private AnpaBody(boolean table) {
        this.inTable = table;
    }

    /**
     * The story's text, paragraphs parted by a blank line.
     *
     * @param lines without control characters
     * @param table does the header say that it is a table?
     */
    static String of(List<String> lines, boolean table) {
        AnpaBody body = new AnpaBody(table);
        for (String line : lines) {
            body.line(line);
        }
        body.close();
        return String.join("\n\n", body.lists());
    }

    private void line(String written) {
        String line = withoutMarks(written);
        boolean heading = written.startsWith("^");
        boolean indented = written.startsWith("\t") || written.startsWith("  ");
        if (line.isBlank()) {
            closeProse();
            return;
        }
        if (heading) {
            close();
            inTable = true;
            rows.add(Typography.row(line.stripTrailing()));
            return;
        }
        if (indented && !Typography.isParted(line)) {
            if (inTable) {
                close();
                inTable = false;
            }
            closeProse();
            prose.add(Typography.prose(line.strip()));
        } else if (inTable || Typography.isParted(line)) {
            closeProse();
            rows.add(Typography.row(line.stripTrailing()));
        } else {
            closeRows();
            prose.add(Typography.prose(line.stripTrailing()));
        }
    }

    private void close() {
        closeProse();
        closeRows();
    }

    private void closeProse() {
        if (!prose.isEmpty()) {
            closeRows();
            blocks.add(Paragraphs.of(prose));
            prose.clear();
        }
    }

    private void closeRows() {
        if (!rows.isEmpty()) {
            blocks.add(String.join("\n", rows));
            rows.clear();
        }
    }

    /** Short paragraphs below a heading are a list: results, fixtures. */
    private List<String> lists() {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            StringBuilder block = new StringBuilder(blocks.get(i));
            boolean heading = block.indexOf("___") != 0
                    && block.length() < SHORT_LINE
                    && block.indexOf("\n") < 0
                    && !endsSentence(block);
            int end = i + 1;
            while (heading && end < blocks.size() && isListed(blocks.get(end))) {
                end++;
            }
            if (heading && end - i > 2) {
                for (int k = i + 1; k < end; k++) {
                    block.append('\n').append(blocks.get(k));
                }
                i = end - 1;
            }
            out.add(block.toString());
        }
        return out;
    }

    private static boolean isListed(String block) {
        return block.length() < SHORT_LINE
                && block.indexOf('\n') < 0
                && !block.startsWith("___")
                && !endsSentence(block);
    }

    private static boolean endsSentence(CharSequence block) {
        char last = block.length() == 0 ? '.' : block.charAt(block.length() - 1);
        boolean abbreviated =
                block.toString().endsWith(".m.") || block.toString().endsWith("ppd.");
        return (last == '.' || last == '?' || last == '!' || last == '\u201d') && !abbreviated;
    }

    /** Without the marks of lines' beginnings and ends. */
    private static String withoutMarks(String line) {
        int end = line.stripTrailing().length();
        while (end > 0 && (line.charAt(end - 1) == '<' || line.charAt(end - 1) == '^' || line.charAt(end - 1) == ' ')) {
            end--;
        }
        boolean centred = end > 1 && line.charAt(end - 1) == '=';
        String bare = line.substring(0, centred ? end - 1 : end);
        int start = 0;
        while (start < bare.length() && bare.charAt(start) == '^') {
            start++;
        }
        return bare.substring(start).replace("^", "");
    }
}
