package io.dateline.ingest.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes as transmission, bad software and bad people do. The same random gives the same damage. */
final class Mutations {
    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",",
        ":",
        "null",
        "true",
        "1e999",
        "-",
        "\\ud800",
        "\\u0000",
        "\u0000",
        "\n",
        "\r\n",
        "\n\n",
        "<",
        ">",
        "</",
        "<p>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&amp;",
        "&",
        "&#0;",
        "&#xFFFFFFFF;",
        "&lt;",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "\u0001",
        "\u0002",
        "\u0003",
        "\uFEFF",
        "\uD83D\uDE00",
        "\u2028",
        "/>",
        "<?",
        "?>",
        "'",
        ";",
        "<!DOCTYPE x [",
        "]>",
        "&#",
        "&nbsp;",
        "</p>",
        "<br/>",
        "xmlns=",
        "<newsItem>",
        "</NewsItem>",
        "<nitf>",
        "<item>",
        "<table><tr><td>",
        "<div>",
        "\uFFFF",
        "--b1",
        "Content-Transfer-Encoding: base64",
        "=?utf-8?B?",
        "=C3",
        "          ",
        "\t",
        "=\n",
        "^",
        "Next Monday",
        "9999999999999999999999",
        "urn:newsml:",
        "tag:",
        "http://",
        ":",
        "|",
        "EMBARGOED UNTIL",
        "KILL",
        "By ",
        " - "
    };

    private Mutations() {}

    static byte[] of(byte[] input, Random random) {
        byte[] bytes = input;
        int rounds = 1 + random.nextInt(6);
        for (int i = 0; i < rounds; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int length = bytes.length;
        int from = random.nextInt(length + 1);
        int to = Math.min(length, from + random.nextInt(1 + random.nextInt(200)));
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> splice(bytes, from, to, new byte[0]);
            case 2 -> splice(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 3 ->
                splice(bytes, from, from, repeated(Arrays.copyOfRange(bytes, from, Math.min(to, from + 8)), random));
            case 4 -> splice(bytes, from, to, noise(to - from, random));
            case 5 -> splice(bytes, from, from, token(random));
            case 6 -> splice(bytes, from, to, token(random));
            case 7 -> splice(bytes, 0, 0, token(random));
            default -> flipped(bytes, random);
        };
    }

    private static byte[] token(Random random) {
        return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] repeated(byte[] part, Random random) {
        int times = 1 << random.nextInt(12);
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < 3 && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + with.length);
        out.write(bytes, 0, from);
        out.writeBytes(with);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
