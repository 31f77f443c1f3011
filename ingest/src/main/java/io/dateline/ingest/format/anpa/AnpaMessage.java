package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.MessageReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A message taken apart by its control characters; by its look where these were lost on the way.
 *
 * @param header its first two lines
 * @param lines the text, line by line
 * @param sent when it was sent; null when it doesn't say
 * @param isEnded was its end there: ETX, or the time?
 */
record AnpaMessage(AnpaHeader header, List<String> lines, DayTime sent, boolean isEnded) {
    private static final int HEADER_LINES = 5;
    private static final int TRAILER_LINES = 5;

    /** The message in a text; null when there is no header. */
    static AnpaMessage of(String text) {
        int soh = text.lastIndexOf(MessageReader.SOH);
        String whole = soh < 0 ? text : text.substring(soh + 1);
        int stx = whole.indexOf(MessageReader.STX);
        int etx = whole.indexOf(MessageReader.ETX, Math.max(stx, 0));
        List<String> top = lines(stx < 0 ? whole : whole.substring(0, stx));
        AnpaHeader header = takeHeader(top);
        if (header == null) {
            return null;
        }
        List<String> body = stx < 0 ? top : lines(whole.substring(stx + 1, etx < 0 ? whole.length() : etx));
        if (stx < 0 && etx >= 0) {
            cutAtEtx(body);
        }
        DayTime sent = etx < 0 ? null : firstTime(lines(whole.substring(etx + 1)));
        DayTime within = takeTime(body);
        sent = sent == null ? within : sent;
        return new AnpaMessage(header, body, sent, etx >= 0 || within != null);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String bare = strip(line);
            if (!bare.equals("NNNN") && !bare.equals("ZCZC")) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The header, taken out of the first lines that are not blank. */
    private static AnpaHeader takeHeader(List<String> lines) {
        String before = null;
        int looked = 0;
        while (!lines.isEmpty() && looked < HEADER_LINES) {
            String line = lines.remove(0);
            if (strip(line).isEmpty()) {
                continue;
            }
            looked++;
            AnpaHeader header = before == null ? null : AnpaHeader.of(before, line);
            if (header != null) {
                return header;
            }
            before = line;
        }
        return null;
    }

    private static void cutAtEtx(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            int etx = lines.get(i).indexOf(MessageReader.ETX);
            if (etx >= 0) {
                lines.set(i, lines.get(i).substring(0, etx));
                lines.subList(i + 1, lines.size()).clear();
            }
        }
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

    /** The time at the end of the text itself, taken out of it with what follows. */
    private static DayTime takeTime(List<String> lines) {
        int looked = 0;
        for (int i = lines.size() - 1; i >= 0 && looked < TRAILER_LINES; i--) {
            String line = strip(lines.get(i));
            if (line.isEmpty() || line.equals("<")) {
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
