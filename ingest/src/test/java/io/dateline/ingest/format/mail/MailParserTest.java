package io.dateline.ingest.format.mail;

import static io.dateline.ingest.format.mail.Mails.mail;
import static io.dateline.ingest.format.mail.Mails.multipart;
import static io.dateline.ingest.format.mail.Mails.part;
import static io.dateline.ingest.format.mail.Mails.results;
import static io.dateline.ingest.format.mail.Mails.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.format.textwire.Parsing;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailParserTest {
    private static final String PROSE = "The harbour authority will close its oldest dock in spring, officials said.";

    @Test
    void readsEveryFieldOfAMail() {
        RawArticle story = story(mail(
                "Content-Language: en-GB\nKeywords: ports, grain\nOrganization: Harbour Post\nSupersedes: <m0@post.example>\n",
                "WESTMOUTH, March 5 (HP) - " + PROSE + "\n\nSecond paragraph.\n"));

        assertThat(story.getArticleId()).isEqualTo("post|<m1@post.example>");
        assertThat(story.getHeadline()).isEqualTo("Dock closes");
        assertThat(story.getBody()).isEqualTo("WESTMOUTH, March 5 (HP) - " + PROSE + "\n\nSecond paragraph.");
        assertThat(story.getVersionCreated()).isEqualTo(Instant.parse("2024-03-05T08:15:00Z"));
        assertThat(story.getByline()).isEqualTo("Jane Roe");
        assertThat(story.getCredit()).isEqualTo("Harbour Post");
        assertThat(story.getLanguage()).isEqualTo("en-GB");
        assertThat(story.getDatelinePlace()).isEqualTo("WESTMOUTH");
        assertThat(story.getSupersedes()).containsExactly("post|<m0@post.example>");
        assertThat(story.getSubjects()).extracting(subject -> subject.getName()).containsExactly("ports", "grain");
        assertThat(story.getFormat()).isEqualTo("mail");
        assertThat(story.getMediaType()).isEqualTo("message/rfc822");
    }

    @Test
    void decodesEncodedWordsInAnyCharacterSet() {
        assertThat(subject("=?utf-8?Q?K=C3=A4se_?=\n =?utf-8?Q?und_Brot?=")).isEqualTo("Käse und Brot");
        assertThat(subject("=?iso-8859-1?q?Caf=E9?= heute")).isEqualTo("Café heute");
        assertThat(subject("=?windows-1251?B?z/Do4uXy?=")).isEqualTo("Привет");
        // A character that is split between two words.
        assertThat(subject("=?utf-8?B?w6TD?= =?utf-8?B?tg==?=")).isEqualTo("äö");
        assertThat(subject("Fwd: =?x-unknown?Q?abc?=")).startsWith("Fwd: ");
        assertThat(subject("=?utf-8?Q?broken")).isEqualTo("=?utf-8?Q?broken");
        assertThat(subject("Raw Größe")).isEqualTo("Raw Größe");
    }

    private static String subject(String value) {
        return story("From: a@b.example\nSubject: " + value + "\nDate: Tue, 5 Mar 2024 09:15:00 +0100\n\n" + PROSE)
                .getHeadline();
    }

    @Test
    void readsDatesAsMailProgramsWriteThem() {
        assertThat(date("5 Mar 2024 09:15 EST")).isEqualTo("2024-03-05T14:15:00Z");
        assertThat(date("Tue, 05 Mar 2024 09:15:00 +0300 (MOW DST)")).isEqualTo("2024-03-05T06:15:00Z");
        assertThat(date("Tue, 5 Mar 96 13:30:57 -600")).isEqualTo("1996-03-05T19:30:57Z");
        assertThat(date("Tue, 5 Mar 2024 22:23:35.882 0000")).startsWith("2024-03-05T22:23:35");
        assertThat(date("Tue Mar  5 09:15:00 2024")).isEqualTo("2024-03-05T09:15:00Z");
        assertThat(date("someday")).isNull();
    }

    private static String date(String value) {
        Instant created = story("From: a@b.example\nSubject: S\nDate: " + value + "\n\n" + PROSE)
                .getVersionCreated();
        return created == null ? null : created.toString();
    }

    @Test
    void takesPlainTextWhenItIsTheStoryAndHtmlWhenItIsNot() {
        String html = part("text/html; charset=utf-8", "<html><body><p>" + PROSE + "</p><p>Zwölf.</p></body></html>");

        RawArticle plain = story(multipart("alternative", part("text/plain", PROSE + "\n\nTwelve."), html));
        RawArticle rich = story(multipart("alternative", part("text/plain", "See the HTML version."), html));

        assertThat(plain.getBody()).isEqualTo(PROSE + "\n\nTwelve.");
        assertThat(rich.getBody()).isEqualTo(PROSE + "\n\nZwölf.");
    }

    @Test
    void readsPartsWithinParts() {
        String inner = "Content-Type: multipart/alternative; boundary=b1\n\n--b1\n" + part("text/plain", PROSE)
                + "\n--b1\n" + part("text/html", "<p>" + PROSE + "</p>") + "\n--b1--";

        RawArticle story = story(multipart(
                "mixed",
                inner,
                "Content-Type: image/jpeg; name=dock.jpg\nContent-ID: <c1@x>\nContent-Transfer-Encoding: base64\n\n/9j/4AAQ",
                part("text/plain", "A footer of the list.")));

        assertThat(story.getBody()).isEqualTo(PROSE + "\n\nA footer of the list.");
        assertThat(story.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getHref()).isEqualTo("cid:c1@x");
            assertThat(link.getTitle()).isEqualTo("dock.jpg");
            assertThat(link.getMediaType()).isEqualTo("image/jpeg");
        });
        assertThat(story.getNotes()).anyMatch(note -> note.contains("dock.jpg"));
    }

    @Test
    void decodesTransferEncodings() {
        String base64 = Base64.getMimeEncoder().encodeToString(PROSE.getBytes(StandardCharsets.UTF_8));

        assertThat(body("text/plain; charset=iso-8859-15", "quoted-printable", "Preis: 5 =A4, K=\n=E4se"))
                .isEqualTo("Preis: 5 €, Käse");
        assertThat(body("text/plain", "BASE64", base64)).isEqualTo(PROSE);
        assertThat(body("text/plain", "base64", base64.substring(0, 40) + "\n!!\n" + base64.substring(40)))
                .isEqualTo(PROSE);
        assertThat(body("text/plain", "x-gzip64", base64)).isEmpty();
    }

    private static String body(String type, String encoding, String text) {
        return story(mail("Content-Type: " + type + "\nContent-Transfer-Encoding: " + encoding + "\n", text))
                .getBody();
    }

    @Test
    void readsCharacterSetsThatAreDeclaredWronglyOrNotAtAll() {
        String head = "From: a@b.example\nSubject: S\nDate: Tue, 5 Mar 2024 09:15:00 +0100\n";
        String text = "Größenwahn im Süden: Käse für alle, sagte der Bürgermeister der Stadt.";

        for (String declared : new String[] {
            "", "Content-Type: text/plain; charset=us-ascii\n", "Content-Type: text/plain; charset=nonsense\n"
        }) {
            for (Charset charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("windows-1252")}) {
                byte[] bytes = (head + declared + "\n" + text).getBytes(charset);

                assertThat(story(results(bytes)).getBody())
                        .as(declared + charset)
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void joinsFlowedLines() {
        RawArticle story = story(
                mail(
                        "Content-Type: text/plain; format=flowed\n",
                        "First line that \ngoes on here.\n\n> quoted line \n> goes on\nNot joined.\n From the margin.\n-- \nJane\n"));

        assertThat(story.getBody())
                .startsWith("First line that goes on here.")
                .contains("quoted line goes on")
                .contains("From the margin.");
    }

    @Test
    void readsWireCopyInsideAMailAsSuch() {
        String nitf = "<?xml version=\"1.0\"?><nitf><body>Inside</body></nitf>";

        RawArticle attached = story(multipart(
                "mixed",
                part("text/plain", "Please find the story attached."),
                "Content-Type: application/octet-stream; name=s.xml\nContent-Disposition: attachment\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getEncoder().encodeToString(nitf.getBytes(StandardCharsets.UTF_8))));
        RawArticle inline = story(mail("", nitf));

        assertThat(attached.getFormat()).isEqualTo("nitf");
        assertThat(attached.getBody()).contains("Inside");
        assertThat(new String(attached.getOriginal().array(), StandardCharsets.UTF_8))
                .isEqualTo(nitf);
        assertThat(inline.getFormat()).isEqualTo("nitf");
    }

    @Test
    void takesTheTextOfAnAttachmentWhenTheMailHasNone() {
        RawArticle story = story(multipart(
                "mixed",
                part("text/plain", "-- \nJane"),
                "Content-Type: text/plain; name=story.txt\nContent-Disposition: attachment\n\n" + PROSE));

        assertThat(story.getBody()).contains(PROSE);
        assertThat(story.getNotes()).anyMatch(note -> note.contains("attachment was taken"));
    }

    @Test
    void readsAForwardedMessageAsPartOfTheText() {
        String forwarded = "Content-Type: message/rfc822\n\nFrom: Piet Vos <piet@other.example>\nSubject: Inner\n"
                + "Message-ID: <inner@other.example>\n\n" + PROSE;

        RawArticle story =
                story(multipart("mixed", part("text/plain", "For your morning edition, as discussed."), forwarded));

        assertThat(story.getHeadline()).isEqualTo("Dock closes");
        assertThat(story.getArticleId()).isEqualTo("post|<m1@post.example>");
        assertThat(story.getBody()).isEqualTo("For your morning edition, as discussed.\n\n" + PROSE);
    }

    @Test
    void readsAMessageThatIsAllThereIs() {
        String inner = "From: Piet Vos <piet@other.example>\r\nSubject: Inner\r\nMessage-ID: <i@other.example>\r\n\r\n"
                + PROSE;

        RawArticle story = story("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\nSubject: Outer\n\n"
                + Base64.getMimeEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8)));

        assertThat(story.getHeadline()).isEqualTo("Outer");
        assertThat(story.getArticleId()).isEqualTo("other|<i@other.example>");
        assertThat(story.getBody()).isEqualTo(PROSE);
    }

    @Test
    void readsEachMessageOfADigestAsAStory() {
        String one = "\nFrom: a@x.example\nSubject: One\nMessage-ID: <1@x.example>\n\n" + PROSE;
        String two = "\nFrom: b@y.example\nSubject: Two\nMessage-ID: <2@y.example>\n\n" + PROSE;

        assertThat(results(multipart("digest", one, two)))
                .extracting(result -> ((Parsed) result).article().getHeadline())
                .containsExactly("One", "Two");
    }

    @Test
    void heedsAnEmbargoAndAKillInTheText() {
        RawArticle held = story(mail("", "EMBARGOED UNTIL 6 March 2024 06:00 GMT\n\n" + PROSE + "\n\n" + PROSE));
        RawArticle unreadable = story(mail("", "EMBARGOED UNTIL Next Monday\n\n" + PROSE + "\n\n" + PROSE));
        RawArticle killed = story(mail("", "BULLETIN KILL\n\n" + PROSE + "\n\n" + PROSE));

        assertThat(held.getEmbargoedUntil()).isEqualTo(Instant.parse("2024-03-06T06:00:00Z"));
        assertThat(unreadable.getEmbargoText()).isEqualTo("Next Monday");
        assertThat(unreadable.getEmbargoedUntil()).isNull();
        assertThat(killed.getStatus()).isEqualTo(ArticleStatus.CANCELED);
    }

    @Test
    void takesANameForAPersonsOnlyWhenItLooksSo() {
        assertThat(byline("=?utf-8?Q?J=C3=B6rn_Post?= <j@x.example>")).isEqualTo("Jörn Post");
        assertThat(byline("\"Roe, Jane\" <j@x.example>")).isEqualTo("Roe, Jane");
        assertThat(byline("j@x.example (Jane Roe)")).isEqualTo("Jane Roe");
        assertThat(byline("Harbour News Desk <j@x.example>")).isNull();
        assertThat(byline("no-reply <j@x.example>")).isNull();
        assertThat(byline("j@x.example")).isNull();
    }

    private static String byline(String from) {
        return story("From: " + from + "\nSubject: S\nDate: Tue, 5 Mar 2024 09:15:00 +0100\n\n" + PROSE)
                .getByline();
    }

    @Test
    void leavesUuencodedFilesOutOfTheText() {
        RawArticle story =
                story(mail("", PROSE + "\n\nbegin 644 dock.gif\nM1TE&.#=A\n`\nend\n\nbegin 2024 with a dock.\n"));

        assertThat(story.getBody())
                .startsWith(PROSE)
                .endsWith("begin 2024 with a dock.")
                .doesNotContain("M1TE");
        assertThat(story.getNotes()).anyMatch(note -> note.contains("dock.gif"));
    }

    @Test
    void readsMboxLinesAndBrokenEndsOfHeaders() {
        String head = "From: a@b.example\nSubject: S\nDate: Tue, 5 Mar 2024 09:15:00 +0100\n";

        assertThat(story("From a@b.example  Tue Mar  5 09:15:00 2024\n" + head + "\n" + PROSE)
                        .getBody())
                .isEqualTo(PROSE);
        assertThat(story(head + " \n" + PROSE).getBody()).isEqualTo(PROSE);
        assertThat(story(head + PROSE).getBody()).isEqualTo(PROSE);
        assertThat(story(head + "some garbage line\nX-Mailer: y\nMessage-ID: <1@b.example>\n\n" + PROSE)
                        .getArticleId())
                .isEqualTo("b|<1@b.example>");
    }

    @Test
    void readsLineEndsOfEveryKind() throws Exception {
        String text = multipart("mixed", part("text/plain", PROSE), part("text/html", "<p>Two</p>"));

        assertThat(story(results(text.getBytes(StandardCharsets.UTF_8))).getBody())
                .isEqualTo(PROSE + "\n\nTwo");
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        padded.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(story(results(padded.toByteArray())).getBody()).isEqualTo(PROSE + "\n\nTwo");
    }

    @Test
    void eachMessageOfAMailboxIsAStory() {
        List<ParseResult> results = Parsing.all("""
                From a@harbour.example Mon Mar  4 09:00:00 2024
                From: a@harbour.example
                Subject: One
                Date: Mon, 4 Mar 2024 09:00:00 +0000
                Message-ID: <1@harbour.example>

                Text one.

                From the harbour comes news.
                >From here on it is quoted.

                From c@dock.example Mon Mar  4 10:00:00 2024
                From: c@dock.example
                Subject: Two
                Date: Mon, 4 Mar 2024 10:00:00 +0000
                Message-ID: <2@dock.example>

                Text two.
                """);

        List<RawArticle> stories = Parsing.articles(results);
        assertThat(stories).extracting(RawArticle::getHeadline).containsExactly("One", "Two");
        assertThat(stories.get(0).getBody())
                .contains("From the harbour comes news.")
                .contains("From here on")
                .doesNotContain(">From");
        assertThat(stories.get(1).getBody()).isEqualTo("Text two.");
    }

    @Test
    void wireCopyWhoseControlCharactersWereLostIsReadAsWhatItIs() {
        RawArticle story = Parsing.one("""
                From: wire@harbour.example
                Subject: BC-EX--Sample
                Date: Fri, 1 Mar 2024 09:00:00 -0500
                Message-ID: <x@harbour.example>

                a0456 r a
                ^BC-EX--Sample, 1st Ld-Writethru,a0401,0500<
                ^Sample headline<
                   SAMPLE CITY (AP) -- The town opened its gates on Friday.
                AP-NY-03-01-24 0900EST<
                """);

        assertThat(story.getFormat()).isEqualTo("anpa1312");
        assertThat(story.getHeadline()).isEqualTo("Sample headline");
    }
}
