package io.dateline.ingest.clean;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Bytes to text. In this order: a byte order mark; UTF-8, when the bytes are valid UTF-8 with something in them that is
 * not ASCII, or no other character set is declared; the declared character set, when it fits; a guess from the bytes
 * (juniversalchardet); windows-1252. Labels are read as browsers read them: ISO-8859-1 means windows-1252.
 *
 * <p>Valid UTF-8 goes before a declaration because text in another character set is hardly ever valid UTF-8 by chance,
 * while wrong declarations are common. Thread-safe.
 */
public final class Charsets {
    /** What text in an unknown single-byte character set most often is. */
    public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final int GUESS_BYTES = 256 * 1024;

    private Charsets() {}

    /**
     * Text from bytes.
     *
     * @param charset what it was read as
     * @param notes what had to be guessed or mended, one sentence each
     */
    public record Decoded(String text, Charset charset, List<String> notes) {}

    private record Mark(Charset charset, int length) {}

    /**
     * Decodes bytes.
     *
     * @param declared a character set's name, or a media type with a charset parameter; null without a declaration
     */
    public static Decoded decode(byte[] bytes, String declared) {
        List<String> notes = new ArrayList<>();
        Mark mark = markOf(bytes);
        if (mark != null) {
            return new Decoded(lenient(bytes, mark.length(), mark.charset(), notes), mark.charset(), notes);
        }
        Charset named = named(declared);
        if (named != null && isWide(named)) {
            String text = strict(bytes, named);
            if (text != null) {
                return new Decoded(text, named, notes);
            }
        }
        Charset wide = unmarkedUtf16(bytes);
        if (wide != null) {
            notes.add("Read as " + wide.name() + ", found from the bytes.");
            return new Decoded(lenient(bytes, 0, wide, notes), wide, notes);
        }
        String utf8 = named == null || !isShifting(named) ? strict(bytes, StandardCharsets.UTF_8) : null;
        if (utf8 != null) {
            if (named != null && !StandardCharsets.UTF_8.equals(named) && !isAscii(bytes)) {
                notes.add("Declared as " + named.name() + " but valid UTF-8, and read so.");
            }
            return new Decoded(utf8, StandardCharsets.UTF_8, notes);
        }
        if (named != null && !StandardCharsets.UTF_8.equals(named)) {
            String text = strict(bytes, named);
            if (text != null) {
                return new Decoded(text, named, notes);
            }
        }
        return guess(bytes, named, notes);
    }

    /** Decodes the beginning of something, for a look at it: never fails, a character cut at the end is left out. */
    public static String peek(byte[] head, String declared) {
        Mark mark = markOf(head);
        Charset charset = mark != null ? mark.charset() : unmarkedUtf16(head);
        if (charset == null) {
            Charset named = named(declared);
            charset = named != null && strict(head, StandardCharsets.UTF_8) == null ? named : StandardCharsets.UTF_8;
        }
        int offset = mark == null ? 0 : mark.length();
        CharBuffer text = CharBuffer.allocate(head.length - offset + 1);
        // Without the final flag the decoder leaves an incomplete character at the end alone.
        charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(head, offset, head.length - offset), text, false);
        return text.flip().toString();
    }

    /**
     * The character set that a label or a media type names.
     *
     * @return null when there is none or this platform doesn't know it
     */
    public static Charset named(String declared) {
        if (declared == null) {
            return null;
        }
        String label = declared.toLowerCase(Locale.ROOT);
        int parameter = label.indexOf("charset=");
        if (parameter >= 0) {
            label = label.substring(parameter + "charset=".length());
        } else if (label.indexOf('/') >= 0) {
            return null;
        }
        int end = label.indexOf(';');
        label = (end < 0 ? label : label.substring(0, end))
                .replace("\"", "")
                .replace("'", "")
                .strip();
        return switch (label) {
            case "" -> null;
            case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "ansi", "cp1252" ->
                WINDOWS_1252;
            case "utf8", "unicode-1-1-utf-8" -> StandardCharsets.UTF_8;
            case "gb2312", "gb_2312-80", "x-gbk" -> supported("GB18030");
            case "ks_c_5601-1987", "euc-kr" -> supported("x-windows-949");
            case "shift_jis", "shift-jis", "sjis", "x-sjis" -> supported("windows-31j");
            case "iso-8859-9" -> supported("windows-1254");
            default -> supported(label);
        };
    }

    private static Charset supported(String label) {
        try {
            return Charset.forName(label);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static Decoded guess(byte[] bytes, Charset declared, List<String> notes) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(bytes.length, GUESS_BYTES));
        detector.dataEnd();
        Charset found = named(detector.getDetectedCharset());
        String wrong = declared == null ? "No character set is declared" : "The bytes are no " + declared.name();
        if (found != null && !StandardCharsets.UTF_8.equals(found)) {
            String text = strict(bytes, found);
            if (text != null) {
                notes.add(wrong + "; read as " + found.name() + ", found from the bytes.");
                return new Decoded(text, found, notes);
            }
        }
        if (mostlyUtf8(bytes)) {
            notes.add(wrong + "; read as UTF-8 with broken bytes in it.");
            return new Decoded(new String(bytes, StandardCharsets.UTF_8), StandardCharsets.UTF_8, List.copyOf(notes));
        }
        notes.add(wrong + " and the bytes are no UTF-8; read as windows-1252.");
        return new Decoded(new String(bytes, WINDOWS_1252), WINDOWS_1252, notes);
    }

    /** Are there more well-formed sequences of UTF-8 than broken bytes, so that the text was UTF-8 once? */
    private static boolean mostlyUtf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int good = 0;
        int bad = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD') {
                bad++;
            } else if (c > 0x7f) {
                good++;
            }
        }
        return good > 4 * bad;
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String lenient(byte[] bytes, int offset, Charset charset, List<String> notes) {
        String text = new String(bytes, offset, bytes.length - offset, charset);
        if (text.indexOf('\uFFFD') >= 0) {
            notes.add("Some bytes are no " + charset.name() + " and were replaced.");
        }
        return text;
    }

    private static Mark markOf(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Mark(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
            return new Mark(Charset.forName("UTF-32LE"), 4);
        }
        if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return new Mark(Charset.forName("UTF-32BE"), 4);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new Mark(StandardCharsets.UTF_16LE, 2);
        }
        return startsWith(bytes, 0xFE, 0xFF) ? new Mark(StandardCharsets.UTF_16BE, 2) : null;
    }

    /** UTF-16 without a mark, from where the zero bytes of markup and digits fall. */
    private static Charset unmarkedUtf16(byte[] bytes) {
        if (bytes.length < 8) {
            return null;
        }
        int evenZeros = 0;
        int oddZeros = 0;
        int length = Math.min(bytes.length, 256) & ~1;
        for (int i = 0; i < length; i += 2) {
            evenZeros += bytes[i] == 0 ? 1 : 0;
            oddZeros += bytes[i + 1] == 0 ? 1 : 0;
        }
        int most = length / 2 * 3 / 4;
        if (oddZeros >= most && evenZeros == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return evenZeros >= most && oddZeros == 0 ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    /** Character sets that write other scripts in seven bits, so that valid UTF-8 says nothing. */
    private static boolean isShifting(Charset charset) {
        return charset.name().startsWith("ISO-2022") || charset.name().equals("UTF-7");
    }
}
