package io.dateline.ingest.format.textwire;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a message taken apart by its control characters: what IPTC 7901 and ANPA 1312 have in common. Where STX was lost
 * on the way all of it is body. For one message; the lists may be changed.
 *
 * @param head lines between SOH and STX; empty without STX
 * @param body lines between STX and ETX
 * @param isEnded is there an ETX?
 * @param sentBehind the time behind ETX; null without one
 */
public record MessageText(List<String> head, List<String> body, boolean isEnded, DayTime sentBehind) {
    private static final int TRAILER_LINES = 6;

    /** Takes apart what follows the last SOH, or all of it. */
    public static MessageText of(String text) {
        int soh = text.lastIndexOf(MessageReader.SOH);
        String whole = soh < 0 ? text : text.substring(soh + 1);
        int stx = whole.indexOf(MessageReader.STX);
        int etx = whole.indexOf(MessageReader.ETX, Math.max(stx, 0));
        return new MessageText(
                stx < 0 ? new ArrayList<>() : lines(whole.substring(0, stx)),
                lines(whole.substring(stx + 1, etx < 0 ? whole.length() : etx)),
                etx >= 0,
                etx < 0 ? null : firstTime(lines(whole.substring(etx + 1))));
    }

    /** The lines that the header is among. */
    public List<String> top() {
        return head.isEmpty() ? body : head;
    }

    /** The time at the end of the body, taken out of it with what follows; null without one. */
    public DayTime takeTime() {
        int looked = 0;
        for (int i = body.size() - 1; i >= 0 && looked < TRAILER_LINES; i--) {
            String line = strip(body.get(i));
            if (line.isEmpty() || line.equals("<")) {
                continue;
            }
            looked++;
            DayTime time = DayTime.of(line);
            if (time != null) {
                body.subList(i, body.size()).clear();
                return time;
            }
        }
        return null;
    }

    /** Without blanks and controls at its ends. */
    public static String strip(String line) {
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

    /** Without the codes that begin and end a transmission. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String bare = strip(line);
            if (!bare.equals("NNNN") && !bare.equals("ZCZC") && !bare.startsWith("ZCZC ")) {
                lines.add(line);
            }
        }
        return lines;
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
}
