package io.dateline.app;

import io.dateline.enrich.knowledge.KnowledgeLines;
import io.dateline.enrich.knowledge.KnowledgeLoader;
import io.dateline.enrich.knowledge.WikidataDump;
import io.dateline.ingest.format.archive.Gunzip;
import io.dateline.schemas.EntityType;
import io.dateline.schemas.config.Settings;
import io.dateline.schemas.registry.ConfluentSchemaRegistry;
import io.dateline.schemas.service.SettingsOptions;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dateline kb}: users' knowledge, which names in stories are linked to. */
@Command(
        name = "kb",
        mixinStandardHelpOptions = true,
        description = "Keeps the knowledge base that names in stories are linked to.",
        synopsisSubcommandLabel = "COMMAND")
final class KbCommand {

    @Command(
            name = "load",
            mixinStandardHelpOptions = true,
            description = {
                "Loads a file of JSON lines, one entry each, onto news.knowledge-base.",
                "Running enrichers take it over within seconds. Nothing is loaded of a file with a wrong line."
            })
    static final class Load implements Callable<Integer> {
        @Mixin
        private SettingsOptions options;

        @Parameters(paramLabel = "FILE", description = "The file; see docs/knowledge-base.md for its form.")
        private Path file;

        @Option(
                names = "--replace",
                description = "The file is all there shall be: delete entries that it does not name.")
        private boolean replace;

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(file + " can't be read");
            }
            List<String> faults = KnowledgeLines.faults(file);
            if (!faults.isEmpty()) {
                faults.forEach(fault -> System.err.println(file + ", " + fault));
                System.err.println("nothing was loaded");
                return 1;
            }
            Settings settings = options.load();
            KnowledgeLoader.Loaded loaded = new KnowledgeLoader(
                            settings, ConfluentSchemaRegistry.connect(settings.registry()))
                    .load(file, replace);
            System.err.println("loaded: " + loaded.entries() + " entries, " + loaded.deletions() + " deletions");
            return 0;
        }
    }

    @Command(
            name = "extract",
            mixinStandardHelpOptions = true,
            description = {
                "Turns a Wikidata JSON dump (plain, .gz or .bz2) into a file for kb load, on stdout.",
                "Reads it as a stream: a dump of a hundred gigabytes needs no more memory than a small one."
            })
    static final class Extract implements Callable<Integer> {
        private final PrintStream out;

        @Parameters(paramLabel = "DUMP", description = "The dump, one entity a line.")
        private Path dump;

        @Option(
                names = "--class",
                paramLabel = "QID=TYPE",
                description =
                        "Keep instances of this class, as PERSON, ORGANISATION, LOCATION or MISC. May be repeated."
                                + " Without it: humans and common classes of places and organisations.")
        private Map<String, EntityType> classes;

        @Option(
                names = "--language",
                paramLabel = "CODE",
                defaultValue = "en",
                description = "Language of names and descriptions (default: ${DEFAULT-VALUE}).")
        private String language;

        @Option(
                names = "--sitelinks",
                paramLabel = "COUNT",
                defaultValue = "10",
                description = "Fewest sitelinks that an item has to have (default: ${DEFAULT-VALUE}).")
        private int sitelinks;

        Extract(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(dump)) {
                throw new IllegalArgumentException(dump + " can't be read");
            }
            WikidataDump.Wanted wanted = new WikidataDump.Wanted(
                    classes == null ? WikidataDump.Wanted.CLASSES : classes, language, sitelinks);
            try (BufferedReader in = new BufferedReader(new InputStreamReader(open(dump), StandardCharsets.UTF_8))) {
                Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                WikidataDump.Extracted extracted = new WikidataDump(wanted).extract(in, lines);
                System.err.println("extracted: " + extracted.kept() + " of " + extracted.entities() + " entities, "
                        + extracted.unreadable() + " unreadable");
                return extracted.entities() > 0 && extracted.unreadable() == extracted.entities() ? 1 : 0;
            }
        }

        private static InputStream open(Path file) throws IOException {
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            String name = file.getFileName().toString();
            if (name.endsWith(".gz")) {
                return new Gunzip(in);
            }
            return name.endsWith(".bz2") ? new BZip2CompressorInputStream(in, true) : in;
        }
    }
}
