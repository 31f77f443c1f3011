package io.dateline.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dateline.ingest.format.StandardParsers;
import io.dateline.ingest.wire.Content;
import io.dateline.ingest.wire.Feed;
import io.dateline.ingest.wire.Limits;
import io.dateline.ingest.wire.ParseResult;
import io.dateline.ingest.wire.WireInput;
import io.dateline.ingest.wire.WireParsers;
import io.dateline.schemas.AvroJson;
import io.dateline.schemas.RawArticle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dateline parse}: what the parsers make of files, without Kafka. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = {
            "Parses wire files without Kafka.",
            "Writes each article found as one line of JSON: \"file\" (the path as given), then the fields of a raw article."
                    + " For a file, or an item in one, that is refused: \"file\" and \"error\". Exits with 1 when nothing"
                    + " could be read at all."
        })
final class ParseCommand implements Callable<Integer> {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Paths are relative to this directory (default: the current one).")
    private Path root;

    @Option(names = "--provider", paramLabel = "NAME", description = "Who sent them, for stories that don't say so.")
    private String provider;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone in which times without one are read.")
    private ZoneId zone;

    @Option(names = "--no-original", description = "Leave the original bytes out.")
    private boolean noOriginal;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files to parse.")
    private List<Path> paths;

    private final JsonFactory json = new JsonFactory();
    private final OutputStream out;

    ParseCommand(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        WireParsers parsers = StandardParsers.create();
        Feed feed = new Feed("parse", provider, zone);
        PrintWriter lines = new PrintWriter(out, false, StandardCharsets.UTF_8);
        boolean[] found = {false};
        for (Path path : paths) {
            try {
                WireInput input = new WireInput(
                        Content.of(root.resolve(path)),
                        null,
                        path.getFileName().toString(),
                        feed,
                        Instant.now(),
                        Limits.DEFAULT);
                parsers.parse(input, result -> {
                    found[0] |= result instanceof ParseResult.Parsed;
                    lines.println(line(path, result));
                });
            } catch (Content.UnreadableException e) {
                lines.println(refusal(path, e.getMessage()));
            }
            lines.flush();
        }
        return found[0] ? 0 : 1;
    }

    private String line(Path path, ParseResult result) {
        if (result instanceof ParseResult.Refused refused) {
            return refusal(path, refused.describe());
        }
        RawArticle article = ((ParseResult.Parsed) result).article();
        return object(path, generator -> {
            for (Schema.Field field : article.getSchema().getFields()) {
                if (!noOriginal || !field.name().equals("original")) {
                    generator.writeFieldName(field.name());
                    AvroJson.writeValue(article.get(field.pos()), generator);
                }
            }
        });
    }

    private String refusal(Path path, String reason) {
        return object(path, generator -> generator.writeStringField("error", reason));
    }

    private interface Fields {
        void write(JsonGenerator generator) throws IOException;
    }

    private String object(Path path, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("file", path.toString());
            fields.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
