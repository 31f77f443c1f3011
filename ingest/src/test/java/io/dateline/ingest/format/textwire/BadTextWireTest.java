package io.dateline.ingest.format.textwire;

import static io.dateline.ingest.format.textwire.Parsing.all;
import static io.dateline.ingest.format.textwire.Parsing.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no agency sends, and lines bring all the same. */
class BadTextWireTest {
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final String IPTC = "\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002Titel =\n\nBonn (dpa) - ";
    private static final String ANPA =
            "\u0001a0123\u001fbylzz\nr a \u0013\u0011BC-Sample     05-09 0123\n\u0002^BC-Sample,1<\n^Head<\n\t   NEW YORK (AP) _ ";
    private static final String TELEX = "ZCZC\nHEADLINE OF A STORY\nPARIS, March 2 - ";

    @Test
    void refusesAStoryOfFiftyMegabytes() {
        byte[] bytes = padded(IPTC, 50_000_000, (byte) 'x');

        Refused refused = refused(assertTimeoutPreemptively(TIME, () -> all(bytes)));

        assertThat(refused.code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(refused.original().length).isLessThan(11_000_000);
        assertThat(refused.isCut()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {IPTC, ANPA, TELEX})
    void readsTheStoryBehindOneThatIsTooLarge(String start) {
        byte[] large = padded(start, 12_000_000, (byte) 'x');
        byte[] end = "\nNNNN\n\u0003\u0004\n".getBytes(US_ASCII);
        byte[] small = (start + "Text.\nNNNN\n\u0003\u0004\n").getBytes(US_ASCII);

        List<ParseResult> results = assertTimeoutPreemptively(TIME, () -> all(join(large, end, small)));

        assertThat(results.get(0)).isInstanceOf(Refused.class);
        assertThat(results.get(results.size() - 1)).isInstanceOf(Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 2, 3, 4, 7, 0x0c, 0x16, 0x18, 0x1b, 0x1f, 0x7f})
    void answersAFileOfNothingButOneControlCharacter(byte control) {
        byte[] bytes = new byte[300_000];
        Arrays.fill(bytes, control);

        List<ParseResult> results = assertTimeoutPreemptively(TIME, () -> all(bytes));

        assertThat(results).isNotEmpty().allMatch(Refused.class::isInstance);
        assertThat(results).noneMatch(result -> ((Refused) result).code() == RefusalCode.INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {IPTC, ANPA, TELEX})
    void answersControlCharactersWithinAStory(String start) {
        byte[] controls = new byte[20_000];
        for (int i = 0; i < controls.length; i++) {
            controls[i] = (byte) (i % 32);
        }

        List<ParseResult> results =
                assertTimeoutPreemptively(TIME, () -> all(join(start.getBytes(ISO_8859_1), controls)));

        assertSound(results);
    }

    @ParameterizedTest
    @ValueSource(strings = {IPTC, ANPA, TELEX})
    void answersBinaryDataWithinAStory(String start) {
        byte[] binary = new byte[50_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31 + i / 7);
        }

        assertSound(assertTimeoutPreemptively(TIME, () -> all(join(start.getBytes(ISO_8859_1), binary))));
    }

    @ParameterizedTest
    @ValueSource(strings = {IPTC, ANPA, TELEX})
    void answersAStoryThatIsCutAnywhere(String start) {
        byte[] whole = (start + "Text.\n\u0003051200 Nov 24\nNNNN\n").getBytes(ISO_8859_1);

        for (int length = 1; length < whole.length; length++) {
            assertSound(all(Arrays.copyOf(whole, length)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "^",
                "=",
                "|",
                " ",
                "(((",
                "^^^<",
                "\n\n",
                "- ",
                "\t",
                ";",
                "Von A",
                "&#1;",
                "&#",
                "bdt0123 ",
                "BC-A-",
                "12-12 ",
                "``",
                "--",
                "..",
                "# A\n## B\n- [",
                "Sperrfrist ",
                "2nd Ld-",
                "KILL "
            })
    void answersRepetitionsInTime(String piece) {
        for (String start : new String[] {IPTC, ANPA, TELEX}) {
            String text = start.substring(0, start.length() - 3) + "\n" + piece.repeat(60_000 / piece.length());

            assertSound(assertTimeoutPreemptively(TIME, () -> all(text.getBytes(ISO_8859_1))));
        }
    }

    @Test
    void readsManyMessagesOneByOne() {
        String message = IPTC + "Text.\n\u0003051200 Nov 24\n\u0004\n";

        List<ParseResult> results =
                assertTimeoutPreemptively(TIME, () -> all(message.repeat(2_000).getBytes(US_ASCII)));

        assertThat(results).hasSize(2_000).allMatch(Parsed.class::isInstance);
    }

    @Test
    void refusesAMessageWithoutHeaderAndReadsTheOthers() {
        String message = IPTC + "Text.\n\u0003051200 Nov 24\n\u0004\n";

        List<ParseResult> results = all(message + "\u0001no header at all here\n\u0002x\n\u0003\n\u0004" + message);

        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isInstanceOf(Parsed.class);
        assertThat(((Refused) results.get(1)).code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(((Refused) results.get(1)).where()).isEqualTo("message 2");
        assertThat(results.get(2)).isInstanceOf(Parsed.class);
    }

    private static void assertSound(List<ParseResult> results) {
        assertThat(results).isNotEmpty();
        for (ParseResult result : results) {
            if (result instanceof Refused refused) {
                assertThat(refused.code()).as(refused.reason()).isNotEqualTo(RefusalCode.INTERNAL);
            } else {
                String body = ((Parsed) result).article().getBody();
                assertThat(body.chars()).noneMatch(c -> c < ' ' && c != '\n' && c != '\t');
            }
        }
    }

    private static byte[] padded(String start, int size, byte fill) {
        byte[] bytes = Arrays.copyOf(start.getBytes(ISO_8859_1), size);
        Arrays.fill(bytes, start.length(), size, fill);
        for (int i = start.length() + 70; i < size; i += 70) {
            bytes[i] = '\n';
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        byte[] joined = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
