package io.dateline.ingest.format.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.wire.ArticleDraft;
import io.dateline.ingest.wire.Confidence;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.ParseSink;
import io.dateline.ingest.wire.WireHead;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParser;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.RawArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Parses mails by way of the seam, beside a parser for a made-up wire format. */
final class Mails {
    private static final WireParsers PARSERS = WireParsers.of(List.of(new MailParser(), new Nitf()));

    private Mails() {}

    /** Stands for any parser of XML: takes the whole document for the body. */
    private static final class Nitf implements WireParser {
        @Override
        public String format() {
            return "nitf";
        }

        @Override
        public Confidence sniff(WireHead head) {
            return head.xmlRoot() != null && head.xmlRoot().localName().equals("nitf")
                    ? Confidence.CERTAIN
                    : Confidence.NONE;
        }

        @Override
        public void parse(WireInput input, ParseSink sink) {
            sink.accept(ArticleDraft.of(input, "nitf")
                    .guid("n-1")
                    .bodyText(new String(input.content().bytes(), StandardCharsets.UTF_8))
                    .build());
        }
    }

    static List<ParseResult> results(byte[] bytes) {
        return PARSERS.parseAll(WireInput.of(bytes, Feed.named("test"), Instant.EPOCH));
    }

    static List<ParseResult> results(String text) {
        return results(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static RawArticle story(String text) {
        return story(results(text));
    }

    static RawArticle story(List<ParseResult> results) {
        assertThat(results).hasSize(1).first().isInstanceOf(Parsed.class);
        return ((Parsed) results.get(0)).article();
    }

    static Refused refusal(byte[] bytes) {
        List<ParseResult> results = results(bytes);
        assertThat(results).hasSize(1).first().isInstanceOf(Refused.class);
        return (Refused) results.get(0);
    }

    /** A mail with a usual header and these further fields; then the text. */
    static String mail(String more, String text) {
        return "From: Jane Roe <jane@post.example>\nDate: Tue, 5 Mar 2024 09:15:00 +0100\nMessage-ID: <m1@post.example>\n"
                + "Subject: Dock closes\nMIME-Version: 1.0\n" + more + "\n" + text;
    }

    static String multipart(String kind, String... parts) {
        StringBuilder text = new StringBuilder("Preamble to pass over.\n");
        for (String part : parts) {
            text.append("--b0\n").append(part).append('\n');
        }
        return mail("Content-Type: multipart/" + kind + "; boundary=b0\n", text + "--b0--\nEpilogue.\n");
    }

    static String part(String type, String text) {
        return "Content-Type: " + type + "\n\n" + text;
    }
}
