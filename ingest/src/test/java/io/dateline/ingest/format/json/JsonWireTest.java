package io.dateline.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.Subject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWireTest {

    @Test
    void eachLineIsOneOutcome() {
        List<ParseResult> results = Parses.all(Parses.fixture("json/simple.ndjson"));

        assertThat(results).hasSize(6);
        RawArticle first = Parses.article(results.get(0));
        assertThat(first.getArticleId()).isEqualTo("coastal-news|a-1");
        assertThat(first.getFormat()).isEqualTo("json");
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(first.getLanguage()).isEqualTo("en");
        assertThat(first.getBody()).isEqualTo("The harbour opened.\n\nBoats came.");
        assertThat(first.getVersionCreated()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(new String(first.getOriginal().array(), StandardCharsets.UTF_8))
                .startsWith("{\"id\": \"a-1\"");

        Refused cut = (Refused) results.get(1);
        assertThat(cut.code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(cut.where()).isEqualTo("line 2");
        assertThat(cut.original())
                .isEqualTo("{\"id\": \"a-2\", \"headline\": \"Cut off".getBytes(StandardCharsets.UTF_8));

        assertThat(Parses.article(results.get(2)).getFormat()).isEqualTo("ninjs");

        RawArticle kill = Parses.article(results.get(3));
        assertThat(kill.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(kill.getSupersedes()).containsExactly("coastal-news|a-0", "other|b-7");

        assertThat(((Refused) results.get(4)).where()).isEqualTo("line 6");

        RawArticle last = Parses.article(results.get(5));
        assertThat(last.getBody()).isEqualTo("First & foremost.\n\nSecond.");
        assertThat(last.getEmbargoText()).isEqualTo("Next Monday");
        assertThat(last.getEmbargoedUntil()).isNull();
        assertThat(last.getSubjects())
                .containsExactly(new Subject(null, "ports", null), new Subject("medtop:20000001", null, null));
        assertThat(last.getLinks().get(0).getHref()).isEqualTo("https://coastal.example/1");
    }

    @Test
    void anArraysElementsAreStoriesWithTheirOwnBytes() {
        String text = " [ {\"id\": \"1\", \"headline\": \"Ä\"},\n {\"id\": \"2\", \"text\": \"b\"} ] ";

        List<ParseResult> results = Parses.all(text);

        assertThat(results).hasSize(2);
        assertThat(Parses.article(results.get(0)).getOriginal().array())
                .isEqualTo("{\"id\": \"1\", \"headline\": \"Ä\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(Parses.article(results.get(1)).getOriginal().array())
                .isEqualTo("{\"id\": \"2\", \"text\": \"b\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void objectsMayFollowOneAnotherAndSitInEnvelopes() {
        assertThat(Parses.all("{\n\"id\": \"1\",\n\"headline\": \"a\"\n}\n{\n\"id\": \"2\",\n\"headline\": \"b\"\n}"))
                .extracting(result -> Parses.article(result).getArticleId())
                .containsExactly("unknown|1", "unknown|2");
        assertThat(
                        Parses.all(
                                "{\"data\": {\"items\": [{\"item\": {\"uri\": \"u1\", \"pubstatus\": \"usable\"}}, {\"item\": {\"uri\": \"u2\", \"headline\": \"b\"}}]}}"))
                .extracting(result -> Parses.article(result).getArticleId())
                .containsExactly("unknown|u1", "unknown|u2");
    }

    @Test
    void windows1252IsReadToo() {
        byte[] bytes = "{\"id\": \"1\", \"headline\": \"Café – “naïve”\"}"
                .getBytes(java.nio.charset.Charset.forName("windows-1252"));

        RawArticle article = Parses.one(bytes);

        assertThat(article.getHeadline()).isEqualTo("Café – “naïve”");
        assertThat(article.getNotes())
                .anyMatch(note -> note.toLowerCase(java.util.Locale.ROOT).contains("windows-1252"));
    }

    @Test
    void utf16LinesAreLines() {
        byte[] bytes = "\uFEFF{\"id\": \"1\", \"headline\": \"a\"}\n{\"id\": \"2\", \"headline\": \"b\"}\n"
                .getBytes(StandardCharsets.UTF_16LE);

        assertThat(Parses.all(bytes)).hasSize(2).allMatch(ParseResult.Parsed.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"uri\": \"x\", \"headline\": \"cut             | MALFORMED",
                "{\"uri\": \"x\" \"headline\": \"no comma\"}      | MALFORMED",
                "{\"uri\": x}                                     | MALFORMED",
                "{}                                               | NO_STORY",
                "[]                                               | NO_STORY",
                "[[]]                                             | NO_STORY",
                "{\"foo\": 1, \"bar\": {\"baz\": []}}             | NO_STORY",
                "{\"headline\": \"\", \"body\": \" \"}            | NO_STORY",
                "{\"items\": []}                                  | NO_STORY"
            })
    void refusesWhatIsNoStory(String json, RefusalCode code) {
        assertThat(Parses.refused(json).code()).isEqualTo(code);
    }

    @Test
    void aBrokenEndDoesNotTakeTheItemsBeforeIt() {
        List<ParseResult> results = Parses.all("[{\"id\": \"1\", \"headline\": \"a\"}, {\"id\": \"2\", \"headl");

        assertThat(results).hasSize(2);
        assertThat(results.get(0)).isInstanceOf(ParseResult.Parsed.class);
        assertThat(((Refused) results.get(1)).code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(Parses.all("[{\"id\": \"1\", \"headline\": \"a\"}")).hasSize(2);
    }

    @Test
    void harmlessFaultsAreReadAndNoted() {
        RawArticle breaks = Parses.one("{\"id\": \"1\", \"text\": \"One.\n\nTwo.\",}");
        RawArticle twice = Parses.one("{\"id\": \"1\", \"headline\": \"a\", \"headline\": \"b\"}");

        assertThat(breaks.getBody()).isEqualTo("One.\n\nTwo.");
        assertThat(breaks.getNotes()).anyMatch(note -> note.contains("leniently"));
        assertThat(twice.getHeadline()).isEqualTo("b");
        assertThat(twice.getNotes()).anyMatch(note -> note.contains("twice"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"id\": \"1\", \"headline\": \"a\", \"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(Parses.refused(deep).code()).isEqualTo(RefusalCode.TOO_DEEP);
    }

    @Test
    void hugeNumbersAreNoTrouble() {
        RawArticle article =
                Parses.one("{\"id\": 123456789012345678901234567890, \"headline\": \"a\", \"version\": 1e999999}");

        assertThat(article.getArticleId()).isEqualTo("unknown|123456789012345678901234567890");
        assertThat(article.getVersion()).isNull();
        assertThat(Parses.refused("{\"id\": \"1\", \"headline\": \"a\", \"version\": " + "9".repeat(5000) + "}")
                        .code())
                .isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void loneSurrogatesAreReplacedAndNoted() {
        RawArticle article = Parses.one("{\"id\": \"1\", \"headline\": \"a\\ud83d b\", \"text\": \"ok \\ude00\"}");

        assertThat(article.getHeadline()).isEqualTo("a\uFFFD b");
        assertThat(article.getBody()).isEqualTo("ok \uFFFD");
        assertThat(article.getNotes()).anyMatch(note -> note.contains("Halves"));
    }

    @Test
    void aLineOverTheLimitIsRefusedAndTheNextIsRead() {
        String lines = "{\"id\": \"1\", \"headline\": \"a\"}\n{\"id\": \"2\", \"text\": \"" + "x".repeat(5000)
                + "\"}\n{\"id\": \"3\", \"headline\": \"c\"}\n";
        WireInput input =
                Parses.input(lines.getBytes(StandardCharsets.UTF_8)).withLimits(new Limits(1000, 100_000, 100, 100, 1));

        List<ParseResult> results = StandardParsers.create().parseAll(input);

        assertThat(results).hasSize(3);
        assertThat(((Refused) results.get(1)).code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(((Refused) results.get(1)).isCut()).isTrue();
        assertThat(Parses.article(results.get(2)).getArticleId()).isEqualTo("unknown|3");
    }

    @Test
    void aLargeFileOfLinesPassesThroughWithoutBeingInMemory(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("many.ndjson");
        int lines = 5_000;
        String filler = "x".repeat(900);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                writer.write("{\"id\": \"" + i + "\", \"provider\": \"p\", \"headline\": \"" + filler + "\"}\n");
            }
        }
        Limits limits = new Limits(10_000, 100_000, lines, 100, 1);
        assertThat(Files.size(file)).isGreaterThan(10L * limits.maxDocumentBytes());
        AtomicLong parsed = new AtomicLong();

        StandardParsers.create()
                .parse(
                        new WireInput(Content.of(file), null, "many.ndjson", Parses.FEED, Parses.RECEIVED, limits),
                        result -> parsed.addAndGet(result instanceof ParseResult.Parsed ? 1 : 0));

        assertThat(parsed).hasValue(lines);
    }

    @Test
    void dpasDigitalwiresAreRead() {
        RawArticle article = Parses.one("""
                {"format": "digitalwires@0.9.1", "urn": "urn:newsml:dpx.example:20090101:260302-99-1", "version": 2,
                 "version_created": "2026-03-02T09:18:34+01:00", "pubstatus": null, "signal": "sig:update", "language": "de",
                 "urgency": 3, "kicker": "Wetter", "headline": "Es schneit", "byline": "Von Ada Muster, dpx",
                 "dateline": "Kiel (dpx) - ", "creditline": "dpx",
                 "article_html": "<section class=\\"main\\"><p><span class=\\"dateline\\">Kiel (dpx) - </span>Es schneit.</p></section>",
                 "ednotes": [{"role": "x", "ednote": "Bitte beachten"}],
                 "categories": [
                   {"type": "dnltype:dpasubject", "qcode": "medtop:20000001", "name": "Wetter"},
                   {"type": "dnltype:geosubject", "qcode": "dpacountry:1", "name": "Deutschland"},
                   {"type": "dnltype:desk", "qcode": "dpacat:vm", "name": "vm"}],
                 "associations": [{"type": "image", "urn": "urn:newsml:dpx.example:1", "headline": "Bild"}]}
                """);

        assertThat(article.getFormat()).isEqualTo("digitalwires");
        assertThat(article.getArticleId()).isEqualTo("dpx|urn:newsml:dpx.example:20090101:260302-99-1");
        assertThat(article.getBody()).isEqualTo("Kiel (dpx) - Es schneit.");
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(article.getSubjects())
                .containsExactly(new Subject("medtop:20000001", "Wetter", "dnltype:dpasubject"));
        assertThat(article.getPlaces()).hasSize(1);
        assertThat(article.getEditorialNote()).isEqualTo("Bitte beachten");
    }

    @Test
    void readsAJsonFeed() {
        List<ParseResult> results = Parses.all("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": [
                  {"id": "https://harbour.example/1", "url": "https://harbour.example/1", "title": "Ferry",
                   "content_html": "<p>A ferry.</p>", "date_published": "2024-01-01T10:00:00-05:00",
                   "date_modified": "2024-01-02T10:00:00-05:00", "authors": [{"name": "Ann Reed"}]},
                  {"id": "2", "content_text": "Only text."}]}""");

        RawArticle first = Parses.article(results.get(0));
        assertThat(first.getBody()).isEqualTo("A ferry.");
        assertThat(first.getByline()).isEqualTo("Ann Reed");
        assertThat(first.getFirstCreated()).isEqualTo(Instant.parse("2024-01-01T15:00:00Z"));
        assertThat(first.getVersionCreated()).isEqualTo(Instant.parse("2024-01-02T15:00:00Z"));
        assertThat(Parses.article(results.get(1)).getBody()).isEqualTo("Only text.");
    }

    @Test
    void withoutAnIdTheAddressOfTheStoryIsItsIdentity() {
        RawArticle article = Parses.one("""
                {"title": {"rendered": "Ferry"}, "content": {"rendered": "<p>A ferry.</p>"},
                 "url": "https://harbour.example/ferry"}""");

        assertThat(article.getArticleId()).isEqualTo("harbour|https://harbour.example/ferry");
        assertThat(article.getHeadline()).isEqualTo("Ferry");
        assertThat(article.getBody()).isEqualTo("A ferry.");
    }

    @Test
    void aRefusalHasNoWordsOfTheLibrarysOwn() {
        Refused cut = (Refused) Parses.all("{\"id\": \"a\", \"headline\": \"Cut\", \"text\": \"off\"")
                .get(0);

        assertThat(cut.reason())
                .contains("line 1, column")
                .doesNotContain("REDACTED")
                .doesNotContain("Source");
    }
}
