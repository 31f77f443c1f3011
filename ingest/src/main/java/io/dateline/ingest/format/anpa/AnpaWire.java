package io.dateline.ingest.format.anpa;

import io.dateline.ingest.format.textwire.ControlEntities;
import io.dateline.ingest.format.textwire.MessageReader;
import io.dateline.ingest.format.textwire.MessageReader.RawMessage;
import io.dateline.ingest.format.textwire.MessageText;
import io.dateline.ingest.format.textwire.WireText;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * ANPA 1312, as AP, Reuters, CP and UPI send it: one message or many, of any total length.
 *
 * <ul>
 *   <li><b>Identity.</b> The slug, which every lead repeats, and the day of filing: {@code us--example slug:2016-08-29}.
 *       Pieces of a story (adds, inserts, takes, corrections that are no writethru) have one of their own and point at the
 *       whole. Slugs that several stories a day have, such as news alerts, and messages without a year get the number of the
 *       message as well.
 *   <li><b>Version.</b> 1 for the story as first sent; "1st Ld" is 2, "2nd Ld-Writethru" 3, "UPDATE 2" 3.
 *   <li><b>Kill.</b> "KILL" in the slugline cancels the story of that slug; slugs that its text names are superseded.
 *   <li><b>Embargo.</b> "For Release …" and "Hold for release …" hold up to that time in New York, or, when the time can't be
 *       read, until another version comes; "Adv03" alone holds too.
 *   <li><b>Text.</b> Dashes and quotation marks as they are meant; tables keep their rows.
 * </ul>
 */
public final class AnpaWire implements WireParser {
    private static final int LOOK = 4000;
    private static final int LONGEST_HEAD = 400;

    @Override
    public String format() {
        return "anpa1312";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Confidence sniff(WireHead head) {
        String text = head.text();
        if (text.indexOf(MessageReader.SOH) < 0 && ControlEntities.areIn(text)) {
            text = text.substring(0, Math.min(text.length(), LOOK))
                    .replace("&#1;", "\u0001")
                    .replace("&#22;", "\u0016")
                    .replace("&#31;", "\u001f");
        }
        int soh = text.indexOf(MessageReader.SOH);
        if (soh >= 0) {
            return hasHeader(text, soh + 1) ? Confidence.CERTAIN : Confidence.NONE;
        }
        return !head.looksBinary() && hasHeader(text, 0) ? Confidence.LIKELY : Confidence.NONE;
    }

    private static boolean hasHeader(String text, int from) {
        List<String> lines = new ArrayList<>();
        for (String line : text.substring(from, Math.min(text.length(), from + LONGEST_HEAD))
                .split("[\r\n]+")) {
            if (!line.isBlank() && !line.strip().startsWith("ZCZC")) {
                lines.add(line);
            }
        }
        return lines.size() > 1 && AnpaHeader.of(lines.get(0), lines.get(1)) != null
                || BareHeader.takenFrom(
                                MessageText.of(text.substring(from, Math.min(text.length(), from + LONGEST_HEAD))))
                        != null;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        String look = new String(input.content().head(WireHead.BYTES), StandardCharsets.ISO_8859_1);
        try (InputStream in = input.content().open()) {
            MessageReader messages = new MessageReader(in, input.limits().maxStoryBytes() + 1, look);
            for (RawMessage message = messages.next(); message != null; message = messages.next()) {
                sink.accept(message(message, input));
            }
        } catch (IOException e) {
            throw new Content.UnreadableException("input can't be read", e);
        }
    }

    private static ParseResult message(RawMessage raw, WireInput input) {
        String where = "message " + raw.number();
        if (raw.isCut() || raw.bytes().length > input.limits().maxStoryBytes()) {
            return raw.tooLarge(where, input.limits().maxStoryBytes());
        }
        WireText text = WireText.of(raw.bytes(), input.mediaType());
        AnpaMessage message = AnpaMessage.of(ControlEntities.undo(text.text()));
        if (message == null) {
            return Refused.of(RefusalCode.MALFORMED, "no header of ANPA 1312").at(where, raw.bytes());
        }
        ParseResult result = new AnpaStory(message, input).read(raw.bytes(), text.notes());
        return result instanceof Refused refused ? refused.at(where, raw.bytes()) : result;
    }
}
