package io.dateline.ingest.format.mail;

import io.dateline.ingest.format.text.Copy;
import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a mail as one story: subject, text, sender. Where a part of it is in a wire format of its own, that part is the
 * story, read as what it is, and the mail is only its envelope. Each message of a digest or a mailbox is a story.
 * Thread-safe.
 */
public final class MailParser implements WireParser {

    @Override
    public String format() {
        return "mail";
    }

    @Override
    public Confidence sniff(WireHead head) {
        String text = head.text().stripLeading();
        MailHead.Signs signs = MailHead.look(text);
        if (signs.fields() == 0) {
            return Confidence.NONE;
        }
        boolean declared =
                head.mediaType().equals("message/rfc822") || head.fileName().endsWith(".eml");
        if (declared || signs.fields() >= 3 || signs.telling() > 0 && signs.ends() || signs.mime() && signs.ends()) {
            return Confidence.CERTAIN;
        }
        return signs.fields() == 2 && signs.ends() ? Confidence.LIKELY : Confidence.NONE;
    }

    @Override
    public void parse(WireInput input, ParseSink sink) {
        List<byte[]> messages = Mailbox.messages(input.content().bytes());
        if (!messages.isEmpty()) {
            int number = 0;
            for (byte[] message : messages) {
                number++;
                sink.nested(input.inner(message, "message/rfc822", "message " + number));
            }
            return;
        }
        List<String> notes = new ArrayList<>();
        MailReader.Outcome outcome = read(input.content().bytes(), notes);
        if (outcome.refusal() != null) {
            sink.accept(outcome.refusal());
            return;
        }
        MailPart mail = outcome.mail();
        if (mail.type().equals("multipart/digest") && !mail.children().isEmpty()) {
            for (MailPart child : mail.children()) {
                for (MailPart message : child.children()) {
                    story(message, input, sink, notes);
                }
            }
            return;
        }
        story(mail, input, sink, notes);
    }

    private static MailReader.Outcome read(byte[] bytes, List<String> notes) {
        byte[] message = MailHead.mended(bytes);
        MailReader.Outcome outcome = MailReader.read(message, notes::add);
        MailPart mail = outcome.mail();
        String declared = mail == null ? null : mail.headers().raw("content-type");
        boolean claims = declared != null && declared.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
        if (claims && mail.children().isEmpty()) {
            byte[] body = mail.content().length > 0 ? mail.content() : mail.preamble();
            byte[] mended = MailReader.withFoundBoundary(message, body);
            if (mended != null) {
                notes.add("The boundary between the parts was taken from the text.");
                return MailReader.read(mended, notes::add);
            }
        }
        return outcome;
    }

    private static void story(MailPart mail, WireInput input, ParseSink sink, List<String> notes) {
        ArticleDraft draft = ArticleDraft.of(input, "mail");
        notes.forEach(draft::note);
        MailText sorted = MailText.of(mail, input, draft::note);
        List<WireInput> wires = sorted.wires();
        if (!wires.isEmpty()) {
            wires.forEach(sink::nested);
            return;
        }
        if (input.mediaType() == null) {
            draft.mediaType("message/rfc822");
        }
        fill(draft, mail, input, sorted.text());
        attachments(draft, sorted);
        sink.accept(draft.build());
    }

    private static void fill(ArticleDraft draft, MailPart mail, WireInput input, String text) {
        // An envelope around one message says about it what it says itself, and the message the rest.
        MailPart inner = mail.type().equals("message/rfc822") && mail.children().size() == 1
                ? mail.children().get(0)
                : null;
        for (MailPart message : inner == null ? List.of(mail) : List.of(mail, inner)) {
            MailHeaders headers = message.headers();
            draft.guid(messageId(headers.raw("message-id")))
                    .headline(headers.text("subject"))
                    .versionCreated(MailDates.tidied(headers.raw("date")))
                    .language(headers.text("content-language"))
                    .embargo(headers.text("embargo"))
                    .embargo(headers.text("x-embargo"))
                    .supersedes(messageId(headers.raw("supersedes")))
                    .link(headers.raw("archived-at"), "archive", null, null);
            for (String keywords : headers.all("keywords")) {
                for (String keyword : keywords.split(",", 200)) {
                    draft.subject(null, keyword, "keywords");
                }
            }
        }
        MailSender sender = MailSender.of(mail.headers());
        if (sender == null && inner != null) {
            sender = MailSender.of(inner.headers());
        }
        copy(draft, text);
        if (sender != null) {
            draft.byline(sender.personalName());
            if (input.feed().provider() == null) {
                draft.provider(sender.domain()).note("The provider is derived from the sender's address.");
            }
        }
        draft.credit(mail.headers().text("organization"));
    }

    /** What wire copy says in its own words: notices above it, byline, dateline. */
    private static void copy(ArticleDraft draft, String text) {
        Copy copy = Copy.of(text);
        boolean titled = draft.hasHeadline();
        draft.headline(copy.headline())
                .body(titled ? text : copy.body())
                .byline(copy.byline())
                .copyright(copy.copyright())
                .embargo(copy.embargo());
        if (copy.dateline() != null) {
            draft.dateline(copy.dateline().text()).datelinePlace(copy.dateline().place());
        }
        if (copy.isKill()) {
            draft.status("canceled").signal("KILL");
        }
    }

    private static void attachments(ArticleDraft draft, MailText sorted) {
        if (sorted.isEncrypted()) {
            draft.note("The mail is encrypted.");
        }
        for (MailPart part : sorted.attachments()) {
            String name = part.fileName() == null ? "a part without a name" : part.fileName();
            draft.note("Not taken over: " + name + " (" + part.type() + ", " + part.content().length + " bytes).");
            String target = part.contentId() == null ? part.fileName() : "cid:" + part.contentId();
            draft.link(target, "attachment", part.fileName(), part.type());
        }
        for (String name : sorted.uuencoded()) {
            draft.note("Not taken over: " + name + ", uuencoded in the text.").link(name, "attachment", name, null);
        }
    }

    private static String messageId(String value) {
        if (value == null) {
            return null;
        }
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        return open >= 0 && close > open + 1 ? value.substring(open, close + 1) : value;
    }
}
