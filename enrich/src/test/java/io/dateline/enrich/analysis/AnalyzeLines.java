package io.dateline.enrich.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Analyses JSON lines {"id", "text"} for measuring: writes {"id", "language", "boilerplate", "entities", "quotes",
 * "topics"} with offsets in code points, and says on the error stream what it cost. Not a test.
 *
 * <p>Arguments: input, output, and optionally how many rounds to run before the one that is timed.
 */
public final class AnalyzeLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnalyzeLines() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        long words = 0;
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode node = JSON.readTree(line);
                ids.add(node.get("id").asText());
                texts.add(node.get("text").asText());
                words += node.get("text").asText().split("\\s+").length;
            }
        }
        long began = System.nanoTime();
        AnalysisModels models = AnalysisModels.load();
        System.err.printf("models loaded in %d ms%n", (System.nanoTime() - began) / 1_000_000);
        StoryAnalyzer analyzer = models.newAnalyzer();
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        for (int round = 0; round < rounds; round++) {
            texts.forEach(text -> analyzer.analyze(Story.ofText(text)));
        }
        List<Analysis> analyses = new ArrayList<>();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        texts.forEach(text -> analyses.add(analyzer.analyze(Story.ofText(text))));
        double spent = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6;
        System.err.printf(
                "%d texts, %d words, %.0f ms of CPU: %.2f ms a text, %.2f ms per 600 words%n",
                texts.size(), words, spent, spent / texts.size(), spent * 600 / words);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]))) {
            for (int i = 0; i < texts.size(); i++) {
                out.write(JSON.writeValueAsString(line(ids.get(i), texts.get(i), analyses.get(i))));
                out.newLine();
            }
        }
    }

    private static ObjectNode line(String id, String text, Analysis analysis) {
        int[] points = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            points[i + 1] = points[i]
                    + (Character.isLowSurrogate(text.charAt(i))
                                    && i > 0
                                    && Character.isHighSurrogate(text.charAt(i - 1))
                            ? 0
                            : 1);
        }
        ObjectNode node = JSON.createObjectNode().put("id", id).put("language", analysis.language());
        ArrayNode boilerplate = node.putArray("boilerplate");
        analysis.boilerplate()
                .forEach(b -> span(boilerplate.addObject(), b.span(), text, points)
                        .put("kind", b.kind().name()));
        ArrayNode entities = node.putArray("entities");
        for (Analysis.EntityAnnotation entity : analysis.entities()) {
            ObjectNode e = entities.addObject()
                    .put("name", entity.name())
                    .put("type", entity.type().name())
                    .put("wikidataId", entity.wikidataId())
                    .put("role", entity.role())
                    .put("salience", entity.salience())
                    .put("confidence", entity.confidence());
            entity.aliases().forEach(e.withArray("aliases")::add);
            ArrayNode mentions = e.putArray("mentions");
            entity.mentions().forEach(m -> span(mentions.addObject(), m, text, points));
        }
        ArrayNode quotes = node.putArray("quotes");
        for (Analysis.QuoteAnnotation quote : analysis.quotes()) {
            ObjectNode q = span(quotes.addObject(), quote.content(), text, points)
                    .put("type", quote.type().name())
                    .put("cue", quote.cue())
                    .put("confidence", quote.confidence());
            if (quote.speaker() == null) {
                q.putNull("speaker");
            } else {
                ObjectNode speaker =
                        span(q.putObject("speaker"), quote.speaker().span(), text, points);
                if (quote.speaker().entity() >= 0) {
                    speaker.put("entity", quote.speaker().entity());
                    speaker.put(
                            "name",
                            analysis.entities().get(quote.speaker().entity()).name());
                }
            }
        }
        ArrayNode topics = node.putArray("topics");
        analysis.topics()
                .forEach(t -> topics.addObject()
                        .put("code", t.code())
                        .put("name", t.name())
                        .put("level", t.level())
                        .put("confidence", t.confidence())
                        .put("origin", t.origin().name()));
        return node;
    }

    private static ObjectNode span(ObjectNode node, Span span, String text, int[] points) {
        return node.put("start", points[span.start()])
                .put("end", points[span.end()])
                .put("text", span.of(text));
    }
}
