package io.dateline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.enrich.analysis.knowledge.KnowledgeLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kb extract} from a dump on disk, packed as Wikidata packs its dumps, to a file for {@code kb load}. */
class KbExtractCommandTest {
    private static final String FIRST = "[\n" + item("Q900001", "Ana Mourão", 3) + ",\n";
    private static final String SECOND =
            item("Q900002", "Little Read", 1) + ",\n" + item("Q900003", "Rui Falcão", 4) + "\n]\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"dump.json", "dump.json.gz", "dump.json.bz2"})
    void opensADumpByItsEnding(String name) throws IOException {
        Path dump = directory.resolve(name);
        // in two streams, one after the other: the real dumps are packed in parallel
        Files.write(dump, concat(packed(name, FIRST), packed(name, SECOND)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int status = extract(dump, out);

        assertThat(status).isZero();
        List<KnowledgeEntry> entries = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> KnowledgeLine.read(line).entry())
                .toList();
        assertThat(entries).extracting(KnowledgeEntry::id).containsExactly("Q900001", "Q900003");
        assertThat(entries).extracting(KnowledgeEntry::name).containsExactly("Ana Mourão", "Rui Falcão");
    }

    @Test
    void refusesAFileThatIsNotPackedAsItsEndingSays() throws IOException {
        Path dump = Files.writeString(directory.resolve("dump.json.bz2"), FIRST + SECOND);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(extract(dump, out)).isNotZero();
        assertThat(out.size()).isZero();
    }

    private static int extract(Path dump, OutputStream out) {
        return Dateline.commandLine(new PrintStream(out, true, StandardCharsets.UTF_8))
                .execute("kb", "extract", dump.toString(), "--sitelinks", "2");
    }

    private static byte[] packed(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packer = name.endsWith(".gz")
                ? new GZIPOutputStream(bytes)
                : name.endsWith(".bz2") ? new BZip2CompressorOutputStream(bytes) : bytes) {
            packer.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(a);
        bytes.write(b);
        return bytes.toByteArray();
    }

    private static String item(String id, String label, int sitelinks) {
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < sitelinks; i++) {
            links.append(i == 0 ? "" : ",").append(String.format("\"w%dwiki\":{\"title\":\"T\"}", i));
        }
        return "{\"type\":\"item\",\"id\":\"" + id + "\",\"labels\":{\"en\":{\"language\":\"en\",\"value\":\"" + label
                + "\"}},\"descriptions\":{},\"claims\":{\"P31\":[{\"mainsnak\":{\"snaktype\":\"value\",\"property\":\"P31\","
                + "\"datavalue\":{\"value\":{\"entity-type\":\"item\",\"numeric-id\":5,\"id\":\"Q5\"},"
                + "\"type\":\"wikibase-entityid\"}},\"type\":\"statement\",\"rank\":\"normal\"}]},\"sitelinks\":{"
                + links
                + "}}";
    }
}
