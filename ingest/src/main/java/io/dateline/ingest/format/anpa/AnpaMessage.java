package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.MessageText;
import java.util.List;

/**
 * A message taken apart by its control characters; by its look where these were lost on the way.
 *
 * @param header its first two lines, or what there is of them
 * @param lines the text, line by line
 * @param sent when it was sent; null when it doesn't say
 * @param isEnded was its end there: ETX, or the time?
 */
record AnpaMessage(AnpaHeader header, List<String> lines, DayTime sent, boolean isEnded) {
    private static final int HEADER_LINES = 5;

    /** The message in a text; null when there is no header. */
    static AnpaMessage of(String text) {
        MessageText parts = MessageText.of(text);
        AnpaHeader header = takeHeader(parts.top());
        if (header == null) {
            parts = MessageText.of(text);
            header = BareHeader.takenFrom(parts);
        }
        if (header == null) {
            return null;
        }
        DayTime within = parts.takeTime();
        DayTime sent = parts.sentBehind() == null ? within : parts.sentBehind();
        return new AnpaMessage(header, parts.body(), sent, parts.isEnded() || within != null);
    }

    /** The header, taken out of the first lines that are not blank. */
    private static AnpaHeader takeHeader(List<String> lines) {
        String before = null;
        int looked = 0;
        while (!lines.isEmpty() && looked < HEADER_LINES) {
            String line = lines.remove(0);
            if (MessageText.strip(line).isEmpty()) {
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
}
