package io.dateline.ingest.format.telex;

import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.format.textwire.Agencies;
import io.dateline.ingest.format.textwire.ControlEntities;
import io.dateline.ingest.format.textwire.Controls;
import io.dateline.ingest.format.textwire.DayTime;
import io.dateline.ingest.format.textwire.Embargo;
import io.dateline.ingest.format.textwire.Marks.Mark;
import io.dateline.ingest.format.textwire.MessageReader;
import io.dateline.ingest.format.textwire.MessageReader.RawMessage;
import io.dateline.ingest.format.textwire.Paragraphs;
import io.dateline.ingest.format.textwire.TextHead;
import io.dateline.ingest.format.textwire.TextLanguage;
import io.dateline.ingest.format.textwire.WireDateline;
import io.dateline.ingest.format.textwire.WireText;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import io.dateline.schemas.ChangeKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Telexes: one story or many, of any total length. They have no identity: it is a hash of headline and text. Text in
 * capitals stays in capitals. The agency's name as the last line, and codes for lines and desks, are no part of the story.
 */
public final class TelexWire implements WireParser {
    private static final int SIGNATURE = 16;
    private static final int CLOSING_LINES = 4;

    @Override
    public String format() {
        return "telex";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Confidence sniff(WireHead head) {
        String text = head.trimmed();
        if (head.looksBinary() || head.xmlRoot() != null || text.startsWith("<!")) {
            return Confidence.NONE;
        }
        if (text.startsWith("ZCZC")) {
            return Confidence.LIKELY;
        }
        boolean ended = text.indexOf(MessageReader.ETX) >= 0 || text.contains("&#3;") || text.contains("\nNNNN");
        return ended || head.isComplete() && endsSigned(text) ? Confidence.POSSIBLE : Confidence.NONE;
    }

    private static boolean endsSigned(String text) {
        String last = text.substring(text.lastIndexOf('\n') + 1).strip();
        return text.indexOf('\n') > 0
                && last.length() < SIGNATURE
                && "reuters".equals(Agencies.of(last))
                && last.indexOf(' ') < 0;
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

    private ParseResult message(RawMessage raw, WireInput input) {
        String where = "message " + raw.number();
        if (raw.isCut() || raw.bytes().length > input.limits().maxStoryBytes()) {
            return raw.tooLarge(where, input.limits().maxStoryBytes());
        }
        WireText text = WireText.of(raw.bytes(), input.mediaType());
        ArticleDraft draft = ArticleDraft.of(input, format()).original(raw.bytes());
        text.notes().forEach(draft::note);
        List<String> lines = lines(ControlEntities.undo(text.text()));
        fill(lines, draft, input);
        ParseResult result =
                draft.mediaType(input.mediaType() == null ? "text/plain" : null).build();
        return result instanceof Refused refused ? refused.at(where, raw.bytes()) : result;
    }

    private static List<String> lines(String text) {
        String clean = Controls.apply(text.replace(String.valueOf(MessageReader.ETX), "\n"));
        List<String> lines = new ArrayList<>();
        for (String line : clean.split("\n", -1)) {
            String bare = line.strip();
            if (!bare.equalsIgnoreCase("NNNN")) {
                lines.add(
                        bare.endsWith(" NNNN") || bare.endsWith(" NNN")
                                ? bare.substring(0, bare.lastIndexOf(' '))
                                : line);
            }
        }
        return lines;
    }

    private static void fill(List<String> lines, ArticleDraft draft, WireInput input) {
        TelexFields fields = TelexFields.takenFrom(lines);
        DayTime sent = takeTime(lines);
        String signed = takeSignature(lines);
        TextHead head = fields.headline() == null ? TextHead.of(lines) : null;
        List<String> story = head == null ? lines : head.story();
        String text = fields.isTable() ? String.join("\n", story) : Paragraphs.of(story);
        String body = PlainText.preformatted(text, draft::note);
        WireDateline dateline = dateline(body);
        String byDateline = dateline == null ? null : Agencies.of(dateline.agency());
        String byTime = sent == null ? null : Agencies.of(sent.sender());
        draft.provider(signed != null ? signed : byTime != null ? byTime : byDateline)
                .provider(byDateline)
                .provider(Agencies.of(fields.service()))
                .headline(fields.headline())
                .headline(head == null ? null : head.headline())
                .byline(head == null ? null : head.byline())
                .slugline(fields.slugline())
                .body(body);
        if (fields.category() != null) {
            draft.subject("anpa:" + fields.category().toLowerCase(Locale.ROOT), null, "anpa");
        }
        if (fields.subject() != null) {
            draft.subject("subj:" + fields.subject(), null, "subj");
        }
        fields.codes().forEach(code -> draft.signal("code " + code));
        String language = TextLanguage.of(body);
        if (language != null) {
            draft.language(language).note(TextLanguage.NOTE);
        }
        if (dateline != null) {
            draft.dateline(dateline.text()).datelinePlace(dateline.place());
        }
        if (sent != null) {
            draft.versionCreated(sent.iso());
        }
        if (head != null) {
            marks(head, sent, draft, input);
        }
    }

    private static void marks(TextHead head, DayTime sent, ArticleDraft draft, WireInput input) {
        head.signals().forEach(draft::signal);
        head.genres().forEach(draft::genre);
        draft.editorialNote(head.notes().isEmpty() ? null : String.join(" | ", head.notes()));
        if (head.embargo() != null) {
            draft.embargo(Embargo.until(
                    head.embargo(),
                    sent == null ? null : sent.local(),
                    input.feed().zone()));
        }
        Mark mark = head.change();
        if (mark == Mark.KILL) {
            draft.status("canceled");
        } else if (mark == Mark.WITHHOLD) {
            draft.status("withheld");
        } else if (mark == Mark.CORRECTION) {
            draft.changeKind(ChangeKind.CORRECTION);
        } else if (mark == Mark.UPDATE) {
            draft.changeKind(ChangeKind.UPDATE);
        }
    }

    /** The time in one of the last lines, which is taken out. */
    private static DayTime takeTime(List<String> lines) {
        int looked = 0;
        for (int i = lines.size() - 1; i >= 0 && looked < CLOSING_LINES; i--) {
            if (!lines.get(i).isBlank()) {
                looked++;
                DayTime time = DayTime.of(lines.get(i).strip());
                if (time != null) {
                    lines.remove(i);
                    return time;
                }
            }
        }
        return null;
    }

    /** The agency's name as the last line, which is taken out. */
    private static String takeSignature(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                boolean name = line.length() < SIGNATURE && Agencies.isKnown(line) && i > 0;
                if (name) {
                    lines.remove(i);
                }
                return name ? Agencies.of(line) : null;
            }
        }
        return null;
    }

    private static WireDateline dateline(String body) {
        int looked = 0;
        for (String paragraph : body.split("\n+", 5)) {
            WireDateline found = WireDateline.of(paragraph);
            if (found != null || ++looked == 4) {
                return found;
            }
        }
        return null;
    }
}
