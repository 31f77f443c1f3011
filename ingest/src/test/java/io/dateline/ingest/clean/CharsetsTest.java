package io.dateline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.clean.Charsets.Decoded;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {
    private static final String TEXT = "Zürich – “naïve” café, 5 € für Größe";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void findsTheCharacterSetWithoutADeclaration(String name) {
        Decoded decoded = Charsets.decode(TEXT.getBytes(Charset.forName(name)), null);

        assertThat(decoded.text()).isEqualTo(TEXT);
        assertThat(decoded.notes().isEmpty()).isEqualTo(name.equals("UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkDecidesAndIsNoText(String name) {
        byte[] bytes = ("\uFEFF" + TEXT).getBytes(Charset.forName(name));

        assertThat(Charsets.decode(bytes, "text/plain; charset=iso-8859-1").text())
                .isEqualTo(TEXT);
        assertThat(Charsets.peek(bytes, null)).isEqualTo(TEXT);
    }

    @Test
    void validUtf8GoesBeforeAWrongDeclarationAndSaysSo() {
        Decoded decoded = Charsets.decode(TEXT.getBytes(StandardCharsets.UTF_8), "text/plain; charset=\"ISO-8859-1\"");

        assertThat(decoded.text()).isEqualTo(TEXT);
        assertThat(decoded.notes()).hasSize(1);
    }

    @Test
    void aDeclarationIsFollowedWhereItFits() {
        byte[] bytes = "Łódź, Kraków".getBytes(Charset.forName("ISO-8859-2"));

        assertThat(Charsets.decode(bytes, "text/plain; charset=ISO-8859-2").text())
                .isEqualTo("Łódź, Kraków");
    }

    @Test
    void aDeclarationThatDoesNotFitIsNotFollowed() {
        byte[] bytes = TEXT.getBytes(Charset.forName("windows-1252"));

        Decoded decoded = Charsets.decode(bytes, "text/plain; charset=utf-8");

        assertThat(decoded.text()).isEqualTo(TEXT);
        assertThat(decoded.notes()).isNotEmpty();
    }

    @Test
    void findsJapanese() {
        String text = "東京の天気は晴れです。明日は雨が降るでしょう。首相は記者会見で述べた。".repeat(4);

        assertThat(Charsets.decode(text.getBytes(Charset.forName("EUC-JP")), null)
                        .text())
                .isEqualTo(text);
        assertThat(Charsets.decode(text.getBytes(Charset.forName("Shift_JIS")), null)
                        .text())
                .isEqualTo(text);
    }

    @Test
    void aBrokenByteInUtf8DoesNotSpoilTheRest() {
        byte[] bytes = (TEXT.repeat(3) + "\u00ff").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;

        assertThat(Charsets.decode(bytes, null).text()).startsWith(TEXT).contains("\uFFFD");
    }

    @Test
    void anUnknownLabelIsNoCharacterSet() {
        assertThat(Charsets.named("text/plain; charset=klingon")).isNull();
        assertThat(Charsets.named("text/plain")).isNull();
        assertThat(Charsets.named("text/plain; charset=\"UTF-8\"; format=flowed"))
                .isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void peekLeavesOutACharacterThatIsCut() {
        byte[] bytes = "abcé".getBytes(StandardCharsets.UTF_8);

        assertThat(Charsets.peek(java.util.Arrays.copyOf(bytes, bytes.length - 1), null))
                .isEqualTo("abc");
    }
}
