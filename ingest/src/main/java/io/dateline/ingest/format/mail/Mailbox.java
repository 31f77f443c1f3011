package io.dateline.ingest.format.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a mailbox (RFC 4155, "mbox") apart: every message begins with a line "From …" behind a blank line, with a header
 * right below. Thread-safe.
 */
final class Mailbox {
    private static final String FROM = "From ";

    private Mailbox() {}

    /** The messages, without the lines between them; nothing when there is only one message, or none. */
    static List<byte[]> messages(byte[] bytes) {
        if (bytes.length < FROM.length() || bytes[0] != 'F' || bytes[1] != 'r') {
            return List.of();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!begins(text, 0)) {
            return List.of();
        }
        List<byte[]> messages = new ArrayList<>();
        int start = 0;
        for (int at = next(text, 1); start < text.length(); at = next(text, at + 1)) {
            String message = text.substring(text.indexOf('\n', start) + 1, at);
            messages.add(message.replace("\n>From ", "\nFrom ").getBytes(StandardCharsets.ISO_8859_1));
            start = at;
        }
        return messages.size() > 1 ? messages : List.of();
    }

    /** Where the next message begins; the end of the text when there is none. */
    private static int next(String text, int from) {
        int at = text.indexOf("\n" + FROM, from);
        while (at >= 0) {
            boolean behindBlank = text.charAt(at - 1) == '\n' || text.startsWith("\n\r", at - 2);
            if (behindBlank && begins(text, at + 1)) {
                return at + 1;
            }
            at = text.indexOf("\n" + FROM, at + 1);
        }
        return text.length();
    }

    /** Is there a line of the mailbox, and a field below it? */
    private static boolean begins(String text, int at) {
        int end = text.startsWith(FROM, at) ? text.indexOf('\n', at) : -1;
        if (end < 0) {
            return false;
        }
        int i = end + 1;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-')) {
            i++;
        }
        return i > end + 1 && i < text.length() && text.charAt(i) == ':';
    }
}
