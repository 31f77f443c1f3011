package io.dateline.ingest.format.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The lines that a message begins with: are they a header, and where does it end? Thread-safe. */
final class MailHead {
    /** Fields by which a header is known. */
    private static final Set<String> KNOWN = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "content-id",
            "content-description",
            "content-language",
            "received",
            "return-path",
            "reply-to",
            "sender",
            "in-reply-to",
            "references",
            "x-mailer",
            "user-agent",
            "delivered-to",
            "resent-from",
            "resent-to",
            "resent-date",
            "resent-message-id",
            "list-id",
            "organization",
            "dkim-signature",
            "received-spf",
            "authentication-results",
            "x-priority",
            "importance",
            "keywords",
            "comments",
            "errors-to",
            "status",
            "x-status",
            "lines",
            "newsgroups",
            "path",
            "approved",
            "envelope-to",
            "x-sender");
    /** Fields that stand in mail and hardly anywhere else. */
    private static final Set<String> TELLING =
            Set.of("message-id", "mime-version", "received", "return-path", "dkim-signature", "delivered-to");

    private static final int MAX_HEADER = 1024 * 1024;

    private MailHead() {}

    /**
     * How much the beginning of a text looks like a header.
     *
     * @param fields known fields
     * @param telling those of them that tell mail from other text
     * @param mime does a content type stand there as MIME writes it?
     * @param ends is there a line that ends it, or nothing else at all?
     */
    record Signs(int fields, int telling, boolean mime, boolean ends) {}

    /** Looks at a beginning. */
    static Signs look(String text) {
        int fields = 0;
        int telling = 0;
        boolean mime = false;
        int at = text.startsWith("From ") ? text.indexOf('\n') + 1 : 0;
        boolean first = true;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            String line = text.substring(at, Math.min(end, at + 200));
            if (line.isBlank()) {
                return new Signs(fields, telling, mime, fields > 0);
            }
            String name = fieldName(line);
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (name == null && !folded || first && folded) {
                return new Signs(fields, telling, mime, false);
            }
            if (!folded && KNOWN.contains(name)) {
                fields++;
                telling += TELLING.contains(name) ? 1 : 0;
                mime |= name.equals("content-type") && line.indexOf('/') > 0;
            }
            first = false;
            at = end + 1;
        }
        return new Signs(fields, telling, mime, fields > 0);
    }

    /**
     * The message with a header that ends where it was meant to: the line of an mbox before it is taken off, and a line of
     * white space, or the first line of the text, ends it when no field follows.
     */
    static byte[] mended(byte[] message) {
        int limit = Math.min(message.length, MAX_HEADER);
        // One character a byte, so that places in both are the same.
        String head = new String(message, 0, limit, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < head.length() && (head.charAt(start) == '\n' || head.charAt(start) == '\r')) {
            start++;
        }
        if (head.startsWith("\u00ef\u00bb\u00bf", start)) {
            start += 3;
        }
        if (head.startsWith("From ", start) || head.startsWith(">From ", start)) {
            start = Math.min(lineEnd(head, start) + 1, head.length());
        }
        int at = start;
        while (at < head.length()) {
            int end = lineEnd(head, at);
            String line = head.substring(at, end);
            if (line.isEmpty() || line.equals("\r")) {
                break;
            }
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            boolean odd = line.isBlank() || !folded && fieldName(line) == null;
            if (odd && !fieldFollows(head, end + 1)) {
                return parted(message, start, at);
            }
            at = end + 1;
        }
        return start == 0 ? message : Arrays.copyOfRange(message, start, message.length);
    }

    private static byte[] parted(byte[] message, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 2);
        out.write(message, start, end - start);
        out.write('\r');
        out.write('\n');
        out.write(message, end, message.length - end);
        return out.toByteArray();
    }

    private static boolean fieldFollows(String head, int from) {
        int at = from;
        for (int lines = 0; at < head.length() && lines < 50; lines++) {
            int end = lineEnd(head, at);
            String line = head.substring(at, Math.min(end, at + 200));
            if (line.isBlank()) {
                return false;
            }
            String name = fieldName(line);
            if (name != null && KNOWN.contains(name)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** The name before the colon in lower case; null when the line is no field. */
    private static String fieldName(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || colon > 80) {
            return null;
        }
        int end = colon;
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return null;
            }
        }
        return end == 0 ? null : line.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
