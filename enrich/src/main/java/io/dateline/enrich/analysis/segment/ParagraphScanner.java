package io.dateline.enrich.analysis.segment;

/**
 * Finds the paragraphs: stretches parted by blank lines. A single line break parts them too, unless the text is wrapped
 * at a fixed width as old agency copy is, where only an indented line begins a new one.
 */
final class ParagraphScanner {
    /** Lines of wrapped copy are no longer than this. */
    private static final int WRAPPED_WIDTH = 100;

    private final String text;
    private final IntList starts = new IntList();
    private final IntList ends = new IntList();

    private ParagraphScanner(String text) {
        this.text = text;
    }

    /** Starts and ends of the paragraphs, in turn. */
    static int[][] scan(String text) {
        ParagraphScanner scanner = new ParagraphScanner(text);
        scanner.run(scanner.isWrapped());
        return new int[][] {scanner.starts.toArray(), scanner.ends.toArray()};
    }

    /** Wrapped copy has several lines that are followed by another at once, none long and most of them about full. */
    private boolean isWrapped() {
        int continued = 0;
        int full = 0;
        int longest = 0;
        int previous = 0;
        for (int at = 0; at < text.length(); ) {
            int end = lineEnd(at);
            int length = isBlank(at, end) ? 0 : end - at;
            longest = Math.max(longest, length);
            if (previous > 0 && length > 0) {
                continued++;
                full += previous >= 45 ? 1 : 0;
            }
            previous = length;
            at = end + 1;
        }
        return continued >= 3 && longest <= WRAPPED_WIDTH && full * 10 >= continued * 7;
    }

    private void run(boolean wrapped) {
        boolean open = false;
        for (int at = 0; at < text.length(); ) {
            int end = lineEnd(at);
            if (isBlank(at, end)) {
                open = false;
            } else if (open && wrapped && !isIndented(at, end)) {
                ends.removeLast();
                ends.add(end);
            } else {
                starts.add(at);
                ends.add(end);
                open = true;
            }
            at = end + 1;
        }
    }

    private int lineEnd(int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\u2029') {
            i++;
        }
        return i;
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Chars.isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isIndented(int start, int end) {
        return end - start > 1
                && (text.charAt(start) == '\t' || text.charAt(start) == ' ' && text.charAt(start + 1) == ' ');
    }
}
