package io.dateline.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Parses;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.ArticleStatus;
import io.dateline.schemas.RawArticle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The kinds of bad input, one test each: a refusal with its code, or a story with a note that says what was mended. Each within
 * a second of processor time and in bounded memory ({@link SoundOutcomes}). What single formats do with them in detail is
 * in those formats' tests.
 */
class BadInputTest {
    private static final String NITF =
            "<nitf><head><docdata><doc-id id-string=\"1\" regsrc=\"NW\"/>%s</docdata></head><body>"
                    + "<body.head><hedline><hl1>Bridge closes</hl1></hedline></body.head><body.content><p>%s</p></body.content>"
                    + "</body></nitf>";

    private final SoundOutcomes outcomes = new SoundOutcomes();
    private final List<DynamicTest> tests = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> kinds() {
        refused("empty", new byte[0], RefusalCode.EMPTY);
        refused("white space only", utf8(" \r\n\t \n"), RefusalCode.EMPTY);
        refused("binary: noise", noise(), RefusalCode.UNKNOWN_FORMAT);
        refused(
                "binary: a picture",
                join(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, noise()),
                RefusalCode.UNKNOWN_FORMAT);
        refused("truncated XML", utf8(NITF.formatted("", "Text").substring(0, 150)), RefusalCode.MALFORMED);
        refused(
                "truncated JSON",
                utf8("{\"uri\": \"tag:nw.example,2026:1\", \"headline\": \"Bri"),
                RefusalCode.MALFORMED);
        refused("truncated gzip", Arrays.copyOf(gzip(noise()), 300), RefusalCode.MALFORMED);
        refused("zip bomb", zip(new byte[200 << 20]), RefusalCode.UNSAFE);
        refused(
                "zip in zip in zip …",
                nested(zip(utf8("{\"id\":\"1\",\"headline\":\"H\",\"text\":\"T\"}")), 6),
                RefusalCode.TOO_DEEP);
        refused("billion laughs", utf8(laughs()), RefusalCode.UNSAFE);
        refused(
                "external entity",
                utf8("<!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + NITF.formatted("", "&x;")),
                RefusalCode.UNSAFE);
        refused("50 MB of body in XML", utf8(NITF.formatted("", "word ".repeat(10 << 20))), RefusalCode.TOO_LARGE);
        refused(
                "50 MB of body in JSON",
                utf8("{\"id\": \"1\", \"headline\": \"H\", \"body\": \"" + "word ".repeat(10 << 20) + "\"}"),
                RefusalCode.TOO_LARGE);
        refused("50 MB of one line", utf8("word ".repeat(10 << 20)), RefusalCode.TOO_LARGE);
        refused("100,000 nested elements", utf8(NITF.formatted("", "<b>".repeat(100_000))), RefusalCode.TOO_DEEP);
        refused("100,000 nested arrays", utf8("{\"id\": " + "[".repeat(100_000)), RefusalCode.TOO_DEEP);
        noted(
                "100,000 nested elements in HTML",
                utf8("{\"id\": \"1\", \"headline\": \"H\", \"bodyHtml\": \"" + "<div>".repeat(100_000) + "Text.\"}"),
                "nested beyond reason");
        refused("JSON that is no story", utf8("{\"weather\": \"fine\"}"), RefusalCode.NO_STORY);
        refused("XML that is no story", utf8("<menu><item/></menu>"), RefusalCode.UNKNOWN_FORMAT);
        refused(
                "a feed without items",
                utf8("<rss version=\"2.0\"><channel><title>x</title></channel></rss>"),
                RefusalCode.NO_STORY);
        refused(
                "a message whose end is lost",
                utf8(
                        "\u0001bdt0417 3 pl 400  dpa 0981\r\n\r\nA/\r\n\u0002Head =\r\n\r\nBerlin (dpa) - Some words.\r\n"),
                RefusalCode.MALFORMED);
        noted(
                "duplicate keys",
                utf8("{\"id\": \"1\", \"headline\": \"A\", \"headline\": \"B\", \"text\": \"T\"}"),
                "leniently");
        noted("a comma too many", utf8("{\"id\": \"1\", \"headline\": \"A\", \"text\": \"T\",}"), "leniently");
        noted(
                "lone surrogates",
                utf8("{\"id\": \"1\", \"headline\": \"A\", \"text\": \"half \\ud83d of one\"}"),
                "Halves of characters");
        noted(
                "wrong charset declared",
                latin("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + NITF.formatted("", "Größe und Maß")),
                "bytes are no UTF-8");
        noted(
                "UTF-8 declared as something else",
                utf8("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + NITF.formatted("", "Größe")),
                "valid UTF-8");
        noted("mojibake", utf8(NITF.formatted("", "GrÃ¶ÃŸe und MaÃŸ fÃ¼r alle")), "was undone");
        noted("entities escaped twice", utf8(NITF.formatted("", "caf&amp;eacute; &amp;amp; more")), "escaped twice");
        noted(
                "a date that is none",
                utf8(NITF.formatted("<date.issue norm=\"20261350T990000\"/>", "T")),
                "can't be read");
        noted(
                "a time without a zone",
                utf8(NITF.formatted("<date.issue norm=\"20260305T100000\"/>", "T")),
                "has no zone");
        noted(
                "a missing id",
                utf8("{\"headline\": \"H\", \"text\": \"T\", \"source\": \"nw\"}"),
                "derived from headline and text");
        noted("an urgency out of range", utf8(NITF.formatted("<urgency ed-urg=\"77\"/>", "T")), "urgency is not");
        noted(
                "a version in words",
                utf8("{\"id\": \"1\", \"headline\": \"H\", \"text\": \"T\", \"version\": \"latest\"}"),
                "no whole number");
        read(
                "an embargo for next Monday holds",
                utf8("{\"id\": \"1\", \"headline\": \"H\", \"text\": \"T\", \"embargo\": \"Next Monday\"}"),
                story -> {
                    assertThat(story.getEmbargoText()).isEqualTo("Next Monday");
                    assertThat(story.getEmbargoedUntil()).isNull();
                });
        read(
                "a status that nobody knows holds",
                utf8("{\"id\": \"1\", \"headline\": \"H\", \"text\": \"T\", \"status\": \"frobnicated\"}"),
                story -> assertThat(story.getStatus()).isEqualTo(ArticleStatus.WITHHELD));
        read(
                "control characters, soft hyphens and zero widths",
                utf8(
                        "{\"id\": \"1\", \"headline\": \"Br\\u00adidge\\u200b \\u0007closes\", \"text\": \"T\\u0000ext\"}"),
                story -> {
                    assertThat(story.getHeadline()).isEqualTo("Bridge closes");
                    assertThat(story.getBody()).isEqualTo("Text");
                });
        read(
                "scripts and styles",
                utf8(
                        "{\"id\": \"1\", \"headline\": \"H\", \"body\": \"<style>p{}</style><p>Text</p><script>x()</script>\"}"),
                story -> assertThat(story.getBody()).isEqualTo("Text"));
        read(
                "an undeclared prefix in a feed",
                utf8(
                        "<rss version=\"2.0\"><channel><item><title>A &nbsp; B</title><guid>1</guid><dc:creator>Ann</dc:creator></item></channel></rss>"),
                story -> assertThat(story.getByline()).isEqualTo("Ann"));
        read(
                "a path in an archive",
                zip("../../etc/passwd", utf8("{\"id\":\"1\",\"headline\":\"H\",\"text\":\"T\"}")),
                story -> assertThat(story.getHeadline()).isEqualTo("H"));
        read(
                "UTF-16 without a mark",
                "{\"id\": \"1\", \"headline\": \"H\", \"text\": \"T\"}".getBytes(StandardCharsets.UTF_16LE),
                story -> assertThat(story.getHeadline()).isEqualTo("H"));
        return tests.stream();
    }

    private void refused(String kind, byte[] bytes, RefusalCode code) {
        add(kind, bytes, results -> {
            assertThat(results).hasSize(1);
            assertThat(results.get(0)).isInstanceOf(Refused.class);
            assertThat(((Refused) results.get(0)).code()).isEqualTo(code);
        });
    }

    private void noted(String kind, byte[] bytes, String note) {
        read(kind, bytes, story -> assertThat(story.getNotes()).anyMatch(sentence -> sentence.contains(note)));
    }

    private void read(String kind, byte[] bytes, Consumer<RawArticle> check) {
        add(kind, bytes, results -> {
            assertThat(results).hasSize(1);
            assertThat(results.get(0)).isInstanceOf(Parsed.class);
            check.accept(((Parsed) results.get(0)).article());
        });
    }

    private void add(String kind, byte[] bytes, Consumer<List<ParseResult>> check) {
        tests.add(DynamicTest.dynamicTest(kind, () -> check.accept(outcomes.of(Parses.input(bytes)))));
    }

    private static byte[] noise() {
        byte[] noise = new byte[4000];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static String laughs() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE nitf [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            dtd.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("]>").append(NITF.formatted("", "&a29;")).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(Charset.forName("windows-1252"));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] nested(byte[] innermost, int levels) {
        byte[] archive = innermost;
        for (int i = 0; i < levels; i++) {
            archive = zip(archive);
        }
        return archive;
    }

    private static byte[] zip(byte[] content) {
        return zip("story", content);
    }

    private static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
