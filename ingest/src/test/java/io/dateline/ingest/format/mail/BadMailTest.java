package io.dateline.ingest.format.mail;

import static io.dateline.ingest.format.mail.Mails.mail;
import static io.dateline.ingest.format.mail.Mails.multipart;
import static io.dateline.ingest.format.mail.Mails.part;
import static io.dateline.ingest.format.mail.Mails.refusal;
import static io.dateline.ingest.format.mail.Mails.results;
import static io.dateline.ingest.format.mail.Mails.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BadMailTest {
    private static final String PROSE = "The harbour authority will close its oldest dock in spring, officials said.";

    @Test
    void readsAMailThatIsCutShort() {
        String whole = multipart("mixed", part("text/plain", PROSE), part("text/html", "<p>Two</p>"));

        RawArticle story = story(whole.substring(0, whole.indexOf("--b0--") - 3));

        assertThat(story.getBody()).startsWith(PROSE);
    }

    @Test
    void readsPartsWhoseBoundaryIsNotDeclaredOrDeclaredWrongly() {
        String parts = "--frontier\nContent-Type: text/plain\n\n" + PROSE
                + "\n--frontier\nContent-Type: text/html\n\n<p>Two</p>\n" + "--frontier--\n";

        assertThat(story(mail("Content-Type: multipart/mixed\n", parts)).getBody())
                .isEqualTo(PROSE + "\n\nTwo");
        assertThat(story(mail("Content-Type: multipart/mixed; boundary=other\n", parts))
                        .getBody())
                .isEqualTo(PROSE + "\n\nTwo");
        assertThat(story(mail("Content-Type: multipart/mixed; boundary=b9\n", PROSE))
                        .getBody())
                .isEqualTo(PROSE);
    }

    @Test
    void readsTheFirstThousandOfTenThousandParts() {
        String[] parts = new String[10_000];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part("text/plain", "Part number " + i + " of very many.");
        }

        RawArticle story = story(multipart("mixed", parts));

        assertThat(story.getBody()).contains("Part number 900 of").doesNotContain("Part number 1001 of");
        assertThat(story.getNotes()).anyMatch(note -> note.contains("more than 1000 parts"));
    }

    @Test
    void refusesPartsThatAreNestedTooDeeply() {
        StringBuilder text = new StringBuilder("From: a@b.example\nSubject: S\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        assertThat(refusal(text.toString().getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(refusal(("Content-Type: message/rfc822\n\n".repeat(100_000) + "Subject: S\n\nText")
                                .getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(RefusalCode.TOO_DEEP);
    }

    @Test
    void readsAlternativesWithinAlternativesInReasonableTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            text.append("Content-Type: multipart/alternative; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\nContent-Type: text/plain\n\nLevel ")
                    .append(i)
                    .append(" of it.\n--b")
                    .append(i)
                    .append('\n');
        }

        RawArticle story =
                story("From: a@b.example\nSubject: S\nMIME-Version: 1.0\n" + text + part("text/plain", PROSE));

        assertThat(story.getBody()).isNotEmpty();
    }

    @Test
    void refusesHeaderBombs() {
        byte[] fields = ("Subject: S\nFrom: a@b.example\nDate: now\n" + "X-A: b\n".repeat(500_000) + "\nText")
                .getBytes(StandardCharsets.UTF_8);
        byte[] field = ("Subject: S\nFrom: a@b.example\nDate: now\nContent-Type: text/plain; "
                        + "a=b; ".repeat(4_000_000) + "\n\nText")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(fields).code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(refusal(field).code()).isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void outlivesFieldsThatAreLongButAllowed() {
        for (String field : new String[] {
            "Content-Type: text/plain; " + "a=b; ".repeat(100_000),
            "Content-Type: multipart/mixed; boundary=" + "x".repeat(100_000),
            "Subject: " + "=?utf-8?Q?".repeat(50_000),
            "From: " + "\"a\" <b@c.example>, ".repeat(40_000),
            "From: " + "(".repeat(500_000),
            "From: " + "<".repeat(500_000),
            "Content-Disposition: attachment; " + "filename*1*=a; ".repeat(50_000)
        }) {
            assertThat(results("Message-ID: <1@b.example>\n" + field + "\n\n" + PROSE))
                    .as(field.substring(0, 30))
                    .hasSize(1);
        }
    }

    @Test
    void refusesAMailThatSaysNothing() {
        assertThat(refusal("From: a@b.example\r\nDate: Tue, 5 Mar 2024 09:15:00 +0100\r\nTo: c@d.example\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(RefusalCode.NO_STORY);
    }

    @Test
    void refusesAMailThatIsTooLargeForARecord() {
        String large = mail("", "x".repeat(20) + "\n" + (PROSE + "\n").repeat(200_000));

        assertThat(refusal(large.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void leavesOtherTextToOthers() {
        for (String text : new String[] {
            "Dock closes\n\n" + PROSE,
            "Note: " + PROSE,
            "By Jane Roe\n\nWESTMOUTH: " + PROSE,
            "Subject to change: " + PROSE,
            "http://a.example/\n\n" + PROSE
        }) {
            assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)).code())
                    .as(text)
                    .isEqualTo(RefusalCode.UNKNOWN_FORMAT);
        }
    }

    @Test
    void endsInOutcomesWhateverIsDoneToAMail() {
        long seed = Long.getLong("dateline.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] good = multipart(
                        "mixed",
                        part("text/plain; charset=utf-8; format=flowed", PROSE + " \nMore."),
                        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+VHdvPC9wPg==",
                        "Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?K=C3=A4se?=\n\nInner")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        String spoilers = "<>&;\"'/=?-:\0\u00ff \n\ra1";
        for (int round = 0; round < 600; round++) {
            byte[] bytes = good.clone();
            // The first lines stay, so that it is still a mail.
            for (int i = random.nextInt(12); i >= 0; i--) {
                bytes[100 + random.nextInt(bytes.length - 100)] =
                        (byte) spoilers.charAt(random.nextInt(spoilers.length()));
            }
            assertThat(results(bytes))
                    .as("seed %d round %d", seed, round)
                    .isNotEmpty()
                    .noneMatch(result -> result instanceof Refused refused && refused.code() == RefusalCode.INTERNAL);
        }
    }
}
