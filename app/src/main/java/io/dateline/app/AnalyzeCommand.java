package io.dateline.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.EnrichCommand;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.record.EnrichedArticles;
import io.dateline.enrich.record.ProvenanceStamp;
import io.dateline.schemas.AvroJson;
import io.dateline.schemas.EnrichedArticle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;

/**
 * {@code dateline analyze}: text analysis without Kafka. One JSON object a line in ({@code id}, {@code text}, and where
 * known {@code headline} and {@code language}), one a line out, in order. A line that is no such object gives {@code {"id",
 * "error"}} and makes the exit code 1.
 */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Analyses texts without Kafka.",
            "Reads JSON lines {\"id\", \"text\"} on stdin, optionally with \"headline\" and \"language\", and writes"
                    + " {\"id\", \"language\", \"entities\", \"quotes\", \"topics\", \"boilerplate\"} on stdout,"
                    + " one a line, in order. Offsets are Unicode code points."
        })
final class AnalyzeCommand implements Callable<Integer> {
    private static final Set<String> SHOWN = Set.of("language", "entities", "quotes", "topics", "boilerplate");

    private final InputStream in;
    private final OutputStream out;

    AnalyzeCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        AnalysisModels models = AnalysisModels.load();
        StoryAnalyzer analyzer = models.newAnalyzer();
        ProvenanceStamp stamp = EnrichCommand.provenance(models).with(analyzer.refresh());
        ObjectMapper json = new ObjectMapper();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        PrintWriter answers = new PrintWriter(out, false, StandardCharsets.UTF_8);
        boolean failed = false;
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode document = null;
            try {
                document = json.readTree(line);
                answers.println(answer(json, document, analyzer, stamp));
            } catch (JsonProcessingException e) {
                answers.println(refusal(json, document, "not JSON: " + e.getOriginalMessage()));
                failed = true;
            } catch (RuntimeException e) {
                answers.println(refusal(json, document, e.toString()));
                failed = true;
            }
            answers.flush();
        }
        return failed ? 1 : 0;
    }

    private static String answer(ObjectMapper json, JsonNode document, StoryAnalyzer analyzer, ProvenanceStamp stamp)
            throws IOException {
        String id = document.path("id").asText("");
        if (!document.path("text").isTextual()) {
            throw new IllegalArgumentException("no \"text\"");
        }
        String text = document.get("text").textValue();
        Story story = new Story(text, textOrNull(document, "headline"), textOrNull(document, "language"), List.of());
        EnrichedArticle article = EnrichedArticles.ofText(id, text, analyzer.analyze(story), stamp.at(Instant.EPOCH));
        StringWriter answer = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(answer)) {
            generator.writeStartObject();
            generator.writeStringField("id", id);
            for (Schema.Field field : article.getSchema().getFields()) {
                if (SHOWN.contains(field.name())) {
                    generator.writeFieldName(field.name());
                    AvroJson.writeValue(article.get(field.pos()), generator);
                }
            }
            generator.writeEndObject();
        }
        return answer.toString();
    }

    private static String refusal(ObjectMapper json, JsonNode document, String reason) throws JsonProcessingException {
        String id = document == null ? null : document.path("id").asText(null);
        return json.writeValueAsString(json.createObjectNode().put("id", id).put("error", reason));
    }

    private static String textOrNull(JsonNode document, String field) {
        JsonNode value = document.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }
}
