package io.dateline.enrich.analysis.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.enrich.analysis.Analysis;
import io.dateline.enrich.analysis.AnalysisModels;
import io.dateline.enrich.analysis.Span;
import io.dateline.enrich.analysis.Story;
import io.dateline.enrich.analysis.StoryAnalyzer;
import io.dateline.enrich.analysis.table.TableResource;
import io.dateline.schemas.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says how well mentions of persons and organisations are brought together: B-cubed against {@code
 * resolution-labels.tsv}, from raw text. Not a test. Arguments: JSON lines {"id", "text"} of the stories, and {@code
 * verbose} to see what is joined wrongly.
 */
final class ScoreResolution {
    private ScoreResolution() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Map<String, Map<Span, Integer>> labels = new HashMap<>();
        int entities = 0;
        for (String[] row : TableResource.rows(ScoreResolution.class, "resolution-labels.tsv")) {
            Map<Span, Integer> mentions = labels.computeIfAbsent(row[0], id -> new HashMap<>());
            for (String mention : row[2].split(" ")) {
                int dash = mention.indexOf('-');
                mentions.put(
                        new Span(
                                Integer.parseInt(mention.substring(0, dash)),
                                Integer.parseInt(mention.substring(dash + 1))),
                        entities);
            }
            entities++;
        }
        StoryAnalyzer analyzer = AnalysisModels.load().newAnalyzer();
        ObjectMapper json = new ObjectMapper();
        double[] sums = new double[6];
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode node = json.readTree(line);
                Map<Span, Integer> gold = labels.get(node.get("id").asText());
                if (gold != null) {
                    add(node.get("text").asText(), gold, analyzer, sums, args.length > 1);
                }
            }
        }
        double precision = sums[0] / sums[1];
        double recall = sums[2] / sums[3];
        System.out.printf("%d stories, %d entities, %.0f mentions marked%n", labels.size(), entities, sums[3]);
        System.out.printf("end to end: B-cubed P %.4f R %.4f F1 %.4f%n", precision, recall, f1(precision, recall));
        precision = sums[0] / sums[4];
        recall = sums[5] / sums[4];
        System.out.printf(
                "of the %.0f mentions that were found: B-cubed P %.4f R %.4f F1 %.4f%n",
                sums[4], precision, recall, f1(precision, recall));
    }

    private static double f1(double precision, double recall) {
        return 2 * precision * recall / (precision + recall);
    }

    /** Sums: precision, mentions found, recall, mentions marked, mentions both found and marked. */
    private static void add(
            String text, Map<Span, Integer> gold, StoryAnalyzer analyzer, double[] sums, boolean verbose) {
        Analysis analysis = analyzer.analyze(Story.ofText(text));
        Map<Span, Integer> found = new HashMap<>();
        int counted = 0;
        for (int e = 0; e < analysis.entities().size(); e++) {
            Analysis.EntityAnnotation entity = analysis.entities().get(e);
            boolean kept = entity.type() == EntityType.PERSON || entity.type() == EntityType.ORGANISATION;
            for (Span span : entity.mentions()) {
                Span points = new Span(text.codePointCount(0, span.start()), text.codePointCount(0, span.end()));
                if (kept || gold.containsKey(points)) {
                    found.put(points, e);
                    counted++;
                }
            }
        }
        Set<Span> both = new HashSet<>(gold.keySet());
        both.retainAll(found.keySet());
        for (Span mention : both) {
            int sameBoth = 0;
            int sameFound = 0;
            for (Span other : both) {
                boolean inFound = found.get(other).equals(found.get(mention));
                boolean inGold = gold.get(other).equals(gold.get(mention));
                sameBoth += inFound && inGold ? 1 : 0;
                sameFound += inFound ? 1 : 0;
                if (verbose && inFound != inGold && other.start() > mention.start()) {
                    System.out.printf(
                            "%s: %s | %s%n", inFound ? "joined" : "parted", points(text, mention), points(text, other));
                }
            }
            int sameGold = 0;
            int sameGoldFound = 0;
            for (Map.Entry<Span, Integer> other : gold.entrySet()) {
                if (other.getValue().equals(gold.get(mention))) {
                    sameGold++;
                    sameGoldFound += both.contains(other.getKey()) ? 1 : 0;
                }
            }
            sums[0] += sameBoth / (double) sameFound;
            sums[2] += sameBoth / (double) sameGoldFound * sameGoldFound / sameGold;
            sums[5] += sameBoth / (double) sameGoldFound;
        }
        sums[1] += counted;
        sums[3] += gold.size();
        sums[4] += both.size();
    }

    private static String points(String text, Span span) {
        return text.substring(text.offsetByCodePoints(0, span.start()), text.offsetByCodePoints(0, span.end()));
    }
}
