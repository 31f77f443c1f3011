package io.dateline.ingest.format.text;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.clean.Dateline;
import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;

/**
 * A story as plain text. What is text and has no other format's marks is read so.
 *
 * <p>A first line that looks like a headline becomes the headline. Everything else stays in the body, word for word: the
 * dateline, the byline and the furniture ("(Reporting by …)", "Email: …") are put into their fields where they are
 * recognised, but not taken out. Lines that announce an embargo or a kill above the story take effect.
 */
public final class TextWire implements WireParser {
    private static final String[] FOREIGN = {"{\\rtf", "%PDF", "%!PS", "-----BEGIN", "PK\u0003\u0004"};

    @Override
    public String format() {
        return "text";
    }

    @Override
    public Confidence sniff(WireHead head) {
        if (head.looksBinary() || head.xmlRoot() != null || head.trimmed().startsWith("<?")) {
            return Confidence.NONE;
        }
        for (String mark : FOREIGN) {
            if (head.trimmed().startsWith(mark)) {
                return Confidence.NONE;
            }
        }
        return Confidence.LAST_RESORT;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        if (input.content().size() > input.limits().maxStoryBytes()) {
            sink.accept(Refused.of(
                    RefusalCode.TOO_LARGE,
                    "a story of " + input.content().size() + " bytes, and no more than "
                            + input.limits().maxStoryBytes() + " are taken"));
            return;
        }
        Charsets.Decoded decoded = Charsets.decode(input.content().bytes(), input.mediaType());
        ArticleDraft draft = ArticleDraft.of(input, format());
        if (input.mediaType() == null) {
            draft.mediaType("text/plain");
        }
        decoded.notes().forEach(draft::note);
        String text = PlainText.ofEither(decoded.text(), draft::note);
        if (text.isEmpty()) {
            sink.accept(Refused.of(RefusalCode.EMPTY, "there are no characters that can be seen"));
            return;
        }
        Copy copy = Copy.of(text);
        draft.headline(copy.headline())
                .byline(copy.byline())
                .copyright(copy.copyright())
                .embargo(copy.embargo())
                .body(copy.body());
        Dateline dateline = copy.dateline();
        if (dateline != null) {
            draft.dateline(dateline.text()).datelinePlace(dateline.place());
        }
        if (copy.isKill()) {
            draft.status("canceled").signal("KILL");
        }
        sink.accept(draft.build());
    }
}
