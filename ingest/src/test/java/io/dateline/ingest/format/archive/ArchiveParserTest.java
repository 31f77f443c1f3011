package io.dateline.ingest.format.archive;

import static io.dateline.ingest.format.textwire.Parsing.all;
import static io.dateline.ingest.format.textwire.Parsing.article;
import static io.dateline.ingest.format.textwire.Parsing.articles;
import static io.dateline.ingest.format.textwire.Parsing.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.format.json.JsonWire;
import io.dateline.ingest.format.textwire.Parsing;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.ParseResult.Parsed;
import io.dateline.ingest.wire.ParseResult.Refused;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.RawArticle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveParserTest {
    private static final ArchiveLimits SMALL = new ArchiveLimits(5, 100_000, 10, 200_000, 1000);

    @Test
    void readsWhatIsInGzip() throws IOException {
        RawArticle story = article(all(gzip(json("a"))));

        assertThat(story.getFormat()).isEqualTo("ninjs");
        assertThat(story.getHeadline()).isEqualTo("Story a");
    }

    @Test
    void saysThatGzipIsCutOff() throws IOException {
        byte[] whole = gzip(json("a"));

        assertThat(refused(all(Arrays.copyOf(whole, whole.length / 2))).reason())
                .isEqualTo("broken: it is cut off");
    }

    @Test
    void readsConcatenatedGzip() throws IOException {
        byte[] lines = join(gzip((text(json("a")) + "\n").getBytes(UTF_8)), gzip(json("b")));

        assertThat(articles(all(lines))).extracting(RawArticle::getHeadline).containsExactly("Story a", "Story b");
    }

    @Test
    void readsEveryFormatInAZip() throws IOException {
        byte[] zip = zip(entries(
                "x/a.json",
                json("a"),
                "wire.txt",
                "\u0001bdt0300 4 pl 10  dpa 0001\n\nThema/\n\u0002Titel =\n\nBonn (dpa) - Ein Satz.\n\n\u0003051200 Nov 24\n\u0004"
                        .getBytes(UTF_8)));

        assertThat(articles(all(zip))).extracting(RawArticle::getFormat).containsExactly("ninjs", "iptc7901");
    }

    @Test
    void readsTarAndTarInGzip() throws IOException {
        byte[] tar = tar(entries("a.json", json("a"), "dir/b.json", json("b")));

        assertThat(articles(all(tar))).hasSize(2);
        assertThat(articles(all(gzip(tar)))).extracting(RawArticle::getHeadline).containsExactly("Story a", "Story b");
    }

    @Test
    void readsArchivesWithinArchivesUpToTheLimit() throws IOException {
        byte[] inner = gzip(json("a"));
        byte[] twice = zip(entries("a.json.gz", inner));

        assertThat(article(all(twice)).getHeadline()).isEqualTo("Story a");
        assertThat(refused(all(gzip(gzip(gzip(gzip(gzip(json("a")))))))).code()).isEqualTo(RefusalCode.TOO_DEEP);
    }

    @Test
    void readsFromAFileAndThroughTemporaryFiles(@TempDir Path dir) throws IOException {
        byte[] large = (text(json("a")) + "\n").repeat(200).getBytes(UTF_8);
        Path file = Files.write(dir.resolve("many.zip"), zip(entries("a.ndjson", large)));
        WireParsers parsers = parsers(new ArchiveLimits(5, 100_000, 100, 200_000, 1000));
        WireInput input = new WireInput(
                Content.of(file),
                null,
                "many.zip",
                Parsing.input(new byte[1]).feed(),
                Parsing.RECEIVED,
                Limits.DEFAULT);

        assertThat(articles(parsers.parseAll(input))).hasSize(200);
    }

    @Test
    void leavesNoTemporaryFilesBehind() throws IOException {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        long before = spilled(temp);
        byte[] large = (text(json("a")) + "\n").repeat(200).getBytes(UTF_8);

        parsers(new ArchiveLimits(5, 100_000, 100, 200_000, 1000)).parseAll(Parsing.input(gzip(large)));

        assertThat(spilled(temp)).isEqualTo(before);
    }

    private static long spilled(Path temp) throws IOException {
        try (var files = Files.list(temp)) {
            return files.filter(file -> file.getFileName().toString().startsWith("dateline-entry-"))
                    .count();
        }
    }

    @Test
    void refusesABombByItsRatio() throws IOException {
        Refused refused = refused(parsers(SMALL).parseAll(Parsing.input(gzip(new byte[90_000_000]))));

        assertThat(refused.code()).isIn(RefusalCode.TOO_LARGE, RefusalCode.UNSAFE);
    }

    @Test
    void refusesABombOfManyEntriesAndKeepsWhatCameBefore() throws IOException {
        Map<String, byte[]> entries = entries("a.json", json("a"));
        for (int i = 0; i < 4; i++) {
            entries.put("zeros" + i, spaces(90_000));
        }

        List<ParseResult> results =
                parsers(new ArchiveLimits(50, 100_000, 2, 200_000, 1000)).parseAll(Parsing.input(zip(entries)));

        assertThat(results.get(0)).isInstanceOf(Parsed.class);
        assertThat(last(results).code()).isEqualTo(RefusalCode.UNSAFE);
        assertThat(last(results).where()).startsWith("after entry");
    }

    @Test
    void countsArchivesWithinAnArchiveTogether() throws IOException {
        byte[] inner = gzip(spaces(90_000));
        byte[] outer = zip(entries("1.gz", inner, "2.gz", inner, "3.gz", inner, "4.gz", inner));

        List<ParseResult> results =
                parsers(new ArchiveLimits(50, 100_000, 2, 200_000, 1000)).parseAll(Parsing.input(outer));

        assertThat(last(results).code()).isEqualTo(RefusalCode.UNSAFE);
    }

    @Test
    void refusesAnEntryThatIsTooLargeAndReadsTheOthers() throws IOException {
        byte[] zip = zip(entries("big", spaces(150_000), "a.json", json("a")));

        List<ParseResult> results =
                parsers(new ArchiveLimits(50, 100_000, 1000, 1_000_000, 1000)).parseAll(Parsing.input(zip));

        assertThat(results).hasSize(2);
        assertThat(((Refused) results.get(0)).code()).isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(((Refused) results.get(0)).where()).isEqualTo("entry 1 big");
        assertThat(results.get(1)).isInstanceOf(Parsed.class);
    }

    @Test
    void refusesMoreEntriesThanTheLimit() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            entries.put(i + ".json", json(String.valueOf(i)));
        }

        List<ParseResult> results = parsers(SMALL).parseAll(Parsing.input(tar(entries)));

        assertThat(results).hasSize(6);
        assertThat(last(results).code()).isEqualTo(RefusalCode.TOO_MANY);
    }

    @Test
    void refusesEncryptedEntriesAndReadsTheOthers() throws IOException {
        byte[] zip = zip(entries("secret.json", json("s"), "a.json", json("a")));
        for (int i = 0; i + 10 < zip.length; i++) {
            boolean local = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4;
            boolean central = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
            int name = local ? i + 30 : i + 46;
            if ((local || central) && new String(zip, name, 6, UTF_8).equals("secret")) {
                zip[i + (local ? 6 : 8)] |= 1;
            }
        }

        List<ParseResult> results = all(zip);

        assertThat(results).hasSize(2);
        assertThat(((Refused) results.get(0)).reason()).isEqualTo("encrypted");
        assertThat(results.get(1)).isInstanceOf(Parsed.class);
    }

    @Test
    void refusesADamagedEntryAndReadsTheOthers() throws IOException {
        byte[] zip = zip(entries("a.json", json("a"), "b.json", json("b")));
        int at = 30 + "a.json".length() + 20;
        zip[at] ^= 0x55;
        zip[at + 1] ^= 0x55;

        List<ParseResult> results = all(zip);

        assertThat(results).hasSize(2);
        assertThat(((Refused) results.get(0)).code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(((Parsed) results.get(1)).article().getHeadline()).isEqualTo("Story b");
    }

    @Test
    void readsAZipThatWasCutUpToWhereItBreaks() throws IOException {
        byte[] zip = zip(entries("a.json", json("a"), "b.json", json("b")));

        List<ParseResult> results = all(Arrays.copyOf(zip, zip.length / 2));

        assertThat(results.get(0)).isInstanceOf(Parsed.class);
        assertThat(last(results).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesAGzipThatWasCut() throws IOException {
        byte[] gzip = gzip(json("a"));

        assertThat(refused(all(Arrays.copyOf(gzip, gzip.length - 9))).code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(refused(all(Arrays.copyOf(gzip, 5))).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesAGzipWithAnEndlessName() throws IOException {
        byte[] gzip = gzip(json("a"));
        byte[] name = new byte[200_001];
        Arrays.fill(name, 0, name.length - 1, (byte) 'a');
        byte[] header = Arrays.copyOf(gzip, 10);
        header[3] = 8;
        byte[] named = join(join(header, name), Arrays.copyOfRange(gzip, 10, gzip.length));

        assertThat(refused(all(named)).code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(refused(all(named)).reason()).isEqualTo("broken: a header of more than 65536 bytes");
    }

    @Test
    void refusesAGzipThatIsDamagedBehindItsFirstMember() throws IOException {
        byte[] damaged = gzip(json("b"));
        damaged[0] = 0;

        assertThat(refused(all(join(gzip(json("a")), damaged))).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesATarThatWasCut() throws IOException {
        byte[] tar = tar(entries("a.json", json("a"), "b.json", json("b")));

        List<ParseResult> results = all(Arrays.copyOf(tar, 512 + 512 + 512 + 20));

        assertThat(results.get(0)).isInstanceOf(Parsed.class);
        assertThat(last(results).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesATarEntryOfAbsurdSize() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveEntry entry = new TarArchiveEntry("huge.json");
        entry.setSize(8_000_000_000_000L);
        byte[] block = new byte[512];
        entry.writeEntryHeader(block, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        out.write(block);
        out.write(json("a"));

        List<ParseResult> results = all(out.toByteArray());

        assertThat(last(results).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesTarHeadersWithoutEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        name.setSize(50_000_000);
        byte[] block = new byte[512];
        name.writeEntryHeader(block);
        out.write(block);
        out.write(new byte[5_000_000]);

        Refused refused = refused(all(out.toByteArray()));

        assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(refused.reason()).contains("headers");
    }

    @Test
    void leavesOutLinksDirectoriesAndLitter() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            tar.putArchiveEntry(new TarArchiveEntry("dir/"));
            tar.closeArchiveEntry();
            put(tar, "__MACOSX/._a.json", new byte[] {1, 2, 3});
            put(tar, "a.json", json("a"));
        }

        assertThat(article(all(out.toByteArray())).getHeadline()).isEqualTo("Story a");
    }

    @Test
    void boundsNames() throws IOException {
        String name = "../../" + "x\u0007".repeat(300) + ".json";
        byte[] zip = zip(entries(name, "no story".getBytes(UTF_8), "b", new byte[] {0, 1, 2, 3}));

        List<ParseResult> results = all(zip);

        assertThat(results).filteredOn(Refused.class::isInstance).allSatisfy(result -> {
            String where = ((Refused) result).where();
            assertThat(where).hasSizeLessThan(300).doesNotContain("..", "\u0007");
        });
    }

    @Test
    void refusesAnEmptyArchiveAsOneWithoutStory() throws IOException {
        assertThat(refused(all(zip(Map.of()))).code()).isEqualTo(RefusalCode.NO_STORY);
        assertThat(refused(all(gzip(new byte[0]))).code()).isEqualTo(RefusalCode.EMPTY);
    }

    private static WireParsers parsers(ArchiveLimits limits) {
        return WireParsers.of(List.of(new ArchiveParser(limits), new JsonWire()));
    }

    private static Refused last(List<ParseResult> results) {
        assertThat(results.get(results.size() - 1)).isInstanceOf(Refused.class);
        return (Refused) results.get(results.size() - 1);
    }

    private static byte[] json(String name) {
        return ("{\"uri\": \"urn:example:" + name + "\", \"version\": \"1\", \"type\": \"text\", \"headline\": \"Story "
                        + name + "\", \"body_text\": \"Text of the story " + name
                        + " and nothing else in it at all.\"}")
                .getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static byte[] spaces(int size) {
        byte[] spaces = new byte[size];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static Map<String, byte[]> entries(Object... namesAndBytes) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            entries.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return entries;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] tar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(tar, entry.getKey(), entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
