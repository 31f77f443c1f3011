package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.MessageReader;
import java.util.ArrayList;
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
    private static final int TRAILER_LINES = 6;
    private static final int LONGEST_KEYWORDS = 160;
    private static final int LONGEST_TITLE = 60;
    private static final int TITLE_LINES = 5;

    /** The message in a text; null when there is no header. */
    static Message of(String text) {
        int soh = text.lastIndexOf(MessageReader.SOH);
        String whole = soh < 0 ? text : text.substring(soh + 1);
        int stx = whole.indexOf(MessageReader.STX);
        int etx = whole.indexOf(MessageReader.ETX, Math.max(stx, 0));
        String top = stx < 0 ? "" : whole.substring(0, stx);
        String middle = whole.substring(stx + 1, etx < 0 ? whole.length() : etx);
        List<String> head = stx < 0 ? new ArrayList<>() : lines(top);
        List<String> body = lines(middle);
        Header header = stx < 0 ? takeHeader(body) : takeHeader(head);
        if (header == null) {
            return null;
        }
        String keywords = stx < 0 ? takeKeywords(body) : join(head);
        DayTime sent = etx < 0 ? null : firstTime(lines(whole.substring(etx + 1)));
        if (sent == null) {
            sent = takeTime(body);
        }
        int rings = (int) whole.chars().filter(c -> c == 7).count();
        return new Message(header, withoutSlash(keywords), body, sent, etx >= 0 || sent != null, rings);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (!bare.equals("NNNN") && !bare.equals("ZCZC") && !bare.startsWith("ZCZC ")) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The header, taken out of the first lines that are not blank. */
    private static Header takeHeader(List<String> lines) {
        int looked = 0;
        while (!lines.isEmpty() && looked < HEADER_LINES) {
            String line = lines.remove(0);
            if (!strip(line).isEmpty()) {
                looked++;
                Header header = Header.of(strip(line));
                if (header != null) {
                    return header;
                }
            }
        }
        return null;
    }

    /**
     * Without STX: the keywords are the first line below the header, when it ends with a slash, or when it stands apart and a
     * headline that is marked with "=" follows.
     */
    private static String takeKeywords(List<String> lines) {
        while (!lines.isEmpty() && strip(lines.get(0)).isEmpty()) {
            lines.remove(0);
        }
        if (lines.isEmpty()) {
            return null;
        }
        String first = strip(lines.get(0));
        boolean keywords = first.endsWith("/") && first.length() <= LONGEST_KEYWORDS
                || first.length() <= LONGEST_TITLE && isAboveHeadline(lines);
        return keywords ? strip(lines.remove(0)) : null;
    }

    /** Is the first line followed by a blank one, and then by lines of which one ends with "="? */
    private static boolean isAboveHeadline(List<String> lines) {
        if (lines.size() < 3
                || !strip(lines.get(1)).isEmpty()
                || lines.get(0).strip().endsWith("=")) {
            return false;
        }
        for (int i = 2; i < Math.min(lines.size(), 2 + TITLE_LINES); i++) {
            String line = strip(lines.get(i));
            if (line.isEmpty()) {
                return false;
            }
            if (line.endsWith("=")) {
                return true;
            }
        }
        return false;
    }

    private static String join(List<String> lines) {
        StringBuilder joined = new StringBuilder();
        for (String line : lines) {
            String bare = strip(line);
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

    private static DayTime firstTime(List<String> lines) {
        for (String line : lines) {
            DayTime time = DayTime.of(strip(line));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /** The time at the end of the text itself, taken out of it. */
    private static DayTime takeTime(List<String> lines) {
        int looked = 0;
        for (int i = lines.size() - 1; i >= 0 && looked < TRAILER_LINES; i--) {
            String line = strip(lines.get(i));
            if (line.isEmpty()) {
                continue;
            }
            looked++;
            DayTime time = DayTime.of(line);
            if (time != null) {
                lines.subList(i, lines.size()).clear();
                return time;
            }
        }
        return null;
    }

    /** Without blanks and controls at its ends. */
    private static String strip(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && (line.charAt(start) <= ' ' || line.charAt(start) == 0x7f)) {
            start++;
        }
        while (end > start && (line.charAt(end - 1) <= ' ' || line.charAt(end - 1) == 0x7f)) {
            end--;
        }
        return line.substring(start, end);
    }
}
