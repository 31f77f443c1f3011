package io.dateline.enrich.analysis.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores whom quotes are given to, by full name, against {@code speaker-labels.tsv}: story, first and last code point of a
 * quote's content, and who says it as a reader finds, forms of one name parted by slashes; "-" for somebody whom the story
 * does not name. Argument: what {@link io.dateline.enrich.analysis.AnalyzeLines} wrote. Not a test.
 */
final class ScoreSpeakers {
    private ScoreSpeakers() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, JsonNode> stories = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            JsonNode story = json.readTree(line);
            stories.put(story.get("id").asText(), story.get("quotes"));
        }
        int labelled = 0;
        int found = 0;
        int right = 0;
        int unknown = 0;
        int named = 0;
        double[][] tenths = new double[10][3];
        for (String line : labels()) {
            String[] label = line.split("\t");
            labelled++;
            JsonNode quote =
                    best(stories.get(label[0]), new Span(Integer.parseInt(label[1]), Integer.parseInt(label[2])));
            if (quote == null) {
                continue;
            }
            found++;
            String name = quote.path("speaker").path("name").asText("-");
            boolean same =
                    List.of(label[3].toLowerCase(Locale.ROOT).split("/")).contains(name.toLowerCase(Locale.ROOT));
            right += same ? 1 : 0;
            named += label[3].startsWith("-") ? 0 : 1;
            unknown += name.equals("-") && !label[3].startsWith("-") ? 1 : 0;
            double confidence = quote.get("confidence").asDouble();
            double[] tenth = tenths[(int) Math.min(9, confidence * 10)];
            tenth[0]++;
            tenth[1] += confidence;
            tenth[2] += same ? 1 : 0;
            if (!same && args.length > 1) {
                System.out.printf(
                        "%s: %s, not %s (%s)%n",
                        label[0],
                        label[3],
                        name,
                        quote.path("speaker").path("text").asText());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d labelled, %d found, of these right %d (%.3f); of %d whom the story names left unknown %d (%.3f)%n",
                labelled,
                found,
                right,
                right / (double) found,
                named,
                unknown,
                unknown / (double) named);
        for (double[] tenth : tenths) {
            if (tenth[0] > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "confidence %.3f right %.3f of %.0f%n",
                        tenth[1] / tenth[0],
                        tenth[2] / tenth[0],
                        tenth[0]);
            }
        }
    }

    private static List<String> labels() throws IOException {
        try (InputStream in = ScoreSpeakers.class.getResourceAsStream("speaker-labels.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** The quote that overlaps the span most, if each covers half of the other. */
    private static JsonNode best(JsonNode quotes, Span span) {
        JsonNode best = null;
        int most = 0;
        for (JsonNode quote : quotes) {
            int overlap = QuoteScore.overlap(spanOf(quote), span);
            if (overlap > most) {
                most = overlap;
                best = quote;
            }
        }
        return best != null && QuoteScore.matches(spanOf(best), span) ? best : null;
    }

    private static Span spanOf(JsonNode quote) {
        return new Span(quote.get("start").asInt(), quote.get("end").asInt());
    }
}
