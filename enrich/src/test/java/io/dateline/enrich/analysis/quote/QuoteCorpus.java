package io.dateline.enrich.analysis.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.Parsed;
import io.dateline.enrich.analysis.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Stories with labelled quotes, read from JSON lines {"id", "text", "quotes": [{"content", "source", "cue", "type"}]}
 * and parsed as the pipeline parses them, once.
 */
record QuoteCorpus(List<Labelled> stories) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A story, parsed, with what a reader found in it. */
    record Labelled(String id, Parsed parsed, List<Gold> quotes) {
        /** Part of the data, 0 to count - 1, by the story's id: the same in every run. */
        int fold(int count) {
            int hash = id.hashCode();
            return Math.floorMod(hash ^ (hash >>> 15), count);
        }
    }

    /**
     * A labelled quote; spans in UTF-16.
     *
     * @param type "direct", "mixed" or "indirect"
     * @param cue words of the cue, or empty
     */
    record Gold(String type, List<Span> content, List<Span> source, String cue) {
        Span extent() {
            return new Span(
                    content.stream().mapToInt(Span::start).min().orElse(0),
                    content.stream().mapToInt(Span::end).max().orElse(0));
        }

        boolean isComplete() {
            return !content.isEmpty() && !source.isEmpty();
        }
    }

    static QuoteCorpus read(Path file) throws IOException {
        Parsed.Parser parser = new Parsed.Parser();
        List<Labelled> stories = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode node = JSON.readTree(line);
                String text = node.get("text").asText();
                List<Gold> quotes = new ArrayList<>();
                for (JsonNode quote : node.get("quotes")) {
                    quotes.add(new Gold(
                            quote.get("type").asText(),
                            spans(quote.get("content"), text),
                            spans(quote.get("source"), text),
                            quote.path("cue").asText("")));
                }
                quotes.sort(Comparator.comparing(Gold::extent));
                stories.add(new Labelled(node.get("id").asText(), parser.parse(text), List.copyOf(quotes)));
            }
        }
        return new QuoteCorpus(List.copyOf(stories));
    }

    private static List<Span> spans(JsonNode pairs, String text) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode pair : pairs) {
            spans.add(new Span(
                    text.offsetByCodePoints(0, pair.get(0).asInt()),
                    text.offsetByCodePoints(0, pair.get(1).asInt())));
        }
        return List.copyOf(spans);
    }
}
