package io.dateline.ingest.clean;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that somebody read as windows-1252 and wrote out again ("Ã©" for "é"). Undone only where that is certain: every
 * character of the text is in windows-1252, the bytes so won are valid UTF-8 throughout, and at least one character
 * came from more than one byte. Text that was meant so practically never passes this. Thread-safe.
 */
public final class Mojibake {
    private static final char[] HIGH = high();

    private Mojibake() {}

    /** The text as it was meant; the same instance when there is nothing to undo. */
    public static String undo(String text) {
        if (!isSuspect(text)) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            int b = byteOf(text.charAt(i));
            if (b < 0) {
                return text;
            }
            bytes[i] = (byte) b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** A lead byte's character (Â to ô) with one after it that is not ASCII. */
    private static boolean isSuspect(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xC2 && c <= 0xF4 && text.charAt(i + 1) > 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static int byteOf(char c) {
        if (c < 0x80 || c >= 0xA0 && c <= 0xFF) {
            return c;
        }
        for (int i = 0; i < HIGH.length; i++) {
            if (HIGH[i] == c) {
                return 0x80 + i;
            }
        }
        // Decoders that follow the web's rules map the five holes in windows-1252 to C1 controls.
        return c >= 0x80 && c < 0xA0 ? c : -1;
    }

    private static char[] high() {
        byte[] bytes = new byte[0x20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0x80 + i);
        }
        char[] chars = new String(bytes, Charsets.WINDOWS_1252).toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] == '\uFFFD') {
                chars[i] = (char) (0x80 + i);
            }
        }
        return chars;
    }
}
