package io.dateline.ingest.format.iptc7901;

import io.dateline.ingest.format.textwire.ControlEntities;
import io.dateline.ingest.format.textwire.MessageReader;
import io.dateline.ingest.format.textwire.MessageReader.RawMessage;
import io.dateline.ingest.format.textwire.WireText;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * IPTC 7901. One message or many, of any total length; a story that was sent in pages one right after the other comes out
 * whole.
 *
 * <ul>
 *   <li><b>Identity.</b> Service, message number and day: {@code bdt0123:20240925}. The format has none for a story, so a
 *       correction has an identity of its own; where it names the message that it corrects or kills, it supersedes that.
 *       Without a number or a day a hash of keywords and headline, or of the message, takes the place.
 *   <li><b>Version.</b> The format has none.
 *   <li><b>Time.</b> The day-time group. Without a zone: the feed's; else the agency's own, with a note.
 *   <li><b>Text.</b> The story with its dateline. dpa's notebook goes to the note, the links and the places.
 * </ul>
 */
public final class Iptc7901Wire implements WireParser {
    private static final int LINES_TO_HEADER = 6;

    @Override
    public String format() {
        return "iptc7901";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Confidence sniff(WireHead head) {
        String text = head.text();
        boolean entities = text.indexOf(MessageReader.SOH) < 0 && text.contains("&#1;");
        String start = entities ? text.replace("&#1;", String.valueOf(MessageReader.SOH)) : text;
        int soh = start.indexOf(MessageReader.SOH);
        if (soh >= 0 && hasHeader(start, soh + 1, 2)) {
            return Confidence.CERTAIN;
        }
        boolean looksLikeIt = soh < 0 && !head.looksBinary() && hasHeader(start, 0, LINES_TO_HEADER);
        return looksLikeIt ? Confidence.LIKELY : Confidence.NONE;
    }

    /** Is one of the first lines that are not blank a header with the number of words? */
    private static boolean hasHeader(String text, int from, int lines) {
        int start = from;
        for (int looked = 0; looked < lines && start < text.length(); ) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            String line = text.substring(start, Math.min(end, start + 300));
            if (!line.isBlank()) {
                looked++;
                Header header = Header.of(line);
                if (header != null && header.words() >= 0) {
                    return true;
                }
                boolean before = line.strip().startsWith("ZCZC");
                if (!before && text.indexOf(MessageReader.SOH) < 0) {
                    return false;
                }
            }
            start = end + 1;
        }
        return false;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        String look = new String(input.content().head(WireHead.BYTES), StandardCharsets.ISO_8859_1);
        try (InputStream in = input.content().open()) {
            MessageReader messages = new MessageReader(in, input.limits().maxStoryBytes() + 1, look);
            Pages pages = new Pages(input, sink);
            for (RawMessage raws = messages.next(); raws != null; raws = messages.next()) {
                message(raws, input, pages, sink);
            }
            pages.flush();
        } catch (IOException e) {
            throw new Content.UnreadableException("input can't be read", e);
        }
    }

    private static void message(RawMessage raw, WireInput input, Pages pages, ParseSink sink) {
        String where = "message " + raw.number();
        if (raw.isCut() || raw.bytes().length > input.limits().maxStoryBytes()) {
            pages.flush();
            sink.accept(raw.tooLarge(where, input.limits().maxStoryBytes()));
            return;
        }
        WireText text = WireText.of(raw.bytes(), input.mediaType());
        Message message = Message.of(ControlEntities.undo(text.text()));
        if (message == null) {
            pages.flush();
            sink.accept(
                    Refused.of(RefusalCode.MALFORMED, "no header of IPTC 7901").at(where, raw.bytes()));
            return;
        }
        pages.add(new Pages.Page(message, raw.bytes(), text.notes(), where));
    }
}
