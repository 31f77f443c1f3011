package io.dateline.ingest.format.mail;

import io.dateline.ingest.clean.Charsets;
import io.dateline.ingest.clean.PlainText;
import io.dateline.ingest.wire.WireInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sorts a message's parts: what of it is the text to read, which parts are wire copy in a format of their own, which are
 * messages, which are attachments. For one message; not thread-safe.
 */
final class MailText {
    private static final int TRIVIAL = 20;

    private final WireInput input;
    private final Consumer<String> notes;
    private final List<String> texts = new ArrayList<>();
    private final List<MailPart> textFiles = new ArrayList<>();
    private final List<MailPart> attachments = new ArrayList<>();
    private final List<String> uuencoded = new ArrayList<>();
    private final List<MailText> messages = new ArrayList<>();
    private final List<WireInput> wires = new ArrayList<>();
    private boolean encrypted;
    private String text;

    private MailText(WireInput input, Consumer<String> notes) {
        this.input = input;
        this.notes = notes;
    }

    /** Sorts the parts of a message, each once. */
    static MailText of(MailPart message, WireInput input, Consumer<String> notes) {
        MailText sorted = new MailText(input, notes);
        sorted.take(message);
        return sorted;
    }

    /** The text; that of a file when the message has none of its own, then that of a message within it. */
    String text() {
        if (text == null) {
            text = findText();
        }
        return text;
    }

    private String findText() {
        String own = String.join("\n\n", texts);
        if (letters(withoutSignature(own)) < TRIVIAL) {
            for (MailPart file : textFiles) {
                String fileText = rendered(file);
                if (letters(fileText) >= TRIVIAL) {
                    notes.accept("The mail has no text: that of an attachment was taken.");
                    attachments.remove(file);
                    return own.isEmpty() ? fileText : own + "\n\n" + fileText;
                }
            }
        }
        StringBuilder out = new StringBuilder(own);
        for (MailText message : messages) {
            if (!message.text().isEmpty()) {
                notes.accept("The text of a message within the mail is part of its text.");
                out.append(out.length() > 0 ? "\n\n" : "").append(message.text());
            }
        }
        return out.toString();
    }

    /** Parts in a wire format, within messages too. */
    List<WireInput> wires() {
        List<WireInput> all = new ArrayList<>(wires);
        messages.forEach(message -> all.addAll(message.wires()));
        return all;
    }

    /** Parts that are neither text nor wire copy, within messages too. */
    List<MailPart> attachments() {
        text();
        List<MailPart> all = new ArrayList<>(attachments);
        messages.forEach(message -> all.addAll(message.attachments()));
        return all;
    }

    /** Names of files within the text. */
    List<String> uuencoded() {
        text();
        List<String> all = new ArrayList<>(uuencoded);
        messages.forEach(message -> all.addAll(message.uuencoded()));
        return all;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    private void take(MailPart part) {
        if (part.type().equals("message/rfc822") && !part.children().isEmpty()) {
            part.children().forEach(child -> messages.add(of(child, input, notes)));
        } else if (part.type().startsWith("multipart/")) {
            multipart(part);
        } else {
            leaf(part);
        }
    }

    private void multipart(MailPart part) {
        List<MailPart> children = part.children();
        if (children.stream().allMatch(MailText::isEmpty)) {
            String before =
                    PlainText.ofText(Charsets.decode(part.preamble(), null).text(), notes);
            if (!before.isEmpty()) {
                notes.accept("The mail has no parts with anything in them: what stands before them was read.");
                texts.add(before);
            }
            return;
        }
        switch (part.type()) {
            case "multipart/alternative" -> alternative(children);
            case "multipart/related", "multipart/signed", "multipart/report" -> {
                take(children.get(0));
                children.subList(1, children.size()).forEach(this::aside);
            }
            case "multipart/encrypted" -> {
                encrypted = true;
                children.forEach(this::aside);
            }
            default -> children.forEach(this::take);
        }
    }

    /** Plain text, when it tells as much as the others; they often hold a line such as "See the HTML version". */
    private void alternative(List<MailPart> children) {
        List<MailText> readings = new ArrayList<>();
        int most = 0;
        for (MailPart child : children) {
            MailText reading = of(child, input, notes);
            readings.add(reading);
            most = Math.max(most, letters(reading.text()));
        }
        MailText best = null;
        int bestRank = -1;
        for (int i = 0; i < readings.size(); i++) {
            MailText reading = readings.get(i);
            boolean full = letters(reading.text()) * 2 >= most && most > 0;
            boolean plain = children.get(i).type().equals("text/plain");
            // Senders put the richest last.
            int rank = (full ? 1000 : 0)
                    + (full && plain ? 500 : 0)
                    + (reading.wires.isEmpty() ? 0 : 5000)
                    + Math.min(i, 400);
            if (rank > bestRank) {
                best = reading;
                bestRank = rank;
            }
        }
        if (best != null) {
            texts.addAll(best.texts);
            textFiles.addAll(best.textFiles);
            attachments.addAll(best.attachments);
            uuencoded.addAll(best.uuencoded);
            messages.addAll(best.messages);
            wires.addAll(best.wires);
            encrypted |= best.encrypted;
        }
    }

    private static boolean isEmpty(MailPart part) {
        return part.children().isEmpty() && part.content().length == 0 && part.preamble().length == 0;
    }

    private void leaf(MailPart part) {
        if (part.content().length == 0) {
            return;
        }
        if (!part.isReadable()) {
            notes.accept("A part has a transfer encoding that is not known.");
            attachments.add(part);
            return;
        }
        String declared = part.charset() == null ? part.type() : part.type() + "; charset=" + part.charset();
        WireInput inner = input.inner(part.content(), declared, part.fileName());
        if (!part.isHtml() && WireInMail.isWire(inner)) {
            wires.add(inner);
        } else if (!part.isText() && !part.isHtml()) {
            attachments.add(part);
        } else if (part.isAttachment() || part.fileName() != null && !texts.isEmpty()) {
            attachments.add(part);
            textFiles.add(part);
        } else {
            String rendered = rendered(part);
            if (!rendered.isEmpty()) {
                texts.add(rendered);
            }
        }
    }

    /** Pictures of an HTML text, signatures, reports for machines. */
    private void aside(MailPart part) {
        if (part.children().isEmpty()) {
            String type = part.type();
            boolean machine = type.endsWith("-signature") || type.equals("message/delivery-status");
            if (!machine && part.content().length > 0) {
                attachments.add(part);
            }
        }
    }

    private String rendered(MailPart part) {
        Charsets.Decoded decoded = Charsets.decode(part.content(), part.charset());
        decoded.notes().forEach(notes);
        String content = decoded.text();
        if (part.isHtml() || part.type().equals("text/enriched") || part.type().equals("text/richtext")) {
            return PlainText.ofHtml(content, notes);
        }
        Uuencoded files = Uuencoded.takenOut(content);
        uuencoded.addAll(files.names());
        String plain = part.isFlowed() ? Flowed.unwrapped(files.text(), part.isDeleteSpace()) : files.text();
        String start = plain.stripLeading();
        boolean html =
                start.regionMatches(true, 0, "<html", 0, 5) || start.regionMatches(true, 0, "<!doctype html", 0, 14);
        return html ? PlainText.ofHtml(plain, notes) : PlainText.ofText(plain, notes);
    }

    private static String withoutSignature(String text) {
        int at = text.startsWith("--\n") ? 0 : text.indexOf("\n--\n");
        return at < 0 ? text : text.substring(0, at);
    }

    private static int letters(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
        }
        return letters;
    }
}
