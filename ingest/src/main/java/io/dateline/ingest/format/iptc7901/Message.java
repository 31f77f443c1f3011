package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.MessageText;
import io.dateline.ingest.format.textwire.WireDateline;
import java.util.List;

/**
 * A message taken apart by its control characters; by its look where these were lost on the way.
 *
 * @param header its first line
 * @param keywords the keyword line, without the last slash; null without
 * @param lines the text between STX and ETX, line by line
 * @param sent when it was sent; null when it doesn't say
 * @param isEnded was its end there: ETX, or the time?
 * @param rings how many bells are in it
 */
record Message(Header header, String keywords, List<String> lines, DayTime sent, boolean isEnded, int rings) {
    private static final int HEADER_LINES = 4;
    private static final int LONGEST_KEYWORDS = 160;
    private static final int LONGEST_TITLE = 60;
    private static final int TITLE_LINES = 5;

    /** The message in a text; null when there is no header. */
    static Message of(String text) {
        MessageText parts = MessageText.of(text);
        boolean framed = !parts.head().isEmpty();
        Header header = takeHeader(parts.top());
        if (header == null) {
            return null;
        }
        String keywords = framed ? join(parts.head()) : null;
        // Some put the keywords below STX, as the first line of the text.
        keywords = keywords == null ? takeKeywords(parts.body()) : keywords;
        DayTime sent = parts.sentBehind() == null ? parts.takeTime() : parts.sentBehind();
        int rings = (int) text.chars().filter(c -> c == 7).count();
        return new Message(header, withoutSlash(keywords), parts.body(), sent, parts.isEnded() || sent != null, rings);
    }

    /** The header, taken out of the first lines that are not blank. */
    private static Header takeHeader(List<String> lines) {
        int looked = 0;
        while (!lines.isEmpty() && looked < HEADER_LINES) {
            String line = lines.remove(0);
            if (!MessageText.strip(line).isEmpty()) {
                looked++;
                Header header = Header.of(MessageText.strip(line));
                if (header != null) {
                    return header;
                }
            }
        }
        return null;
    }

    /**
     * Not above STX: the keywords are the first line below the header, when it ends with a slash, or is words that are joined
     * by hyphens or slashes above a headline, or when it stands apart and a headline that is marked with "=" follows.
     */
    private static String takeKeywords(List<String> lines) {
        while (!lines.isEmpty() && MessageText.strip(lines.get(0)).isEmpty()) {
            lines.remove(0);
        }
        if (lines.isEmpty()) {
            return null;
        }
        String first = MessageText.strip(lines.get(0));
        boolean keywords = first.endsWith("/") && first.length() <= LONGEST_KEYWORDS
                || first.length() <= LONGEST_TITLE && (isAboveHeadline(lines) || isJoined(first) && hasTitle(lines));
        return keywords ? MessageText.strip(lines.remove(0)) : null;
    }

    /** Is the first line followed by a blank one, and then by lines of which one ends with "="? */
    private static boolean isAboveHeadline(List<String> lines) {
        if (lines.size() < 3
                || !MessageText.strip(lines.get(1)).isEmpty()
                || lines.get(0).strip().endsWith("=")) {
            return false;
        }
        for (int i = 2; i < Math.min(lines.size(), 2 + TITLE_LINES); i++) {
            String line = MessageText.strip(lines.get(i));
            if (line.isEmpty()) {
                return false;
            }
            if (line.endsWith("=")) {
                return true;
            }
        }
        return false;
    }

    /** "France-politique-budget", "Banken/Hypo/Kärnten": words without a gap between them. */
    private static boolean isJoined(String line) {
        int joints = 0;
        for (int i = 1; i + 1 < line.length(); i++) {
            char c = line.charAt(i);
            boolean between = Character.isLetter(line.charAt(i - 1)) && Character.isLetterOrDigit(line.charAt(i + 1));
            joints += (c == '-' || c == '/') && between ? 1 : 0;
            if (c <= ' ') {
                return false;
            }
        }
        return joints > 0;
    }

    /** Is the next line that is not blank no beginning of a story? */
    private static boolean hasTitle(List<String> lines) {
        String next = "";
        for (int i = 1; i < lines.size() && next.isEmpty(); i++) {
            next = MessageText.strip(lines.get(i));
        }
        return !next.isEmpty() && next.length() < 2 * LONGEST_TITLE && WireDateline.of(next + " ") == null;
    }

    private static String join(List<String> lines) {
        StringBuilder joined = new StringBuilder();
        for (String line : lines) {
            String bare = MessageText.strip(line);
            if (!bare.isEmpty() && joined.length() < LONGEST_KEYWORDS) {
                joined.append(joined.length() == 0 || joined.charAt(joined.length() - 1) == '/' ? "" : " ")
                        .append(bare);
            }
        }
        return joined.length() == 0 ? null : joined.toString();
    }

    private static String withoutSlash(String keywords) {
        if (keywords == null) {
            return null;
        }
        int end = keywords.length();
        while (end > 0 && (keywords.charAt(end - 1) == '/' || keywords.charAt(end - 1) == ' ')) {
            end--;
        }
        return end == 0 ? null : keywords.substring(0, end);
    }
}
