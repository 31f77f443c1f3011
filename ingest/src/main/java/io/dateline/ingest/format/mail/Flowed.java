package io.dateline.ingest.format.mail;

/** Text in format=flowed (RFC 3676): a line that ends in a space goes on in the next one. Thread-safe. */
final class Flowed {
    private Flowed() {}

    /**
     * The text with its paragraphs in one line each.
     *
     * @param deleteSpace is the space before the break not part of the text (DelSp=yes)?
     */
    static String unwrapped(String text, boolean deleteSpace) {
        StringBuilder out = new StringBuilder(text.length());
        boolean flowing = false;
        int depth = 0;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            String line = text.substring(start, end < 0 ? text.length() : end);
            line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            int quotes = 0;
            while (quotes < line.length() && line.charAt(quotes) == '>') {
                quotes++;
            }
            String content = line.substring(quotes);
            // A space is stuffed before lines that would look like something else.
            content = content.startsWith(" ") ? content.substring(1) : content;
            boolean signature = content.equals("-- ");
            boolean joined = flowing && quotes == depth && !signature;
            if (!joined) {
                newLine(out, quotes);
            }
            boolean soft = content.endsWith(" ") && !signature;
            out.append(soft && deleteSpace ? content.substring(0, content.length() - 1) : content);
            flowing = soft;
            depth = quotes;
            start = next;
        }
        return out.toString();
    }

    private static void newLine(StringBuilder out, int quotes) {
        if (out.length() > 0) {
            out.append('\n');
        }
        if (quotes > 0) {
            out.append(">".repeat(Math.min(quotes, 20))).append(' ');
        }
    }
}
